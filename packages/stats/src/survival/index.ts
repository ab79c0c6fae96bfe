export type { BandScale } from './band.js';
export { type Concordance, concordance } from './concordance.js';
export type { BaselineHazard } from './cox-baseline.js';
export type { CoxObservations } from './cox-data.js';
export type { Ties } from './cox-likelihood.js';
export {
  linearPredictor,
  type PredictedSurvival,
  type PredictOptions,
  predictSurvival,
} from './cox-predict.js';
export { type CoxProfileInterval, coxProfileInterval } from './cox-profile.js';
export {
  type CoxCoefficient,
  type CoxFit,
  type CoxOptions,
  coxRegression,
} from './cox-regression.js';
export {
  type KaplanMeierCurve,
  type KaplanMeierOptions,
  kaplanMeier,
  type SurvivalPoint,
  survivalAt,
} from './kaplan-meier.js';
export { type SurvivalTest, type LogRankObservations, type LogRankResult, logRank } from './log-rank.js';
export { martingaleResiduals } from './martingale.js';
export { type CumulativeHazard, nelsonAalen } from './nelson-aalen.js';
export type { SurvivalObservations } from './observations.js';
export type { Penalty } from './penalty.js';
export { type ProportionalityTest, proportionalityTest, type TimeScale } from './proportionality.js';
export { type RestrictedMean, restrictedMean } from './restricted-mean.js';
export type { GroupLabel } from './strata.js';
export { medianSurvival, type SurvivalQuantile, survivalQuantile } from './survival-quantile.js';
export {
  type WeibullCoefficient,
  type WeibullFit,
  type WeibullObservations,
  type WeibullOptions,
  weibullRegression,
} from './weibull-regression.js';
