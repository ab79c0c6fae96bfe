import { logistic } from '../special/index.js';
import { type BoostingOptions, boostedLogOdds, boostTrees } from './boosted-trees.js';
import { type RiskColumn, takeRows } from './columns.js';
import { drawFolds } from './folds.js';
import { logisticRegression, logOdds } from './logistic-regression.js';
import { checkOutcomes, type Outcomes } from './outcomes.js';
import { brierScore, logLosses } from './scoring-rules.js';
import { type RocAuc, rocAuc } from './roc-auc.js';
import type { Seed } from '../random/index.js';

export interface CompareOptions {
  /** Fixes the folds. */
  readonly seed: Seed;
  /** Default 10. */
  readonly folds?: number;
  /** Customer of each row, when one customer has several: its rows are kept in one fold and counted as one. */
  readonly group?: ArrayLike<string | number>;
  /** Ridge of the logistic model, default 1. */
  readonly ridge?: number;
  readonly trees?: BoostingOptions;
  /** Standard errors by which the trees must win. Default 2. */
  readonly margin?: number;
}

/** How one model did on rows it had not seen. */
export interface ModelCheck {
  /** Log-odds of each row from the fold model that did not learn from it. */
  readonly logOdds: Float64Array;
  readonly logLoss: number;
  readonly brier: number;
  readonly auc: RocAuc;
}

export interface ModelComparison {
  readonly chosen: 'logistic' | 'trees';
  readonly logistic: ModelCheck;
  readonly trees: ModelCheck;
  /** Mean log loss of the logistic model minus that of the trees, per row (or group). */
  readonly improvement: number;
  readonly standardError: number;
  /** The rule in words, with its numbers. */
  readonly verdict: string;
  readonly fold: Uint8Array;
}

/**
 * Cross-validates the logistic model and the boosted trees on the same folds. The trees are chosen only when
 * their log loss (nats a row) is better by more than `margin` standard errors of the paired difference: a
 * simpler model is easier to explain and keep.
 *
 * Throws as `logisticRegression` and `boostTrees`; RISK_OPTION (folds: from 2 to the units of the rarer
 * outcome), RISK_LENGTH (group) and RANDOM_SEED. One-standard-error reasoning of Breiman et al. (1984),
 * 3.4.3, with two.
 */
export function compareModels(
  columns: readonly RiskColumn[],
  outcomes: Outcomes,
  options: CompareOptions,
): ModelComparison {
  const y = checkOutcomes(outcomes);
  const folds = options.folds ?? 10;
  const margin = options.margin ?? 2;
  const fold = drawFolds(y, folds, options.seed, options.group);
  const ofLogistic = new Float64Array(y.length);
  const ofTrees = new Float64Array(y.length);
  const all = Uint32Array.from(y.keys());
  for (let k = 0; k < folds; k++) {
    const held = all.filter((row) => fold[row] === k);
    const kept = all.filter((row) => fold[row] !== k);
    const train = takeRows(columns, kept);
    const test = takeRows(columns, held);
    const outcome = Uint8Array.from(kept, (row) => y[row]!);
    const simple = logOdds(logisticRegression(train, outcome, { ridge: options.ridge ?? 1 }), test);
    const boosted = boostedLogOdds(boostTrees(train, outcome, options.trees), test);
    held.forEach((row, i) => {
      ofLogistic[row] = simple[i]!;
      ofTrees[row] = boosted[i]!;
    });
  }
  const logisticCheck = check(ofLogistic, y);
  const treesCheck = check(ofTrees, y);
  const { mean: improvement, standardError } = pairedDifference(
    logisticCheck.losses,
    treesCheck.losses,
    options.group,
  );
  const chosen = improvement > margin * standardError ? 'trees' : 'logistic';
  const numbers = `${improvement.toPrecision(3)}, ${margin} standard errors are ${(margin * standardError).toPrecision(3)}`;
  const verdict =
    chosen === 'trees'
      ? `trees chosen: their cross-validated log loss is better by ${numbers}`
      : `logistic kept: the trees' cross-validated log loss is not better by enough (improvement ${numbers})`;
  const { losses: _, ...logisticResult } = logisticCheck;
  const { losses: __, ...treesResult } = treesCheck;
  return { chosen, logistic: logisticResult, trees: treesResult, improvement, standardError, verdict, fold };
}

function check(scores: Float64Array, y: Uint8Array): ModelCheck & { readonly losses: Float64Array } {
  const probability = scores.map(logistic);
  const losses = logLosses(probability, y);
  return {
    logOdds: scores,
    losses,
    logLoss: losses.reduce((sum, value) => sum + value, 0) / y.length,
    brier: brierScore(probability, y),
    auc: rocAuc(scores, y),
  };
}

/** Mean of a - b per row, with the error of that mean over independent units (groups, or rows). */
function pairedDifference(
  a: Float64Array,
  b: Float64Array,
  group: ArrayLike<string | number> | undefined,
): { readonly mean: number; readonly standardError: number } {
  const n = a.length;
  const mean = a.reduce((sum, value, row) => sum + value - b[row]!, 0) / n;
  const sums = new Map<string | number, number>();
  for (let row = 0; row < n; row++) {
    const unit = group === undefined ? row : group[row]!;
    sums.set(unit, (sums.get(unit) ?? 0) + a[row]! - b[row]! - mean);
  }
  const m = sums.size;
  let squares = 0;
  for (const sum of sums.values()) squares += sum * sum;
  return { mean, standardError: Math.sqrt((squares * m) / (m - 1)) / n };
}
