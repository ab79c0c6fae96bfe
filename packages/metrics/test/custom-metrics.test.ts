import { beforeAll, describe, expect, test } from 'vitest';
import { definitions, explainMetric, findMetric, readCatalogue } from '@bellwether/metrics';
import { cellsOf, copies } from './support/ask-engine.js';
import { Engine } from './support/engine.js';

let engine: Engine;
beforeAll(async () => {
  engine = await Engine.open();
});

const bigDeals = {
  id: 'big_deal_share',
  name: 'Share of big deals',
  unit: 'ratio',
  sentence: 'The share of won deals worth at least the limit.',
  parameters: { limit: { kind: 'number', default: 1000 } },
  legs: {
    big: {
      fact: 'deal',
      aggregate: { kind: 'count' },
      where: [
        { column: 'is_won', is: true },
        { column: 'amount', at_least: { parameter: 'limit' } },
      ],
      placement: { kind: 'flow', date: 'closed_date' },
    },
    won: {
      fact: 'deal',
      aggregate: { kind: 'count' },
      where: [{ column: 'is_won', is: true }],
      placement: { kind: 'flow', date: 'closed_date' },
    },
  },
  value: { divide: [{ leg: 'big' }, { leg: 'won' }] },
  interval: { method: 'wilson', successes: 'big', trials: 'won' },
  breakdowns: ['owner'],
};

const costPerCustomer = {
  id: 'cost_per_customer',
  name: 'Cost per customer',
  unit: 'money',
  better: 'lower',
  sentence: 'Cost of goods for each active customer.',
  value: { divide: [{ metric: 'cogs' }, { metric: 'active_customers' }] },
};

test('a custom metric is treated like a built-in one', async () => {
  const catalogue = readCatalogue([bigDeals]);
  const amounts = [500, 1000, 2000, 3000];
  const deal = amounts.map((amount) => ({
    is_won: true,
    amount,
    closed_date: '2025-03-05',
    owner: amount < 1500 ? 'Ada' : 'Bo',
  }));
  const request = { metrics: ['big_deal_share'], from: '2025-03', to: '2025-03', by: ['owner'] };
  const cells = await cellsOf(engine, { deal }, request, { catalogue });
  expect(
    cells.map(({ by, value, numerator, denominator, n }) => [by['owner'], value, numerator, denominator, n]),
  ).toEqual([
    ['Ada', 0.5, 1, 2, 2],
    ['Bo', 1, 2, 2, 2],
  ]);
  expect(cells[0]?.interval?.method).toBe('wilson');
  const [strict] = await cellsOf(
    engine,
    { deal },
    {
      metrics: ['big_deal_share'],
      from: '2025-03',
      to: '2025-03',
      parameters: { big_deal_share: { limit: 2500 } },
    },
    { catalogue },
  );
  expect(strict?.value).toBe(0.25);
  expect(catalogue.definitions).toHaveLength(definitions.length + 1);
  expect(explainMetric(findMetric('big_deal_share', catalogue)).formula).toBe('big ÷ won');
});

test('worked example cogs-01: cost per user, months and total', async () => {
  const catalogue = readCatalogue([costPerCustomer]);
  const line = (date: string, cost: number) => ({ date, cost, amount: 10, line_kind: 'product' });
  const world = {
    revenue_line: [line('2025-01-05', 0.8), line('2025-02-05', 0.2), line('2025-03-05', 0)],
    customer_span: copies(2, (at) => ({ account_id: `c${at}`, sequence: 1, from_date: '2024-12-01' })),
  };
  const cells = await cellsOf(
    engine,
    world,
    { metrics: ['cost_per_customer'], from: '2025-01', to: '2025-03' },
    { catalogue },
  );
  expect(cells.map(({ value }) => value)).toEqual(['0.40', '0.10', '0.00']);
  const [total] = await cellsOf(
    engine,
    world,
    { metrics: ['cost_per_customer'], from: '2025-01', to: '2025-03', grain: 'total' },
    { catalogue },
  );
  expect(total?.value).toBe('0.50');
});

describe('conditions', () => {
  const rows = [
    { kind: 'call', occurred_date: '2025-03-05', deal_is_won: true, deal_closed_date: '2025-03-05' },
    { kind: 'call', occurred_date: '2025-03-06', deal_is_won: false, deal_closed_date: '2025-03-16' },
    { kind: 'email', occurred_date: '2025-03-07', deal_closed_date: '2025-03-18' },
    { occurred_date: '2025-03-08', deal_is_won: true, deal_closed_date: '2025-03-07' },
  ];
  const found_in = { fact: 'lead', column: 'status', where: [{ column: 'score_band', is: 'hot' }] };
  test.each<[string, object, number]>([
    ['is text', { column: 'kind', is: 'call' }, 2],
    ['is true', { column: 'deal_is_won', is: true }, 2],
    ['is false: unknown is not false', { column: 'deal_is_won', is: false }, 1],
    ['in', { column: 'kind', in: ['call', 'email'] }, 3],
    ['not in: unknown passes', { column: 'kind', not_in: ['call'] }, 2],
    ['known', { column: 'kind', known: true }, 3],
    ['unknown', { column: 'kind', known: false }, 1],
    ['within days, not before', { column: 'deal_closed_date', within_days: 10, of: 'occurred_date' }, 2],
    ['found in another fact', { column: 'kind', found_in }, 1],
  ])('%s', async (_, condition, expected) => {
    const catalogue = readCatalogue([
      {
        id: 'matching',
        name: 'Matching',
        unit: 'count',
        sentence: 'Activities that match.',
        legs: {
          rows: {
            fact: 'activity',
            aggregate: { kind: 'count' },
            where: [condition],
            placement: { kind: 'flow', date: 'occurred_date' },
          },
        },
        value: { leg: 'rows' },
      },
    ]);
    const lead = [
      { status: 'email', score_band: 'hot', created_date: '2025-03-01' },
      { status: 'call', score_band: 'cold', created_date: '2025-03-01' },
    ];
    const request = { metrics: ['matching'], from: '2025-03', to: '2025-03' };
    const [cell] = await cellsOf(engine, { activity: rows, lead }, request, { catalogue });
    expect(cell?.value).toBe(expected);
  });
});

describe('what is wrong is said with its path', () => {
  const { won } = bigDeals.legs;
  const leg = (change: object): unknown => [
    { ...bigDeals, legs: { ...bigDeals.legs, won: { ...won, ...change } } },
  ];
  test.each<[string, unknown, RegExp]>([
    ['not a list', {}, /not valid at metrics: expected a list of metrics/],
    ['an unknown key', [{ ...bigDeals, colour: 'red' }], /at metrics\.0: Unrecognized key: "colour"/],
    ['an id in capitals', [{ ...bigDeals, id: 'Big' }], /at metrics\.0\.id: an id is lower-case letters/],
    ['an unknown unit', [{ ...bigDeals, unit: 'euros' }], /at metrics\.0\.unit: /],
    [
      'a fact that is not there',
      leg({ fact: 'deals' }),
      /at metrics\.0\.legs\.won\.fact: there is no fact 'deals'/,
    ],
    [
      'a column that is not there',
      leg({ where: [{ column: 'won', is: true }] }),
      /at metrics\.0\.legs\.won\.where\.0\.column: fact 'deal' has no column 'won'; it has: /,
    ],
    [
      'text where a flag is',
      leg({ where: [{ column: 'is_won', is: 'yes' }] }),
      /legs\.won\.where\.0\.column: column 'is_won' is BOOLEAN; a text is needed/,
    ],
    [
      'a sum of text',
      leg({ aggregate: { kind: 'sum', column: 'owner' } }),
      /legs\.won\.aggregate\.column: column 'owner' is TEXT; a number is needed/,
    ],
    [
      'a date that is none',
      leg({ placement: { kind: 'flow', date: 'amount' } }),
      /legs\.won\.placement\.date: column 'amount' is DECIMAL\(18,4\); a date is needed/,
    ],
    [
      'an aggregate that a stock cannot be',
      leg({
        fact: 'deal_span',
        aggregate: { kind: 'quantile', column: 'amount', q: 0.5 },
        where: [],
        placement: { kind: 'stock', at: 'end' },
      }),
      /legs\.won\.aggregate\.kind: a stock cannot be a quantile; possible: count, sum/,
    ],
    [
      'a condition without a test',
      leg({ where: [{ column: 'is_won' }] }),
      /at metrics\.0\.legs\.won\.where\.0: a condition is a column with one of: is, in/,
    ],
    [
      'a leg that is not there',
      [{ ...bigDeals, value: { divide: [{ leg: 'huge' }, { leg: 'won' }] } }],
      /at metrics\.0\.value\.divide\.0\.leg: no leg is named 'huge'; there are: big, won/,
    ],
    [
      'a parameter that is not there',
      [{ ...bigDeals, parameters: {} }],
      /legs\.big\.where\.1\.at_least: no parameter is named 'limit'/,
    ],
    [
      'a formula that is none',
      [{ ...bigDeals, value: { ratio: 1 } }],
      /at metrics\.0\.value: a formula is one of: leg, count_of/,
    ],
    [
      'a breakdown that not every leg has',
      [{ ...bigDeals, breakdowns: ['priority'] }],
      /at metrics\.0\.breakdowns\.0: not every leg has 'priority'/,
    ],
    ['an id that is taken', [{ ...bigDeals, id: 'win_rate' }], /the metric id is taken: 'win_rate'/],
    [
      'a metric that is not there',
      [{ ...costPerCustomer, value: { metric: 'cost' } }],
      /unknown metric: 'cost'/,
    ],
    [
      'a circle',
      [{ ...costPerCustomer, value: { metric: 'cost_per_customer' } }],
      /in a circle: cost_per_customer → cost_per_customer/,
    ],
  ])('%s', (_, raw, message) => {
    expect(() => readCatalogue(raw)).toThrow(message);
  });
});

test('no metrics of its own is the built-in catalogue', () => {
  expect(readCatalogue(undefined).definitions).toHaveLength(definitions.length);
});
