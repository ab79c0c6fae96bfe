import { invertSymmetric } from './invert-symmetric.js';

const MOST_STEPS = 60;
const LONGEST_STEP = 2;
const ROUNDING = 1e-13;
const DIFFERENCE = 1e-4;
// A step that leaves more than this share of the expected gain closes in too slowly without the penalty's curvature.
const SLOW = 0.3;
// A coefficient's variance may grow with its size, but without bound only when the data order the events perfectly by
// it: then each Newton step multiplies the variance by e.
const VARIANCE_GROWTH = 1e5;
const NAMED_SHARE = 0.01;
const MOVING_SHARE = 0.1;

/** A (penalised) log likelihood at one point. Matrices are p x p, row by row. */
export interface ClimbPoint {
  readonly value: number;
  readonly gradient: Float64Array;
  /** Expected or observed information: minus the second derivative, leaving out the penalty's where it is costly. */
  readonly information: Float64Array;
}

export interface ClimbOptions {
  /** Covariance at the start; with it, coefficients running to infinity are recognised. */
  readonly reference?: Float64Array;
  /** The value bends beyond `information` (Firth): take the curvature from differences of the gradient. */
  readonly bent?: boolean;
}

/** The end of a climb: at the maximum, or why there is none. Numbers in `columns` are coefficients. */
export type Climb<Point extends ClimbPoint> =
  | {
      readonly kind: 'maximum';
      readonly beta: Float64Array;
      readonly point: Point;
      readonly covariance: Float64Array;
      readonly steps: number;
      /** Largest |derivative| there. */
      readonly gradient: number;
    }
  | { readonly kind: 'separated'; readonly columns: readonly number[] }
  | { readonly kind: 'stuck'; readonly column: number; readonly steps: number };

/**
 * Newton's method from `start` with a step cap and step halving, for a concave log likelihood in standardised
 * coefficients. Stops when the expected gain (the Newton decrement) is below rounding of the value.
 *
 * @param evaluate the value and derivatives, or null where they do not exist
 */
export function newtonClimb<Point extends ClimbPoint>(
  evaluate: (beta: Float64Array) => Point | null,
  start: Float64Array,
  options: ClimbOptions = {},
): Climb<Point> {
  const p = start.length;
  const { reference } = options;
  let beta = start;
  let here = evaluate(beta);
  let last: Float64Array | null = null;
  let lastMove: Float64Array | null = null;
  let gainBefore = Infinity;
  for (let step = 1; step <= MOST_STEPS; step++) {
    const inverse = here === null ? null : invertSymmetric(here.information, p);
    if (here === null) return failed(step);
    if (inverse === null) return reference === undefined ? failed(step) : faded(here.information, reference);
    last = inverse;
    const runaway = reference === undefined ? [] : grown(reference, inverse, p);
    if (runaway.length > 0) return { kind: 'separated', columns: runaway };
    let plan = direction(inverse, here.gradient, p);
    if (options.bent === true && plan.gain > SLOW * gainBefore) {
      plan = direction(curved(beta) ?? inverse, here.gradient, p);
    }
    const { move, gain, longest } = plan;
    gainBefore = gain;
    lastMove = move;
    const floor = here.value - ROUNDING * Math.abs(here.value);
    let next: Point | null = null;
    let target = beta;
    for (
      let halving = 0, length = Math.min(1, LONGEST_STEP / longest);
      halving < 30;
      halving++, length /= 2
    ) {
      target = beta.map((value, j) => value + length * move[j]!);
      next = evaluate(target);
      if (next !== null && next.value >= floor) break;
      next = null;
    }
    const size = 1 + Math.abs(here.value);
    if (next !== null) {
      beta = target;
      here = next;
    }
    // No step raises the value: at the limit of rounding when little was to be gained, else a failure.
    if (gain <= 1e-14 * size || (next === null && gain <= 1e-8 * size)) return arrived(beta, here, step);
    if (next === null) return failed(step);
  }
  // A concave likelihood with a maximum is climbed in a few steps: whatever still moves after so many runs to infinity.
  if (reference !== undefined && lastMove !== null) return { kind: 'separated', columns: movers(lastMove) };
  return failed(MOST_STEPS);

  function arrived(at: Float64Array, point: Point, steps: number): Climb<Point> {
    const covariance = invertSymmetric(point.information, p);
    if (covariance === null) return failed(steps);
    const gradient = point.gradient.reduce((high, value) => Math.max(high, Math.abs(value)), 0);
    return { kind: 'maximum', beta: at, point, covariance, steps, gradient };
  }

  /** A matrix that has become singular since the start is the last stage of a runaway coefficient. */
  function faded(information: Float64Array, before: Float64Array): Climb<Point> {
    const left = Array.from({ length: p }, (_, j) => information[j * p + j]! * before[j * p + j]!);
    const columns = [...left.keys()].filter((j) => !(left[j]! > 1 / VARIANCE_GROWTH));
    return { kind: 'separated', columns: columns.length > 0 ? columns : [...left.keys()] };
  }

  function failed(steps: number): Climb<Point> {
    if (reference === undefined || last === null) return { kind: 'stuck', column: 0, steps };
    const growths = growth(reference, last, p);
    return { kind: 'stuck', column: growths.indexOf(Math.max(...growths)), steps };
  }

  /**
   * Inverse curvature from differences of the gradient: 2p evaluations. Firth's penalty bends as strongly as a small
   * likelihood does, and steps that ignore it can swing to and fro for ever.
   */
  function curved(at: Float64Array): Float64Array | null {
    const curvature = new Float64Array(p * p);
    for (let j = 0; j < p; j++) {
      const [above, below] = [DIFFERENCE, -DIFFERENCE].map((shift) => {
        const moved = Float64Array.from(at);
        moved[j]! += shift;
        return evaluate(moved);
      });
      if (!above || !below) return null;
      for (let k = 0; k < p; k++) {
        const slope = (below.gradient[k]! - above.gradient[k]!) / (2 * DIFFERENCE);
        curvature[j * p + k]! += slope / 2;
        curvature[k * p + j]! += slope / 2;
      }
    }
    return invertSymmetric(curvature, p);
  }
}

function direction(
  inverse: Float64Array,
  gradient: Float64Array,
  p: number,
): { readonly move: Float64Array; readonly gain: number; readonly longest: number } {
  const move = new Float64Array(p);
  let gain = 0;
  let longest = 0;
  for (let j = 0; j < p; j++) {
    for (let k = 0; k < p; k++) move[j]! += inverse[j * p + k]! * gradient[k]!;
    gain += move[j]! * gradient[j]!;
    longest = Math.max(longest, Math.abs(move[j]!));
  }
  return { move, gain, longest };
}

function movers(move: Float64Array): number[] {
  const longest = move.reduce((high, value) => Math.max(high, Math.abs(value)), 0);
  return [...move.keys()].filter((j) => Math.abs(move[j]!) >= MOVING_SHARE * longest);
}

function growth(reference: Float64Array, covariance: Float64Array, p: number): number[] {
  return Array.from({ length: p }, (_, j) => covariance[j * p + j]! / reference[j * p + j]!);
}

function grown(reference: Float64Array, covariance: Float64Array, p: number): number[] {
  const all = growth(reference, covariance, p);
  const most = Math.max(...all);
  if (most < VARIANCE_GROWTH) return [];
  return [...all.keys()].filter((j) => all[j]! >= NAMED_SHARE * most);
}
