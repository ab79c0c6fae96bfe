import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bgNbd, fitPurchases, paretoNbd, purchaseHistories, weeks, years } from '../../src/purchase/index.js';
import {
  annualRate,
  continuousRate,
  customerValue,
  discountRate,
  expectedSpend,
  fitSpend,
  type SpendParameters,
  spendLogLikelihood,
} from '../../src/spend/index.js';
import { discountedUntil } from '../../src/spend/customer-value.js';
import { dataLines, entry, numberColumns, reference } from '../purchase/reference.js';

const close = (value: number, wanted: number, relative: number) =>
  expect(Math.abs(value / wanted - 1), `${value} against ${wanted}`).toBeLessThan(relative);

const lines = dataLines('cdnow_customers_summary_with_transactions.csv');
const rounded = lines === null ? null : numberColumns(lines);
const exactLines = dataLines('cdnow_sample_cbs_exact.csv');
const exact = exactLines === null ? null : numberColumns(exactLines);

describe.skipIf(reference === null || rounded === null || exact === null)('gamma-gamma on CDNOW', () => {
  const repeatSpend = exact?.['sales.x']?.map((sum, i) => sum / Math.max(1, exact['x']![i]!));

  test('exact spend: CLVTools run and the paper', () => {
    const run = entry<Record<string, number & number[]>>('run-clvtools-cdnow-gg');
    const paper = entry<Record<string, number>>('pub-gg-cdnow');
    const fit = fitSpend({ currency: 'USD', orders: exact!['x']!, meanSpend: repeatSpend! });
    expect(fit.customers).toBe(946);
    expect(fit.certificate.gradientNorm).toBeLessThan(1e-6);
    expect(fit.certificate.startsAgreeing).toBe(3);
    close(fit.parameters[0], run['p']!, 1e-4);
    close(fit.parameters[1], run['q']!, 1e-4);
    close(fit.parameters[2], run['gamma']!, 1e-4);
    expect(fit.logLikelihood).toBeGreaterThanOrEqual(run['loglik']! - 1e-8);
    close(fit.logLikelihood, run['loglik']!, 1e-9);
    expect(Math.abs(fit.logLikelihood - paper['loglik']!)).toBeLessThan(0.01);
    fit.estimates.forEach((estimate, i) => close(estimate.standardError, run['se']![i]!, 1e-3));
    for (const [name, i] of [
      ['p', 0],
      ['q', 1],
      ['v', 2],
    ] as const) {
      expect(Math.abs(fit.parameters[i] - paper[name]!)).toBeLessThan(0.01);
    }
    // Customers at the package's own estimates.
    const at: SpendParameters = [run['p']!, run['q']!, run['gamma']!];
    for (const id of [1, 1000]) {
      const i = exact!['cust']!.indexOf(id);
      close(expectedSpend(at, exact!['x']![i]!, repeatSpend![i]!).value, run[`id${id}`]!, 1e-9);
    }
    close(expectedSpend(at, 0, 0).value, run['zero_repeat']!, 1e-9);
  });

  test('all orders, the first one too: CLVTools run', () => {
    const { with_first_transaction: wanted } = entry<{ with_first_transaction: Record<string, number> }>(
      'run-clvtools-cdnow-gg',
    );
    const orders = exact!['x']!.map((x) => x + 1);
    const fit = fitSpend({
      currency: 'USD',
      orders,
      meanSpend: exact!['sales']!.map((sum, i) => sum / orders[i]!),
    });
    close(fit.parameters[0], wanted['p']!, 1e-3);
    close(fit.parameters[1], wanted['q']!, 1e-3);
    close(fit.parameters[2], wanted['gamma']!, 1e-3);
    expect(fit.logLikelihood).toBeGreaterThanOrEqual(wanted['loglik']! - 1e-6);
  });

  test('spend rounded to cents: Hardie note 025 and lifetimes', () => {
    const fit = fitSpend({ currency: 'USD', orders: rounded!['x']!, meanSpend: rounded!['zbar']! });
    // stat-models.md, section 4.
    close(fit.parameters[0], 6.2488, 1e-4);
    close(fit.parameters[1], 3.7446, 1e-4);
    close(fit.parameters[2], 15.4477, 1e-4);
    expect(Math.abs(fit.logLikelihood - -4055.92324)).toBeLessThan(1e-4);
    const printed = entry<{
      customers: number[];
      expected_spend: number[];
      params: Record<'p' | 'q' | 'v', number>;
    }>('pub-gg-cdnow-spend');
    const atMle = entry<{
      customers: number[];
      expected_spend: number[];
      mean_all: number;
      mean_observed_repeat: number;
      pearson_freq_monetary: number;
    }>('pub-gg-cdnow-spend-mle');
    const of = (customer: number, parameters: SpendParameters) =>
      expectedSpend(parameters, rounded!['x']![customer - 1]!, rounded!['zbar']![customer - 1]!).value;
    printed.customers.forEach((customer, k) => {
      const { p, q, v } = printed.params;
      expect(Math.abs(of(customer, [p, q, v]) - printed.expected_spend[k]!)).toBeLessThan(0.1);
      expect(Math.abs(of(customer, fit.parameters) - printed.expected_spend[k]!)).toBeLessThan(0.011);
    });
    atMle.customers.forEach((customer, k) =>
      close(of(customer, fit.parameters), atMle.expected_spend[k]!, 1e-6),
    );
    const everyone = Array.from(rounded!['x']!, (_, i) => of(i + 1, fit.parameters));
    close(everyone.reduce((a, b) => a + b) / everyone.length, atMle.mean_all, 1e-6);
    close(fit.association.pearson, atMle.pearson_freq_monetary, 1e-5);
    const repeat = rounded!['zbar']!.filter((value) => value > 0);
    close(repeat.reduce((a, b) => a + b) / repeat.length, atMle.mean_observed_repeat, 1e-9);
    expect(fit.doubts).toEqual([]);
  });

  test('value: the Quickstart customer is worth 36.28, not 140.10', () => {
    // lifetimes' Quickstart takes weekly data for daily: 12 "months" become 360 weeks and print 140.10.
    // With 12 months of 30/7 weeks and its own discount (1% a month, at each month's end) the figure is 36.28.
    const summary = numberColumns(dataLines('cdnow_customers_summary_with_transactions.csv')!);
    const histories = purchaseHistories({
      unit: 'week',
      repeats: summary['x']!,
      recency: summary['t_x']!,
      age: summary['T']!,
    });
    const purchases = fitPurchases(histories, bgNbd);
    const spend = fitSpend({ currency: 'USD', orders: summary['x']!, meanSpend: summary['zbar']! });
    const month = 4.345;
    const history = { repeats: 2, recency: 30.43, age: 38.86 };
    let stepped = 0;
    for (let k = 1; k <= 12; k++) {
      const until = (t: number) => bgNbd.expectedPurchases(purchases.parameters, history, t);
      stepped += (until(k * month) - until((k - 1) * month)) / 1.01 ** k;
    }
    const order = expectedSpend(spend.parameters, 2, 22.35).value;
    expect(order * stepped).toBeCloseTo(36.28, 1);
    // Ours, discounting continuously at the same monthly rate over the same time, pays half a month earlier.
    const value = customerValue(
      purchases,
      histories,
      spend,
      {
        currency: 'USD',
        orders: summary['x']!,
        meanSpend: summary['zbar']!,
      },
      { horizon: weeks(12 * month), discount: discountRate(0.01, 'month'), margin: 1 },
    );
    close(value.value[0]!, order * stepped * Math.sqrt(1.01), 2e-3);
    expect(value.currency).toBe('USD');
    close(
      value.total,
      value.value.reduce((a, b) => a + b),
      1e-12,
    );
  });

  test('value over all future: CLVTools run', () => {
    const run = entry<Record<string, number>>('run-clvtools-dert');
    const clv = entry<{ params: [number, number, number, number] }>('run-clvtools-cdnow-pnbd');
    const gg = entry<{ p: number; q: number; gamma: number }>('run-clvtools-cdnow-gg');
    const histories = purchaseHistories({
      unit: 'week',
      repeats: exact!['x']!,
      recency: exact!['t.x']!,
      age: exact!['T.cal']!,
    });
    const columns = { currency: 'USD', orders: exact!['x']!, meanSpend: repeatSpend! } as const;
    const purchases = { ...fitPurchases(histories, paretoNbd), parameters: clv.params };
    const spend = { ...fitSpend(columns), parameters: [gg.p, gg.q, gg.gamma] as const };
    // CLVTools took log(1.1)/52 a week: the yearly rate that means the same in years of 365.2425 days.
    const effective = Math.expm1((Math.log(1.1) / 52) * (365.2425 / 7));
    const value = customerValue(purchases, histories, spend, columns, {
      horizon: 'all',
      discount: annualRate(effective),
      margin: 1,
    });
    for (const id of [1, 1000]) close(value.value[exact!['cust']!.indexOf(id)]!, run[`clv_id${id}`]!, 1e-8);
    close(value.total, run['sum_clv']!, 1e-8);
  });
});

describe('expected spend', () => {
  test('the density integrates to one and gives the model mean', () => {
    // An independent check of likelihood and expectation: trapezoidal sums in log(m).
    for (const parameters of [
      [6.25, 3.74, 15.44],
      [0.7, 2.2, 30],
      [2, 1.3, 5],
    ] as const) {
      for (const orders of [1, 3, 40]) {
        let mass = 0;
        let mean = 0;
        for (let y = -60; y < 120; y += 0.02) {
          const m = Math.exp(y);
          const density = Math.exp(spendLogLikelihood(parameters, orders, m)) * m * 0.02;
          mass += density;
          mean += density * expectedSpend(parameters, orders, m).value;
        }
        expect(mass).toBeCloseTo(1, 8);
        // The expectation of the posterior mean is the population mean.
        close(mean, expectedSpend(parameters, 0, 0).value, 1e-6);
      }
    }
  });

  test('q at most 1: a median, labelled, never a negative number', () => {
    // lifetimes #146, #362: p v/(q - 1) is negative. Beta prime median for p = 1, q = 1 is 1: value v.
    expect(expectedSpend([1, 1, 20], 0, 0)).toEqual({
      value: expect.closeTo(20, 9) as number,
      basis: 'median',
    });
    expect(expectedSpend([2, 0.5, 20], 0, 0).basis).toBe('median');
    // With p = 1 the next order is Lomax(q, v): median v (2^(1/q) - 1).
    close(expectedSpend([1, 0.25, 8], 0, 0).value, 8 * (2 ** 4 - 1), 1e-10);
    // One order of mean 10 makes the mean finite once p + q > 1: 2 (20 + 10)/(2 + .5 - 1) = 40.
    expect(expectedSpend([2, 0.5, 20], 1, 10)).toEqual({ value: 40, basis: 'mean' });
  });

  test('a mean of 0 or below cannot inform the model: the population stands in', () => {
    expect(expectedSpend([6.25, 3.74, 15.44], 3, -5)).toEqual(expectedSpend([6.25, 3.74, 15.44], 0, 0));
    expect(expectedSpend([6.25, 3.74, 15.44], 3, 0)).toEqual(expectedSpend([6.25, 3.74, 15.44], 0, 0));
  });
});

describe('discounting', () => {
  test('a yearly rate is the same in every unit', () => {
    expect(continuousRate(annualRate(0.1), 'year')).toBeCloseTo(Math.log(1.1), 15);
    expect(continuousRate(annualRate(0.1), 'week') * (365.2425 / 7)).toBeCloseTo(Math.log(1.1), 14);
    expect(continuousRate(discountRate(0.01, 'month'), 'year')).toBeCloseTo(12 * Math.log(1.01), 14);
    expect(years(1).unit).toBe('year');
  });

  test('value until a far horizon tends to the value over all future', () => {
    const history = { repeats: 2, recency: 30.43, age: 38.86 };
    for (const model of [paretoNbd, bgNbd]) {
      const parameters = [0.5, 8, 0.8, 2.5] as const;
      const fit = { model, parameters } as never;
      close(
        discountedUntil(fit, history, 1e5, 0.0027),
        model.discountedPurchases(parameters, history, 0.0027),
        1e-9,
      );
    }
  });

  test('without discount it is the plain expectation, and it is additive in time', () => {
    const history = { repeats: 2, recency: 30.43, age: 38.86 };
    const parameters = [0.5, 8, 0.8, 2.5] as const;
    const fit = { model: paretoNbd, parameters } as never;
    expect(discountedUntil(fit, history, 52, 0)).toBe(paretoNbd.expectedPurchases(parameters, history, 52));
    // Against a fine sum of increments discounted at their middles.
    const step = 0.01;
    let sum = 0;
    for (let k = 0; k < 5200; k++) {
      const increment =
        paretoNbd.expectedPurchases(parameters, history, (k + 1) * step) -
        paretoNbd.expectedPurchases(parameters, history, k * step);
      sum += increment * Math.exp(-0.02 * (k + 0.5) * step);
    }
    close(discountedUntil(fit, history, 52, 0.02), sum, 1e-8);
  });
});

describe('any valid input', () => {
  const amount = fc.double({ min: Math.log(0.01), max: Math.log(100), noNaN: true }).map(Math.exp);
  const parameters = fc.tuple(amount, amount, amount);

  test('gives a positive, finite expectation between the extremes of shrinkage', () => {
    fc.assert(
      fc.property(parameters, fc.integer({ min: 0, max: 1000 }), amount, (p, orders, mean) => {
        const { value, basis } = expectedSpend(p, orders, mean);
        expect(value > 0 && Number.isFinite(value)).toBe(true);
        expect(Number.isFinite(spendLogLikelihood(p, orders, mean))).toBe(true);
        if (p[1] > 1) {
          expect(basis).toBe('mean');
          const population = expectedSpend(p, 0, 0).value;
          expect(value).toBeGreaterThanOrEqual(Math.min(mean, population) * (1 - 1e-9));
          expect(value).toBeLessThanOrEqual(Math.max(mean, population) * (1 + 1e-9));
        }
      }),
      { numRuns: 500 },
    );
  });

  test('scales with money', () => {
    fc.assert(
      fc.property(
        parameters,
        fc.integer({ min: 0, max: 50 }),
        amount,
        amount,
        ([p, q, v], orders, mean, c) => {
          const { value } = expectedSpend([p, q, v], orders, mean);
          expect(
            Math.abs(expectedSpend([p, q, v * c], orders, mean * c).value / (c * value) - 1),
          ).toBeLessThan(1e-9);
        },
      ),
    );
  });

  test('a fit in cents is the fit in dollars', () => {
    const orders = Array.from({ length: 40 }, (_, i) => 1 + (i % 5));
    const meanSpend = orders.map((_, i) => 20 * Math.exp(Math.sin(i * 1.7)) + (i % 7));
    const dollars = fitSpend({ currency: 'USD', orders, meanSpend });
    const cents = fitSpend({ currency: 'USD', orders, meanSpend: meanSpend.map((value) => value * 100) });
    close(cents.parameters[0], dollars.parameters[0], 1e-6);
    close(cents.parameters[1], dollars.parameters[1], 1e-6);
    close(cents.parameters[2], dollars.parameters[2] * 100, 1e-6);
    expect(cents.logLikelihood).toBeCloseTo(dollars.logLikelihood - 40 * Math.log(100), 8);
    expect(dollars.certificate.gradientNorm).toBeLessThan(1e-6);
  });
});
