import { statisticsError } from '../errors.js';
import { oneOf } from '../one-of.js';
import { type PurchaseHistories, purchaseHistories } from './histories.js';
import { DAYS_PER_UNIT, isTimeUnit, type TimeUnit } from './time-unit.js';

/** Purchases as they happened, by column; `day` counts days from any fixed day (see `dayNumber`). */
export interface PurchaseEvents {
  readonly customer: ArrayLike<string | number>;
  readonly day: ArrayLike<number>;
  /** Amount paid, net of refunds; leave it out when only the timing matters. */
  readonly amount?: ArrayLike<number>;
}

/**
 * What is known about purchases before the log begins. A customer who bought before it has no known first
 * purchase: repeats, recency and age would all be wrong, so such customers are left out and counted.
 *
 * - 'complete': the log holds every customer's first purchase.
 * - 'run-in': purchases before the log are unknown; customers seen within `runIn` days of `from` may be old
 *   ones and are left out. Choose a run-in longer than almost every gap between purchases.
 */
export type LeftTruncation =
  | { readonly kind: 'complete' }
  | { readonly kind: 'run-in'; readonly from: number; readonly runIn: number };

export interface CohortOptions<Unit extends TimeUnit> {
  readonly unit: Unit;
  /** Last day of the calibration period, included. */
  readonly calibrationEnd: number;
  /** Last day of the holdout, included; leave it out for none. */
  readonly holdoutEnd?: number;
  readonly leftTruncation: LeftTruncation;
}

/** What the customers did after the calibration period. */
export interface Holdout {
  readonly days: number;
  /** Purchase days in the holdout, by customer. */
  readonly purchases: Float64Array;
  /** Amount of them. */
  readonly amount: Float64Array;
}

/** The data contract: everything the models need, made once, by one set of rules. */
export interface PurchaseCohort<Unit extends TimeUnit = TimeUnit> {
  readonly histories: PurchaseHistories<Unit>;
  readonly customers: readonly (string | number)[];
  /** Day of the first purchase. */
  readonly firstDay: Float64Array;
  /** Calibration amount over all purchase days, and over the repeats alone. */
  readonly amount: Float64Array;
  readonly repeatAmount: Float64Array;
  /** Calibration purchase days with an amount above 0, all and repeats alone; what a spend model counts. */
  readonly paidOrders: Float64Array;
  readonly paidRepeats: Float64Array;
  /** Sum of the logs of the gaps between purchases in the calibration period, in the unit. */
  readonly logGaps: Float64Array;
  readonly calibrationEnd: number;
  readonly holdout: Holdout | null;
  /** Days on which a repeat was bought (one entry a customer and day), up to the end of the holdout. */
  readonly repeatDays: Float64Array;
  readonly mergedEvents: number;
  readonly leftOut: { readonly leftTruncated: number; readonly afterCalibration: number };
}

/** Days since 1970-01-01 of an ISO date such as '1997-01-31'. Throws PURCHASE_OPTION for anything else. */
export function dayNumber(date: string): number {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== date) {
    throw statisticsError('PURCHASE_OPTION', 'date', date, "pass a calendar date such as '1997-01-31'");
  }
  return time / 86_400_000;
}

interface Purchases {
  readonly day: number[];
  readonly amount: number[];
}

/**
 * Turns an event log into purchase histories. The rules, fixed once: purchases of one customer on one day are
 * one purchase, their amounts added; the first purchase starts the clock and is not a repeat; age and recency
 * count whole days from it, to the end of the calibration day; customers whose first purchase lies after the
 * calibration period, or is unknown (see `LeftTruncation`), are left out and counted.
 *
 * Throws PURCHASE_EMPTY, PURCHASE_SHAPE, PURCHASE_EVENT (a day that is not whole, an amount or a customer's
 * number that is not finite), PURCHASE_UNIT_NAME and PURCHASE_OPTION (ends of the periods, left truncation).
 * Conventions of Fader & Hardie (2001) for CDNOW.
 */
export function purchaseCohort<Unit extends TimeUnit>(
  events: PurchaseEvents,
  options: CohortOptions<Unit>,
): PurchaseCohort<Unit> {
  const { unit, calibrationEnd, holdoutEnd, leftTruncation } = options;
  if (!isTimeUnit(unit)) throw statisticsError('PURCHASE_UNIT_NAME', unit);
  if (!Number.isInteger(calibrationEnd)) {
    throw statisticsError('PURCHASE_OPTION', 'calibrationEnd', calibrationEnd, 'pass a whole day number');
  }
  if (holdoutEnd !== undefined && !(Number.isInteger(holdoutEnd) && holdoutEnd > calibrationEnd)) {
    const remedy = 'pass a whole day number after the end of the calibration period';
    throw statisticsError('PURCHASE_OPTION', 'holdoutEnd', holdoutEnd, remedy);
  }
  requireLeftTruncation(leftTruncation);
  const { byCustomer, merged } = gather(events);
  const known: [string | number, Purchases][] = [];
  let leftTruncated = 0;
  let afterCalibration = 0;
  for (const [customer, purchases] of byCustomer) {
    const first = purchases.day[0]!;
    if (leftTruncation.kind === 'run-in' && first < leftTruncation.from + leftTruncation.runIn)
      leftTruncated++;
    else if (first > calibrationEnd) afterCalibration++;
    else known.push([customer, purchases]);
  }
  if (known.length === 0) throw statisticsError('PURCHASE_EMPTY', 'describe in the calibration period');
  return Object.freeze({
    ...summarise(known, unit, calibrationEnd, holdoutEnd),
    mergedEvents: merged,
    leftOut: { leftTruncated, afterCalibration },
  });
}

/** @throws PURCHASE_OPTION for an unknown kind, or a run-in whose start or length is not usable. */
function requireLeftTruncation(leftTruncation: LeftTruncation): void {
  oneOf(leftTruncation.kind, ['complete', 'run-in'], 'PURCHASE_OPTION', 'leftTruncation');
  if (leftTruncation.kind === 'complete') return;
  const { from, runIn } = leftTruncation;
  if (!Number.isFinite(from)) {
    throw statisticsError('PURCHASE_OPTION', 'start of the log', from, 'pass a day number');
  }
  if (!(runIn >= 0 && Number.isFinite(runIn))) {
    throw statisticsError('PURCHASE_OPTION', 'runIn', runIn, 'pass a number of days of at least 0');
  }
}

function gather(events: PurchaseEvents): { byCustomer: Map<string | number, Purchases>; merged: number } {
  const size = events.customer.length;
  if (size === 0) throw statisticsError('PURCHASE_EMPTY', 'gather from an event log');
  if (events.day.length !== size) throw statisticsError('PURCHASE_SHAPE', 'day', events.day.length, size);
  if (events.amount !== undefined && events.amount.length !== size) {
    throw statisticsError('PURCHASE_SHAPE', 'amount', events.amount.length, size);
  }
  const raw = new Map<string | number, Map<number, number>>();
  for (let i = 0; i < size; i++) {
    const customer = events.customer[i]!;
    if (typeof customer === 'number' && !Number.isFinite(customer)) {
      throw statisticsError('PURCHASE_EVENT', i, 'customer', customer, 'pass a text or a finite number');
    }
    const day = events.day[i]!;
    const amount = events.amount?.[i] ?? 0;
    if (!Number.isInteger(day)) {
      throw statisticsError(
        'PURCHASE_EVENT',
        i,
        'day',
        day,
        'pass a whole day number, as dayNumber gives it',
      );
    }
    if (!Number.isFinite(amount)) {
      throw statisticsError('PURCHASE_EVENT', i, 'amount', amount, 'pass a finite amount');
    }
    let bought = raw.get(customer);
    if (bought === undefined) {
      bought = new Map();
      raw.set(customer, bought);
    }
    bought.set(day, (bought.get(day) ?? 0) + amount);
  }
  let kept = 0;
  const byCustomer = new Map<string | number, Purchases>();
  for (const [customer, bought] of raw) {
    kept += bought.size;
    const day = [...bought.keys()].sort((a, b) => a - b);
    byCustomer.set(customer, { day, amount: day.map((d) => bought.get(d)!) });
  }
  return { byCustomer, merged: size - kept };
}

function summarise<Unit extends TimeUnit>(
  known: readonly (readonly [string | number, Purchases])[],
  unit: Unit,
  calibrationEnd: number,
  holdoutEnd: number | undefined,
) {
  const size = known.length;
  const perUnit = DAYS_PER_UNIT[unit];
  const column = () => new Float64Array(size);
  const repeats = column();
  const recency = column();
  const age = column();
  const firstDay = column();
  const amount = column();
  const repeatAmount = column();
  const paidOrders = column();
  const paidRepeats = column();
  const logGaps = column();
  const later = { purchases: column(), amount: column() };
  const repeatDays: number[] = [];
  known.forEach(([, purchases], i) => {
    const first = purchases.day[0]!;
    firstDay[i] = first;
    age[i] = (calibrationEnd - first) / perUnit;
    purchases.day.forEach((day, k) => {
      const paid = purchases.amount[k]!;
      if (k > 0 && day <= (holdoutEnd ?? calibrationEnd)) repeatDays.push(day);
      if (day > calibrationEnd) {
        if (holdoutEnd !== undefined && day <= holdoutEnd) {
          later.purchases[i]! += 1;
          later.amount[i]! += paid;
        }
        return;
      }
      amount[i]! += paid;
      if (paid > 0) paidOrders[i]! += 1;
      if (k === 0) return;
      repeats[i]! += 1;
      recency[i] = (day - first) / perUnit;
      repeatAmount[i]! += paid;
      if (paid > 0) paidRepeats[i]! += 1;
      logGaps[i]! += Math.log((day - purchases.day[k - 1]!) / perUnit);
    });
  });
  const ticks = Number.isInteger(perUnit) ? { ticksPerUnit: perUnit } : {};
  return {
    histories: purchaseHistories({ unit, repeats, recency, age, ...ticks }),
    customers: known.map(([customer]) => customer),
    firstDay,
    amount,
    repeatAmount,
    paidOrders,
    paidRepeats,
    logGaps,
    calibrationEnd,
    holdout: holdoutEnd === undefined ? null : Object.freeze({ days: holdoutEnd - calibrationEnd, ...later }),
    repeatDays: Float64Array.from(repeatDays).sort(),
  };
}
