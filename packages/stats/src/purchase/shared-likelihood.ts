import { statisticsError } from '../errors.js';
import type { Objective } from '../optimise/types.js';
import type { PurchaseModel } from './model.js';
import type { PurchaseRows } from './rows.js';

/**
 * Splits rows into `parts` of about equal size; the likelihoods and gradients of the parts add up to the
 * whole. Each part keeps the whole's time scale. Throws PURCHASE_OPTION unless `parts` is a whole number from
 * 1 to 4096.
 */
export function partitionRows(rows: PurchaseRows, parts: number): PurchaseRows[] {
  checkNumber('parts', parts, 1);
  return Array.from({ length: parts }, (_, part) => {
    const from = Math.floor((rows.rowCount * part) / parts);
    const to = Math.floor((rows.rowCount * (part + 1)) / parts);
    return slice(rows, from, to);
  });
}

/** No machine has more threads than this. */
const MOST_PARTS = 4096;

function checkNumber(name: string, value: number, least: number): void {
  if (!Number.isInteger(value) || value < least || value > MOST_PARTS) {
    throw statisticsError(
      'PURCHASE_OPTION',
      name,
      value,
      `pass a whole number from ${least} to ${MOST_PARTS}`,
    );
  }
}

function slice(rows: PurchaseRows, from: number, to: number): PurchaseRows {
  const recencyPoint = new Int32Array(to - from);
  const agePoint = new Int32Array(to - from);
  const points: number[] = [];
  const groupRepeats: number[] = [];
  const groupRow: number[] = [];
  const groupPoint: number[] = [];
  for (let group = 0; group < rows.groupRepeats.length; group++) {
    const first = Math.max(from, rows.groupRow[group]!);
    const last = Math.min(to, rows.groupRow[group + 1]!);
    if (first >= last) continue;
    groupRepeats.push(rows.groupRepeats[group]!);
    groupRow.push(first - from);
    groupPoint.push(points.length);
    const used = new Set<number>();
    for (let row = first; row < last; row++) used.add(rows.recencyPoint[row]!).add(rows.agePoint[row]!);
    const place = new Map<number, number>();
    for (const point of Int32Array.from(used).sort()) {
      place.set(point, points.length);
      points.push(rows.points[point]!);
    }
    for (let row = first; row < last; row++) {
      recencyPoint[row - from] = place.get(rows.recencyPoint[row]!)!;
      agePoint[row - from] = place.get(rows.agePoint[row]!)!;
    }
  }
  groupRow.push(to - from);
  groupPoint.push(points.length);
  const counts = rows.counts.slice(from, to);
  const rowRepeats = rows.rowRepeats.slice(from, to);
  return {
    customers: counts.reduce((sum, count) => sum + count, 0),
    scale: rows.scale,
    totalRepeats: counts.reduce((sum, count, row) => sum + count * rowRepeats[row]!, 0),
    rowCount: to - from,
    counts,
    rowRepeats,
    rowRecency: rows.rowRecency.slice(from, to),
    rowAge: rows.rowAge.slice(from, to),
    recencyPoint,
    agePoint,
    points: Float64Array.from(points),
    groupRepeats: Float64Array.from(groupRepeats),
    groupRow: Int32Array.from(groupRow),
    groupPoint: Int32Array.from(groupPoint),
    rowOfCustomer: new Int32Array(0),
  };
}

/** Memory shared by a fit and its helpers: four parameters in, a value and a gradient of each helper out. */
export interface LikelihoodChannel {
  /** [round, helpers done, helpers]; a round of -1 ends the helpers. */
  readonly control: Int32Array<SharedArrayBuffer>;
  readonly parameters: Float64Array<SharedArrayBuffer>;
  readonly sums: Float64Array<SharedArrayBuffer>;
}

const ROUND = 0;
const DONE = 1;
const HELPERS = 2;
const WIDTH = 5;

/**
 * A channel for `helpers` worker threads. Send it to each (it is shared, not copied) with its part of the
 * rows. Throws PURCHASE_OPTION unless `helpers` is a whole number from 0 to 4096.
 */
export function likelihoodChannel(helpers: number): LikelihoodChannel {
  checkNumber('helpers', helpers, 0);
  const control = new Int32Array(new SharedArrayBuffer(12));
  control[HELPERS] = helpers;
  return {
    control,
    parameters: new Float64Array(new SharedArrayBuffer(32)),
    sums: new Float64Array(new SharedArrayBuffer(8 * WIDTH * helpers)),
  };
}

/**
 * A helper's work, run inside a worker thread: waits for parameters, sums its part, answers, until the
 * channel is closed. `helper` is its number, from 0. Blocks its thread. Uses nothing but shared memory, so it
 * runs in any kind of worker. Throws nothing.
 */
export function helpLikelihood(
  channel: LikelihoodChannel,
  helper: number,
  model: PurchaseModel,
  part: PurchaseRows,
): void {
  const objective = model.objective(part);
  const gradient = new Float64Array(4);
  let round = 0;
  for (;;) {
    Atomics.wait(channel.control, ROUND, round);
    round = Atomics.load(channel.control, ROUND);
    if (round === -1) return;
    channel.sums[helper * WIDTH] = objective(channel.parameters.slice(), gradient);
    channel.sums.set(gradient, helper * WIDTH + 1);
    Atomics.add(channel.control, DONE, 1);
    Atomics.notify(channel.control, DONE);
  }
}

/**
 * The summed objective of `PurchaseModel`, on the logs of the parameters: this thread's own part, and the
 * helpers' through the channel. Waits for them. Throws nothing.
 */
export function sharedObjective(
  channel: LikelihoodChannel,
  model: PurchaseModel,
  own: PurchaseRows,
): Objective {
  const { control, parameters, sums } = channel;
  const helpers = control[HELPERS]!;
  const objective = model.objective(own);
  let round = 0;
  return (point, gradient) => {
    parameters.set(point);
    Atomics.store(control, DONE, 0);
    round = (round + 1) & 0x3fffffff;
    Atomics.store(control, ROUND, round);
    Atomics.notify(control, ROUND);
    let value = objective(point, gradient);
    for (let done = Atomics.load(control, DONE); done < helpers; done = Atomics.load(control, DONE)) {
      Atomics.wait(control, DONE, done);
    }
    for (let helper = 0; helper < helpers; helper++) {
      value += sums[helper * WIDTH]!;
      for (let i = 0; i < 4; i++) gradient[i]! += sums[helper * WIDTH + 1 + i]!;
    }
    return value;
  };
}

/** Ends the helpers. Throws nothing. */
export function closeChannel(channel: LikelihoodChannel): void {
  Atomics.store(channel.control, ROUND, -1);
  Atomics.notify(channel.control, ROUND);
}
