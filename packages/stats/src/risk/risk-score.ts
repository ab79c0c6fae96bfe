import { logistic } from '../special/index.js';
import { type BoostedTrees, boostedContributions, boostedLogOdds, boostTrees } from './boosted-trees.js';
import { applyCalibrator, type Calibrator, fitCalibrator } from './calibrate.js';
import { type CalibrationLine, calibrationLine } from './calibration-line.js';
import type { RiskColumn } from './columns.js';
import { type CompareOptions, compareModels, type ModelComparison } from './compare-models.js';
import { type LogisticFit, logisticRegression, logOdds } from './logistic-regression.js';
import { checkOutcomes, type Outcomes } from './outcomes.js';
import { type Contributions, logisticContributions, type RowReasons, topReasons } from './reasons.js';
import { type Reliability, reliability } from './reliability.js';
import { type BrierDecomposition, brierDecomposition, logLoss } from './scoring-rules.js';
import { type RocAuc, rocAuc } from './roc-auc.js';
import { type SuspectedLeak, suspectedLeaks } from './windows.js';

/** A calibrated model with the proof of how well it does; plain data. */
export interface RiskScore {
  readonly model:
    | { readonly kind: 'logistic'; readonly fit: LogisticFit }
    | { readonly kind: 'trees'; readonly fit: BoostedTrees };
  readonly calibrator: Calibrator;
  readonly comparison: ModelComparison;
  /** On rows that neither the model nor the calibrator had seen. */
  readonly check: {
    /** Calibrated probability of each training row, out of fold. */
    readonly probability: Float64Array;
    readonly auc: RocAuc;
    readonly logLoss: number;
    readonly brier: BrierDecomposition;
    readonly reliability: Reliability;
    readonly line: CalibrationLine;
  };
  /** Columns that alone rank the outcomes almost perfectly: look at them before trusting the score. */
  readonly suspectedLeaks: readonly SuspectedLeak[];
}

/**
 * A risk score from start to end: logistic against boosted trees in cross-validation (Stone 1974), the winner
 * fitted on all rows, its out-of-fold log-odds calibrated (Platt 1999; Zadrozny & Elkan 2002), and the
 * calibrated probabilities checked fold by fold.
 *
 * Features must have been observed before the label window (`checkWindows`, `checkObservedBefore`). Do not
 * reweight the classes: it breaks calibration. Errors as `compareModels`.
 */
export function fitRiskScore(
  columns: readonly RiskColumn[],
  outcomes: Outcomes,
  options: CompareOptions,
): RiskScore {
  const y = checkOutcomes(outcomes);
  const comparison = compareModels(columns, y, options);
  const outOfFold = comparison[comparison.chosen].logOdds;
  const probability = crossCalibrated(outOfFold, y, comparison.fold, options.folds ?? 10);
  return {
    model:
      comparison.chosen === 'trees'
        ? { kind: 'trees', fit: boostTrees(columns, y, options.trees) }
        : { kind: 'logistic', fit: logisticRegression(columns, y, { ridge: options.ridge ?? 1 }) },
    calibrator: fitCalibrator(outOfFold, y),
    comparison,
    check: {
      probability,
      auc: rocAuc(probability, y),
      logLoss: logLoss(probability, y),
      brier: brierDecomposition(probability, y),
      reliability: reliability(probability, y),
      line: calibrationLine(probability, y),
    },
    suspectedLeaks: suspectedLeaks(columns, y),
  };
}

/** One scored row. */
export interface ScoredRow {
  /** Calibrated, in (0, 1). */
  readonly probability: number;
  /** Before calibration. Reasons add up to its log-odds. */
  readonly uncalibrated: number;
  readonly reasons: RowReasons;
}

/**
 * Scores rows with a probability, calibrated as by `applyCalibrator` (Platt 1999; Zadrozny & Elkan 2002), and
 * the `top` strongest reasons each way, in log-odds. Columns are found by name. Throws RISK_MISSING_COLUMN,
 * RISK_OPTION, RISK_EMPTY, RISK_LENGTH and RISK_BAD_VALUE.
 */
export function scoreRisk(score: RiskScore, columns: readonly RiskColumn[], top = 3): ScoredRow[] {
  const raw =
    score.model.kind === 'trees'
      ? boostedLogOdds(score.model.fit, columns)
      : logOdds(score.model.fit, columns);
  const probability = applyCalibrator(score.calibrator, raw);
  const reasons = topReasons(contributionsOf(score, columns), top);
  return reasons.map((one, row) => ({
    probability: probability[row]!,
    uncalibrated: logistic(raw[row]!),
    reasons: one,
  }));
}

function contributionsOf(score: RiskScore, columns: readonly RiskColumn[]): Contributions {
  return score.model.kind === 'trees'
    ? boostedContributions(score.model.fit, columns)
    : logisticContributions(score.model.fit, columns);
}

/** Each fold calibrated by a calibrator fitted on the other folds, so that the check is not on the rows it learned from. */
function crossCalibrated(scores: Float64Array, y: Uint8Array, fold: Uint8Array, folds: number): Float64Array {
  const out = new Float64Array(y.length);
  const all = Uint32Array.from(y.keys());
  for (let k = 0; k < folds; k++) {
    const held = all.filter((row) => fold[row] === k);
    const kept = all.filter((row) => fold[row] !== k);
    const calibrator = fitCalibrator(
      Float64Array.from(kept, (row) => scores[row]!),
      Uint8Array.from(kept, (row) => y[row]!),
    );
    const probability = applyCalibrator(
      calibrator,
      Float64Array.from(held, (row) => scores[row]!),
    );
    held.forEach((row, i) => {
      out[row] = probability[i]!;
    });
  }
  return out;
}
