// The map of the package. Foundations:
export * from './errors.js';
export * from './special/index.js';
export * from './random/index.js';
export * from './linear/index.js';
export * from './optimise/index.js';
// Is this figure real?
export * from './interval/index.js';
// Models of customers:
export * from './purchase/index.js';
export * from './contract/index.js';
export * from './spend/index.js';
export * from './survival/index.js';
export * from './risk/index.js';
export * from './rfm/index.js';
// Models of a series:
export * from './series/index.js';
export * from './impact/index.js';

// Two models take options of prediction; the names are told apart here.
export type { PredictOptions } from './purchase/index.js';
export type { PredictOptions as SurvivalPredictOptions } from './survival/index.js';
