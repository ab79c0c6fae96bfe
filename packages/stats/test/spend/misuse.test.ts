import { describe, expect, test } from 'vitest';
import { bgNbd, fitPurchases, months, purchaseHistories, weeks } from '../../src/purchase/index.js';
import { annualRate, continuousRate, customerValue, expectedSpend, fitSpend } from '../../src/spend/index.js';

describe('misuse', () => {
  const orders = Array.from({ length: 20 }, (_, i) => 1 + (i % 3));
  const meanSpend = orders.map((_, i) => 10 + i);
  const good = { currency: 'EUR', orders, meanSpend } as const;
  const histories = purchaseHistories({
    unit: 'week',
    repeats: orders,
    recency: orders.map((_, i) => 5 + i),
    age: orders.map((_, i) => 26 + i),
  });
  const purchases = () => fitPurchases(histories, bgNbd);
  const options = { horizon: weeks(52), discount: annualRate(0.1), margin: 0.4 };
  const cases: readonly [string, () => unknown, RegExp][] = [
    [
      'currency',
      () => fitSpend({ ...good, currency: '€' }),
      /currency is not usable: '€'; pass the three capital/,
    ],
    ['lengths', () => fitSpend({ ...good, meanSpend: [1] }), /meanSpend has 1 values, 20 expected/],
    [
      'no orders',
      () => fitSpend({ ...good, orders: orders.map(() => 0) }),
      /no customer has an order above 0; pass/,
    ],
    [
      'half an order',
      () => fitSpend({ ...good, orders: orders.map(() => 0.5) }),
      /orders of customer 0 .* 0.5; pass/,
    ],
    [
      'not a number',
      () => fitSpend({ ...good, meanSpend: meanSpend.map(() => Number.NaN) }),
      /meanSpend of customer 0/,
    ],
    [
      'one order each',
      () => fitSpend({ ...good, orders: orders.map(() => 1) }),
      /0 with two orders or more, 5 needed/,
    ],
    [
      'all the same',
      () => fitSpend({ ...good, meanSpend: orders.map(() => 9) }),
      /every mean is 9; no model is needed/,
    ],
    ['parameter', () => expectedSpend([1, 0, 1], 1, 1), /gamma-gamma: parameter q is not usable: 0/],
    ['negative orders', () => expectedSpend([1, 2, 1], -1, 1), /orders is not usable: -1/],
    [
      'discount',
      () => annualRate(-0.1),
      /discount rate is not usable: -0.1; pass a rate .* annualRate\(0.1\)/,
    ],
    ['bare discount', () => continuousRate(0.1 as never, 'week'), /discount rate is not usable: 0.1/],
    [
      'euros and dollars',
      () =>
        customerValue(purchases(), histories, fitSpend(good), { ...good, currency: 'USD' } as never, options),
      /currencies do not agree: USD and EUR; convert/,
    ],
    [
      'margin in percent',
      () => customerValue(purchases(), histories, fitSpend(good), good, { ...options, margin: 40 }),
      /margin is not usable: 40; pass a share above 0, at most 1 \(0.3 for 30%\)/,
    ],
    [
      'months for weeks',
      () =>
        customerValue(purchases(), histories, fitSpend(good), good, {
          ...options,
          horizon: months(12),
        } as never),
      /horizon is in months, the data are in weeks/,
    ],
  ];
  test.each(cases)('%s', (_, misuse, message) => expect(misuse).toThrowError(message));

  test('units and currencies in the types: what mixes them does not compile', () => {
    const spend = fitSpend(good);
    const dollars = { ...good, currency: 'USD' } as const;
    const fit = purchases();
    // @ts-expect-error dollars with a model of euros
    expect(() => customerValue(fit, histories, spend, dollars, options)).toThrowError(/USD and EUR/);
    const monthly = { ...options, horizon: months(12) };
    // @ts-expect-error twelve months with a weekly model
    expect(() => customerValue(fit, histories, spend, good, monthly)).toThrowError(/in months/);
    const bare = { ...options, discount: 0.1 };
    // @ts-expect-error a discount without its period
    expect(() => customerValue(fit, histories, spend, good, bare)).toThrowError(
      /discount rate is not usable: 0.1/,
    );
  });

  test('customers whose mean is 0 or below are left out and counted', () => {
    const fit = fitSpend({ ...good, orders: [...orders, 2, 3, 0], meanSpend: [...meanSpend, 0, -4, 0] });
    expect(fit.leftOut).toEqual({ noOrders: 1, notPositive: 2 });
    expect(fit.customers).toBe(20);
    expect(fit.doubts.join()).toMatch(/2 customers have a mean of 0 or below and were left out: net refunds/);
  });
});
