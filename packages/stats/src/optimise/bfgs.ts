import type { Objective } from './types.js';

/** A point with its value and gradient. */
export interface Position {
  readonly point: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array;
}

export interface BfgsRun extends Position {
  readonly iterations: number;
}

export function largestEntry(values: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < values.length; i++) {
    const size = Math.abs(values[i] as number);
    if (!(size <= largest)) largest = size;
  }
  return largest;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

/**
 * Rounding of a summed objective hides decreases smaller than this beside its value; close to the optimum
 * a step is therefore accepted when the value does not rise by more and the gradient shrinks.
 */
const ROUNDING = 4e-15;

/** Backtracking with Armijo's rule along `direction`; null when no step improves. */
export function lineSearch(objective: Objective, from: Position, direction: Float64Array): Position | null {
  const slope = dot(from.gradient, direction);
  if (!(slope < 0)) return null;
  const floor = largestEntry(from.gradient);
  let t = 1;
  for (let attempt = 0; attempt < 60; attempt++) {
    const point = from.point.map((x, i) => x + t * (direction[i] as number));
    const gradient = new Float64Array(point.length);
    const value = objective(point, gradient);
    const sound = Number.isFinite(value) && gradient.every(Number.isFinite);
    if (sound) {
      if (value <= from.value + 1e-4 * t * slope) return { point, value, gradient };
      const noise = ROUNDING * Math.abs(from.value);
      if (value <= from.value + noise && largestEntry(gradient) < floor) return { point, value, gradient };
      // The parabola through both values and the slope, kept between a tenth and a half of the step.
      const parabola = (-slope * t * t) / (2 * (value - from.value - slope * t));
      t = Math.min(0.5 * t, Math.max(0.1 * t, parabola));
    } else {
      t *= 0.25;
    }
  }
  return null;
}

/** Quasi-Newton minimisation from one position (Nocedal & Wright 2006, algorithm 6.1) with a capped step. */
export function bfgs(
  objective: Objective,
  start: Position,
  options: { gradientTolerance: number; stepCap: number; maxIterations: number },
): BfgsRun {
  const size = start.point.length;
  let here = start;
  let inverse = identity(size, 1);
  let fresh = true;
  let iterations = 0;
  for (; iterations < options.maxIterations; iterations++) {
    if (largestEntry(here.gradient) <= options.gradientTolerance) break;
    let direction = descent(inverse, here.gradient);
    if (!(dot(direction, here.gradient) < 0)) {
      inverse = identity(size, 1);
      fresh = true;
      direction = here.gradient.map((g) => -g);
    }
    const length = largestEntry(direction);
    if (length > options.stepCap) direction = direction.map((d) => (d * options.stepCap) / length);
    const next = lineSearch(objective, here, direction);
    if (next === null) {
      if (fresh) break;
      inverse = identity(size, 1);
      fresh = true;
      continue;
    }
    const s = next.point.map((x, i) => x - (here.point[i] as number));
    const y = next.gradient.map((g, i) => g - (here.gradient[i] as number));
    const curvature = dot(s, y);
    if (curvature > 1e-10 * Math.sqrt(dot(s, s) * dot(y, y))) {
      if (fresh) inverse = identity(size, curvature / dot(y, y));
      update(inverse, s, y, curvature);
      fresh = false;
    }
    here = next;
  }
  return { ...here, iterations };
}

function identity(size: number, scale: number): Float64Array {
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++) matrix[i * size + i] = scale;
  return matrix;
}

function descent(inverse: Float64Array, gradient: Float64Array): Float64Array {
  const size = gradient.length;
  const direction = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    let sum = 0;
    for (let j = 0; j < size; j++) sum -= (inverse[i * size + j] as number) * (gradient[j] as number);
    direction[i] = sum;
  }
  return direction;
}

/** H <- (I - s y'/c) H (I - y s'/c) + s s'/c with c = s'y, in place. */
function update(inverse: Float64Array, s: Float64Array, y: Float64Array, curvature: number): void {
  const size = s.length;
  const hy = descent(inverse, y).map((v) => -v);
  const factor = (1 + dot(y, hy) / curvature) / curvature;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      const si = s[i] as number;
      const sj = s[j] as number;
      inverse[i * size + j] =
        (inverse[i * size + j] as number) +
        factor * si * sj -
        ((hy[i] as number) * sj + si * (hy[j] as number)) / curvature;
    }
  }
}
