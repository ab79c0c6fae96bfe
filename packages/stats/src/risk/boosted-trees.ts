import { statisticsError } from '../errors.js';
import { logistic } from '../special/index.js';
import { pickColumns, type RiskColumn, type RiskMatrix, riskMatrix } from './columns.js';
import { binFeatures } from './feature-bins.js';
import { growTree } from './grow-tree.js';
import { checkOutcomes, type Outcomes } from './outcomes.js';
import type { Contributions } from './reasons.js';
import { type Tree, treeMean, treeValue } from './tree.js';
import { TreeShap, treeDepth } from './tree-shap.js';

export interface BoostingOptions {
  /** Default 100. */
  readonly trees?: number;
  /** Leaves per tree, default 8. */
  readonly leaves?: number;
  /** Learning rate in (0, 1], default 0.05. */
  readonly rate?: number;
  /** Fewest training rows in a leaf, default 20. */
  readonly leafRows?: number;
  /** Ridge on leaf values, default 1. */
  readonly ridge?: number;
}

/** A fitted model: log-odds = start + the leaf values of all trees. */
export interface BoostedTrees {
  readonly names: readonly string[];
  readonly sources: readonly string[];
  /** Log-odds of the overall share. */
  readonly start: number;
  readonly trees: readonly Tree[];
  readonly rows: number;
  readonly events: number;
}

/**
 * Gradient-boosted trees for a probability (Friedman 2001), with the gains and leaf values of Chen & Guestrin
 * (2016), eq. 5-7, on histograms of at most 64 bins. No row or column is drawn at random: the same data give
 * the same model. Small on purpose: a challenger to the logistic score.
 *
 * Throws RISK_EMPTY, RISK_NO_COLUMNS, RISK_DUPLICATE_COLUMN, RISK_LENGTH, RISK_BAD_VALUE, RISK_BAD_OUTCOME,
 * RISK_ONE_CLASS and RISK_OPTION.
 */
export function boostTrees(
  columns: readonly RiskColumn[],
  outcomes: Outcomes,
  options: BoostingOptions = {},
): BoostedTrees {
  const matrix = riskMatrix(columns, outcomes.length);
  const y = checkOutcomes(outcomes);
  const { trees: count, ...grow } = checkOptions(options);
  const { rows, columns: p, values } = matrix;
  const bins = binFeatures(matrix);
  const events = y.reduce((sum, value) => sum + value, 0);
  const start = Math.log(events / (rows - events));
  const logOdds = new Float64Array(rows).fill(start);
  const gradient = new Float64Array(rows);
  const curvature = new Float64Array(rows);
  const order = new Uint32Array(rows);
  const trees: Tree[] = [];
  for (let t = 0; t < count; t++) {
    for (let row = 0; row < rows; row++) {
      const chance = logistic(logOdds[row]!);
      gradient[row] = chance - y[row]!;
      curvature[row] = chance * (1 - chance);
      order[row] = row;
    }
    const tree = growTree(bins, gradient, curvature, order, grow);
    trees.push(tree);
    for (let row = 0; row < rows; row++) logOdds[row]! += treeValue(tree, values, row * p);
  }
  return { names: matrix.names, sources: matrix.sources, start, trees, rows, events };
}

/** Predicted log-odds of each row. Columns are found by name. Friedman (2001). Errors as `predictBoosted`. */
export function boostedLogOdds(model: BoostedTrees, columns: readonly RiskColumn[]): Float64Array {
  const matrix = matrixFor(model, columns);
  const out = new Float64Array(matrix.rows).fill(model.start);
  for (let row = 0; row < matrix.rows; row++) {
    for (const tree of model.trees) out[row]! += treeValue(tree, matrix.values, row * matrix.columns);
  }
  return out;
}

/**
 * Predicted probability of the event for each row, in (0, 1): the logistic of `boostedLogOdds` (Friedman
 * 2001). Columns are found by name. Throws RISK_MISSING_COLUMN, RISK_EMPTY, RISK_LENGTH and RISK_BAD_VALUE.
 */
export function predictBoosted(model: BoostedTrees, columns: readonly RiskColumn[]): Float64Array {
  return boostedLogOdds(model, columns).map(logistic);
}

/**
 * Exact Shapley contributions of each column to each row's log-odds (TreeSHAP), row-major rows x columns.
 * `base` is the mean prediction over the training rows, in log-odds; base plus a row's contributions is its
 * log-odds. Lundberg, Erion & Lee (2018), algorithm 2. Errors as `predictBoosted`.
 */
export function boostedContributions(model: BoostedTrees, columns: readonly RiskColumn[]): Contributions {
  const matrix = matrixFor(model, columns);
  const p = matrix.columns;
  const values = new Float64Array(matrix.rows * p);
  const base = model.trees.reduce((sum, tree) => sum + treeMean(tree), model.start);
  const shap = new TreeShap(Math.max(0, ...model.trees.map(treeDepth)));
  for (const tree of model.trees) {
    for (let row = 0; row < matrix.rows; row++) shap.add(tree, matrix.values, row * p, values, row * p);
  }
  return { base, sources: model.sources, values, rows: matrix.rows };
}

function matrixFor(model: BoostedTrees, columns: readonly RiskColumn[]): RiskMatrix {
  const picked = pickColumns(columns, model.names);
  return riskMatrix(picked, picked[0]!.values.length);
}

function checkOptions(options: BoostingOptions): Required<BoostingOptions> {
  const full = { trees: 100, leaves: 8, rate: 0.05, leafRows: 20, ridge: 1, ...options };
  for (const name of ['trees', 'leaves', 'leafRows'] as const) {
    const least = name === 'leaves' ? 2 : 1;
    if (!(Number.isInteger(full[name]) && full[name] >= least)) {
      throw statisticsError('RISK_OPTION', name, full[name], `pass a whole number of at least ${least}`);
    }
  }
  if (!(full.rate > 0 && full.rate <= 1)) {
    throw statisticsError(
      'RISK_OPTION',
      'rate',
      full.rate,
      'pass a number above 0 and up to 1, such as 0.05',
    );
  }
  if (!(full.ridge >= 0 && Number.isFinite(full.ridge))) {
    throw statisticsError('RISK_OPTION', 'ridge', full.ridge, 'pass 0 or a positive number such as 1');
  }
  return full;
}
