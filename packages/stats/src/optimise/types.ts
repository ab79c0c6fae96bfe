/** Value of the objective at `point`; must fill `gradient`. A value that is not finite marks the outside of the domain. */
export type Objective = (point: Float64Array, gradient: Float64Array) => number;

export interface MinimiseOptions {
  /** Largest |gradient component| that counts as an optimum; absolute, default 1e-6. */
  readonly gradientTolerance?: number;
  /** Largest move of any parameter in one step, default 1 (a factor e in log parameters). */
  readonly stepCap?: number;
  /** BFGS iterations a start, default 500. */
  readonly maxIterations?: number;
  /** Newton steps after BFGS, default 2 (more are taken, up to 8, while the tolerance is not met). */
  readonly newtonSteps?: number;
  /** |parameter| from which a fit is reported as lying at the boundary, default 8 (e^8 in log parameters). */
  readonly boundary?: number;
  /** 'auto': further starts only when the first leaves doubt. 'all': every start. Default 'auto'. */
  readonly starts?: 'auto' | 'all';
}

/** What makes an optimum believable; print it with the fit. */
export interface OptimumCertificate {
  /** Largest |gradient component| at the optimum is within the tolerance. */
  readonly converged: boolean;
  /** Largest |gradient component| at the optimum. */
  readonly gradientNorm: number;
  /** Of the Hessian, ascending; all above 0 at a proper minimum. */
  readonly hessianEigenvalues: Float64Array;
  readonly positiveDefinite: boolean;
  /** Indices of parameters at or beyond the boundary. */
  readonly atBoundary: readonly number[];
  /** BFGS and Newton steps of the best start. */
  readonly iterations: number;
  /** Calls of the objective over all starts, Hessians included. */
  readonly evaluations: number;
  readonly startsRun: number;
  /** Starts that ended at the best value (within 1e-6 of it, relative to 1 + |value|). */
  readonly startsAgreeing: number;
  /** Largest distance in any parameter between the agreeing starts. */
  readonly startsSpread: number;
}

export interface Optimum {
  readonly point: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array;
  /** Row-major, symmetric, by central differences of the gradient. */
  readonly hessian: Float64Array;
  /** Inverse of the Hessian, row-major; null unless positive definite. */
  readonly covariance: Float64Array | null;
  readonly certificate: OptimumCertificate;
}
