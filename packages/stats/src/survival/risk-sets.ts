import type { CheckedObservations } from './observations.js';
import { sortedOrder } from './sorted-order.js';

/** Numbers at risk, with the event, and censored at every distinct time, ascending. */
export interface RiskSets {
  readonly time: Float64Array;
  /** Subjects with entry < t <= time: those who could have the event at t. */
  readonly atRisk: Float64Array;
  readonly events: Float64Array;
  readonly censored: Float64Array;
}

/**
 * One sorted pass over the observations. Events come before censorings at the same time, so a subject censored
 * at t is still at risk at t; a subject entering at t is not (the spell is (entry, time]).
 */
export function riskSets(data: CheckedObservations): RiskSets {
  const { rows, time, event, entry, weight } = data;
  const order = sortedOrder(time);
  const at = new Float64Array(rows);
  const atRisk = new Float64Array(rows);
  const events = new Float64Array(rows);
  const censored = new Float64Array(rows);
  let distinct = 0;
  for (let i = 0; i < rows; ) {
    const t = time[order[i]!]!;
    for (; i < rows && time[order[i]!] === t; i++) {
      const row = order[i]!;
      const w = weight === null ? 1 : weight[row]!;
      if (event[row] === 1) events[distinct]! += w;
      else censored[distinct]! += w;
    }
    at[distinct++] = t;
  }
  // Descending, so that the set only grows with stops; entries then leave it.
  const entered = entry === null ? null : sortedOrder(entry);
  let e = rows - 1;
  let stopping = 0;
  let notYet = 0;
  for (let k = distinct - 1; k >= 0; k--) {
    stopping += events[k]! + censored[k]!;
    if (entry !== null && entered !== null) {
      for (; e >= 0 && entry[entered[e]!]! >= at[k]!; e--)
        notYet += weight === null ? 1 : weight[entered[e]!]!;
    }
    atRisk[k] = stopping - notYet;
  }
  return {
    time: at.slice(0, distinct),
    atRisk: atRisk.slice(0, distinct),
    events: events.slice(0, distinct),
    censored: censored.slice(0, distinct),
  };
}
