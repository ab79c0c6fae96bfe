import { minimise } from '../optimise/minimise.js';
import { findRoot } from '../optimise/find-root.js';
import { symmetricEigen } from '../linear/symmetric-eigen.js';
import type { Objective, Optimum } from '../optimise/types.js';
import { chiSquareQuantile } from '../special/gamma-distribution.js';

/** Farther than this in logs a parameter is as good as 0 or infinite. */
const FARTHEST = 12;

/**
 * Profile-likelihood interval of the log parameter `index`: the values at which the best likelihood over the
 * other parameters falls by half the chi-square quantile. -Infinity or Infinity where it never falls so far.
 */
export function profileInterval(
  objective: Objective,
  optimum: Optimum,
  index: number,
  level: number,
): [number, number] {
  const drop = chiSquareQuantile(level, 1) / 2;
  const center = optimum.point[index]!;
  const side = (sign: 1 | -1): number => {
    const path: Trodden[] = [{ distance: 0, others: Array.from(optimum.point).toSpliced(index, 1) }];
    const excess = (distance: number): number => {
      const fixed = restricted(objective, index, center + sign * distance);
      const run = minimise(fixed, startsAlong(path, distance), { newtonSteps: 0 });
      if (run.certificate.converged) path.push({ distance, others: Array.from(run.point) });
      return run.value - optimum.value - drop;
    };
    let near = 0;
    for (let far = 0.25; far <= FARTHEST; far *= 1.6) {
      if (excess(far) > 0) return center + sign * findRoot(excess, near, far, { tolerance: 1e-9 });
      near = far;
    }
    return sign * Number.POSITIVE_INFINITY;
  };
  return [side(-1), side(1)];
}

/** Best values of the other parameters at a distance of the fixed one from its optimum. */
interface Trodden {
  readonly distance: number;
  readonly others: readonly number[];
}

/**
 * Where to look for the other parameters: on the line through the two nearest known points, then at the
 * nearest. Along the ridge of BdW (alpha to 0, c to infinity) they move as fast as the fixed one, and a search
 * that starts at the last point loses the ridge and takes its wall for the end of the interval.
 */
function startsAlong(path: readonly Trodden[], distance: number): (readonly number[])[] {
  const [first, second] = path.toSorted(
    (a, b) => Math.abs(a.distance - distance) - Math.abs(b.distance - distance),
  );
  if (first === undefined) return [];
  if (second === undefined || second.distance === first.distance) return [first.others];
  const share = (distance - first.distance) / (second.distance - first.distance);
  return [first.others.map((value, i) => value + share * (second.others[i]! - value)), first.others];
}

/** The objective with one parameter fixed. */
function restricted(objective: Objective, index: number, fixed: number): Objective {
  return (point, gradient) => {
    const whole = Float64Array.from(Array.from(point).toSpliced(index, 0, fixed));
    const slopes = new Float64Array(whole.length);
    const value = objective(whole, slopes);
    gradient.set(Array.from(slopes).toSpliced(index, 1));
    return value;
  };
}

/**
 * Points on the edge of the likelihood region {fall of at most half the chi-square quantile}, along 360
 * directions (sBG) or 900 (BdW), with the optimum itself. The extremes of a figure over them are its
 * profile-likelihood interval; the grid's own error is below 1% of the interval's half-width.
 */
export function likelihoodRegion(
  objective: Objective,
  point: Float64Array,
  covariance: Float64Array,
  level: number,
): Float64Array[] {
  const size = point.length;
  const drop = chiSquareQuantile(level, 1) / 2;
  const scratch = new Float64Array(size);
  const best = objective(point, scratch);
  const { values, vectors } = symmetricEigen(covariance, size);
  const moved = (direction: readonly number[], distance: number) =>
    point.map((value, i) => {
      let sum = value;
      for (let k = 0; k < size; k++) {
        sum += distance * direction[k]! * Math.sqrt(values[k]!) * vectors[i * size + k]!;
      }
      return sum;
    });
  return (size === 2 ? circle(360) : sphere(900)).map((direction) => {
    const excess = (distance: number) => {
      const value = objective(moved(direction, distance), scratch) - best - drop;
      return Number.isFinite(value) ? value : Number.MAX_VALUE;
    };
    let near = 0;
    let far = Math.sqrt(2 * drop);
    while (far < 60 && excess(far) <= 0) {
      near = far;
      far *= 1.6;
    }
    return moved(direction, far < 60 ? findRoot(excess, near, far, { tolerance: 1e-6 }) : near);
  });
}

function circle(count: number): number[][] {
  return Array.from({ length: count }, (_, i) => {
    const angle = (2 * Math.PI * i) / count;
    return [Math.cos(angle), Math.sin(angle)];
  });
}

/** Fibonacci lattice on the sphere. */
function sphere(count: number): number[][] {
  const golden = Math.PI * (3 - Math.sqrt(5));
  return Array.from({ length: count }, (_, i) => {
    const height = 1 - (2 * i + 1) / count;
    const radius = Math.sqrt(1 - height * height);
    return [radius * Math.cos(golden * i), radius * Math.sin(golden * i), height];
  });
}
