import { beforeAll, describe, expect, test } from 'vitest';
import { planQuery, runQuery } from '@bellwether/metrics';
import { cellOf, context, copies, numbered } from './support/ask-engine.js';
import { closed } from './support/closed-deal.js';
import { Engine, type World } from './support/engine.js';

let engine: Engine;
beforeAll(async () => {
  engine = await Engine.open();
});

test('a cell has the shape of the contract', async () => {
  const deal = [
    ...copies(21, closed(true, '2025-01-15', { owner: 'Ada' })),
    ...copies(29, closed(false, '2025-01-20', { owner: 'Ada' })),
    ...copies(4, closed(true, '2024-12-15', { owner: 'Ada' })),
    ...copies(6, closed(false, '2024-12-20', { owner: 'Ada' })),
  ];
  await engine.load(numbered({ deal }));
  const request = {
    metrics: ['win_rate'],
    from: '2025-01',
    to: '2025-01',
    by: ['owner'],
    compare: ['previous' as const],
  };
  const result = await runQuery(planQuery(request, context), engine.execute);
  expect(result).toMatchObject({
    metrics: [{ id: 'win_rate', version: 1, name: 'Win rate', unit: 'ratio', better: 'higher' }],
    request: {
      from: '2025-01',
      to: '2025-01',
      grain: 'month',
      by: ['owner'],
      where: [],
      compare: ['previous'],
    },
    time_zone: 'Europe/Berlin',
    currency: 'EUR',
    // Midnight in Berlin is 23:00 UTC in winter.
    as_of: '2025-12-31T22:59:59Z',
  });
  const [cell] = result.cells;
  expect(cell).toMatchObject({
    metric: 'win_rate',
    period: '2025-01',
    start: '2025-01-01',
    end: '2025-02-01',
    partial: false,
    by: { owner: 'Ada' },
    value: 0.42,
    numerator: 21,
    denominator: 50,
    n: 50,
    // Wilson (1927) by hand: (p + z²/2n ± z√(p(1−p)/n + z²/4n²)) / (1 + z²/n), z = 1.959964.
    interval: { level: 0.95, method: 'wilson' },
    reason: null,
    quality: null,
    compare: {
      previous: { period: '2024-12', value: 0.4, numerator: 4, denominator: 10, distinguishable: false },
    },
  });
  expect(Number(cell?.interval?.low)).toBeCloseTo(0.29375, 5);
  expect(Number(cell?.interval?.high)).toBeCloseTo(0.557666, 5);
  expect(Number(cell?.compare.previous?.change)).toBeCloseTo(0.02, 12);
});

describe('null has a reason', () => {
  const spend_day = [{ date: '2025-03-02', purpose: 'acquisition', amount: '1234.5' }];
  const old = { account_id: 'a', sequence: 1, from_date: '2024-01-01' };
  const movement = { account_id: 'a', kind: 'new', amount: 10, date: '2025-03-05' };
  const won = closed(true, '2025-03-05', { amount: 500 });
  const quota_day = [{ date: '2025-03-05', amount: 100 }];
  const deal_span = [{ from_date: '2025-01-01', expected_close_date: '2025-03-30', amount: 50 }];
  test.each<[string, World, string, string, string, RegExp]>([
    [
      'nothing imported',
      {},
      'win_rate',
      '2025-03',
      'not_available',
      /Nothing was imported.*Import one of: deal, /,
    ],
    [
      'a fact beside the legs is empty',
      { deal: [won] },
      'activities_per_deal',
      '2025-03',
      'not_available',
      /Import one of: activity/,
    ],
    [
      'before the first record',
      { deal: [won] },
      'win_rate',
      '2023-03',
      'no_data',
      /begin only after this period. The first is dated 2024-01-05/,
    ],
    [
      'no new customer',
      { spend_day, customer_span: [old] },
      'cac',
      '2025-03',
      'zero_denominator',
      /nothing to divide by/,
    ],
    [
      'nobody there at the start',
      { customer_span: [{ ...old, to_date: '2024-02-01' }] },
      'customer_retention_rate',
      '2025-03',
      'zero_denominator',
      /nothing to divide/,
    ],
    [
      'no ticket with a value',
      { ticket: [{ created_date: '2025-03-01' }] },
      'first_response_time',
      '2025-03',
      'no_values',
      /No record in the period has a value/,
    ],
    ['a period to come', { deal: [won] }, 'win_rate', '2026-03', 'not_started', /has not begun/],
    [
      'too young',
      { lead: [{ created_date: '2025-12-01' }] },
      'lead_conversion_rate',
      '2025-12',
      'immature',
      /Too young/,
    ],
    [
      'an undeclared rate',
      { cash_flow: [{ date: '2025-03-01', amount: 5 }] },
      'npv',
      '2025-03',
      'assumption_missing',
      /Declare 'discount_rate'/,
    ],
    [
      'costs unknown',
      { revenue_line: [{ date: '2025-03-01', amount: 5, line_kind: 'product' }] },
      'cogs',
      '2025-03',
      'cost_unknown',
      /have no cost/,
    ],
    [
      'a negative margin',
      {
        spend_day,
        customer_span: [{ ...old, from_date: '2025-03-03' }],
        mrr_movement: [movement],
        revenue_line: [{ date: '2025-03-01', amount: 5, cost: 9 }],
      },
      'cac_payback_months',
      '2025-03',
      'never_pays_back',
      /never earned back/,
    ],
    [
      'quota met',
      { deal: [{ ...won, closed_date: '2025-03-05' }], quota_day, deal_span },
      'pipeline_coverage',
      '2025-03',
      'quota_met',
      /nothing is left to cover/,
    ],
  ])('%s', async (_, world, metric, period, code, message) => {
    const asOf = metric === 'pipeline_coverage' ? '2025-03-20' : '2025-12-31';
    const cell = await cellOf(engine, world, metric, period, {}, { asOf });
    expect(cell.value).toBeNull();
    expect(cell.interval).toBeNull();
    expect(cell.reason?.code).toBe(code);
    expect(cell.reason?.message).toMatch(message);
  });

  test('zero new customers: the spend is shown', async () => {
    const cell = await cellOf(engine, { spend_day, customer_span: [old] }, 'cac', '2025-03');
    expect(cell).toMatchObject({ value: null, numerator: '1234.50', denominator: 0, n: 0 });
  });

  test('a true zero is 0, with an upper bound', async () => {
    const cell = await cellOf(
      engine,
      { deal: copies(50, closed(false, '2025-03-05')) },
      'win_rate',
      '2025-03',
    );
    expect(cell).toMatchObject({ value: 0, numerator: 0, denominator: 50, reason: null });
    // Canon §0: about 3/n; Wilson's is z²/(n + z²).
    expect(Number(cell.interval?.high)).toBeCloseTo(3.8415 / 53.8415, 4);
  });

  test('nobody has left: churn is 0, the lifespan cannot be seen', async () => {
    const world = {
      customer_span: copies(10, (at) => ({ account_id: `c${at}`, sequence: 1, from_date: '2024-01-01' })),
    };
    expect((await cellOf(engine, world, 'customer_churn_per_month', '2025-03')).value).toBe(0);
    expect((await cellOf(engine, world, 'customer_lifespan', '2025-03')).reason?.code).toBe(
      'zero_denominator',
    );
  });
});

describe('unfinished periods', () => {
  test('a running month is partial and looks as far as the as-of date', async () => {
    const deal = [
      closed(true, '2025-10-10'),
      closed(false, '2025-10-20'),
      closed(true, '2025-09-10'),
      closed(false, '2025-09-20'),
    ];
    const cell = await cellOf(
      engine,
      { deal },
      'win_rate',
      '2025-10',
      { compare: ['previous'] },
      { asOf: '2025-10-15' },
    );
    expect(cell).toMatchObject({ partial: true, value: 1, denominator: 1 });
    expect(cell.compare.previous).toMatchObject({
      start: '2025-09-01',
      end: '2025-09-16',
      value: 1,
      denominator: 1,
    });
  });

  test('an as-of of the request looks back, never ahead of what is complete', async () => {
    const deal = [closed(true, '2025-10-10'), closed(false, '2025-10-20')];
    const asked = async (asOf: string): Promise<number | null> =>
      (await cellOf(engine, { deal }, 'win_rate', '2025-10', { asOf }, { asOf: '2025-10-25' })).n;
    expect(await asked('2025-10-15')).toBe(1);
    expect(await asked('2026-01-01')).toBe(2);
  });

  test('a month of which the younger leads cannot be judged is partial', async () => {
    const lead = [
      { created_date: '2025-09-01', converted_date: '2025-09-20' },
      { created_date: '2025-09-30', converted_date: null },
    ];
    const cell = await cellOf(
      engine,
      { lead },
      'lead_conversion_rate',
      '2025-09',
      {},
      { asOf: '2025-12-10' },
    );
    expect(cell).toMatchObject({ partial: true, value: 1, denominator: 1 });
  });
});

describe('edges of maturity', () => {
  // W is 90 days: created on 2025-09-01, a lead is 90 days old on 2025-11-30.
  test.each<[string, string, number | null]>([
    ['on the day on which it is old enough', '2025-11-30', 1],
    ['a day before', '2025-11-29', null],
  ])('a lead counts %s', async (_, asOf, expected) => {
    const lead = [{ created_date: '2025-09-01', converted_date: '2025-09-20' }];
    const cell = await cellOf(engine, { lead }, 'lead_conversion_rate', '2025-09-01', {}, { asOf });
    expect(cell.value).toBe(expected);
    expect(cell.reason?.code).toBe(expected === null ? 'immature' : undefined);
  });

  test.each<[string, string, number]>([
    ['on the last day of the window', '2025-06-30', 1],
    ['a day later', '2025-07-01', 0],
    ['before it was created', '2025-03-31', 0],
  ])('a conversion %s', async (_, converted_date, expected) => {
    const lead = [{ created_date: '2025-04-01', converted_date }];
    expect((await cellOf(engine, { lead }, 'lead_conversion_rate', '2025-04')).value).toBe(expected);
  });
});

test('an account that expands twice in a period counts once', async () => {
  const mrr_span = ['a', 'b'].map((account_id) => ({ account_id, mrr: 10, from_date: '2024-01-01' }));
  const expansion = { account_id: 'a', kind: 'expansion', expansion_kind: 'same_product', amount: 5 };
  const mrr_movement = [
    { ...expansion, date: '2025-03-05' },
    { ...expansion, date: '2025-03-15' },
  ];
  const cell = await cellOf(engine, { mrr_span, mrr_movement }, 'upsell_rate', '2025-03');
  expect(cell).toMatchObject({ value: 0.5, numerator: 1, denominator: 2 });
});

describe('noise', () => {
  const months = (won: number, lost: number, before: [number, number]): World => ({
    deal: [
      ...copies(won, closed(true, '2025-02-15')),
      ...copies(lost, closed(false, '2025-02-15')),
      ...copies(before[0], closed(true, '2025-01-15')),
      ...copies(before[1], closed(false, '2025-01-15')),
    ],
  });
  test.each<[string, World, boolean]>([
    ['30 of 100 after 50 of 100', months(30, 70, [50, 50]), true],
    ['45 of 100 after 50 of 100', months(45, 55, [50, 50]), false],
    // Small numbers: 3 of 4 after 1 of 4 looks like a leap and is none.
    ['3 of 4 after 1 of 4', months(3, 1, [1, 3]), false],
  ])('%s', async (_, world, expected) => {
    const cell = await cellOf(engine, world, 'win_rate', '2025-02', { compare: ['previous'] });
    expect(cell.compare.previous?.distinguishable).toBe(expected);
  });

  test('counts are held against each other as rates a day', async () => {
    // The same rate a day in 28 and 31 days: 280 and 310.
    const ticket = [
      ...copies(280, { created_date: '2025-02-10' }),
      ...copies(310, { created_date: '2025-01-10' }),
    ];
    const cell = await cellOf(engine, { ticket }, 'tickets_created', '2025-02', { compare: ['previous'] });
    expect(cell.compare.previous).toMatchObject({ value: 310, change: -30, distinguishable: false });
    const flood = [
      ...copies(400, { created_date: '2025-02-10' }),
      ...copies(310, { created_date: '2025-01-10' }),
    ];
    const more = await cellOf(engine, { ticket: flood }, 'tickets_created', '2025-02', {
      compare: ['previous'],
    });
    expect(more.compare.previous?.distinguishable).toBe(true);
  });

  test('money of a census has no interval, and nobody claims to know', async () => {
    const revenue_line = [
      { date: '2025-02-10', amount: 5 },
      { date: '2025-01-10', amount: 500 },
    ];
    const cell = await cellOf(engine, { revenue_line }, 'revenue', '2025-02', { compare: ['previous'] });
    expect(cell.interval).toBeNull();
    expect(cell.compare.previous).toMatchObject({
      value: '500.00',
      change: '-495.00',
      distinguishable: null,
    });
  });
});

test('money is exact, whatever its size', async () => {
  const revenue_line = ['99999999999999.9999', '0.0001', '-0.30', '0.10', '0.20'].map((amount) => ({
    date: '2025-03-01',
    amount,
  }));
  expect((await cellOf(engine, { revenue_line }, 'revenue', '2025-03')).value).toBe('100000000000000.00');
});
