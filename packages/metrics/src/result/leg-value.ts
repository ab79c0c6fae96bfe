import type { Leg } from '../definition/metric-definition.js';
import type { LegAddress } from '../plan/logical-plan.js';
import {
  divideExact,
  type Exact,
  multiplyExact,
  parseExact,
  subtractExact,
  addExact,
  whole,
  zero,
} from './exact.js';
import type { LegValue } from './evaluate.js';
import { type Row, textOf } from './leg-rows.js';

const exactOf = (row: Row | undefined, column: string): Exact | null => {
  const text = textOf(row?.[column]);
  return text === null ? null : parseExact(text);
};

const countOf = (row: Row | undefined, column: string): number => Number(textOf(row?.[column]) ?? 0);

/** Linear interpolation between the two values around the quantile (R type 7, SQL's quantile_cont). */
function quantileOf(row: Row | undefined, alias: string, q: number, n: number): Exact | null {
  const [low, high] = (textOf(row?.[alias]) ?? '').split(',').filter((part) => part !== '');
  if (low === undefined) return null;
  const below = parseExact(low);
  if (high === undefined) return below;
  const place = multiplyExact(whole(n - 1), parseExact(String(q)));
  const fraction = subtractExact(place, whole(place.n / place.d));
  return addExact(below, multiplyExact(fraction, subtractExact(parseExact(high), below)));
}

/** What the row of a scan says about a leg; without a row, counts and sums are 0 and the rest is null. */
export function legValueOf(leg: Leg, address: LegAddress, row: Row | undefined): LegValue {
  const { aggregate } = leg;
  const { alias } = address;
  switch (aggregate.kind) {
    case 'mean':
    case 'mean_of_members': {
      const n = countOf(row, `${alias}_n`);
      const total = exactOf(row, alias);
      return { reason: null, n, value: n === 0 || total === null ? null : divideExact(total, whole(n)) };
    }
    case 'quantile': {
      const n = countOf(row, `${alias}_n`);
      return { reason: null, n, value: quantileOf(row, alias, aggregate.q, n) };
    }
    case 'present_value':
      return { reason: null, n: countOf(row, `${alias}_n`), value: exactOf(row, alias) };
    default:
      return { reason: null, n: null, value: exactOf(row, alias) ?? zero };
  }
}
