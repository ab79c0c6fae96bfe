import { describe, expect, test } from 'vitest';
import {
  catalogue,
  definitions,
  explainPlan,
  makeCatalogue,
  planQuery,
  planRows,
  type QueryRequest,
} from '@bellwether/metrics';
import { context } from './support/ask-engine.js';

const request: QueryRequest = { metrics: ['win_rate'], from: '2025-01', to: '2025-12' };

describe('a plan', () => {
  test('is plain data', () => {
    const { logical } = planQuery({ ...request, by: ['owner'], compare: ['previous', 'year'] }, context);
    expect(JSON.parse(JSON.stringify(logical))).toEqual(logical);
  });

  test('has a hash that equal questions share', () => {
    expect(planQuery(request, context).hash).toMatch(/^[0-9a-f]{64}$/);
    expect(planQuery({ ...request, by: [], compare: [], level: 0.95 }, context).hash).toBe(
      planQuery(request, context).hash,
    );
    expect(planQuery({ ...request }, { ...context }).hash).toBe(planQuery(request, context).hash);
  });

  test.each<[string, Partial<QueryRequest>, object]>([
    ['another period', { to: '2025-11' }, {}],
    ['a breakdown', { by: ['owner'] }, {}],
    ['a filter', { where: [{ dimension: 'owner', values: ['Ada'] }] }, {}],
    ['another level', { level: 0.9 }, {}],
    ['another as-of', {}, { asOf: '2025-06-30' }],
    ['another currency', {}, { currency: 'USD' }],
  ])('changes its hash with %s', (_, change, other) => {
    expect(planQuery({ ...request, ...change }, { ...context, ...other }).hash).not.toBe(
      planQuery(request, context).hash,
    );
  });

  test('changes its hash with the definition', () => {
    const winRate = catalogue.find('win_rate');
    if (winRate === undefined) throw new Error('win_rate');
    const changed = { ...winRate, version: 2 };
    const others = { definitions, find: (id: string) => (id === 'win_rate' ? changed : catalogue.find(id)) };
    expect(planQuery(request, context, { catalogue: others }).hash).not.toBe(
      planQuery(request, context).hash,
    );
    expect(planQuery(request, context, { catalogue: makeCatalogue() }).hash).toBe(
      planQuery(request, context).hash,
    );
  });

  test('reads a fact once for metrics that can share it', () => {
    const { steps } = planQuery(
      { ...request, metrics: ['win_rate', 'average_deal_size', 'quota_attainment', 'cost_per_sale'] },
      context,
    );
    // Deals by close date: one statement for counts and sums, one for the interval; spend and quota one each; coverage.
    expect(steps.filter(({ sql }) => sql.includes('FROM facts.deal f'))).toHaveLength(3);
    expect(steps).toHaveLength(5);
  });

  test('counts stocks at the start and at the end in one pass', () => {
    const metrics = ['customer_retention_rate', 'customer_churn_rate', 'active_customers'];
    const { steps, logical } = planQuery({ ...request, metrics }, context);
    expect(Object.values(logical.scans).map(({ kind }) => kind)).toEqual(['stock', 'lost']);
    expect(steps).toHaveLength(3);
  });

  test('is explained: definition, dates and statements', () => {
    const plan = planQuery({ ...request, metrics: ['lead_conversion_rate'], to: '2025-01' }, context);
    const { metrics, periods, steps } = explainPlan(plan);
    expect(metrics[0]?.formula).toBe('converted ÷ leads');
    expect(metrics[0]?.legs[0]).toMatchObject({
      leg: 'converted',
      aggregate: 'number of rows',
      where: ['converted_date is at most the parameter window_days days after created_date'],
      placement: 'created_date in the period at least the parameter window_days days old',
    });
    expect(periods).toEqual([
      { name: '2025-01', start: '2025-01-01', end: '2025-02-01', looked_at_until: '2025-02-01' },
    ]);
    expect(steps.map(({ serves }) => serves)).toEqual([
      ['since when there are records'],
      ['lead_conversion_rate: converted', 'lead_conversion_rate: leads'],
    ]);
  });
});

describe('a request that cannot be answered says why', () => {
  test.each<[string, object, RegExp]>([
    ['an unknown metric', { metrics: ['win_ratio'] }, /unknown metric: 'win_ratio'; did you mean win_rate\?/],
    ['no metric', { metrics: [] }, /the request is not valid at metrics: /],
    ['an unknown key', { colour: 'red' }, /the request is not valid at the top: Unrecognized key: "colour"/],
    [
      'a filter that is no list',
      { where: [{ dimension: 'owner', values: 'Ada' }] },
      /not valid at where\.0\.values: /,
    ],
    ['an unreadable period', { from: 'last year' }, /unreadable period: 'last year'/],
    [
      'a parameter that is not there',
      { parameters: { win_rate: { window: 3 } } },
      /win_rate: unknown parameter: 'window'; possible: none/,
    ],
    [
      'a parameter out of range',
      { metrics: ['nrr'], parameters: { nrr: { look_back_months: 0 } } },
      /nrr: parameter 'look_back_months' cannot be 0; expected a whole number from 1 to 120/,
    ],
    [
      'a grain that makes no sense',
      { metrics: ['crm_adoption_rate'], from: '2025-01-01', to: '2025-01-03' },
      /crm_adoption_rate: the metric has no figure by day; possible: month/,
    ],
    ['a dimension twice', { by: ['owner', 'owner'] }, /not valid at by: names a dimension twice/],
  ])('%s', (_, change, message) => {
    expect(() => planQuery({ ...request, ...change }, context)).toThrow(message);
  });

  test('a context that is wrong', () => {
    expect(() => planQuery(request, { ...context, currency: 'euro' })).toThrow(
      /the context is not valid at currency/,
    );
  });

  test('rows of a leg that is not there, or of more than one cell', () => {
    expect(() => planRows({ metric: 'win_rate', from: '2025-01', legs: ['lost'] }, context)).toThrow(
      "win_rate: unknown leg: 'lost'; possible: won, closed",
    );
    expect(() =>
      planRows({ metric: 'win_rate', from: '2025-01', to: '2025-03', grain: 'month' }, context),
    ).toThrow('the plan holds no cell of win_rate in 2025-01 to 2025-03');
  });
});
