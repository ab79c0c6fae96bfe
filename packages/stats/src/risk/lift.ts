import { statisticsError } from '../errors.js';
import { type IntervalResult, wilsonInterval } from '../interval/index.js';
import { sortedOrder } from '../survival/sorted-order.js';
import { checkEither, checkScores, type Outcomes } from './outcomes.js';

/** What contacting the `capacity` highest scores finds, beside contacting as many at random. */
export interface Lift {
  readonly capacity: number;
  readonly rows: number;
  /** Events among those contacted; a fraction when equal scores straddle the cut (then their mean over all choices). */
  readonly found: number;
  /** found / capacity, and its Wilson interval (on `found` rounded). */
  readonly precision: number;
  readonly interval: IntervalResult;
  /** Share of all events that is found; `null` without events. */
  readonly recall: number | null;
  /** precision / overall share; 1 is no better than random, `null` without events. */
  readonly lift: number | null;
  /** Lowest score contacted. */
  readonly threshold: number;
  /** benefit * found - cost * capacity, in the unit of benefit and cost; `null` when they are not given. */
  readonly expectedValue: number | null;
}

/**
 * Lift at capacity (Piatetsky-Shapiro & Masand 1999): only as many can be called (`capacity`, from 1 to all
 * rows) as the team has time for. `benefit` is what one contacted event is worth (saved revenue times the
 * share that can be saved), `cost` what one contact costs, in the same money.
 *
 * Throws RISK_BAD_CAPACITY, RISK_BAD_SCORE, RISK_OPTION (benefit, cost), INTERVAL_LEVEL, RISK_EMPTY,
 * RISK_LENGTH and RISK_BAD_OUTCOME.
 */
export function liftAtCapacity(
  scores: ArrayLike<number>,
  outcomes: Outcomes,
  capacity: number,
  options: { readonly benefit?: number; readonly cost?: number; readonly level?: number } = {},
): Lift {
  const y = checkEither(outcomes);
  const rows = y.length;
  const score = checkScores(scores, rows);
  if (!(Number.isInteger(capacity) && capacity >= 1 && capacity <= rows)) {
    throw statisticsError('RISK_BAD_CAPACITY', capacity, rows);
  }
  const order = sortedOrder(score).reverse();
  const threshold = score[order[capacity - 1]!]!;
  let [above, foundAbove, tied, foundTied, events] = [0, 0, 0, 0, 0];
  for (let row = 0; row < rows; row++) {
    events += y[row]!;
    if (score[row]! > threshold) {
      above++;
      foundAbove += y[row]!;
    } else if (score[row] === threshold) {
      tied++;
      foundTied += y[row]!;
    }
  }
  const found = foundAbove + ((capacity - above) / tied) * foundTied;
  const precision = found / capacity;
  const { benefit, cost } = options;
  for (const [name, value] of Object.entries({ benefit, cost })) {
    if (value !== undefined && !Number.isFinite(value)) {
      throw statisticsError('RISK_OPTION', name, value, 'pass a finite amount, or leave it out');
    }
  }
  return {
    capacity,
    rows,
    found,
    precision,
    interval: wilsonInterval(Math.round(found), capacity, options.level ?? 0.95),
    recall: events === 0 ? null : found / events,
    lift: events === 0 ? null : precision / (events / rows),
    threshold,
    expectedValue: benefit === undefined ? null : benefit * found - (cost ?? 0) * capacity,
  };
}
