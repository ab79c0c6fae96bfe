export type { PanelUnit } from './adoption-panel.js';
export { type AutoregressiveGls, autoregressiveGls } from './autoregressive-gls.js';
export { assessImpact, type ImpactAnswer, type Verdict } from './impact-answer.js';
export type { Caveat } from './impact-caveats.js';
export type { ImpactOptions } from './impact-fits.js';
export type { Intervention, Recording } from './intervention.js';
export { neweyWestCovariance } from './newey-west.js';
export {
  type PlaceboCalibration,
  type PlaceboDate,
  type PlaceboEstimate,
  type PlaceboOptions,
  placeboInTime,
} from './placebo.js';
export type { SeasonTerm } from './segmented-design.js';
export {
  type Estimate,
  SEGMENTED_MINIMUM,
  type SegmentedRegression,
  segmentedRegression,
  type SegmentedRegressionOptions,
} from './segmented-regression.js';
export {
  type GroupTimeEffect,
  type PanelEffect,
  type StaggeredAdoption,
  staggeredAdoption,
  type StaggeredOptions,
} from './staggered-adoption.js';
export {
  type ControlSeries,
  COUNTERFACTUAL_MINIMUM,
  COUNTERFACTUAL_WARNINGS,
  type Counterfactual,
  type CounterfactualOptions,
  type CounterfactualWindow,
  type Posterior,
  structuralCounterfactual,
} from './structural-counterfactual.js';
