import { cellsOf, copies } from '../support/ask-engine.js';
import type { FactRow } from '../support/engine.js';
import {
  changing,
  customer,
  engine,
  formula,
  january,
  march,
  ordersValue,
  subscriptionValue,
  valueOf,
  type WorkedExamples,
} from './worlds.js';

/** Retention, churn, lifetime value, recurring revenue, renewals and cohorts. */
export const customers: WorkedExamples = {
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
};
