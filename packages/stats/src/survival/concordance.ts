import { statisticsError } from '../errors.js';
import { FenwickCounts } from './fenwick.js';
import { type SurvivalObservations, checkLength, checkObservations } from './observations.js';
import { sortedOrder } from './sorted-order.js';
import { type GroupLabel, groupRows, orderByGroup } from './strata.js';

/** How often the row with the higher score had the event first. */
export interface Concordance {
  /** In [0, 1]; 0.5 is no better than a coin. `null` when no two rows can be compared. */
  readonly value: number | null;
  readonly standardError: number | null;
  /** Pairs in which the higher score had the event first, last, and pairs with equal scores. */
  readonly concordant: number;
  readonly discordant: number;
  readonly tiedScores: number;
}

/**
 * Harrell's concordance of a score with the time to the event. A pair counts when one row has the event while
 * the other is at risk and still without it at that time (a row censored at that very time counts as later;
 * two events at the same time do not). Rows are compared within strata only. Equal scores count one half.
 *
 * The standard error is the infinitesimal jackknife over rows: sum over rows of the squared change of the
 * ratio with the row's weight (Therneau & Watson 2015). O(n log n).
 *
 * @param score one number per row; higher means earlier event (for example the linear predictor)
 * @throws SURVIVAL_BAD_VALUE for a score that is not finite; SURVIVAL_OPTION for a stratum that is neither
 *   text nor a finite number; for the data as `kaplanMeier`
 */
export function concordance(
  data: Omit<SurvivalObservations, 'weight'> & { readonly stratum?: ArrayLike<GroupLabel> },
  score: ArrayLike<number>,
): Concordance {
  const { rows, time, event, entry } = checkObservations(data);
  checkLength('score', score.length, rows);
  for (let row = 0; row < rows; row++) {
    if (!Number.isFinite(score[row])) throw statisticsError('SURVIVAL_BAD_VALUE', 'score', row, score[row]);
  }
  const strata = groupRows('stratum', data.stratum, rows);
  const { rank, ranks } = denseRanks(Float64Array.from(score));
  const byTime = orderByGroup(sortedOrder(time), strata);
  const byEntry = entry === null ? null : orderByGroup(sortedOrder(entry), strata);
  // Per row, over the pairs it takes part in: concordant minus discordant, and all.
  const balance = new Float64Array(rows);
  const pairs = new Float64Array(rows);
  let concordant = 0;
  let discordant = 0;
  let tiedScores = 0;
  for (let stratum = 0; stratum < strata.labels.length; stratum++) {
    const [from, to] = [byTime.start[stratum]!, byTime.start[stratum + 1]!];
    const stops = byTime.order.subarray(from, to);
    const entries = byEntry === null ? null : byEntry.order.subarray(from, to);
    countAsEvent(stops, entries);
    countAsOther(stops, entries);
  }
  const all = concordant + discordant + tiedScores;
  if (all === 0) return { value: null, standardError: null, concordant, discordant, tiedScores };
  const net = (concordant - discordant) / all;
  let variance = 0;
  for (let row = 0; row < rows; row++) variance += ((balance[row]! - net * pairs[row]!) / (2 * all)) ** 2;
  return { value: (net + 1) / 2, standardError: Math.sqrt(variance), concordant, discordant, tiedScores };

  /** From the last time back: each event against everybody at risk who lasts longer. */
  function countAsEvent(stops: Uint32Array, entries: Uint32Array | null): void {
    const atRisk = new FenwickCounts(ranks);
    let leaving = entries === null ? -1 : entries.length - 1;
    for (let i = stops.length - 1; i >= 0; ) {
      const t = time[stops[i]!]!;
      let j = i;
      for (; j >= 0 && time[stops[j]!] === t; j--) {
        if (event[stops[j]!] === 0) atRisk.add(rank[stops[j]!]!, 1);
      }
      while (leaving >= 0 && entry![entries![leaving]!]! >= t) atRisk.add(rank[entries![leaving--]!]!, -1);
      for (let k = i; k > j; k--) {
        const row = stops[k]!;
        if (event[row] === 0) continue;
        const low = atRisk.below(rank[row]!);
        const higher = atRisk.total - atRisk.below(rank[row]! + 1);
        const equal = atRisk.total - low - higher;
        concordant += low;
        discordant += higher;
        tiedScores += equal;
        balance[row]! += low - higher;
        pairs[row]! += atRisk.total;
      }
      for (let k = i; k > j; k--) if (event[stops[k]!] === 1) atRisk.add(rank[stops[k]!]!, 1);
      i = j;
    }
  }

  /** Forward: each row against the events between its entry and its own end. */
  function countAsOther(stops: Uint32Array, entries: Uint32Array | null): void {
    const past = new FenwickCounts(ranks);
    const late = entries === null ? 0 : entries.length;
    let entered = 0;
    for (let i = 0; i < stops.length; ) {
      const t = time[stops[i]!]!;
      // Rows that entered since the last time have missed the events so far.
      while (entered < late && entry![entries![entered]!]! < t) credit(entries![entered++]!, -1);
      const from = i;
      while (i < stops.length && time[stops[i]!] === t) i++;
      for (let k = from; k < i; k++) if (event[stops[k]!] === 1) credit(stops[k]!, 1);
      for (let k = from; k < i; k++) if (event[stops[k]!] === 1) past.add(rank[stops[k]!]!, 1);
      for (let k = from; k < i; k++) if (event[stops[k]!] === 0) credit(stops[k]!, 1);
    }

    function credit(row: number, sign: number): void {
      const low = past.below(rank[row]!);
      const higher = past.total - past.below(rank[row]! + 1);
      balance[row]! += sign * (higher - low);
      pairs[row]! += sign * past.total;
    }
  }
}

function denseRanks(values: Float64Array): { rank: Uint32Array; ranks: number } {
  const order = sortedOrder(values);
  const rank = new Uint32Array(values.length);
  let ranks = 0;
  for (let i = 0; i < order.length; i++) {
    if (i > 0 && values[order[i]!] !== values[order[i - 1]!]) ranks++;
    rank[order[i]!] = ranks;
  }
  return { rank, ranks: ranks + 1 };
}
