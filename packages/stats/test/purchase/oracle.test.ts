import { describe, expect, test } from 'vitest';
import { PURCHASE_MODELS } from '../../src/purchase/index.js';
import { BG_HISTORIES } from './oracle/bg-nbd.js';
import { INTERVALS } from './oracle/intervals.js';
import { MBG_HISTORIES } from './oracle/mbg-nbd.js';
import { PARETO_WIDE_ALPHA } from './oracle/pareto-wide-alpha.js';
import { PARETO_WIDE_BETA } from './oracle/pareto-wide-beta.js';

const histories = [...PARETO_WIDE_ALPHA, ...PARETO_WIDE_BETA, ...BG_HISTORIES, ...MBG_HISTORIES];

const modelOf = (id: string) => PURCHASE_MODELS.find((model) => model.id === id)!;

/** Relative 1e-10, or below anything a double can hold apart from 0. */
const agree = (what: string, value: number, truth: number, relative = 1e-10) =>
  expect(Math.abs(value - truth), `${what}: ${value} against ${truth}`).toBeLessThanOrEqual(
    relative * Math.abs(truth) + 1e-300,
  );

describe('against mpmath', () => {
  test.each(histories)('%s %j %j', (id, parameters, [repeats, recency, age, horizon, rate], wanted) => {
    const model = modelOf(id);
    const history = { repeats, recency, age };
    const [logLikelihood, alive, expected, variance, discounted] = wanted;
    agree('log-likelihood', model.logLikelihood(parameters, history), logLikelihood);
    agree('P(alive)', model.probabilityAlive(parameters, history), alive);
    agree('expected', model.expectedPurchases(parameters, history, horizon), expected);
    agree('variance', model.purchaseVariance(parameters, history, horizon), variance, 1e-9);
    if (discounted !== null)
      agree('discounted', model.discountedPurchases(parameters, history, rate), discounted);
  });

  test.each(INTERVALS)('%s %j repeats in %j', (id, parameters, [from, to, n], wanted) => {
    agree('mass', modelOf(id).repeatDistribution(parameters, from, to, n)[n]!, wanted);
    // More masses asked at once must not change one of them.
    agree('mass', modelOf(id).repeatDistribution(parameters, from, to, n + 40)[n]!, wanted);
  });
});
