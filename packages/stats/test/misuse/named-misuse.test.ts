import { describe, expect, test } from 'vitest';
import * as stats from '../../src/index.js';

// The misuses that the reference libraries' users report most, through every model they can reach.
const ten = <T>(value: T): T[] => Array.from({ length: 12 }, () => value);
const week = { unit: 'week' as const };
const customers = {
  repeats: [0, 1, 2, 0, 3, 1, 0, 2, 0, 5],
  recency: [0, 9, 20, 0, 29, 5, 0, 14, 0, 33],
  age: [...ten(36)].slice(2),
}; // prettier-ignore
const histories = stats.purchaseHistories({ ...week, ...customers });
const fit = stats.fitPurchases(histories, stats.bgNbd);
const contract = stats.fitContract(stats.contractCohorts('year', [[1000, 869, 743, 653, 593]]), 'sbg');
const spending = {
  currency: 'EUR',
  orders: [2, 3, 4, 2, 6, 3, 2, 5, 4, 3],
  meanSpend: [30, 22, 18, 60, 33, 27, 51, 38, 29, 70],
}; // prettier-ignore
const spend = stats.fitSpend(spending);
const months = { unit: 'month', length: 12 } as never;
const yearly = stats.annualRate(0.1);
const recording = 'unchanged' as const;
const many = Array.from({ length: 40 }, (_, t) => Math.sin(t));

describe.each<[string, readonly [name: string, code: stats.StatisticsErrorCode, misuse: () => unknown][]]>([
  [
    'mixed units',
    [
      ['prediction', 'PURCHASE_UNIT', () => stats.predictPurchases(fit, histories, { horizon: months })],
      ['total', 'PURCHASE_UNIT', () => stats.predictTotal(fit, histories, { horizon: months, seed: 1 })],
      ['contract forecast', 'PURCHASE_UNIT', () => stats.forecastContract(contract, months)],
      [
        'customer value',
        'PURCHASE_UNIT',
        () =>
          stats.customerValue(fit, histories, spend, spending, {
            horizon: months,
            discount: yearly,
            margin: 0.3,
          }),
      ],
      [
        'dollars under a model of euros',
        'SPEND_CURRENCY_MIXED',
        () =>
          stats.customerValue(
            fit,
            histories,
            spend,
            { ...spending, currency: 'USD' },
            {
              horizon: stats.weeks(52),
              discount: yearly,
              margin: 0.3,
            },
          ),
      ],
      [
        'a bare discount',
        'SPEND_DISCOUNT',
        () => stats.expectedPayments(contract, { discount: 0.1 as never }),
      ],
      [
        'days under a fit of weeks',
        'PURCHASE_UNIT',
        () =>
          stats.predictPurchases(fit, stats.purchaseHistories({ unit: 'day', ...customers }) as never, {
            horizon: stats.weeks(4),
          }),
      ],
    ],
  ],
  [
    'negative time',
    [
      [
        'purchases',
        'PURCHASE_VALUE',
        () => stats.purchaseHistories({ ...week, ...customers, age: ten(-1).slice(2) }),
      ],
      ['horizon', 'PURCHASE_DURATION', () => stats.weeks(-4)],
      ['survival', 'SURVIVAL_NEGATIVE_TIME', () => stats.kaplanMeier({ time: [-1, 2], event: [1, 1] })],
      ['hazard', 'SURVIVAL_NEGATIVE_TIME', () => stats.nelsonAalen({ time: [-1, 2], event: [1, 1] })],
      [
        'spells',
        'SURVIVAL_EMPTY_SPELL',
        () => stats.kaplanMeier({ time: [1, 2], event: [1, 1], entry: [2, 0] }),
      ],
      [
        'recency',
        'RFM_ORDER_AFTER_DATE',
        () => stats.rfmCustomers([{ customer: 'a', day: 5, amount: 1 }], 4),
      ],
    ],
  ],
  [
    'empty data',
    [
      [
        'purchases',
        'PURCHASE_EMPTY',
        () => stats.purchaseHistories({ ...week, repeats: [], recency: [], age: [] }),
      ],
      ['opportunities', 'PURCHASE_EMPTY', () => stats.fitOpportunities({ histories: [], customers: [] })],
      ['contracts', 'CONTRACT_EMPTY', () => stats.contractCohorts('year', [])],
      ['spend', 'SPEND_EMPTY', () => stats.fitSpend({ currency: 'EUR', orders: [], meanSpend: [] })],
      ['survival', 'SURVIVAL_EMPTY', () => stats.kaplanMeier({ time: [], event: [] })],
      [
        'regression',
        'SURVIVAL_EMPTY',
        () => stats.coxRegression({ time: [], event: [], covariates: { x: [] } }),
      ],
      ['score', 'RISK_EMPTY', () => stats.logisticRegression([{ name: 'x', source: 'x', values: [] }], [])],
      ['segments', 'RFM_EMPTY', () => stats.scoreRfm([])],
      ['forecast', 'SERIES_TOO_SHORT', () => stats.combinedForecast([], { horizon: 3 })],
      ['changepoints', 'SERIES_TOO_SHORT', () => stats.findChangepoints([])],
      ['impact', 'IMPACT_START', () => stats.assessImpact({ values: [], startsAt: 0, recording })],
      ['panel', 'IMPACT_PANEL', () => stats.staggeredAdoption([], { recording })],
    ],
  ],
  [
    'one customer',
    [
      [
        'purchases',
        'PURCHASE_TOO_FEW',
        () =>
          stats.fitPurchases(
            stats.purchaseHistories({ ...week, repeats: [2], recency: [9], age: [30] }),
            stats.paretoNbd,
          ),
      ],
      ['spend', 'SPEND_TOO_FEW', () => stats.fitSpend({ currency: 'EUR', orders: [4], meanSpend: [20] })],
      ['contract', 'CONTRACT_NO_LOSS', () => stats.contractCohorts('year', [[1, 1, 1]])],
      [
        'regression',
        'SURVIVAL_CONSTANT_COLUMN',
        () => stats.coxRegression({ time: [3], event: [1], covariates: { x: [1] } }),
      ],
      [
        'score',
        'RISK_ONE_CLASS',
        () => stats.logisticRegression([{ name: 'x', source: 'x', values: [1] }], [1]),
      ],
      ['comparison', 'SURVIVAL_ONE_GROUP', () => stats.logRank({ time: [3], event: [1], group: ['a'] })],
    ],
  ],
  [
    'nobody came back, nobody left',
    [
      ...stats.PURCHASE_MODELS.map((model): [string, stats.StatisticsErrorCode, () => unknown] => [
        model.name,
        'PURCHASE_NO_REPEATS',
        () =>
          stats.fitPurchases(
            stats.purchaseHistories({ ...week, repeats: ten(0), recency: ten(0), age: ten(30) }),
            model,
          ),
      ]),
      [
        'without leaving',
        'PURCHASE_NO_REPEATS',
        () =>
          stats.fitNoLeaving(
            stats.purchaseHistories({ ...week, repeats: ten(0), recency: ten(0), age: ten(30) }),
          ),
      ],
      [
        'opportunities',
        'PURCHASE_NO_REPEATS',
        () =>
          stats.fitOpportunities({
            histories: [{ repeats: 0, recency: 0, opportunities: 5 }],
            customers: [40],
          }),
      ],
      ['contracts', 'CONTRACT_NO_LOSS', () => stats.contractCohorts('month', [[50, 50, 50]])],
      [
        'hazards',
        'SURVIVAL_NO_EVENTS',
        () => stats.coxRegression({ time: [1, 2], event: [0, 0], covariates: { x: [1, 2] } }),
      ],
      [
        'one order each',
        'SPEND_TOO_FEW',
        () => stats.fitSpend({ currency: 'EUR', orders: ten(1), meanSpend: ten(3).map((v, i) => v + i) }),
      ],
    ],
  ],
  [
    'what never varies',
    [
      [
        'spend',
        'SPEND_CONSTANT',
        () => stats.fitSpend({ currency: 'EUR', orders: ten(3), meanSpend: ten(20) }),
      ],
      [
        'a regression',
        'IMPACT_CONSTANT',
        () => stats.segmentedRegression({ values: ten(5).concat(ten(6)), startsAt: 12, recording }),
      ],
      [
        'a counterfactual',
        'IMPACT_CONSTANT',
        () => stats.structuralCounterfactual({ values: ten(5).concat(ten(6)), startsAt: 12, recording }),
      ],
      [
        'a control',
        'IMPACT_CONSTANT',
        () =>
          stats.structuralCounterfactual(
            { values: many, startsAt: 30, recording },
            { controls: [{ name: 'market', values: many.map(() => 7) }] },
          ),
      ],
      [
        'a covariate',
        'SURVIVAL_CONSTANT_COLUMN',
        () => stats.coxRegression({ time: [1, 2], event: [1, 1], covariates: { x: [4, 4] } }),
      ],
      [
        'a feature',
        'RISK_CONSTANT_COLUMN',
        () => stats.logisticRegression([{ name: 'x', source: 'x', values: [4, 4, 4] }], [1, 0, 1]),
      ],
    ],
  ],
])('%s', (_, cases) => {
  test.each(cases)('%s: %s', (__, code, misuse) => {
    const error = caught(misuse);
    expect(error).toBeInstanceOf(stats.StatisticsError);
    expect((error as stats.StatisticsError).code).toBe(code);
  });
});

test('a constant series is forecast as what it is', () => {
  const { mean, lower, upper } = stats.combinedForecast(ten(5), { horizon: 2 });
  expect([...mean, ...lower, ...upper]).toEqual([5, 5, 5, 5, 5, 5]);
  expect(stats.findAnomalies(ten(5)).anomalies).toEqual([]);
  expect(stats.findChangepoints(ten(5)).breaks).toEqual([]);
});

function caught(misuse: () => unknown): unknown {
  try {
    return misuse();
  } catch (error) {
    return error;
  }
}
