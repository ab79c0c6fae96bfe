import { findRoot } from '../optimise/index.js';
import { type ClimbPoint, newtonClimb } from './newton-climb.js';

/** Limits of one coefficient; `null` on a side on which the likelihood never falls far enough. */
export interface ProfileLimits {
  readonly low: number | null;
  readonly high: number | null;
}

const MOST_DOUBLINGS = 12;

/**
 * Profile likelihood limits of coefficient `column`: where the log likelihood, maximised over all other coefficients, has
 * fallen by z^2 / 2 from its maximum (Venzon & Moolgavkar 1988). Unlike Wald limits they need not be symmetric, and they
 * hold up in small samples and next to separation (Heinze & Schemper 2001, for Firth's penalty).
 *
 * @param evaluate the (penalised) log likelihood
 * @param beta its maximum
 * @param reach Wald reach of the coefficient, z times its standard error: the first guess
 * @param z normal multiplier of the level
 */
export function profileLimits(
  evaluate: (beta: Float64Array) => ClimbPoint | null,
  beta: Float64Array,
  column: number,
  reach: number,
  z: number,
  bent: boolean,
): ProfileLimits {
  const top = evaluate(beta)!.value;
  const centre = beta[column]!;
  return { low: limit(-1), high: limit(1) };

  function limit(side: number): number | null {
    let others = without(beta, column);
    /** Height above the limit at a distance from the maximum; starts each climb where the last one ended. */
    const height = (distance: number): number => {
      const fixed = centre + side * distance;
      if (others.length === 0)
        return (evaluate(Float64Array.of(fixed))?.value ?? -Infinity) - top + (z * z) / 2;
      const end = newtonClimb((free) => reduced(evaluate, free, column, fixed), others, { bent });
      if (end.kind !== 'maximum') return Number.NaN;
      others = end.beta;
      return end.point.value - top + (z * z) / 2;
    };
    let [inner, outer] = [0, reach];
    for (let doubling = 0; doubling < MOST_DOUBLINGS; doubling++) {
      const at = height(outer);
      if (Number.isNaN(at)) return null;
      if (at <= 0) return centre + side * findRoot(height, inner, outer, { tolerance: 1e-10 * reach });
      inner = outer;
      outer *= 2;
    }
    return null;
  }
}

function without(values: Float64Array, column: number): Float64Array {
  return values.filter((_, j) => j !== column);
}

function withFixed(free: Float64Array, column: number, fixed: number): Float64Array {
  return Float64Array.from({ length: free.length + 1 }, (_, j) =>
    j === column ? fixed : free[j < column ? j : j - 1]!,
  );
}

/** The likelihood as a function of the other coefficients. */
function reduced(
  evaluate: (beta: Float64Array) => ClimbPoint | null,
  free: Float64Array,
  column: number,
  fixed: number,
): ClimbPoint | null {
  const whole = evaluate(withFixed(free, column, fixed));
  if (whole === null) return null;
  const p = free.length + 1;
  const information = whole.information.filter((_, i) => i % p !== column && Math.floor(i / p) !== column);
  return { value: whole.value, gradient: without(whole.gradient, column), information };
}
