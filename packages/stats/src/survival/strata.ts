import { statisticsError } from '../errors.js';
import { checkLength } from './observations.js';

/** A group label: text, or a number such as a year. */
export type GroupLabel = string | number;

/** Distinct labels in a fixed order (numbers ascending, then text by code unit) and each row's place in it. */
export interface Grouping {
  readonly labels: readonly GroupLabel[];
  readonly index: Uint32Array;
}

/**
 * Orders the labels independently of the order of the rows. Without labels: one group named 'all'. Throws
 * SURVIVAL_LENGTH and SURVIVAL_OPTION.
 */
export function groupRows(column: string, labels: ArrayLike<GroupLabel> | undefined, rows: number): Grouping {
  if (labels === undefined) return { labels: ['all'], index: new Uint32Array(rows) };
  checkLength(column, labels.length, rows);
  const first = new Map<GroupLabel, number>();
  const seen = new Uint32Array(rows);
  for (let row = 0; row < rows; row++) {
    const label = labels[row]!;
    if (typeof label === 'number' && !Number.isFinite(label)) {
      throw statisticsError(
        'SURVIVAL_OPTION',
        `${column} of row ${row}`,
        label,
        'pass a text or a finite number',
      );
    }
    let place = first.get(label);
    if (place === undefined) {
      place = first.size;
      first.set(label, place);
    }
    seen[row] = place;
  }
  const sorted = [...first.keys()].sort(compareLabels);
  const rank = new Uint32Array(sorted.length);
  sorted.forEach((label, place) => {
    rank[first.get(label)!] = place;
  });
  for (let row = 0; row < rows; row++) seen[row] = rank[seen[row]!]!;
  return { labels: sorted, index: seen };
}

/** An order of rows parted by group (stable); group g occupies start[g] to start[g + 1]. */
export function orderByGroup(
  order: Uint32Array,
  { index, labels }: Grouping,
): { readonly order: Uint32Array; readonly start: Uint32Array } {
  const groups = labels.length;
  const start = new Uint32Array(groups + 1);
  for (const row of order) start[index[row]! + 1]!++;
  for (let g = 0; g < groups; g++) start[g + 1]! += start[g]!;
  if (groups === 1) return { order, start };
  const next = start.slice();
  const out = new Uint32Array(order.length);
  for (const row of order) out[next[index[row]!]!++] = row;
  return { order: out, start };
}

function compareLabels(a: GroupLabel, b: GroupLabel): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}
