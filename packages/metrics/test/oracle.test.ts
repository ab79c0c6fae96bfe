import { beforeAll, expect, test } from 'vitest';
import * as fc from 'fast-check';
import {
  type Cell,
  definitions,
  type Figure,
  type Grain,
  type MetricDefinition,
  planQuery,
  type QueryContext,
  type QueryRequest,
  type Rolling,
  runQuery,
} from '@bellwether/metrics';
import { oracle } from './oracle/index.js';
import { cohortAt } from './oracle/retention.js';
import { boundsAt, type OraclePeriod, periodOf, previousOf } from './oracle/periods.js';
import { Missing, type OracleFigure, View } from './oracle/view.js';
import { least, plusDays, plusMonths } from './oracle/dates.js';
import { world } from './oracle/world.js';
import { ask, type Asked, channelOf, contexts, question, ranges, resolved } from './support/question.js';
import { Engine, type FactRow, type World } from './support/engine.js';

/** Worlds a run; set BELLWETHER_ORACLE_RUNS for a long one. */
const runs = Number(process.env['BELLWETHER_ORACLE_RUNS'] ?? 40);

let engine: Engine;
beforeAll(async () => {
  engine = await Engine.open();
});

const columnIn = (fact: string, dimension: string): string => channelOf[`${fact}.${dimension}`] ?? dimension;

function viewOf(
  rows: World,
  period: OraclePeriod,
  context: QueryContext,
  asked: Asked,
  by: Cell['by'],
): View {
  const keeps = (fact: string, row: FactRow): boolean =>
    asked.by.every((dimension) => (row[columnIn(fact, dimension)] ?? null) === (by[dimension] ?? null)) &&
    asked.where.every(({ dimension, values, exclude }) => {
      const value = row[columnIn(fact, dimension)] ?? null;
      return values.includes(typeof value === 'string' ? value : null) !== exclude;
    });
  return new View(rows, period, context.assumptions as Record<string, number>, keeps);
}

function figureOf(view: View, id: string, age: string | null | undefined): OracleFigure | null {
  try {
    if (view.period.start >= view.period.asOfEdge && id !== 'pipeline_coverage') return null;
    if (age !== null && age !== undefined) return cohortAt(view, Number(age));
    const double = oracle[id];
    if (double === undefined) throw new Error(`no oracle for ${id}`);
    return double(view);
  } catch (error) {
    if (error instanceof Missing) return null;
    throw error;
  }
}

const near = (a: number, b: number): boolean =>
  Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));

/** Money is written with four places, so it may lie half of the last one away. */
function same(figure: Figure | null, expected: number | null): boolean {
  if (figure === null || expected === null) return figure === null && expected === null;
  return typeof figure === 'string'
    ? Math.abs(Number(figure) - expected) <= 0.000_051 + 1e-11 * Math.abs(expected)
    : near(figure, expected);
}

function check(cell: Cell, figure: OracleFigure | null, asked: Asked, sql: () => string): void {
  const told = (): string =>
    `${asked.definition.id} by ${JSON.stringify(cell.by)} where ${JSON.stringify(asked.where)} in ${cell.period}: ` +
    `${JSON.stringify(cell)}, oracle ${JSON.stringify(figure)}\n${sql()}`;
  if (!same(cell.value, figure?.value ?? null)) expect.fail(`value of ${told()}`);
  if ((cell.value === null) === (cell.reason === null)) expect.fail(`reason of ${told()}`);
  if (figure?.interval === undefined) return;
  const { interval } = figure;
  if ((interval === null) !== (cell.interval === null)) expect.fail(`interval of ${told()}`);
  if (interval === null || cell.interval === null) return;
  // Intervals of ratios go through sums of squares, which cost digits.
  const close = (a: Figure, b: number): boolean => Math.abs(Number(a) - b) <= 0.000_051 + 1e-6 * Math.abs(b);
  if (!close(cell.interval.low, interval[0]) || !close(cell.interval.high, interval[1])) {
    expect.fail(`interval of ${told()}`);
  }
}

/** Where the window of a rolling request begins. */
const rolledStart = ({ unit, count }: Rolling, end: string): string =>
  unit === 'month' ? plusMonths(end, -count) : plusDays(end, unit === 'week' ? -7 * count : -count);

function periodAsked(cell: Cell, asked: Asked, context: QueryContext): OraclePeriod {
  const bounds = boundsAt(cell.start, asked.grain, context.fiscalYearStartsMonth);
  expect([cell.start, cell.end]).toEqual(bounds);
  return periodOf(bounds, asked.grain, plusDays(context.asOf, 1));
}

test('every metric has a plain double', () => {
  const missing = definitions
    .map(({ id }) => id)
    .filter((id) => !(id in oracle) && id !== 'cohort_retention');
  expect(missing).toEqual([]);
});

/** How much of what was compared had a value at all: a test that only sees nulls proves little. */
class Tally {
  figures = 0;
  values = 0;
  readonly seen = new Set<string>();

  add(cell: Cell): void {
    this.figures += 1;
    if (cell.value === null) return;
    this.values += 1;
    this.seen.add(cell.metric);
  }

  toString(): string {
    return `${this.figures} figures compared, ${this.values} with a value, of ${this.seen.size} of ${definitions.length} metrics`;
  }
}

/** Runs one request and holds every cell, and what it is compared with, against the double. */
async function compareAll(
  rows: World,
  context: QueryContext,
  askedOf: (metric: string) => Asked,
  request: QueryRequest,
  tally: Tally,
): Promise<void> {
  const plan = planQuery(request, context);
  const sql = (): string =>
    plan.steps.map((step) => `${step.sql}\n-- ${JSON.stringify(step.params)}`).join(';\n');
  const result = await runQuery(plan, engine.execute).catch((error: unknown) => {
    throw new Error(`${request.metrics.join(', ')} failed\n${sql()}`, { cause: error });
  });
  for (const cell of result.cells) {
    const asked = askedOf(cell.metric);
    const period = periodAsked(cell, asked, context);
    const figureIn = (when: OraclePeriod): OracleFigure | null =>
      figureOf(viewOf(rows, when, context, asked, cell.by), cell.metric, cell.by['age']);
    check(cell, figureIn(period), asked, sql);
    tally.add(cell);
    const { previous } = cell.compare;
    if (previous === undefined) continue;
    const before = previousOf(period, context.fiscalYearStartsMonth);
    expect([previous.start, previous.end]).toEqual([before.start, before.edge]);
    const then = figureIn(before);
    if (!same(previous.value, then?.value ?? null)) {
      expect.fail(`compared ${JSON.stringify(cell)}, oracle ${JSON.stringify(then)}\n${sql()}`);
    }
  }
}

const settings = {
  endOnFailure: true,
  ...(process.env['BELLWETHER_ORACLE_SEED'] === undefined
    ? {}
    : { seed: Number(process.env['BELLWETHER_ORACLE_SEED']) }),
};

test(`one request for every metric agrees with the doubles in ${runs} worlds`, {
  timeout: 3_600_000,
}, async () => {
  const tally = new Tally();
  const grains = fc.constantFrom<Grain>('week', 'month', 'month', 'quarter', 'year', 'fiscal_quarter');
  await fc.assert(
    fc.asyncProperty(world, contexts, grains, async (rows, context, grain) => {
      await engine.load(rows);
      const [from, to] = ranges[grain] ?? ['2024-01', '2024-12'];
      const metrics = [...resolved.values()]
        .filter((definition) => definition.grains === undefined || definition.grains.includes(grain))
        .map(({ id }) => id);
      const askedOf = (metric: string): Asked => ({
        definition: resolved.get(metric) as MetricDefinition,
        grain,
        by: [],
        where: [],
      });
      await compareAll(rows, context, askedOf, { metrics, from, to, grain, compare: ['previous'] }, tally);
    }),
    { numRuns: runs, ...settings },
  );
  console.info(String(tally));
  // A handful of worlds may lack a rare figure.
  if (runs >= 40) expect(tally.seen.size).toBe(definitions.length);
});

test(`breakdowns and filters agree with the doubles in ${runs} worlds`, { timeout: 3_600_000 }, async () => {
  const tally = new Tally();
  await fc.assert(
    fc.asyncProperty(
      world,
      contexts,
      fc.array(question, { minLength: 20, maxLength: 20 }),
      async (rows, context, drawn) => {
        await engine.load(rows);
        for (const asked of drawn.map(ask)) {
          const { definition, grain, by, where } = asked;
          const [from, to] = ranges[grain] ?? ['2024-01', '2024-12'];
          const request = {
            metrics: [definition.id],
            from,
            to,
            grain,
            by,
            where,
            compare: ['previous' as const],
          };
          await compareAll(rows, context, () => asked, request, tally);
        }
      },
    ),
    { numRuns: runs, ...settings },
  );
  console.info(String(tally));
});

test(`trailing windows and whole ranges agree with the doubles in ${runs} worlds`, {
  timeout: 3_600_000,
}, async () => {
  const tally = new Tally();
  const windows = fc.constantFrom<Rolling | null>(
    { unit: 'day', count: 28 },
    { unit: 'week', count: 6 },
    { unit: 'month', count: 3 },
    { unit: 'month', count: 12 },
    null,
  );
  await fc.assert(
    fc.asyncProperty(world, contexts, windows, async (rows, context, rolling) => {
      await engine.load(rows);
      const metrics = [...resolved.values()].filter(({ grains }) => grains === undefined).map(({ id }) => id);
      const [from, to, grain] =
        rolling === null
          ? ['2024-02', '2024-11', 'total' as const]
          : ['2024-08', '2025-01', 'month' as const];
      const plan = planQuery({ metrics, from, to, grain, rolling }, context);
      const asOfEdge = plusDays(context.asOf, 1);
      for (const cell of (await runQuery(plan, engine.execute)).cells) {
        const asked: Asked = {
          definition: resolved.get(cell.metric) as MetricDefinition,
          grain,
          by: [],
          where: [],
        };
        const start = rolling === null ? '2024-02-01' : rolledStart(rolling, cell.end);
        expect(cell.start).toBe(start);
        const period: OraclePeriod = {
          grain,
          start,
          end: cell.end,
          edge: least(cell.end, asOfEdge),
          asOfEdge,
        };
        const figure = figureOf(viewOf(rows, period, context, asked, cell.by), cell.metric, null);
        check(cell, figure, asked, () => plan.steps.map(({ sql }) => sql).join(';\n'));
        tally.add(cell);
      }
    }),
    { numRuns: runs, ...settings },
  );
  console.info(String(tally));
});
