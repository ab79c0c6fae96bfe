import * as fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import {
  type Cell,
  definitions,
  dimensionsOf,
  type Grain,
  planQuery,
  type QueryRequest,
  runQuery,
} from '@bellwether/metrics';
import { world } from './oracle/world.js';
import { Engine } from './support/engine.js';
import { contexts } from './support/question.js';

let engine: Engine;
beforeAll(async () => {
  engine = await Engine.open();
});

const additive = definitions.filter((definition) => definition.additive);
/** In ten-thousandths, so that money adds up exactly; a null (before the first record) adds nothing. */
const units = (cells: readonly Cell[]): Map<string, number> => {
  const sums = new Map<string, number>();
  for (const { metric, value } of cells) {
    sums.set(metric, (sums.get(metric) ?? 0) + Math.round(Number(value ?? 0) * 10_000));
  }
  return sums;
};

test('additive figures add up over time and over every breakdown', { timeout: 600_000 }, async () => {
  expect(additive.map(({ id }) => id)).toContain('revenue');
  await fc.assert(
    fc.asyncProperty(world, contexts, fc.nat(), async (rows, context, pick) => {
      await engine.load(rows);
      const ask = async (
        request: Omit<QueryRequest, 'metrics' | 'from' | 'to'>,
        metrics: readonly string[],
      ): Promise<Map<string, number>> => {
        const plan = planQuery({ metrics, from: '2024', to: '2024', ...request }, context);
        return units((await runQuery(plan, engine.execute)).cells);
      };
      const ids = additive.map(({ id }) => id);
      const whole = await ask({ grain: 'total' }, ids);
      for (const grain of ['day', 'month', 'quarter', 'year'] as Grain[]) {
        expect(await ask({ grain }, ids)).toEqual(whole);
      }
      for (const definition of additive) {
        const dimensions = dimensionsOf(definition);
        const by = dimensions[pick % dimensions.length];
        if (by === undefined) continue;
        const parts = await ask({ grain: 'total', by: [by] }, [definition.id]);
        expect(parts.get(definition.id) ?? 0, `${definition.id} by ${by}`).toBe(whole.get(definition.id));
      }
    }),
    { numRuns: 15, endOnFailure: true },
  );
});

test('opening + new + reactivated + expansion − contraction − churned = closing, in every period', {
  timeout: 600_000,
}, async () => {
  const movements = ['mrr_new', 'mrr_reactivated', 'mrr_expansion', 'mrr_contraction', 'mrr_churned'];
  const signs = [1, 1, 1, -1, -1];
  let bridges = 0;
  await fc.assert(
    fc.asyncProperty(
      world,
      contexts,
      fc.constantFrom<Grain>('week', 'month', 'quarter'),
      async (rows, context, grain) => {
        await engine.load(rows);
        const request = { metrics: ['mrr', ...movements], from: '2024-01', to: '2024-12', grain };
        const { cells } = await runQuery(
          planQuery(request, { ...context, asOf: '2025-12-31' }),
          engine.execute,
        );
        const valueOf = (metric: string, start: string): number | null => {
          const value = cells.find((cell) => cell.metric === metric && cell.start === start)?.value ?? null;
          return value === null ? null : Math.round(Number(value) * 100);
        };
        const stocks = cells.filter(({ metric }) => metric === 'mrr');
        stocks.slice(1).forEach(({ start }, at) => {
          const opening = valueOf('mrr', stocks[at]?.start ?? '');
          const closing = valueOf('mrr', start);
          if (opening === null || closing === null) return;
          const change = movements.reduce(
            (sum, id, index) => sum + (signs[index] ?? 0) * (valueOf(id, start) ?? 0),
            0,
          );
          expect(opening + change).toBe(closing);
          bridges += 1;
        });
      },
    ),
    { numRuns: 30, endOnFailure: true },
  );
  expect(bridges).toBeGreaterThan(50);
});

test('retained, lost and at risk are one', { timeout: 600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(world, contexts, async (rows, context) => {
      await engine.load(rows);
      const request = {
        metrics: ['customer_retention_rate', 'customer_churn_rate', 'grr', 'nrr'],
        from: '2024-Q1',
        to: '2025-Q2',
      };
      const { cells } = await runQuery(planQuery(request, context), engine.execute);
      const at = (metric: string): readonly Cell[] => cells.filter((cell) => cell.metric === metric);
      at('customer_retention_rate').forEach((kept, index) => {
        const lost = at('customer_churn_rate')[index];
        if (kept.value === null) expect(lost?.value).toBeNull();
        else expect(Number(kept.value) + Number(lost?.value)).toBeCloseTo(1, 12);
      });
      at('grr').forEach((gross, index) => {
        if (gross.value === null) return;
        expect(Number(gross.value)).toBeLessThanOrEqual(1);
        expect(Number(gross.value)).toBeLessThanOrEqual(Number(at('nrr')[index]?.value) + 1e-12);
      });
    }),
    { numRuns: 20, endOnFailure: true },
  );
});
