import { statisticsError } from '../errors.js';
import { chiSquareSurvival } from '../special/gamma-distribution.js';
import type { PurchaseFit } from './fit.js';
import type { PurchaseHistories } from './histories.js';
import { sameUnit } from './predict.js';
import type { TimeUnit } from './time-unit.js';

/** Customers by number of repeats: counted, and expected by the fit at their own ages. */
export interface FrequencyCalibration {
  /** Last bin holds all counts from its label up. */
  readonly repeats: readonly number[];
  readonly observed: readonly number[];
  readonly expected: readonly number[];
  /** Chi-square over bins of at least 5 expected; null when fewer bins than parameters are left. */
  readonly chiSquare: { readonly value: number; readonly degrees: number; readonly p: number } | null;
}

/**
 * Compares the histogram of repeats (customers by number of repeats) with the fit's; `most` (default 7, at
 * least 1) starts the open bin. Chi-square: Pearson (1900), as in Fader, Hardie & Lee (2005). Throws
 * PURCHASE_UNIT and PURCHASE_OPTION.
 */
export function frequencyCalibration<Unit extends TimeUnit>(
  fit: PurchaseFit<Unit>,
  histories: PurchaseHistories<NoInfer<Unit>>,
  most = 7,
): FrequencyCalibration {
  sameUnit(fit, histories);
  if (!Number.isInteger(most) || most < 1) {
    throw statisticsError('PURCHASE_OPTION', 'most', most, 'pass a whole number of at least 1');
  }
  const observed = Array.from({ length: most + 1 }, () => 0);
  const expected = Array.from({ length: most + 1 }, () => 0);
  const atAge = new Map<number, number>();
  for (let i = 0; i < histories.customers; i++) {
    observed[Math.min(most, histories.repeats[i]!)]! += 1;
    const age = histories.age[i]!;
    atAge.set(age, (atAge.get(age) ?? 0) + 1);
  }
  for (const [age, customers] of atAge) {
    const mass = fit.model.repeatDistribution(fit.parameters, 0, age, most - 1);
    let rest = 1;
    for (let n = 0; n < most; n++) {
      expected[n]! += customers * mass[n]!;
      rest -= mass[n]!;
    }
    expected[most]! += customers * Math.max(0, rest);
  }
  const repeats = Array.from({ length: most + 1 }, (_, n) => n);
  return Object.freeze({ repeats, observed, expected, chiSquare: chiSquare(observed, expected) });
}

function chiSquare(observed: readonly number[], expected: readonly number[]) {
  // Bins are joined from the top until each expects 5.
  const bins: { observed: number; expected: number }[] = [];
  let open = { observed: 0, expected: 0 };
  for (let n = expected.length - 1; n >= 0; n--) {
    open = { observed: open.observed + observed[n]!, expected: open.expected + expected[n]! };
    if (open.expected >= 5) {
      bins.push(open);
      open = { observed: 0, expected: 0 };
    }
  }
  const last = bins.at(-1);
  if (last !== undefined) {
    last.observed += open.observed;
    last.expected += open.expected;
  }
  const degrees = bins.length - 1 - 4;
  if (degrees < 1) return null;
  const value = bins.reduce((sum, bin) => sum + (bin.observed - bin.expected) ** 2 / bin.expected, 0);
  return { value, degrees, p: chiSquareSurvival(value, degrees) };
}
