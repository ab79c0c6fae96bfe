export {
  fitOpportunities,
  type OpportunityFit,
  type OpportunityHistory,
  type OpportunityRows,
  opportunityAlive,
  opportunityDistribution,
  opportunityExpected,
  opportunityLogLikelihood,
} from './beta-geometric-opportunities.js';
export {
  type BootstrapOptions,
  bootstrapInterval,
  bootstrapPurchases,
  type PurchaseBootstrap,
} from './bootstrap.js';
export { type FrequencyCalibration, frequencyCalibration } from './calibration.js';
export {
  type CohortOptions,
  dayNumber,
  type Holdout,
  type LeftTruncation,
  type PurchaseCohort,
  type PurchaseEvents,
  purchaseCohort,
} from './event-log.js';
export { type FitOptions, fitPurchases, type ParameterEstimate, type PurchaseFit } from './fit.js';
export { bgNbd, mbgNbd } from './geometric-nbd.js';
export {
  historyOf,
  type PurchaseColumns,
  type PurchaseHistories,
  type PurchaseHistory,
  purchaseHistories,
} from './histories.js';
export {
  comparePurchaseModels,
  type HoldoutBin,
  type HoldoutScore,
  type ModelHoldout,
  PURCHASE_MODELS,
  type PurchaseComparison,
} from './holdout.js';
export type { PurchaseModel, PurchaseModelId, PurchaseParameters } from './model.js';
export { fitNoLeaving, type NoLeavingFit } from './no-leaving.js';
export { paretoNbd } from './pareto-nbd.js';
export {
  predictiveInterval,
  type PredictOptions,
  predictPurchases,
  type PurchasePrediction,
} from './predict.js';
export { type PurchaseRows, purchaseRows } from './rows.js';
export {
  closeChannel,
  helpLikelihood,
  type LikelihoodChannel,
  likelihoodChannel,
  partitionRows,
  sharedObjective,
} from './shared-likelihood.js';
export {
  DAYS_PER_UNIT,
  type Duration,
  days,
  duration,
  inUnit,
  months,
  type TimeUnit,
  weeks,
  years,
} from './time-unit.js';
export { predictTotal, type TotalOptions, type TotalPrediction } from './total.js';
export { type Tracking, trackPurchases } from './tracking.js';
