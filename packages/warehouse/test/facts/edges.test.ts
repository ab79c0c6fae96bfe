import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { queryMetrics, refreshFacts } from '../../src/index.js';
import { temporaryWorkspace } from '../temporary.js';
import { customerSpans } from './oracle/customer-spans.js';
import { decimalText, units } from './oracle/exact.js';
import { mrrMovements } from './oracle/mrr.js';
import { ticketOpenSpans } from './oracle/tickets.js';
import { revenueWorld } from './worlds/revenue-world.js';
import { serviceWorld } from './worlds/service-world.js';
import { insertWorlds, type Row, type World } from './worlds/world.js';

const zone = 'Europe/Berlin';
const asOf = '2025-11-30';
const months = ['2024-11', '2024-12', '2025-01', '2025-02', '2025-03', '2025-04', '2025-05', '2025-06'];
const first = (month: string, later = 0): string => {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + later, 1)).toISOString().slice(0, 10);
};

/** One organisation of many small worlds. */
const customers: World[] = fc.sample(revenueWorld, { numRuns: 300, seed: 901 });
const requests: World[] = fc.sample(serviceWorld, { numRuns: 150, seed: 902 });
let home: Awaited<ReturnType<typeof temporaryWorkspace>>;

beforeAll(async () => {
  home = await temporaryWorkspace(
    `organisation: { name: Test, time_zone: ${zone}, currency: EUR, as_of: "${asOf}" }\ncustomers: { lapse_days: 30 }\n`,
  );
  // Worlds of one kind after those of the other: they must not share ids.
  await insertWorlds(home.workspace, [...customers, ...requests], zone);
  await refreshFacts(home.workspace, 'all');
});
afterAll(() => home.close());

const valuesOf = async (
  metrics: readonly string[],
  from: string,
  to: string,
  grain: 'month' | 'day' = 'month',
) => {
  const { cells } = await queryMetrics(home.workspace, { metrics, from, to, grain, intervals: false });
  return cells;
};

/** Spans that cover an edge, by the convention of the facts: dated before it, and not ended before it. */
const stock = (spans: readonly Row[], edge: string): number =>
  spans.filter(
    (span) =>
      String(span['from_date']) < edge && (span['to_date'] === null || String(span['to_date']) >= edge),
  ).length;
const dated = (rows: readonly Row[], column: string, from: string, to: string): Row[] =>
  rows.filter((row) => row[column] !== null && String(row[column]) >= from && String(row[column]) < to);

describe('stocks at the edges of periods', () => {
  it('active customers: opening + new and returned - lost = closing', async () => {
    const spans = customers.flatMap((world) =>
      customerSpans(world, { zone, asOf, basis: 'auto', lapseDays: 30, hasPurchases: true }),
    );
    const cells = await valuesOf(['active_customers'], '2024-11', '2025-06');
    expect(cells.map(({ period }) => period)).toEqual(months);
    let opening = 0;
    for (const [index, month] of months.entries()) {
      const [start, end] = [first(month), first(month, 1)];
      const closing =
        opening + dated(spans, 'from_date', start, end).length - dated(spans, 'to_date', start, end).length;
      expect(closing, month).toBe(stock(spans, end));
      expect(cells[index]?.value, month).toBe(closing);
      opening = closing;
    }
    expect(opening).toBeGreaterThan(0);
  });

  it('MRR: opening + movements = closing, to the cent', async () => {
    const movements = customers.flatMap((world) => mrrMovements(world, zone));
    const sum = (rows: readonly Row[]): bigint =>
      rows.reduce((total, row) => total + (units(row['amount']) ?? 0n), 0n);
    const kinds = {
      mrr_new: ['new', 1n],
      mrr_expansion: ['expansion', 1n],
      mrr_contraction: ['contraction', -1n],
      mrr_churned: ['churn', -1n],
      mrr_reactivated: ['reactivation', 1n],
    } as const;
    const cells = await valuesOf(['mrr', ...Object.keys(kinds)], '2024-11', '2025-06');
    const exact = (metric: string, month: string): bigint =>
      BigInt(
        Math.round(
          Number(cells.find((cell) => cell.metric === metric && cell.period === month)?.value ?? Number.NaN) *
            1e4,
        ),
      );
    let opening = 0n;
    for (const month of months) {
      const inside = dated(movements, 'date', first(month), first(month, 1));
      for (const [metric, [kind, sign]] of Object.entries(kinds)) {
        const moved = sum(inside.filter((row) => row['kind'] === kind)) * sign;
        expect(decimalText(exact(metric, month)), `${metric} ${month}`).toBe(decimalText(moved));
      }
      opening += sum(inside);
      expect(decimalText(exact('mrr', month)), month).toBe(decimalText(opening));
    }
    expect(opening).toBeGreaterThan(0n);
  });

  it('ticket backlog: opening + created and reopened - solved = closing, day by day', async () => {
    const spans = requests.flatMap((world) => ticketOpenSpans(world, { zone, repeatDays: 7, schedules: {} }));
    const cells = await valuesOf(['ticket_backlog'], '2025-10-20', '2025-10-30', 'day');
    let opening = 0;
    for (const cell of cells) {
      const closing =
        opening +
        dated(spans, 'from_date', cell.start, cell.end).length -
        dated(spans, 'to_date', cell.start, cell.end).length;
      expect(cell.value, cell.period).toBe(closing);
      expect(closing).toBe(stock(spans, cell.end));
      opening = closing;
    }
    expect(cells).toHaveLength(11);
    expect(opening).toBeGreaterThan(0);
  });
});
