import type { PurchaseHistories } from './histories.js';

/**
 * Sufficient statistics of the purchase models: the distinct (repeats, recency, age) with how many
 * customers share each, times divided by `scale` (the mean age), rows sorted by repeats.
 *
 * Rows of equal `repeats` form a group. What a model needs at a time (log h(t), log(alpha + t)) depends on
 * repeats and one time only, so each group lists its distinct times once ("points"), and a row refers to
 * two of them. That makes a row cost one exp and one log1p.
 */
export interface PurchaseRows {
  readonly customers: number;
  readonly scale: number;
  readonly totalRepeats: number;
  readonly rowCount: number;
  /** Customers of each row; a bootstrap replaces it. */
  readonly counts: Float64Array;
  readonly rowRepeats: Float64Array;
  readonly rowRecency: Float64Array;
  readonly rowAge: Float64Array;
  readonly recencyPoint: Int32Array;
  readonly agePoint: Int32Array;
  /** Scaled time of each point, ascending within a group. */
  readonly points: Float64Array;
  /** Repeats of each group, ascending. */
  readonly groupRepeats: Float64Array;
  /** First row and first point of each group, with one more entry for the end. */
  readonly groupRow: Int32Array;
  readonly groupPoint: Int32Array;
  /** The row of each customer. */
  readonly rowOfCustomer: Int32Array;
}

/** Whole-number keys of all times, and the time each stands for. */
interface Ticks {
  readonly recency: Float64Array;
  readonly age: Float64Array;
  readonly most: number;
  readonly timeOf: (tick: number) => number;
}

function ticksOf(histories: PurchaseHistories): Ticks {
  const { recency, age, ticksPerUnit } = histories;
  if (ticksPerUnit !== null) {
    const whole = (values: Float64Array) => values.map((value) => Math.round(value * ticksPerUnit));
    const ageTicks = whole(age);
    let most = 0;
    for (const tick of ageTicks) if (tick > most) most = tick;
    return { recency: whole(recency), age: ageTicks, most, timeOf: (tick) => tick / ticksPerUnit };
  }
  // Times of no common resolution are keyed by their rank among all distinct times.
  const distinct = Float64Array.from(new Set([...recency, ...age])).sort();
  const rank = new Map<number, number>();
  distinct.forEach((value, index) => rank.set(value, index));
  return {
    recency: recency.map((value) => rank.get(value)!),
    age: age.map((value) => rank.get(value)!),
    most: distinct.length - 1,
    timeOf: (tick) => distinct[tick]!,
  };
}

/** Customers ordered by repeats, age, recency; by one sort of packed keys when they fit in 53 bits. */
function sortedCustomers(repeats: Float64Array, ticks: Ticks): Int32Array {
  const size = repeats.length;
  const base = ticks.most + 1;
  let mostRepeats = 0;
  for (const value of repeats) if (value > mostRepeats) mostRepeats = value;
  const order = new Int32Array(size);
  if ((mostRepeats + 1) * base * base * size < Number.MAX_SAFE_INTEGER) {
    const keys = new Float64Array(size);
    for (let i = 0; i < size; i++) {
      keys[i] = ((repeats[i]! * base + ticks.age[i]!) * base + ticks.recency[i]!) * size + i;
    }
    keys.sort();
    for (let i = 0; i < size; i++) order[i] = keys[i]! % size;
    return order;
  }
  for (let i = 0; i < size; i++) order[i] = i;
  return order.sort(
    (i, j) =>
      repeats[i]! - repeats[j]! ||
      ticks.age[i]! - ticks.age[j]! ||
      ticks.recency[i]! - ticks.recency[j]! ||
      i - j,
  );
}

/**
 * Collapses purchase histories to their distinct rows, as `PurchaseRows` describes them: times over the mean
 * age, sorted by repeats. Throws nothing: the histories have been checked.
 */
export function purchaseRows(histories: PurchaseHistories): PurchaseRows {
  const { customers, repeats } = histories;
  const ticks = ticksOf(histories);
  const order = sortedCustomers(repeats, ticks);
  const rowOfCustomer = new Int32Array(customers);
  const first: number[] = [];
  const counts: number[] = [];
  let previous = -1;
  for (const customer of order) {
    const same =
      previous >= 0 &&
      repeats[customer] === repeats[previous] &&
      ticks.age[customer] === ticks.age[previous] &&
      ticks.recency[customer] === ticks.recency[previous];
    if (same) counts[counts.length - 1]!++;
    else {
      first.push(customer);
      counts.push(1);
    }
    rowOfCustomer[customer] = first.length - 1;
    previous = customer;
  }
  let totalAge = 0;
  let totalRepeats = 0;
  for (let i = 0; i < customers; i++) {
    totalAge += histories.age[i]!;
    totalRepeats += repeats[i]!;
  }
  const scale = totalAge > 0 ? totalAge / customers : 1;
  return {
    customers,
    scale,
    totalRepeats,
    rowCount: first.length,
    counts: Float64Array.from(counts),
    rowRepeats: Float64Array.from(first, (customer) => repeats[customer]!),
    rowRecency: Float64Array.from(first, (customer) => ticks.timeOf(ticks.recency[customer]!) / scale),
    rowAge: Float64Array.from(first, (customer) => ticks.timeOf(ticks.age[customer]!) / scale),
    rowOfCustomer,
    ...pointsOf(first, repeats, ticks, scale),
  };
}

function pointsOf(first: readonly number[], repeats: Float64Array, ticks: Ticks, scale: number) {
  const rowCount = first.length;
  const recencyPoint = new Int32Array(rowCount);
  const agePoint = new Int32Array(rowCount);
  const points: number[] = [];
  const groupRepeats: number[] = [];
  const groupRow: number[] = [];
  const groupPoint: number[] = [];
  for (let from = 0; from < rowCount; ) {
    const shared = repeats[first[from]!]!;
    const distinct = new Set<number>();
    let to = from;
    for (; to < rowCount && repeats[first[to]!] === shared; to++) {
      distinct.add(ticks.age[first[to]!]!);
      distinct.add(ticks.recency[first[to]!]!);
    }
    groupRepeats.push(shared);
    groupRow.push(from);
    groupPoint.push(points.length);
    const pointOf = new Map<number, number>();
    for (const tick of Float64Array.from(distinct).sort()) {
      pointOf.set(tick, points.length);
      points.push(ticks.timeOf(tick) / scale);
    }
    for (; from < to; from++) {
      agePoint[from] = pointOf.get(ticks.age[first[from]!]!)!;
      recencyPoint[from] = pointOf.get(ticks.recency[first[from]!]!)!;
    }
  }
  groupRow.push(rowCount);
  groupPoint.push(points.length);
  return {
    recencyPoint,
    agePoint,
    points: Float64Array.from(points),
    groupRepeats: Float64Array.from(groupRepeats),
    groupRow: Int32Array.from(groupRow),
    groupPoint: Int32Array.from(groupPoint),
  };
}
