import { statisticsError } from '../errors.js';
import { oneOf } from '../one-of.js';
import { choleskyInverse, choleskySolve, tryCholesky } from '../linear/cholesky.js';
import { symmetricEigen } from '../linear/symmetric-eigen.js';
import { bfgs, largestEntry, type Position } from './bfgs.js';
import { differenceHessian } from './hessian.js';
import type { MinimiseOptions, Objective, Optimum } from './types.js';

interface Candidate extends Position {
  readonly hessian: Float64Array | null;
  readonly factor: Float64Array | null;
  readonly iterations: number;
}

const DEFAULTS = {
  gradientTolerance: 1e-6,
  stepCap: 1,
  maxIterations: 500,
  newtonSteps: 2,
  boundary: 8,
  starts: 'auto',
} as const;

/**
 * Minimises a smooth function with an analytic gradient, parameters unconstrained (optimise logs or logits of
 * constrained ones): BFGS with a capped step and backtracking, then Newton steps with a differenced Hessian,
 * which standard errors need anyway. Never throws for a poor fit: read the certificate. Nocedal & Wright
 * (2006), 6.1.
 *
 * @param starts one start or more; the ones after the first are run when the first leaves doubt (not
 *   converged, Hessian not positive definite, a parameter at the boundary), or always with `starts: 'all'`.
 * @throws OPTIMISE_OPTION for unusable options, OPTIMISE_START when no start has a finite value and gradient.
 */
export function minimise(
  objective: Objective,
  starts: readonly ArrayLike<number>[],
  options: MinimiseOptions = {},
): Optimum {
  const settings = { ...DEFAULTS, ...options };
  checkSettings(settings, starts);
  let evaluations = 0;
  const counted: Objective = (point, gradient) => {
    evaluations++;
    return objective(point, gradient);
  };
  const candidates: Candidate[] = [];
  let best: Candidate | null = null;
  let startsRun = 0;
  let lastValue = Number.NaN;
  for (const start of starts) {
    startsRun++;
    const point = Float64Array.from(start);
    const gradient = new Float64Array(point.length);
    const value = counted(point, gradient);
    lastValue = value;
    if (!Number.isFinite(value) || !gradient.every(Number.isFinite)) continue;
    const run = bfgs(counted, { point, value, gradient }, settings);
    const candidate = polish(counted, run, settings.gradientTolerance, settings.newtonSteps);
    candidates.push(candidate);
    if (best === null || better(candidate, best, settings.gradientTolerance)) best = candidate;
    if (settings.starts === 'auto' && sound(best, settings.gradientTolerance, settings.boundary)) break;
  }
  if (best === null) throw statisticsError('OPTIMISE_START', 'minimise', lastValue);
  return certify(best, candidates, { startsRun, evaluations }, settings);
}

function checkSettings(
  settings: Required<Pick<MinimiseOptions, 'gradientTolerance' | 'stepCap' | 'boundary' | 'starts'>>,
  starts: readonly ArrayLike<number>[],
): void {
  const size = starts[0]?.length ?? 0;
  if (size === 0 || starts.some((start) => start.length !== size)) {
    throw statisticsError(
      'OPTIMISE_OPTION',
      'minimise',
      'starts',
      starts,
      'pass at least one start, all of one length',
    );
  }
  oneOf(settings.starts, ['auto', 'all'], 'OPTIMISE_OPTION', 'minimise', 'starts');
  for (const name of ['gradientTolerance', 'stepCap', 'boundary'] as const) {
    if (!(settings[name] > 0)) {
      throw statisticsError('OPTIMISE_OPTION', 'minimise', name, settings[name], 'pass a number above 0');
    }
  }
}

/** Lower value wins; among values equal to rounding, the one with the smaller gradient. */
function better(a: Candidate, b: Candidate, tolerance: number): boolean {
  const noise = 1e-9 * (1 + Math.abs(b.value));
  if (a.value < b.value - noise) return true;
  if (a.value > b.value + noise) return false;
  const aGradient = largestEntry(a.gradient);
  const bGradient = largestEntry(b.gradient);
  return bGradient > tolerance && aGradient < bGradient;
}

function sound(candidate: Candidate, tolerance: number, boundary: number): boolean {
  return (
    candidate.factor !== null &&
    largestEntry(candidate.gradient) <= tolerance &&
    largestEntry(candidate.point) < boundary
  );
}

/** Newton steps as long as they shrink the gradient; at least the Hessian at the end. */
function polish(
  objective: Objective,
  run: Position & { iterations: number },
  tolerance: number,
  newtonSteps: number,
): Candidate {
  let here: Position = run;
  let iterations = run.iterations;
  let hessian = differenceHessian(objective, here.point);
  const size = here.point.length;
  for (let step = 0; step < 8 && hessian !== null; step++) {
    const norm = largestEntry(here.gradient);
    if (norm === 0 || (step >= newtonSteps && norm <= tolerance)) break;
    const factor = tryCholesky(hessian, size);
    if (factor === null) break;
    const move = choleskySolve(factor, size, here.gradient);
    if (largestEntry(move) > 1) break;
    const origin = here;
    const point = origin.point.map((x, i) => x - (move[i] as number));
    const gradient = new Float64Array(size);
    const value = objective(point, gradient);
    const rose = !(value <= origin.value + 1e-12 * (1 + Math.abs(origin.value)));
    if (rose || !(largestEntry(gradient) < norm)) break;
    here = { point, value, gradient };
    iterations++;
    // A step this short leaves the Hessian as it is to seven digits.
    if (largestEntry(move) > 1e-7) hessian = differenceHessian(objective, point);
  }
  const factor = hessian === null ? null : tryCholesky(hessian, size);
  return { ...here, hessian, factor, iterations };
}

function certify(
  best: Candidate,
  candidates: readonly Candidate[],
  counts: { startsRun: number; evaluations: number },
  settings: { gradientTolerance: number; boundary: number },
): Optimum {
  const size = best.point.length;
  const agreeing = candidates.filter((c) => c.value - best.value <= 1e-6 * (1 + Math.abs(best.value)));
  let startsSpread = 0;
  for (const candidate of agreeing) {
    startsSpread = Math.max(
      startsSpread,
      largestEntry(candidate.point.map((x, i) => x - (best.point[i] as number))),
    );
  }
  const gradientNorm = largestEntry(best.gradient);
  const hessian = best.hessian ?? new Float64Array(size * size).fill(Number.NaN);
  return {
    point: best.point,
    value: best.value,
    gradient: best.gradient,
    hessian,
    covariance: best.factor === null ? null : choleskyInverse(best.factor, size),
    certificate: {
      converged: gradientNorm <= settings.gradientTolerance,
      gradientNorm,
      hessianEigenvalues:
        best.hessian === null
          ? new Float64Array(size).fill(Number.NaN)
          : symmetricEigen(hessian, size).values,
      positiveDefinite: best.factor !== null,
      atBoundary: Array.from(best.point.keys()).filter(
        (i) => Math.abs(best.point[i] as number) >= settings.boundary,
      ),
      iterations: best.iterations,
      evaluations: counts.evaluations,
      startsRun: counts.startsRun,
      startsAgreeing: agreeing.length,
      startsSpread,
    },
  };
}
