export { findRoot, type SearchOptions } from './find-root.js';
export { goldenSection } from './golden-section.js';
export { differenceHessian } from './hessian.js';
export { minimise } from './minimise.js';
export { boundedTransform, positiveTransform, type Transform } from './transform.js';
export type { MinimiseOptions, Objective, Optimum, OptimumCertificate } from './types.js';
