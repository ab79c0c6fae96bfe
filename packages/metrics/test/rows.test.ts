import * as fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { definitions, planQuery, planRows, type RowsRequest, runQuery, runRows } from '@bellwether/metrics';
import { world } from './oracle/world.js';
import { Engine } from './support/engine.js';
import { ask, contexts, question, ranges } from './support/question.js';

const runs = Number(process.env['BELLWETHER_ROWS_RUNS'] ?? 30);

let engine: Engine;
beforeAll(async () => {
  engine = await Engine.open();
});

test(`the rows behind cells add up to them in ${runs} worlds`, { timeout: 3_600_000 }, async () => {
  const seen = new Set<string>();
  let cells = 0;
  await fc.assert(
    fc.asyncProperty(
      world,
      contexts,
      fc.array(question, { minLength: 12, maxLength: 12 }),
      fc.nat(),
      async (rows, context, drawn, pick) => {
        await engine.load(rows);
        for (const { definition, grain, by, where } of drawn.map(ask)) {
          const [from, to] = ranges[grain] ?? ['2024-01', '2024-12'];
          const plan = planQuery({ metrics: [definition.id], from, to, grain, by, where }, context);
          const found = (await runQuery(plan, engine.execute)).cells.filter(({ value }) => value !== null);
          const cell = found[pick % Math.max(1, found.length)];
          if (cell === undefined) continue;
          const request: RowsRequest = {
            metric: definition.id,
            from: cell.period,
            grain,
            by: cell.by,
            where,
            limit: 1000,
          };
          const rowsPlan = planRows(request, context);
          const told = (): string =>
            `${JSON.stringify(request)}\n${JSON.stringify(cell)}\n${rowsPlan.legs.map(({ leg, total }) => `${leg}: ${total.sql} -- ${JSON.stringify(total.params)}`).join(';\n')}`;
          const behind = await runRows(rowsPlan, engine.execute).catch((error: unknown) => {
            throw new Error(told(), { cause: error });
          });
          // The cell on its own is the cell in the table.
          if (
            JSON.stringify([behind.cell.value, behind.cell.numerator]) !==
            JSON.stringify([cell.value, cell.numerator])
          ) {
            expect.fail(`another cell: ${JSON.stringify(behind.cell)}\n${told()}`);
          }
          if (behind.reconciles !== true)
            expect.fail(`does not add up: ${JSON.stringify(behind.legs)}\n${told()}`);
          for (const leg of behind.legs) {
            const sum = leg.rows.reduce((total, row) => total + Number(row.contribution ?? 0), 0);
            if (
              leg.rows.length !== leg.count ||
              Math.abs(sum - Number(leg.total)) > 1e-6 * Math.max(1, Math.abs(sum))
            ) {
              expect.fail(`page of ${leg.leg}: ${JSON.stringify(leg)}\n${told()}`);
            }
            expect(leg.rows.every(({ record_id, batch_id }) => record_id !== null && batch_id === 'b1')).toBe(
              true,
            );
          }
          seen.add(definition.id);
          cells += 1;
        }
      },
    ),
    { numRuns: runs, endOnFailure: true },
  );
  console.info(`${cells} cells opened, of ${seen.size} of ${definitions.length} metrics`);
});
