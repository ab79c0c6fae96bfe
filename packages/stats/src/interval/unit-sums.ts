import { statisticsError } from '../errors.js';
import {
  requireCount,
  requireFinite,
  requireFiniteValues,
  requireNonNegative,
  requireSameLength,
} from './check.js';

/**
 * Sums over the units of independence (customers, accounts, tickets) of a numerator x and a denominator y
 * per unit. All that a ratio of sums needs; one row of SQL:
 * `count(*), sum(x), sum(y), sum(x*x), sum(x*y), sum(y*y)`.
 */
export interface UnitSums {
  /** Number of units, those with a zero denominator included. */
  readonly units: number;
  readonly numerator: number;
  readonly denominator: number;
  readonly numeratorSquares: number;
  readonly products: number;
  readonly denominatorSquares: number;
}

/** Variances and covariance of the two means, over units (divided by units - 1, then by units). */
export interface MeanCovariance {
  readonly numerator: number;
  readonly product: number;
  readonly denominator: number;
}

/**
 * Adds up numerator and denominator of each unit, their squares and products, in the units of the data; one
 * finite value of each a unit. Throws INTERVAL_LENGTHS and INTERVAL_VALUE.
 */
export function unitSums(numerators: ArrayLike<number>, denominators: ArrayLike<number>): UnitSums {
  requireSameLength('numerators', numerators, 'denominators', denominators);
  requireFiniteValues('numerators', numerators);
  requireFiniteValues('denominators', denominators);
  let numerator = 0;
  let denominator = 0;
  let numeratorSquares = 0;
  let products = 0;
  let denominatorSquares = 0;
  for (let i = 0; i < numerators.length; i++) {
    const x = numerators[i] as number;
    const y = denominators[i] as number;
    numerator += x;
    denominator += y;
    numeratorSquares += x * x;
    products += x * y;
    denominatorSquares += y * y;
  }
  return { units: numerators.length, numerator, denominator, numeratorSquares, products, denominatorSquares };
}

/** Throws INTERVAL_SUMS when the sums cannot come from any set of units. */
export function checkUnitSums(sums: UnitSums): void {
  requireCount('units', sums.units);
  requireFinite('numerator', sums.numerator);
  requireFinite('denominator', sums.denominator);
  requireFinite('products', sums.products);
  requireNonNegative('numeratorSquares', sums.numeratorSquares);
  requireNonNegative('denominatorSquares', sums.denominatorSquares);
  const { units, numerator, denominator, numeratorSquares, denominatorSquares } = sums;
  const slack = 1 + 1e-9;
  if (numerator * numerator > units * numeratorSquares * slack) {
    throw statisticsError('INTERVAL_SUMS', 'numeratorSquares', numeratorSquares);
  }
  if (denominator * denominator > units * denominatorSquares * slack) {
    throw statisticsError('INTERVAL_SUMS', 'denominatorSquares', denominatorSquares);
  }
  if (sums.products ** 2 > numeratorSquares * denominatorSquares * slack) {
    throw statisticsError('INTERVAL_SUMS', 'products', sums.products);
  }
}

/** Covariance of the means of numerator and denominator; needs at least two units. */
export function meanCovariance(sums: UnitSums): MeanCovariance {
  const { units, numerator, denominator } = sums;
  const scale = 1 / (units * (units - 1));
  return {
    numerator: Math.max(0, sums.numeratorSquares - (numerator * numerator) / units) * scale,
    product: (sums.products - (numerator * denominator) / units) * scale,
    denominator: Math.max(0, sums.denominatorSquares - (denominator * denominator) / units) * scale,
  };
}

/**
 * Variance of the ratio R = sum x / sum y by the delta method, from the sums of (x - R y)^2; needs at least
 * two units and a denominator other than 0.
 */
export function ratioVariance(sums: UnitSums): number {
  const ratio = sums.numerator / sums.denominator;
  const squares = sums.numeratorSquares - 2 * ratio * sums.products + ratio * ratio * sums.denominatorSquares;
  const size = sums.numeratorSquares + ratio * ratio * sums.denominatorSquares;
  // x - R y adds up to 0 by construction; what is below rounding is 0.
  const clean = squares > 8 * 2.2e-16 * size ? squares : 0;
  const mean = sums.denominator / sums.units;
  return clean / (sums.units - 1) / sums.units / (mean * mean);
}
