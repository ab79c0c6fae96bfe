import { statisticsError } from '../errors.js';
import type { RiskColumn } from './columns.js';
import { checkOutcomes, type Outcomes } from './outcomes.js';
import { rocAuc } from './roc-auc.js';

/** A half-open span of time [start, end), in any one unit (epoch days). */
export interface Window {
  readonly start: number;
  readonly end: number;
}

/**
 * Guards against leakage in time: features are measured in one window, the outcome is read in a later one,
 * and a gap (at least 0, in the unit of the windows) lies between them, since signs just before the outcome
 * are often part of it (the cancellation call, the last invoice).
 *
 * Throws RISK_WINDOW_BACKWARDS, RISK_OPTION (gap) or RISK_WINDOWS_TOO_CLOSE unless label.start >=
 * features.end + gap.
 */
export function checkWindows(features: Window, label: Window, gap: number): void {
  if (!(gap >= 0)) throw statisticsError('RISK_OPTION', 'gap', gap, 'pass a length of time of at least 0');
  for (const [name, window] of [['feature', features] as const, ['label', label] as const]) {
    if (!(window.end > window.start)) {
      throw statisticsError('RISK_WINDOW_BACKWARDS', name, window.start, window.end);
    }
  }
  const between = label.start - features.end;
  if (between < gap) {
    throw statisticsError('RISK_WINDOWS_TOO_CLOSE', features.end, label.start, between, gap);
  }
}

/**
 * Guards one feature: each row's value must have been observed before the cut-off, both in one unit of time.
 * Throws RISK_FEATURE_AFTER_CUTOFF with the first row that was not; rows without a value may be null.
 */
export function checkObservedBefore(
  column: string,
  observedAt: ArrayLike<number | null>,
  cutoff: number,
): void {
  for (let row = 0; row < observedAt.length; row++) {
    const at = observedAt[row];
    if (at != null && !(at < cutoff)) {
      throw statisticsError('RISK_FEATURE_AFTER_CUTOFF', column, row, at, cutoff);
    }
  }
}

/** A column that alone ranks the outcomes almost perfectly: more often a leak than a discovery. */
export interface SuspectedLeak {
  readonly column: string;
  readonly source: string;
  /** AUC of the column alone, in whichever direction is better. */
  readonly auc: number;
}

/**
 * Columns whose AUC alone, in the better direction, is at least `auc` (0.5 to 1, default 0.98), strongest
 * first; AUC as in Hanley & McNeil (1982). Throws RISK_OPTION, and as `rocAuc`.
 */
export function suspectedLeaks(
  columns: readonly RiskColumn[],
  outcomes: Outcomes,
  auc = 0.98,
): SuspectedLeak[] {
  if (!(auc >= 0.5 && auc <= 1)) {
    throw statisticsError('RISK_OPTION', 'auc', auc, 'pass a number from 0.5 to 1');
  }
  const y = checkOutcomes(outcomes);
  return columns
    .map(({ name, source, values }) => {
      const one = rocAuc(values, y).auc;
      return { column: name, source, auc: Math.max(one, 1 - one) };
    })
    .filter((one) => one.auc >= auc)
    .sort((a, b) => b.auc - a.auc);
}
