import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { catalogue, findMetric } from '@bellwether/metrics';
import { evaluate } from '../src/result/evaluate.js';
import { parseExact, toNumber } from '../src/result/exact.js';
import { cellOf, cellsOf, copies } from './support/ask-engine.js';
import { Engine, type FactRow } from './support/engine.js';
import { elsewhere } from './worked-examples-elsewhere.js';

const file = fileURLToPath(new URL('../../../../shared/reference/worked-examples.json', import.meta.url));
const present = existsSync(file);
if (!present) console.info(`skipped: no worked examples at ${file}`);

interface Example {
  readonly id: string;
}
const examples: readonly Example[] = present
  ? (JSON.parse(readFileSync(file, 'utf8')) as { examples: Example[] }).examples
  : [];

let engine: Engine;
beforeAll(async () => {
  engine = await Engine.open();
});

/** Works a definition's formula out on given legs. */
function formula(
  metric: string,
  legs: Readonly<Record<string, number>>,
  values: Readonly<Record<string, number>> = {},
): number {
  const { value } = findMetric(metric, catalogue);
  const found = evaluate(value, {
    values,
    leg: (name) => {
      const leg = legs[name];
      if (leg === undefined) throw new Error(`the example gives no leg '${name}'`);
      return { value: parseExact(String(leg)), n: leg, reason: null };
    },
  });
  if (found.value === null) throw new Error(found.reason.code);
  return toNumber(found.value);
}

/** Legs of a gross margin where every line has its cost. */
const costed = (revenue: number, cost: number): Readonly<Record<string, number>> => ({
  costed_revenue: revenue,
  margin_revenue: revenue,
  cost,
  uncosted_revenue: 0,
  uncosted_lines: 0,
});

const valueOf = async (
  ...asked: Parameters<typeof cellOf> extends [Engine, ...infer Rest] ? Rest : never
): Promise<number> => Number((await cellOf(engine, ...asked)).value);

/** An account that pays `before` from 2024 on and `after` from the middle of January 2025. */
const changing = (account: string, before: number, after: number): FactRow[] => [
  { account_id: account, mrr: before, from_date: '2024-01-01', to_date: '2025-01-15' },
  ...(after > 0 ? [{ account_id: account, mrr: after, from_date: '2025-01-15', to_date: null }] : []),
];

const customer = (account: string, from: string, to: string | null, more: FactRow = {}): FactRow => ({
  account_id: account,
  sequence: 1,
  from_date: from,
  to_date: to,
  ...more,
});

const survey = (kind: string, scores: readonly number[], mark: (score: number) => FactRow): FactRow[] =>
  scores.map((score) => ({ survey_kind: kind, score, answered_date: '2025-03-05', ...mark(score) }));
const csatMark = (score: number): FactRow => ({ is_positive: score >= 4, is_negative: score <= 2 });
const npsMark = (score: number): FactRow => ({ is_positive: score >= 9, is_negative: score <= 6 });
const cesMark =
  (maximum: number) =>
  (score: number): FactRow => ({ score_percent: (100 * (score - 1)) / (maximum - 1) });

const deal = (more: FactRow): FactRow => ({
  deal_type: 'new',
  created_date: '2025-01-02',
  is_won: false,
  is_lost: false,
  is_closed: more['is_won'] === true || more['is_lost'] === true,
  ...more,
});

const flows = (amounts: readonly number[]): FactRow[] =>
  amounts.map((amount, year) => ({
    amount,
    // Exactly 365 days apart, so that a year is a year.
    date: new Date(Date.UTC(2019, 0, 1) + year * 365 * 86_400_000).toISOString().slice(0, 10),
  }));

const january = '2025-01';
const march = '2025-03';

/** By id of the example: what is computed, and the canon's figure. */
const cases: Readonly<Record<string, () => Promise<readonly (readonly [number, number, number?])[]>>> = {
  'frt-04': async () => {
    const ticket = (first_response_seconds: number): FactRow => ({
      created_date: '2025-03-01',
      first_response_seconds,
    });
    const ticketRows = { ticket: [...copies(10, ticket(7200)), ...copies(5, ticket(0))] };
    return [
      [await valueOf(ticketRows, 'first_response_time_mean', march), 4800],
      [await valueOf(ticketRows, 'first_response_time', march), 7200],
    ];
  },
  'res-01': async () => {
    const solved = {
      created_date: '2025-03-01',
      first_solved_date: '2025-03-02',
      resolution_seconds: 60,
      full_resolution_seconds: 60,
    };
    const ticket = [
      ...copies(4, { ...solved, solved_date: '2025-03-02', was_reopened: false }),
      { ...solved, was_reopened: true },
    ];
    const [still, events] = [
      await cellOf(engine, { ticket }, 'full_resolution_time', march),
      await cellOf(engine, { ticket }, 'resolution_time', march),
    ];
    return [
      [still.n ?? 0, 4],
      [events.n ?? 0, 5],
      [await valueOf({ ticket }, 'reopen_rate', march), 0.2],
    ];
  },
  'csat-01': async () => [
    [
      await valueOf(
        { survey_response: survey('csat', [...copies2(8, 5), ...copies2(2, 1)], csatMark) },
        'csat',
        march,
      ),
      0.8,
    ],
  ],
  'csat-02': async () => [
    [
      await valueOf(
        { survey_response: survey('csat', [...copies2(7, 5), 3, 1, 1], csatMark) },
        'csat',
        march,
      ),
      0.7,
    ],
  ],
  'csat-04': async () => {
    const survey_response = survey('csat', [5, 4, 3, 1, 5], csatMark);
    return [
      [await valueOf({ survey_response }, 'csat', march), 0.6],
      [await valueOf({ survey_response }, 'csat_mean', march), 3.6],
    ];
  },
  'ces-02': async () => {
    const survey_response = survey('ces', [7, 6, 1], cesMark(7));
    return [
      [await valueOf({ survey_response }, 'ces_mean', march), 4.6667, 0.0001],
      [await valueOf({ survey_response }, 'ces', march), 61.11, 0.01],
    ];
  },
  'ces-03': async () => {
    const survey_response = survey('ces', [3], cesMark(5));
    return [
      [await valueOf({ survey_response }, 'ces_mean', march), 3],
      [await valueOf({ survey_response }, 'ces', march), 50],
    ];
  },
  'nps-01': async () => [
    [await valueOf({ survey_response: survey('nps', [10, 7, 3, 9], npsMark) }, 'nps', march), 25],
  ],
  // 'invalid' and null are no valid answers, so they never become rows of the fact.
  'nps-03': async () => [
    [await valueOf({ survey_response: survey('nps', [5], npsMark) }, 'nps', march), -100],
  ],
  'ret-01': async () => {
    const customer_span = [
      ...copies(180, (at) => customer(`kept${at}`, '2024-05-01', null)),
      ...copies(20, (at) => customer(`lost${at}`, '2024-05-01', '2025-01-20')),
      ...copies(40, (at) => customer(`new${at}`, '2025-01-10', null)),
    ];
    return [
      [await valueOf({ customer_span }, 'customer_retention_rate', january), 0.9],
      [await valueOf({ customer_span }, 'active_customers', january), 220],
    ];
  },
  'churn-01': async () => {
    const mrr_span = [...changing('a', 10, 0), ...changing('b', 20, 10), ...changing('c', 70, 80)];
    return [[await valueOf({ mrr_span }, 'revenue_churn_rate', january), 0.2]];
  },
  'churn-02': async () => {
    const mrr_span = [...changing('a', 10, 0), ...changing('b', 20, 10), ...changing('c', 70, 80)];
    const extra = { parameters: { nrr: { look_back_months: 1 } } };
    return [[1 - (await valueOf({ mrr_span }, 'nrr', january, extra)), 0.1, 1e-12]];
  },
  'churn-03': async () => {
    const mrr_span = [
      ...changing('a', 100, 110),
      { account_id: 'n', mrr: 10, from_date: '2025-01-15', to_date: null },
    ];
    const extra = { parameters: { nrr: { look_back_months: 1 } } };
    return [[1 - (await valueOf({ mrr_span }, 'nrr', january, extra)), -0.1, 1e-12]];
  },
  'churn-04': async () => {
    const customer_span = [
      ...copies(89, (at) => customer(`kept${at}`, '2024-05-01', null)),
      ...copies(10, (at) => customer(`lost${at}`, '2024-05-01', '2025-01-20')),
      customer('back', '2024-05-01', '2025-01-05', { next_from_date: '2025-01-25' }),
      { ...customer('back', '2025-01-25', null), sequence: 2 },
      customer('brief', '2025-01-03', '2025-01-28'),
    ];
    return [[await valueOf({ customer_span }, 'customer_churn_rate', january), 0.1]];
  },
  'churn-05': async () => {
    const mrr_span = [
      { account_id: 'a', mrr: 500, from_date: '2024-01-01', to_date: '2025-01-10' },
      { account_id: 'a', mrr: 1379, from_date: '2025-01-10', to_date: '2025-01-20' },
    ];
    return [[await valueOf({ mrr_span }, 'revenue_churn_rate', january), 1]];
  },
  'churn-08': async () => {
    const customer_span = copies(5, (at) => customer(`c${at}`, '2023-05-01', at === 0 ? '2024-06-01' : null));
    return [
      [await valueOf({ customer_span }, 'customer_churn_rate', '2024'), 0.2],
      [await valueOf({ customer_span }, 'customer_churn_rate', '2025'), 0],
    ];
  },
  'clv-01': async () => [[subscriptionValue(100, 0.05, 0), 2000]],
  'clv-05': async () => [
    [ordersValue({ net: 5_000_000, orders: 500_000, purchasers: 200_000, years: 1.5 }), 37.5],
    [formula('average_purchase_value', { net: 5_000_000, orders: 500_000 }), 10],
    [formula('purchase_frequency', { orders: 500_000, purchasers: 200_000 }), 2.5],
  ],
  'clv-06': async () => [[ordersValue({ net: 1500, orders: 5, purchasers: 1, years: 2 }), 3000]],
  'clv-07': async () => [[ordersValue({ net: 200, orders: 2, purchasers: 1, years: 5 }), 1000]],
  'clv-09': async () => [
    [ordersValue({ net: 24.3 * 52, orders: 52, purchasers: 1, years: 20 }), 25_272],
    [ordersValue({ net: 24.3 * 52, orders: 52, purchasers: 1, years: 20 }, 0.213), 5382.94, 0.005],
  ],
  'clv-10': async () => [
    [ordersValue({ net: 5.9 * 4.2 * 52, orders: 4.2 * 52, purchasers: 1, years: 20 }), 25_771.2, 0.001],
    [ordersValue({ net: 5.9 * 4.2 * 52, orders: 4.2 * 52, purchasers: 1, years: 20 }, 0.213), 5489.27, 0.005],
  ],
  'clv-12': async () => [
    [ordersValue({ net: 3.88 * 46.8, orders: 46.8, purchasers: 1, years: 1.1 }), 199.74, 0.005],
  ],
  'clv-13': async () => [
    [ordersValue({ net: 4.06 * 51.6, orders: 51.6, purchasers: 1, years: 4.4 }), 921.78, 0.005],
  ],
  'clv-15': async () => [
    [subscriptionValue(100, 0.05, 0), 2000],
    [subscriptionValue(100, 0.05, 20), 1600],
  ],
  'mrr-01': async () => {
    const move = (kind: string, amount: number): FactRow => ({
      account_id: 'a',
      kind,
      amount,
      date: '2025-03-04',
    });
    const mrr_movement = [
      move('new', 166.6667),
      move('expansion', 60),
      move('contraction', -60),
      move('churn', -166.6667),
      move('reactivation', 150),
    ];
    const asked = async (id: string): Promise<number> => valueOf({ mrr_movement }, id, march);
    return [
      [await asked('mrr_new'), 166.6667],
      [await asked('mrr_expansion'), 60],
      // Losses are positive here: opening + gains − losses = closing (canon §4).
      [await asked('mrr_contraction'), 60],
      [await asked('mrr_churned'), 166.6667],
      [await asked('mrr_reactivated'), 150],
    ];
  },
  'mrr-05': async () => {
    const span = (account_id: string, mrr: number): FactRow => ({
      account_id,
      mrr,
      from_date: '2025-01-01',
      to_date: null,
    });
    const rows = [span('a', 100), span('b', 83.3333)];
    return [
      [await valueOf({ mrr_item: rows }, 'mrr', march), 183.33, 0.005],
      [await valueOf({ mrr_span: rows }, 'arpa', march), 91.67, 0.005],
    ];
  },
  'mrr-12': async () => {
    const mrr_item = [
      { account_id: 'a', mrr: 100, from_date: '2024-01-01', to_date: null, has_scheduled_end: false },
      { account_id: 'b', mrr: 100, from_date: '2024-02-01', to_date: '2024-03-01', has_scheduled_end: true },
    ];
    const cells = await cellsOf(
      engine,
      { mrr_item },
      { metrics: ['mrr', 'mrr_committed'], from: '2024-01', to: '2024-03' },
    );
    return [100, 200, 100, 100, 100, 100].map(
      (expected, at) => [Number(cells[at]?.value), expected] as const,
    );
  },
  'ren-01': async () => {
    const renewal = copies(52, (at) => ({ due_date: '2025-03-05', is_decided: true, is_renewed: at < 44 }));
    return [[await valueOf({ renewal }, 'renewal_rate', march), 0.846154, 1e-6]];
  },
  'ren-02': async () => {
    const renewal = [
      {
        due_date: '2025-03-05',
        is_decided: true,
        value_due: 14_000,
        value_renewed: 11_000,
        value_renewed_capped: 11_000,
      },
    ];
    return [[await valueOf({ renewal }, 'renewal_rate_value', march), 0.785714, 1e-6]];
  },
  'coh-02': async () => {
    const weighted = (parts: readonly (readonly [number, number])[]): number =>
      100 *
      formula('nrr', {
        opening: parts.reduce((sum, [initial]) => sum + initial, 0),
        closing: parts.reduce((sum, [initial, percent]) => sum + (initial * percent) / 100, 0),
      });
    return [
      [
        weighted([
          [42_162, 96],
          [55_433, 104],
          [56_681, 107],
          [58_264, 108],
        ]),
        104.31,
        0.005,
      ],
      [
        weighted([
          [42_162, 99],
          [55_433, 107],
          [56_681, 110],
        ]),
        105.916,
        0.001,
      ],
    ];
  },
  'coh-04': async () => {
    const left = [
      [369, '2021-06-01'],
      [163, '2022-06-01'],
      [86, '2023-06-01'],
      [56, '2024-06-01'],
      [326, null],
    ] as const;
    const customer_span = left.flatMap(([howMany, end], group) =>
      copies(howMany, (at) => customer(`g${group}-${at}`, '2020-02-01', end)),
    );
    const request = {
      metrics: ['cohort_retention'],
      from: '2020',
      to: '2020',
      parameters: { cohort_retention: { oldest_age: 4 } },
    };
    const cells = await cellsOf(engine, { customer_span }, request);
    return [1, 0.631, 0.468, 0.382, 0.326].map(
      (expected, age) => [Number(cells[age]?.value), expected] as const,
    );
  },
  'nrr-01': async () => {
    const mrr_span = [...changing('a', 83, 108), ...changing('b', 17, 0)];
    return [
      [await valueOf({ mrr_span }, 'grr', '2025-06'), 0.83],
      [await valueOf({ mrr_span }, 'nrr', '2025-06'), 1.08],
    ];
  },
  'cac-01': async () => [[await acquisitionCost(50_000, 100), 500]],
  'cac-02': async () => [[await acquisitionCost(20_000, 100), 200]],
  'cac-03': async () => [
    [
      formula('cac_payback_months', {
        spend: 600,
        customers: 1,
        new_mrr: 120,
        new_accounts: 1,
        ...costed(100, 20),
      }),
      6.25,
    ],
  ],
  'win-02': async () => {
    const won = (closed_date: string): FactRow => deal({ is_won: true, closed_date });
    const rows = { deal: [won('2025-01-20'), won('2025-02-20'), won('2025-03-20')] };
    const within = async (window_days: number): Promise<number> =>
      valueOf(rows, 'sales_conversion_rate', january, {
        parameters: { sales_conversion_rate: { window_days } },
      });
    return [
      [await within(30), 0.333333, 1e-6],
      [await within(59), 0.666667, 1e-6],
      [await within(90), 1],
    ];
  },
  'win-03': async () => {
    const rows = {
      deal: copies(40, (at) => deal(at < 10 ? { is_won: true, closed_date: '2025-02-01' } : {})),
    };
    return [[await valueOf(rows, 'sales_conversion_rate', january), 0.25]];
  },
  'lead-01': async () => {
    const lead = copies(100, (at) => ({
      created_date: '2025-03-10',
      converted_date: at < 12 ? '2025-04-01' : null,
    }));
    return [[await valueOf({ lead }, 'lead_conversion_rate', march), 0.12]];
  },
  'vel-01': async () => [[velocity(40, 0.25, 25_000, 90), 2777.7778, 0.0001]],
  'vel-03': async () => [[velocity(18, 0.24, 42_000, 65), 2791.3846, 0.0001]],
  'vel-04': async () => [[velocity(50, 0.25, 12_000, 90), 1666.6667, 0.0001]],
  'quota-01': async () => [
    [formula('quota_attainment', { won: 65_000, quota: 100_000 }), 0.65],
    [formula('pipeline_coverage', { open: 120_000, quota: 100_000, won: 65_000 }), 3.4286, 0.0001],
  ],
  'roas-02': async () => [[formula('roas', { spend: 500_000, revenue: 2_000_000 }), 4]],
  'roas-03': async () => [[formula('roas', { spend: 1_000_000, revenue: 800_000 }), 0.8]],
  'roi-02': async () => [
    [formula('roas', { spend: 500, revenue: 2000 }), 4],
    [formula('roi', { spend: 500, revenue: 2000, ...costed(2000, 1000) }), 1],
  ],
  'npv-01': async () => [
    [await presentValue([-15_000, 1500, 2500, 3500, 4500, 6000], 0.05), 122.8949, 0.0001],
  ],
  'npv-02': async () => [[await presentValue([-100, 39, 59, 55, 20], 0.281), -0.0085, 0.0001]],
  // The spreadsheet convention discounts the first flow too; ours (t = 0) is higher by the factor 1.065.
  'npv-04': async () => [[await presentValue([-10_000, 3000, 3400, 7700], 0.065), 2188.981, 0.001]],
  'bug-01': async () => {
    const rows = { deal: [deal({ is_won: true, amount: 100, closed_date: '2025-03-01' })] };
    return [[await valueOf(rows, 'win_rate_value', march), 1]];
  },
  'bug-02': async () => {
    const won = (owner: string, amount: number): FactRow =>
      deal({ owner, is_won: true, amount, closed_date: '2025-03-01' });
    const lost = (owner: string, amount: number): FactRow =>
      deal({ owner, is_lost: true, amount, closed_date: '2025-03-01' });
    const rows = { deal: [won('a', 100), won('b', 50), lost('b', 50)] };
    return [[await valueOf(rows, 'win_rate_value', march), 0.75]];
  },
};

const copies2 = (howMany: number, value: number): number[] => Array.from({ length: howMany }, () => value);

/** A window in which `ended` customers left for `years` each. */
function ordersValue(
  { net, orders, purchasers, years }: { net: number; orders: number; purchasers: number; years: number },
  margin?: number,
): number {
  const legs = { net, orders, known_orders: orders, purchasers, customer_days: years * 365.25, ended: 1 };
  if (margin === undefined) return formula('clv', legs);
  return formula('clv_margin', { ...legs, costed_net: 1000, cost: 1000 * (1 - margin) });
}

/** A hundred accounts with that ARPA, churning at that rate a month, `cost` in a hundred of revenue. */
const subscriptionValue = (arpa: number, churn: number, cost: number): number =>
  formula('clv_subscription', {
    mrr: 100 * arpa,
    accounts: 100,
    ...costed(100, cost),
    account_days: 1000 * 30.4375,
    churned: 1000 * churn,
  });

const velocity = (open: number, winRate: number, size: number, cycle: number): number =>
  formula('pipeline_velocity', {
    open,
    won: 100 * winRate,
    closed: 100,
    amount: size * 100 * winRate,
    sized: 100 * winRate,
    cycle,
  });

async function acquisitionCost(amount: number, customers: number): Promise<number> {
  const spend_day = [{ date: '2025-03-02', purpose: 'acquisition', amount }];
  const customer_span = copies(customers, (at) => customer(`c${at}`, '2025-03-20', null));
  return valueOf({ spend_day, customer_span }, 'cac', march);
}

const presentValue = async (amounts: readonly number[], rate: number): Promise<number> =>
  valueOf(
    { cash_flow: flows(amounts) },
    'npv',
    '2019',
    { to: '2025', grain: 'total' },
    { assumptions: { discount_rate: rate } },
  );

describe.skipIf(!present)('worked examples', () => {
  test('every example is worked here or is another room’s, none silently left out', () => {
    const ids = examples.map(({ id }) => id);
    expect(ids.filter((id) => !(id in cases) && !(id in elsewhere))).toEqual([]);
    expect(Object.keys({ ...cases, ...elsewhere }).filter((id) => !ids.includes(id))).toEqual([]);
    expect(Object.keys(cases).filter((id) => id in elsewhere)).toEqual([]);
  });

  test.each(Object.keys(cases).map((id) => [id] as const))('%s', async (id) => {
    for (const [value, expected, tolerance = 1e-9] of (await cases[id]?.()) ?? []) {
      expect(Math.abs(value - expected), `${value}, expected ${expected}`).toBeLessThanOrEqual(tolerance);
    }
  });
});
