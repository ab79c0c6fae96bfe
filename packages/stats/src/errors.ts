/**
 * Every error of the package, in one table: a stable code and the text a person reads
 * (lower-case: problem, then value, then what to do).
 *
 * To add one: put a builder into the section of your area, its key beginning with the area's prefix.
 * To raise one: `throw statisticsError('SPECIAL_DOMAIN', 'lgamma', 'x', -1, 'pass a finite number above 0')`.
 */

/** Writes a value so that a reader can tell NaN, text and emptiness apart. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (value === null || value === undefined || typeof value === 'boolean' || typeof value === 'bigint') {
    return String(value);
  }
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (Array.isArray(value) || ArrayBuffer.isView(value)) {
    const list = value as unknown as ArrayLike<unknown>;
    return `a list of ${list.length} value${list.length === 1 ? '' : 's'}`;
  }
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

const special = {
  SPECIAL_DOMAIN: (fn: string, name: string, value: unknown, remedy: string) =>
    `${fn}: ${name} is outside its domain: ${shown(value)}; ${remedy}`,
  SPECIAL_NO_CONVERGENCE: (fn: string, inputs: string, steps: number) =>
    `${fn}: no convergence after ${steps} steps at ${inputs}; report these inputs as a defect`,
} as const;

const random = {
  RANDOM_SEED: (value: unknown) =>
    `random seed is not usable: ${shown(value)}; pass a safe integer or a text of at least one character`,
  RANDOM_PARAMETER: (draw: string, name: string, value: unknown, remedy: string) =>
    `${draw}: ${name} is not usable: ${shown(value)}; ${remedy}`,
} as const;

const linear = {
  LINEAR_SHAPE: (fn: string, name: string, expected: number, got: number) =>
    `${fn}: ${name} has the wrong length: ${got}; pass ${expected} values, row by row`,
  LINEAR_NOT_FINITE: (fn: string, name: string, index: number, value: unknown) =>
    `${fn}: ${name} is not finite at position ${index}: ${shown(value)}; remove or repair that value`,
  LINEAR_NOT_POSITIVE_DEFINITE: (fn: string, column: number, pivot: number) =>
    `${fn}: matrix is not positive definite at column ${column}: pivot ${shown(pivot)}; look for constant or collinear columns`,
  LINEAR_RANK: (fn: string, rank: number, columns: number, dropped: string) =>
    `${fn}: columns are collinear: rank ${rank} of ${columns}; drop column ${dropped}`,
} as const;

const optimise = {
  OPTIMISE_OPTION: (fn: string, name: string, value: unknown, remedy: string) =>
    `${fn}: ${name} is not usable: ${shown(value)}; ${remedy}`,
  OPTIMISE_START: (fn: string, value: unknown) =>
    `${fn}: objective is not finite at every start: ${shown(value)}; pass a start inside the domain`,
  OPTIMISE_BRACKET: (fn: string, low: number, high: number, atLow: number, atHigh: number) =>
    `${fn}: no sign change between ${shown(low)} (${shown(atLow)}) and ${shown(high)} (${shown(atHigh)}); widen the bracket`,
  OPTIMISE_NO_CONVERGENCE: (fn: string, steps: number, at: number) =>
    `${fn}: no convergence after ${steps} steps, last point ${shown(at)}; widen the tolerance or the bracket`,
} as const;

const interval = {
  INTERVAL_LEVEL: (value: unknown) =>
    `confidence level is not between 0 and 1: ${shown(value)}; pass a share such as 0.95`,
  INTERVAL_COUNT: (name: string, value: unknown) =>
    `${name} is not a count: ${shown(value)}; pass a whole number of at least 0`,
  INTERVAL_COUNTS_DISAGREE: (part: string, partValue: number, whole: string, wholeValue: number) =>
    `${part} exceeds ${whole}: ${partValue} of ${wholeValue}; pass a part that is within the whole`,
  INTERVAL_VALUE: (name: string, value: unknown, remedy: string) =>
    `${name} is not usable: ${shown(value)}; ${remedy}`,
  INTERVAL_LENGTHS: (left: string, leftLength: number, right: string, rightLength: number) =>
    `${left} and ${right} differ in length: ${leftLength} and ${rightLength}; pass one value of each for every unit`,
  INTERVAL_UNSORTED: (index: number, before: number, after: number) =>
    `values are not sorted: ${shown(before)} before ${shown(after)} at position ${index}; sort them ascending`,
  INTERVAL_SUMS: (name: string, value: unknown) =>
    `sums are impossible: ${name} is ${shown(value)}; check that all sums come from the same units`,
} as const;

const survival = {
  SURVIVAL_EMPTY: () => 'no observations: 0 rows; pass at least one subject with a follow-up time',
  SURVIVAL_LENGTH: (column: string, actual: number, rows: number) =>
    `column ${shown(column)} has ${actual} rows, ${rows} expected; pass one value for each row`,
  SURVIVAL_BAD_TIME: (column: string, row: number, value: unknown) =>
    `${column} is not a finite number: ${shown(value)} in row ${row}; for a subject still under observation pass the time so far and event false`,
  SURVIVAL_NEGATIVE_TIME: (column: string, row: number, value: number) =>
    `${column} is negative: ${shown(value)} in row ${row}; measure time from the subject's origin, and check for dates before it`,
  SURVIVAL_EMPTY_SPELL: (row: number, start: number, stop: number) =>
    `spell is empty or runs backwards: from ${shown(start)} to ${shown(stop)} in row ${row}; a row must end after it starts (drop it, or repair its dates)`,
  SURVIVAL_BAD_EVENT: (row: number, value: unknown) =>
    `event is neither true nor false: ${shown(value)} in row ${row}; pass true or 1 for the event, false or 0 for still under observation`,
  SURVIVAL_BAD_WEIGHT: (row: number, value: unknown) =>
    `weight is not above 0: ${shown(value)} in row ${row}; drop rows that stand for nobody`,
  SURVIVAL_BAD_LEVEL: (level: unknown) =>
    `confidence level is not between 0 and 1: ${shown(level)}; pass a share such as 0.95`,
  SURVIVAL_BAD_PROBABILITY: (probability: unknown) =>
    `quantile is not between 0 and 1: ${shown(probability)}; pass a share such as 0.5 for the median`,
  SURVIVAL_BAD_HORIZON: (horizon: unknown) =>
    `horizon is not a finite time above 0: ${shown(horizon)}; pass it in the unit of the times`,
  SURVIVAL_HORIZON_BEYOND_FOLLOW_UP: (horizon: number, lastTime: number) =>
    `horizon lies beyond the follow-up: ${shown(horizon)}, last time seen is ${shown(lastTime)}; pick a horizon of at most ${shown(lastTime)}`,
  SURVIVAL_NO_EVENTS: (rows: number) =>
    `no event in ${rows} rows: all are censored; wait for events, or lengthen the follow-up`,
  SURVIVAL_ONE_GROUP: (group: unknown) =>
    `fewer than two groups to compare: only ${shown(group)}; pass at least two groups with subjects`,
  SURVIVAL_NEVER_TOGETHER: () =>
    'groups are never at risk together at an event: nothing to compare; check their entry and end times, or their strata',
  SURVIVAL_NO_COVARIATES: () => 'no covariates: 0 columns; use kaplanMeier for a curve without covariates',
  SURVIVAL_BAD_VALUE: (column: string, row: number, value: unknown) =>
    `column ${shown(column)} is not a finite number: ${shown(value)} in row ${row}; fill or drop missing rows first, and encode text as columns of 0 and 1`,
  SURVIVAL_CONSTANT_COLUMN: (column: string, value: number) =>
    `column ${shown(column)} is constant: always ${shown(value)}; drop it, it cannot explain anything`,
  SURVIVAL_FLAT_COLUMN: (column: string) =>
    `column ${shown(column)} never differs between rows at risk together; drop it (a stratum or the time itself already says it)`,
  SURVIVAL_COLLINEAR_COLUMN: (column: string, others: string) =>
    `column ${shown(column)} is a combination of ${others}; drop one of them, or ask for the ridge fallback`,
  SURVIVAL_SEPARATION: (columns: string) =>
    `no finite estimate: the events are perfectly ordered by ${columns}; merge rare levels, drop the column, or allow the firth or ridge fallback`,
  SURVIVAL_NO_CONVERGENCE: (steps: number, columns: string) =>
    `regression did not converge in ${steps} steps; steepest column ${columns}: rescale or drop it, or allow the ridge fallback (cox regression)`,
  SURVIVAL_UNKNOWN_STRATUM: (stratum: unknown, known: string) =>
    `unknown stratum: ${shown(stratum)}; pick one of ${known}`,
  SURVIVAL_MISSING_COVARIATE: (column: string) =>
    `no value for covariate ${shown(column)}; pass one finite number for each column of the fit`,
  SURVIVAL_ZERO_TIME: (row: number) =>
    `time is 0 in row ${row}: the log of the time does not exist; drop such rows or add half a unit to every time`,
  SURVIVAL_OPTION: (name: string, value: unknown, remedy: string) =>
    `${name} is not usable: ${shown(value)}; ${remedy}`,
} as const;

const purchase = {
  PURCHASE_EMPTY: (what: string) =>
    `no customers to ${what}: 0 given; pass at least one customer's purchase history`,
  PURCHASE_SHAPE: (name: string, got: number, expected: number) =>
    `${name} has ${got} values, ${expected} expected; pass one value for each customer`,
  PURCHASE_VALUE: (name: string, index: number, value: unknown, remedy: string) =>
    `${name} of customer ${index} is not usable: ${shown(value)}; ${remedy}`,
  PURCHASE_ORDER: (index: number, recency: number, age: number) =>
    `customer ${index} bought after the end of observation: last purchase at ${recency}, age ${age}; recency is the age at the last purchase (not the time since), and no purchase may lie after the cut-off`,
  PURCHASE_RESOLUTION: (name: string, index: number, value: number, ticksPerUnit: number) =>
    `${name} of customer ${index} is not a whole number of ticks: ${value} at ${ticksPerUnit} ticks a unit; pass the true resolution (7 for weeks counted from days) or leave it out`,
  PURCHASE_UNIT: (what: string, got: string, expected: string) =>
    `time units do not agree: ${what} is in ${got}s, the data are in ${expected}s; convert it first with inUnit(duration, '${expected}')`,
  PURCHASE_UNIT_NAME: (value: unknown) =>
    `time unit is unknown: ${shown(value)}; use 'hour', 'day', 'week', 'month', 'quarter' or 'year'`,
  PURCHASE_DURATION: (name: string, value: unknown, remedy: string) =>
    `${name} is not usable: ${shown(value)}; ${remedy}`,
  PURCHASE_NO_REPEATS: (customers: number) =>
    `no rate of repeat buying can be learned: 0 repeat purchases among ${customers} customers; observe them for longer, or check that all orders (not only first orders) were passed`,
  PURCHASE_TOO_FEW: (customers: number, needed: number, model: string) =>
    `too few customers to fit ${model}: ${customers}, ${needed} needed; the model describes how customers differ, so pass more of them`,
  PURCHASE_PARAMETER: (model: string, name: string, value: unknown) =>
    `${model}: parameter ${name} is not usable: ${shown(value)}; pass a finite number above 0`,
  PURCHASE_HISTORY: (model: string, problem: string, value: unknown) =>
    `${model}: purchase history is impossible: ${problem}: ${shown(value)}; need whole repeats of at least 0 and 0 <= recency <= age, recency 0 when there is no repeat`,
  PURCHASE_UNBOUNDED: (model: string, parameter: string, value: number) =>
    `${model}: undiscounted residual purchases are infinite: ${parameter} = ${value} is at most 1, discount rate 0; give a horizon or a discount rate above 0`,
  PURCHASE_OPTION: (name: string, value: unknown, remedy: string) =>
    `${name} is not usable: ${shown(value)}; ${remedy}`,
  PURCHASE_EVENT: (index: number, name: string, value: unknown, remedy: string) =>
    `event ${index}: ${name} is not usable: ${shown(value)}; ${remedy}`,
  PURCHASE_NO_HOLDOUT: (why: string) =>
    `no holdout comparison is possible: ${why}; choose an earlier cut-off`,
} as const;

const contract = {
  CONTRACT_EMPTY: () =>
    `no cohort to fit: 0 given; pass at least one list of customers still active, period by period`,
  CONTRACT_SHAPE: (cohort: number, got: number) =>
    `cohort ${cohort} is too short: ${got} value${got === 1 ? '' : 's'}; pass the starting number and at least one later one`,
  CONTRACT_VALUE: (cohort: number, period: number, value: unknown) =>
    `cohort ${cohort}, period ${period}: number of active customers is not usable: ${shown(value)}; pass a whole number of at least 0`,
  CONTRACT_RISING: (cohort: number, period: number, before: number, after: number) =>
    `cohort ${cohort} grew in period ${period}: ${before} to ${after}; a cohort only loses customers: count those who came back as a new cohort`,
  CONTRACT_NO_LOSS: (customers: number) =>
    `no churn rate can be learned: none of ${customers} customers has left; observe at least one loss`,
  CONTRACT_NOTHING_KEPT: (customers: number) =>
    `no difference between customers can be learned: all ${customers} left in their first period; observe a cohort that keeps some`,
  CONTRACT_ONE_PERIOD: (model: string, periods: number, needed: number) =>
    `too few periods to fit ${model}: ${periods}, ${needed} needed; wait for another renewal, or use the plain retention rate`,
  CONTRACT_PARAMETER: (model: string, name: string, value: unknown) =>
    `${model}: parameter ${name} is not usable: ${shown(value)}; pass a finite number above 0`,
  CONTRACT_OPTION: (name: string, value: unknown, remedy: string) =>
    `${name} is not usable: ${shown(value)}; ${remedy}`,
  CONTRACT_UNBOUNDED: (model: string, why: string) =>
    `${model}: undiscounted expected lifetime is infinite: ${why}; give a horizon or a discount rate above 0`,
} as const;

const spend = {
  SPEND_DISCOUNT: (value: unknown) =>
    `discount rate is not usable: ${shown(value)}; pass a rate of at least 0 with its period, such as annualRate(0.1)`,
  SPEND_EMPTY: () =>
    `no spend to model: no customer has an order above 0; pass customers with at least one paid order`,
  SPEND_SHAPE: (name: string, got: number, expected: number) =>
    `${name} has ${got} values, ${expected} expected; pass one value for each customer`,
  SPEND_VALUE: (name: string, index: number, value: unknown, remedy: string) =>
    `${name} of customer ${index} is not usable: ${shown(value)}; ${remedy}`,
  SPEND_PARAMETER: (name: string, value: unknown) =>
    `gamma-gamma: parameter ${name} is not usable: ${shown(value)}; pass a finite number above 0`,
  SPEND_TOO_FEW: (customers: number, needed: number) =>
    `too few customers to model spend: ${customers} with two orders or more, ${needed} needed; the spread between customers cannot be told from the spread within them`,
  SPEND_CONSTANT: (value: number) =>
    `spend does not differ between customers: every mean is ${shown(value)}; no model is needed, use that value`,
  SPEND_CURRENCY: (value: unknown) =>
    `currency is not usable: ${shown(value)}; pass the three capital letters of its ISO 4217 code, such as 'EUR'`,
  SPEND_CURRENCY_MIXED: (got: string, expected: string) =>
    `currencies do not agree: ${got} and ${expected}; convert the amounts at their own dates first`,
  SPEND_OPTION: (name: string, value: unknown, remedy: string) =>
    `${name} is not usable: ${shown(value)}; ${remedy}`,
} as const;

const impact = {
  IMPACT_RECORDING_CHANGED: (measure: string) =>
    `no effect can be estimated: the recording of ${measure} changed with the intervention; a measure counted differently after the change moves without anything having happened; pick a measure whose recording did not change, such as paid orders or revenue`,
  IMPACT_TOO_SHORT: (part: string, got: number, needed: number, remedy: string) =>
    `series is too short: ${got} usable ${part}, ${needed} needed; ${remedy}`,
  IMPACT_START: (name: string, value: unknown, remedy: string) =>
    `${name} is not usable: ${shown(value)}; ${remedy}`,
  IMPACT_OPTION: (name: string, value: unknown, remedy: string) =>
    `${name} is not usable: ${shown(value)}; ${remedy}`,
  IMPACT_SHAPE: (name: string, got: number, expected: number) =>
    `${name} has ${got} values, ${expected} expected; pass one value for each period of the measure`,
  IMPACT_VALUE: (name: string, index: number, value: unknown) =>
    `${name} is not usable at position ${index}: ${shown(value)}; pass finite numbers (or null for a missing measure value)`,
  IMPACT_CONSTANT: (name: string) =>
    `${name} never changes before the intervention; no effect can be told from a constant: pass a measure that varies`,
  IMPACT_PANEL: (problem: string, value: unknown, remedy: string) =>
    `panel is not usable: ${problem}: ${shown(value)}; ${remedy}`,
} as const;

const series = {
  SERIES_VALUE: (index: number, value: unknown) =>
    `series value is not usable at position ${index}: ${shown(value)}; pass a finite number, or null where it is missing (missing is not zero)`,
  SERIES_TOO_SHORT: (what: string, got: number, needed: number, remedy: string) =>
    `series is too short for ${what}: ${got} observed value${got === 1 ? '' : 's'}, ${needed} needed; ${remedy}`,
  SERIES_OPTION: (name: string, value: unknown, remedy: string) =>
    `${name} is not usable: ${shown(value)}; ${remedy}`,
  SERIES_NOT_POSITIVE: (what: string, index: number, value: number) =>
    `${what} needs values above 0: ${shown(value)} at position ${index}; use an additive model, or the log transform with an offset for counts`,
  SERIES_RANGE: (what: string, index: number, value: number, remedy: string) =>
    `${what}: value out of range at position ${index}: ${shown(value)}; ${remedy}`,
  SERIES_MISSING: (what: string, index: number) =>
    `${what} needs a value in every period: missing at position ${index}; fill it, or cut the series after it`,
  SERIES_NO_MODEL: (why: string) =>
    `no model could be fitted: ${why}; pass a longer series or allow a simpler model`,
  SERIES_LENGTHS: (left: string, leftLength: number, right: string, rightLength: number) =>
    `${left} and ${right} differ in length: ${leftLength} and ${rightLength}; pass one value of each for every period`,
} as const;

const risk = {
  RISK_EMPTY: () => 'no rows to learn from: 0 rows; pass at least one subject of either outcome',
  RISK_LENGTH: (column: string, actual: number, rows: number) =>
    `column ${shown(column)} has ${actual} rows, ${rows} expected; pass one value for each row`,
  RISK_BAD_OUTCOME: (row: number, value: unknown) =>
    `outcome is neither true nor false: ${shown(value)} in row ${row}; leave out rows whose outcome is not known yet`,
  RISK_ONE_CLASS: (rows: number, outcome: boolean) =>
    `only one outcome: all ${rows} rows are ${outcome}; a score needs rows with and without the event: widen the label window`,
  RISK_NO_COLUMNS: () => 'no columns to learn from: 0 columns; pass at least one feature',
  RISK_DUPLICATE_COLUMN: (column: string) =>
    `column ${shown(column)} is given twice; give every column its own name`,
  RISK_BAD_VALUE: (column: string, row: number, value: unknown) =>
    `column ${shown(column)} is not a finite number: ${shown(value)} in row ${row}; encode text and missing values with fitEncoder first`,
  RISK_CONSTANT_COLUMN: (column: string, value: number) =>
    `column ${shown(column)} is constant: always ${shown(value)}; drop it, it cannot explain anything`,
  RISK_COLLINEAR_COLUMN: (column: string, others: string) =>
    `column ${shown(column)} is a combination of ${others}; drop one of them, or set ridge above 0`,
  RISK_SEPARATION: (columns: string) =>
    `no finite estimate: ${columns} tells the outcomes apart perfectly; check for a leak (a field filled because of the outcome), merge rare levels, or set ridge above 0`,
  RISK_NO_CONVERGENCE: (steps: number) =>
    `logistic regression did not converge in ${steps} steps; set ridge above 0`,
  RISK_BAD_WEIGHT: (row: number, value: unknown) =>
    `weight is not above 0: ${shown(value)} in row ${row}; drop rows that stand for nobody`,
  RISK_BAD_PROBABILITY: (row: number, value: unknown) =>
    `predicted probability is not between 0 and 1: ${shown(value)} in row ${row}; pass probabilities, not scores or percents`,
  RISK_BAD_SCORE: (row: number, value: unknown) =>
    `score is not a finite number: ${shown(value)} in row ${row}; score every row before measuring`,
  RISK_BAD_CAPACITY: (capacity: unknown, rows: number) =>
    `capacity is not a whole number from 1 to ${rows}: ${shown(capacity)}; pass how many subjects the team can contact`,
  RISK_ISOTONIC_TOO_SMALL: (rows: number, needed: number) =>
    `too few rows for isotonic calibration: ${rows}, ${needed} needed; use the platt method, or leave the method open`,
  RISK_OPTION: (name: string, value: unknown, remedy: string) =>
    `${name} is not usable: ${shown(value)}; ${remedy}`,
  RISK_MISSING_COLUMN: (column: string) =>
    `column ${shown(column)} is missing; pass every column the score was fitted on`,
  RISK_UNKNOWN_LEVEL: (column: string, level: string, row: number) =>
    `column ${shown(column)} has a level not seen when the encoder was fitted: ${shown(level)} in row ${row}; refit the encoder, or let unknown levels count as the reference`,
  RISK_REFERENCE_LEVEL: (column: string, level: string, known: string) =>
    `column ${shown(column)} has no level ${shown(level)} to refer to; pick one of ${known}`,
  RISK_MISSING_VALUE: (column: string, row: number) =>
    `column ${shown(column)} has no value in row ${row}; fill it, or set missing to 'median' for that column`,
  RISK_WINDOW_BACKWARDS: (name: string, start: number, end: number) =>
    `${name} window is empty or runs backwards: from ${shown(start)} to ${shown(end)}; a window must end after it starts`,
  RISK_WINDOWS_TOO_CLOSE: (featureEnd: number, labelStart: number, gap: number, needed: number) =>
    `label window starts ${shown(gap)} after the feature window ends (${shown(featureEnd)} to ${shown(labelStart)}), ${shown(needed)} needed; features seen so close to the outcome leak it: end the features earlier`,
  RISK_FEATURE_AFTER_CUTOFF: (column: string, row: number, observedAt: number, cutoff: number) =>
    `column ${shown(column)} was observed after the cut-off: ${shown(observedAt)} in row ${row}, cut-off ${shown(cutoff)}; take the value as it was at the cut-off`,
} as const;

const rfm = {
  RFM_EMPTY: (what: string) => `no ${what} to score: 0 rows; pass at least one`,
  RFM_DUPLICATE_CUSTOMER: (customer: string) =>
    `customer ${shown(customer)} is given twice; merge the rows of a customer first`,
  RFM_BAD_VALUE: (column: string, customer: string, value: unknown, remedy: string) =>
    `${column} of customer ${shown(customer)} is not usable: ${shown(value)}; ${remedy}`,
  RFM_BAD_BUCKETS: (buckets: unknown) =>
    `number of buckets is not a whole number from 2 to 10: ${shown(buckets)}; 5 is usual`,
  RFM_OPTION: (name: string, value: unknown, remedy: string) =>
    `${name} is not usable: ${shown(value)}; ${remedy}`,
  RFM_BAD_CUTOFFS: (measure: string, remedy: string) => `cut-offs of ${measure} are not usable; ${remedy}`,
  RFM_BAD_DATE: (value: unknown) => `scoring date is not usable: ${shown(value)}; pass a finite day number`,
  RFM_ORDER_AFTER_DATE: (customer: string, day: number, asOf: number) =>
    `order of customer ${shown(customer)} is after the scoring date: day ${shown(day)}, scored at ${shown(asOf)}; leave later orders out`,
  RFM_DIFFERENT_BUCKETS: (before: number, after: number) =>
    `the two scorings differ in buckets: ${before} and ${after}; score both dates alike`,
} as const;

/** Code → builder of the message. Frozen; codes never change meaning. */
export const STATISTICS_ERRORS = Object.freeze({
  ...special,
  ...random,
  ...linear,
  ...optimise,
  ...interval,
  ...survival,
  ...purchase,
  ...contract,
  ...spend,
  ...impact,
  ...series,
  ...risk,
  ...rfm,
});

export type StatisticsErrorCode = keyof typeof STATISTICS_ERRORS;

/** The only error class of the package. `code` is stable; `message` is for people. */
export class StatisticsError extends Error {
  readonly code: StatisticsErrorCode;

  constructor(code: StatisticsErrorCode, message: string) {
    super(message);
    this.name = 'StatisticsError';
    this.code = code;
  }
}

/** Builds (does not throw) the error `code` from its parts. */
export function statisticsError<Code extends StatisticsErrorCode>(
  code: Code,
  ...parts: Parameters<(typeof STATISTICS_ERRORS)[Code]>
): StatisticsError {
  const build = STATISTICS_ERRORS[code] as (...args: unknown[]) => string;
  return new StatisticsError(code, build(...parts));
}
