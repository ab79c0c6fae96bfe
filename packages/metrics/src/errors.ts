/**
 * Every error of the package, in one table: a stable code and the text a person reads (lower-case: problem, then
 * value, then what to do). `where` says where the value stood: a metric id, or the path inside a request or a file.
 */
const texts = {
  period_unreadable: (value: string) =>
    `unreadable period: '${value}'; write 2025, 2025-Q1, 2025-03, 2025-W09, 2025-03-14, FY2025 or FY2025-Q1`,
  period_order: (from: string, to: string) => `the range ends before it starts: ${from} to ${to}`,
  too_many_periods: (count: string, most: string) =>
    `too many periods: ${count}; ask for at most ${most}, or a coarser grain`,
  metric_unknown: (id: string, near: string) =>
    `unknown metric: '${id}'${near === '' ? '' : `; did you mean ${near}?`}`,
  metric_twice: (id: string) => `the metric id is taken: '${id}'; choose another`,
  metric_cycle: (path: string) => `metrics refer to each other in a circle: ${path}`,
  dimension_unsupported: (dimension: string, allowed: string) =>
    `cannot break down or filter by '${dimension}'; possible here: ${allowed}`,
  grain_unsupported: (grain: string, allowed: string) =>
    `the metric has no figure by ${grain}; possible: ${allowed}`,
  parameter_unknown: (name: string, allowed: string) =>
    `unknown parameter: '${name}'; possible: ${allowed === '' ? 'none' : allowed}`,
  parameter_value: (name: string, value: string, expected: string) =>
    `parameter '${name}' cannot be ${value}; expected ${expected}`,
  request_invalid: (path: string, problem: string) => `the request is not valid at ${path}: ${problem}`,
  context_invalid: (path: string, problem: string) => `the context is not valid at ${path}: ${problem}`,
  definition_invalid: (path: string, problem: string) =>
    `the metric definition is not valid at ${path}: ${problem}`,
  step_missing: (step: string) => `the rows of step '${step}' are missing; run every step of the plan`,
  cell_unknown: (metric: string, period: string) => `the plan holds no cell of ${metric} in ${period}`,
  leg_unknown: (leg: string, allowed: string) => `unknown leg: '${leg}'; possible: ${allowed}`,
  number_unreadable: (value: string) => `unreadable number from the engine: '${value}'`,
} as const;

export type MetricsErrorCode = keyof typeof texts;

export class MetricsError extends Error {
  readonly code: MetricsErrorCode;
  /** Metric id, or path inside the request or file; null where there is none. */
  readonly where: string | null;

  constructor(code: MetricsErrorCode, message: string, where: string | null) {
    super(where === null ? message : `${where}: ${message}`);
    this.name = 'MetricsError';
    this.code = code;
    this.where = where;
  }
}

/** Makes (does not throw) the error of that code; `values` fill its text in order. */
export function metricsError<Code extends MetricsErrorCode>(
  code: Code,
  values: Parameters<(typeof texts)[Code]>,
  where: string | null = null,
): MetricsError {
  const write: (...parts: string[]) => string = texts[code];
  return new MetricsError(code, write(...values), where);
}
