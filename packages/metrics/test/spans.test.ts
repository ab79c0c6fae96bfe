import { beforeAll, describe, expect, test } from 'vitest';
import { cellOf, cellsOf } from './support/ask-engine.js';
import { closed } from './support/closed-deal.js';
import { Engine, type FactRow } from './support/engine.js';

let engine: Engine;
beforeAll(async () => {
  engine = await Engine.open();
});

describe('spans', () => {
  const span = (
    sequence: number,
    from: string,
    to: string | null,
    next?: [string, string | null],
  ): FactRow => ({
    account_id: 'a',
    sequence,
    from_date: from,
    to_date: to,
    next_from_date: next?.[0] ?? null,
    next_to_date: next?.[1] ?? null,
  });
  test.each<[string, FactRow[], number | null]>([
    ['stays', [span(1, '2024-12-01', null)], 1],
    ['ends on the first day', [span(1, '2024-12-01', '2025-01-01')], 0],
    ['ends on the last day', [span(1, '2024-12-01', '2025-01-31')], 0],
    ['ends on the day after', [span(1, '2024-12-01', '2025-02-01')], 1],
    ['begins on the first day: not there at the start', [span(1, '2025-01-01', null)], null],
    [
      'leaves and comes back',
      [span(1, '2024-12-01', '2025-01-10', ['2025-01-20', null]), span(2, '2025-01-20', null)],
      1,
    ],
    [
      'leaves, comes back, leaves again',
      [
        span(1, '2024-12-01', '2025-01-10', ['2025-01-12', '2025-01-20']),
        span(2, '2025-01-12', '2025-01-20'),
      ],
      0,
    ],
    [
      'a chain of spans of which the next covers no edge',
      [
        span(1, '2024-12-01', '2025-01-05', ['2025-01-08', '2025-01-12']),
        span(2, '2025-01-08', '2025-01-12', ['2025-01-15', '2025-01-18']),
        span(3, '2025-01-15', '2025-01-18', ['2025-01-25', null]),
        span(4, '2025-01-25', null),
      ],
      1,
    ],
    [
      'comes back on the day after the end',
      [span(1, '2024-12-01', '2025-01-10', ['2025-02-01', null]), span(2, '2025-02-01', null)],
      0,
    ],
    [
      'comes back and leaves on the day after the end',
      [
        span(1, '2024-12-01', '2025-01-10', ['2025-01-20', '2025-02-01']),
        span(2, '2025-01-20', '2025-02-01'),
      ],
      1,
    ],
    [
      'comes back and leaves on the last day',
      [
        span(1, '2024-12-01', '2025-01-10', ['2025-01-20', '2025-01-31']),
        span(2, '2025-01-20', '2025-01-31'),
      ],
      0,
    ],
    [
      'chains and leaves on the day after the end',
      [
        span(1, '2024-12-01', '2025-01-05', ['2025-01-08', '2025-01-12']),
        span(2, '2025-01-08', '2025-01-12', ['2025-01-15', '2025-02-01']),
        span(3, '2025-01-15', '2025-02-01'),
      ],
      1,
    ],
  ])('retention of a customer who %s', async (_, customer_span, expected) => {
    expect((await cellOf(engine, { customer_span }, 'customer_retention_rate', '2025-01')).value).toBe(
      expected,
    );
  });
});

describe('the edge of a span', () => {
  // A span that ends on the day d was still there at the edge of d (what was dated before d), no longer at that of d + 1.
  test.each<[string, string | null, number | null]>([
    ['on the first day: there at the start, lost', '2025-01-01', 1],
    ['the day before: never there', '2024-12-31', null],
    ['on the day after the end: kept', '2025-02-01', 0],
    ['on the last day: lost', '2025-01-31', 1],
  ])('recurring revenue that ends %s', async (_, to_date, expected) => {
    const mrr_span = [{ account_id: 'a', mrr: 10, from_date: '2024-06-01', to_date }];
    expect((await cellOf(engine, { mrr_span }, 'revenue_churn_rate', '2025-01')).value).toBe(expected);
  });

  test.each<[string, string, number | null]>([
    ['on the first day', '2025-01-01', 1],
    ['the day before', '2024-12-31', null],
  ])('an account that expands and whose span ends %s', async (_, to_date, expected) => {
    const mrr_span = [{ account_id: 'a', mrr: 10, from_date: '2024-06-01', to_date }];
    const mrr_movement = [
      { account_id: 'a', kind: 'expansion', expansion_kind: 'same_product', amount: 5, date: '2025-01-01' },
    ];
    expect((await cellOf(engine, { mrr_span, mrr_movement }, 'upsell_rate', '2025-01')).value).toBe(expected);
  });

  test.each<[string, string, string]>([
    ['on the measuring day', '2025-03-21', '50.00'],
    ['the day before', '2025-03-20', '0.00'],
  ])('a deal that is closed %s', async (_, to_date, expected) => {
    const deal_span = [{ from_date: '2025-01-01', to_date, expected_close_date: '2025-03-30', amount: 50 }];
    const world = {
      deal_span,
      quota_day: [{ date: '2025-03-05', amount: 100 }],
      deal: [closed(false, '2025-03-02')],
    };
    const cell = await cellOf(engine, world, 'pipeline_coverage', '2025-03', {}, { asOf: '2025-03-20' });
    expect(cell.numerator).toBe(expected);
  });
});

describe('cohorts', () => {
  test('the triangle is blank past the as-of date, not low', async () => {
    const customer_span = [
      { account_id: 'a', sequence: 1, from_date: '2025-01-05', to_date: null },
      { account_id: 'b', sequence: 1, from_date: '2025-01-06', to_date: '2025-02-10' },
      { account_id: 'c', sequence: 1, from_date: '2025-02-06', to_date: null },
    ];
    const cells = await cellsOf(
      engine,
      { customer_span },
      {
        metrics: ['cohort_retention'],
        from: '2025-01',
        to: '2025-02',
        parameters: { cohort_retention: { oldest_age: 2 } },
      },
      { context: { asOf: '2025-03-31' } },
    );
    expect(
      cells.map(({ period, by, value, denominator, reason }) => [
        period,
        by['age'],
        value,
        denominator,
        reason?.code,
      ]),
    ).toEqual([
      ['2025-01', '0', 1, 2, undefined],
      ['2025-01', '1', 0.5, 2, undefined],
      ['2025-01', '2', 0.5, 2, undefined],
      ['2025-02', '0', 1, 1, undefined],
      ['2025-02', '1', 1, 1, undefined],
      ['2025-02', '2', null, null, 'immature'],
    ]);
  });
});
