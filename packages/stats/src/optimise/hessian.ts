import type { Objective } from './types.js';

/**
 * Hessian by central differences of an analytic gradient, made symmetric; 2 evaluations a parameter. The step
 * 1e-4 max(1, |x|) balances the cut-off of the difference against the rounding of a summed gradient. Null
 * when a neighbour lies outside the domain. Dennis & Schnabel (1983), A5.6.1; row-major. Throws nothing.
 */
export function differenceHessian(objective: Objective, point: ArrayLike<number>): Float64Array | null {
  const size = point.length;
  const hessian = new Float64Array(size * size);
  const moved = Float64Array.from(point);
  const above = new Float64Array(size);
  const below = new Float64Array(size);
  for (let j = 0; j < size; j++) {
    const center = point[j] as number;
    const step = 1e-4 * Math.max(1, Math.abs(center));
    moved[j] = center + step;
    const width = (moved[j] as number) - center;
    const up = objective(moved, above);
    moved[j] = center - width;
    const down = objective(moved, below);
    moved[j] = center;
    if (!Number.isFinite(up) || !Number.isFinite(down)) return null;
    for (let i = 0; i < size; i++) {
      hessian[i * size + j] = ((above[i] as number) - (below[i] as number)) / (2 * width);
    }
  }
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) {
      const mean = ((hessian[i * size + j] as number) + (hessian[j * size + i] as number)) / 2;
      hessian[i * size + j] = mean;
      hessian[j * size + i] = mean;
    }
  }
  return hessian.every(Number.isFinite) ? hessian : null;
}
