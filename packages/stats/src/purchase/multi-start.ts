import { solveLowerInPlace, tryCholesky } from '../linear/cholesky.js';
import { bfgs, largestEntry } from '../optimise/bfgs.js';
import { minimise } from '../optimise/minimise.js';
import type { MinimiseOptions, Objective, Optimum } from '../optimise/types.js';

/** Starts agree when their values do within this, relative to 1 + |value|; as in `minimise`. */
const AGREEMENT = 1e-6;

/**
 * The objective in coordinates u with point = center + L u, L the Cholesky factor of a covariance: there the
 * Hessian at the center is the identity, and a search takes a handful of steps.
 */
export function whitened(objective: Objective, center: Float64Array, factor: Float64Array) {
  const size = center.length;
  const slope = new Float64Array(size);
  const toPoint = (u: Float64Array): Float64Array =>
    center.map((value, i) => {
      let sum = value;
      for (let k = 0; k <= i; k++) sum += factor[i * size + k]! * u[k]!;
      return sum;
    });
  return {
    toPoint,
    objective: (u: Float64Array, gradient: Float64Array): number => {
      const value = objective(toPoint(u), slope);
      for (let k = 0; k < size; k++) {
        let sum = 0;
        for (let i = k; i < size; i++) sum += factor[i * size + k]! * slope[i]!;
        gradient[k] = sum;
      }
      return value;
    },
  };
}

/** Gradient, beside the value, at which quasi-Newton steps are left for Newton steps. */
const COARSE = 1e-8;

/** A quasi-Newton search; null when the start lies outside the domain. */
function search(
  objective: Objective,
  start: Float64Array,
  tolerance: (value: number) => number,
  stepCap: number,
) {
  const gradient = new Float64Array(start.length);
  const value = objective(start, gradient);
  if (!Number.isFinite(value)) return null;
  const gradientTolerance = tolerance(value);
  return bfgs(
    objective,
    { point: start, value, gradient },
    { gradientTolerance, stepCap, maxIterations: 200 },
  );
}

/**
 * Minimises from the first start: quasi-Newton steps while the value can still be seen to fall, then Newton
 * steps to the gradient tolerance (near the optimum of a large sum the fall is below its rounding, and a
 * line search would hunt in noise). The further starts then test that optimum from afar in whitened
 * coordinates, at half the cost of searches of their own. Should the first be in doubt, or another start end
 * lower, all starts are searched in full.
 */
export function minimiseFromAll(
  objective: Objective,
  starts: readonly (readonly number[])[],
  options: MinimiseOptions,
): Optimum {
  let evaluations = 0;
  const counted: Objective = (point, gradient) => {
    evaluations++;
    return objective(point, gradient);
  };
  const inFull = () => minimise(objective, starts, { ...options, starts: 'all' });
  const [origin, ...others] = starts;
  const near =
    origin && search(counted, Float64Array.from(origin), (value) => COARSE * (1 + Math.abs(value)), 1);
  if (!near) return inFull();
  const first = minimise(counted, [near.point], { ...options, maxIterations: 0 });
  const { certificate, covariance, point, value } = first;
  const size = point.length;
  const factor = covariance === null ? null : tryCholesky(covariance, size);
  if (factor === null || !certificate.converged || certificate.atBoundary.length > 0) return inFull();
  // A gradient of g in whitened coordinates is g standard errors, and g^2/2 of value: less cannot be seen
  // beside the rounding of the sum.
  const visible = Math.sqrt(8e-15 * (1 + Math.abs(value)));
  const noise = AGREEMENT * (1 + Math.abs(value));
  const seen = whitened(counted, point, factor);
  let agreeing = 1;
  let spread = 0;
  for (const start of others) {
    const u = Float64Array.from(start, (coordinate, i) => coordinate - point[i]!);
    solveLowerInPlace(factor, size, u);
    // In standard errors the way is long when there are many customers: a third of it a step at most.
    const run = search(seen.objective, u, () => visible, Math.max(8, largestEntry(u) / 3));
    if (run === null || run.value > value + noise) continue;
    if (run.value < value - noise) return inFull();
    agreeing++;
    const end = seen.toPoint(run.point);
    for (let i = 0; i < size; i++) spread = Math.max(spread, Math.abs(end[i]! - point[i]!));
  }
  return {
    ...first,
    certificate: {
      ...certificate,
      iterations: near.iterations + certificate.iterations,
      evaluations,
      startsRun: starts.length,
      startsAgreeing: agreeing,
      startsSpread: spread,
    },
  };
}
