export * from './errors.js';
export * from './interval/index.js';
export * from './linear/index.js';
export * from './optimise/index.js';
export * from './random/index.js';
export * from './special/index.js';
