/** A nonlinear least-squares problem whose criterion is a monotone function of the sum of squares. */
export interface LeastSquaresProblem {
  readonly size: number;
  readonly rows: number;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** Criterion at `point`; Infinity outside the domain. */
  criterion(point: Float64Array): number;
  /** Criterion at `point`; also fills `residual` and the row-major `jacobian`. */
  differentiate(point: Float64Array): number;
  readonly residual: Float64Array;
  readonly jacobian: Float64Array;
}

export interface LeastSquaresResult {
  readonly point: Float64Array;
  readonly criterion: number;
  readonly iterations: number;
  readonly converged: boolean;
}

/**
 * Levenberg-Marquardt within a box: a coordinate on its bound whose descent points outwards is frozen for
 * the step, the step of the others is clipped to the box and kept only when the criterion falls.
 *
 * Source: Marquardt 1963 (scaled damping); projection as in Kanzow, Yamashita & Fukushima 2004.
 */
export function boxLeastSquares(
  problem: LeastSquaresProblem,
  start: Float64Array,
  options: { readonly maximumIterations: number; readonly tolerance: number },
): LeastSquaresResult {
  const { size, rows, lower, upper } = problem;
  const point = Float64Array.from(start);
  const trial = new Float64Array(size);
  const gradient = new Float64Array(size);
  const normal = new Float64Array(size * size);
  const work = new Float64Array(size * size);
  const step = new Float64Array(size);
  const free: number[] = [];
  let criterion = problem.differentiate(point);
  if (criterion === Number.POSITIVE_INFINITY) {
    return { point, criterion, iterations: 0, converged: false };
  }
  let damping = 1e-3;
  let calm = 0;
  for (let iteration = 1; iteration <= options.maximumIterations; iteration++) {
    normalEquations(problem.jacobian, problem.residual, rows, size, normal, gradient);
    free.length = 0;
    for (let j = 0; j < size; j++) {
      const blocked =
        (point[j]! <= lower[j]! && gradient[j]! >= 0) || (point[j]! >= upper[j]! && gradient[j]! <= 0);
      if (!blocked && normal[j * size + j]! > 0) free.push(j);
    }
    if (free.length === 0) return { point, criterion, iterations: iteration, converged: true };
    let improved = false;
    for (let attempt = 0; attempt < 12; attempt++) {
      if (dampedStep(normal, gradient, size, free, damping, work, step)) {
        trial.set(point);
        for (let i = 0; i < free.length; i++) {
          const j = free[i]!;
          trial[j] = Math.min(upper[j]!, Math.max(lower[j]!, point[j]! + step[i]!));
        }
        const next = problem.criterion(trial);
        if (next < criterion) {
          calm = criterion - next < options.tolerance ? calm + 1 : 0;
          criterion = next;
          point.set(trial);
          damping = Math.max(1e-12, damping * 0.2);
          improved = true;
          break;
        }
        if (next - criterion <= options.tolerance && damping > 1) break;
      }
      damping = Math.min(1e12, damping * 6);
    }
    if (!improved || calm >= 2) return { point, criterion, iterations: iteration, converged: true };
    problem.differentiate(point);
  }
  return { point, criterion, iterations: options.maximumIterations, converged: false };
}

function normalEquations(
  jacobian: Float64Array,
  residual: Float64Array,
  rows: number,
  size: number,
  normal: Float64Array,
  gradient: Float64Array,
): void {
  normal.fill(0);
  gradient.fill(0);
  for (let i = 0; i < rows; i++) {
    const at = i * size;
    const r = residual[i]!;
    for (let j = 0; j < size; j++) {
      const left = jacobian[at + j]!;
      if (left === 0) continue;
      gradient[j]! += left * r;
      const into = j * size;
      for (let k = 0; k <= j; k++) normal[into + k]! += left * jacobian[at + k]!;
    }
  }
}

/** Solves (N + damping diag N) step = -gradient on the free coordinates by Cholesky; false when it fails. */
function dampedStep(
  normal: Float64Array,
  gradient: Float64Array,
  size: number,
  free: readonly number[],
  damping: number,
  work: Float64Array,
  step: Float64Array,
): boolean {
  const count = free.length;
  for (let i = 0; i < count; i++) {
    const row = free[i]! * size;
    for (let j = 0; j <= i; j++) {
      let sum = normal[row + free[j]!]!;
      if (i === j) sum *= 1 + damping;
      for (let k = 0; k < j; k++) sum -= work[i * count + k]! * work[j * count + k]!;
      if (i === j) {
        if (!(sum > 0)) return false;
        work[i * count + i] = Math.sqrt(sum);
      } else {
        work[i * count + j] = sum / work[j * count + j]!;
      }
    }
  }
  for (let i = 0; i < count; i++) {
    let sum = -gradient[free[i]!]!;
    for (let k = 0; k < i; k++) sum -= work[i * count + k]! * step[k]!;
    step[i] = sum / work[i * count + i]!;
  }
  for (let i = count - 1; i >= 0; i--) {
    let sum = step[i]!;
    for (let k = i + 1; k < count; k++) sum -= work[k * count + i]! * step[k]!;
    step[i] = sum / work[i * count + i]!;
  }
  return true;
}
