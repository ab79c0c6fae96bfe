import { describe, expect, test } from 'vitest';
import type { PurchaseModel, PurchaseParameters } from '../../src/purchase/model.js';
import { type GoldenValue, models, reference } from './reference.js';

/** Evaluates one golden value's function with our models. */
function evaluate(model: PurchaseModel, golden: GoldenValue): number {
  const parameters = model.parameterNames.map((name) => golden.params[name]) as unknown as PurchaseParameters;
  const { x = 0, t_x = 0, T = 0, t = 0, d = 0, n = 0, t1 = 0, t2 = 0 } = golden.inputs;
  const history = { repeats: x, recency: t_x, age: T };
  switch (golden.fn) {
    case 'loglik':
      return model.logLikelihood(parameters, history);
    case 'p_alive':
      return model.probabilityAlive(parameters, history);
    case 'cet':
      return model.expectedPurchases(parameters, history, t);
    case 'dert':
      return model.discountedPurchases(parameters, history, d);
    case 'expectation':
      return model.expectedRepeats(parameters, t);
    case 'pmf':
      return model.repeatDistribution(parameters, 0, t, n)[n]!;
    case 'pmf_interval':
      return model.repeatDistribution(parameters, t1, t2, n)[n]!;
    default:
      throw new Error(`golden value of an unknown function: ${golden.fn}`);
  }
}

describe.skipIf(reference === null)('golden values', () => {
  const cases = (reference?.golden ?? []).filter((golden) => models[golden.model] !== undefined);

  test('the file holds values of all three models', () => {
    expect(new Set(cases.map((golden) => golden.model))).toEqual(new Set(Object.keys(models)));
  });

  test.each(cases.map((golden) => [golden] as const))('$model $fn $inputs', (golden) => {
    const value = evaluate(models[golden.model]!, golden);
    // 1e-10 relative; three values of P(alive) are below the smallest double and stand as 0.
    expect(Math.abs(value - golden.value)).toBeLessThanOrEqual(1e-10 * Math.abs(golden.value) + 1e-300);
  });
});
