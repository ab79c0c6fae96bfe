export {
  type BoostedTrees,
  type BoostingOptions,
  boostedContributions,
  boostedLogOdds,
  boostTrees,
  predictBoosted,
} from './boosted-trees.js';
export { applyCalibrator, type Calibrator, fitCalibrator, ISOTONIC_ROWS } from './calibrate.js';
export { type CalibrationLine, calibrationLine } from './calibration-line.js';
export { type RiskColumn, takeRows } from './columns.js';
export {
  type CompareOptions,
  compareModels,
  type ModelCheck,
  type ModelComparison,
} from './compare-models.js';
export {
  type EncodedRows,
  type Encoder,
  encodeRows,
  type FeatureOptions,
  type FeatureTable,
  type FeatureValue,
  fitEncoder,
} from './encoder.js';
export { isotonicRegression } from './isotonic.js';
export { type Lift, liftAtCapacity } from './lift.js';
export { type LogisticProfileInterval, logisticProfileInterval } from './logistic-profile.js';
export {
  type LogisticCoefficient,
  type LogisticFit,
  type LogisticOptions,
  logisticRegression,
  logOdds,
  predictLogistic,
} from './logistic-regression.js';
export type { Outcomes } from './outcomes.js';
export {
  type Contributions,
  logisticContributions,
  type Reason,
  type RowReasons,
  topReasons,
} from './reasons.js';
export { type Reliability, type ReliabilityRow, reliability } from './reliability.js';
export { fitRiskScore, type RiskScore, type ScoredRow, scoreRisk } from './risk-score.js';
export { type AucDifference, compareAuc, type RocAuc, rocAuc } from './roc-auc.js';
export { type BrierDecomposition, brierDecomposition, brierScore, logLoss } from './scoring-rules.js';
export type { Tree } from './tree.js';
export {
  checkObservedBefore,
  checkWindows,
  type SuspectedLeak,
  suspectedLeaks,
  type Window,
} from './windows.js';
