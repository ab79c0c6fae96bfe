import type { Placement, WindowRule } from '../definition/placement.js';
import type { ParameterValues } from '../definition/parameter.js';
import { addDays, addMonths, addTo, earlier, later } from '../period/dates.js';
import type { CalendarGrain } from '../period/unit.js';
import { resolveNumber } from './parameters.js';
import type { PlannedPeriod } from './planned-period.js';
import type { AgeEdge, Edge, Window } from './scan.js';

/** No data of a business is older. */
export const beginningOfTime = '0001-01-01';

/** What the windows of a leg depend on. */
export interface WindowContext {
  readonly values: ParameterValues;
  /** Day after the as-of date. */
  readonly asOfEdge: string;
}

/** Thrown inside the planner where a parameter without a value decides a window; the leg then has no figure. */
export class MissingParameter extends Error {
  readonly parameter: string;
  constructor(parameter: string) {
    super(parameter);
    this.parameter = parameter;
  }
}

export function needNumber(value: Parameters<typeof resolveNumber>[0], values: ParameterValues): number {
  const found = resolveNumber(value, values);
  if (found === null) throw new MissingParameter(typeof value === 'number' ? '' : value.parameter);
  return found;
}

/**
 * The day at which a plan is measured: the as-of edge while the period runs or lies ahead (or the same part of a
 * compared period), the first day of a period that is over.
 */
export const measuringDay = (period: PlannedPeriod): string =>
  period.edge < period.end ? later(period.start, period.edge) : period.start;

/** Days of maturity that a rule asks for; 0 where it asks for none. */
export const maturityDays = (placement: Placement, values: ParameterValues): number =>
  'mature_days' in placement && placement.mature_days !== undefined
    ? needNumber(placement.mature_days, values)
    : 0;

/** The dates that a rule looks at for a period. Start and end may meet: an empty window. */
export function windowOf(rule: WindowRule, period: PlannedPeriod, context: WindowContext): Window {
  const { values, asOfEdge } = context;
  let start = period.start;
  let end = rule.whole_period === true ? period.end : later(period.start, period.edge);
  if (rule.measured === 'before') end = measuringDay(period);
  if (rule.trailing_months !== undefined) start = addMonths(end, -needNumber(rule.trailing_months, values));
  if (rule.from_beginning === true) start = beginningOfTime;
  if (rule.mature_days !== undefined) {
    end = later(start, earlier(end, addDays(asOfEdge, -needNumber(rule.mature_days, values))));
  }
  if (rule.lag_days !== undefined) {
    const lag = needNumber(rule.lag_days, values);
    start = addDays(start, -lag);
    end = addDays(end, -lag);
  }
  return { period: period.index, start, end };
}

export function edgeOf(
  placement: WindowRule & { readonly at: 'start' | 'end' },
  period: PlannedPeriod,
  context: WindowContext,
): Edge {
  const window = windowOf(placement, period, context);
  return { period: period.index, edge: placement.at === 'start' ? window.start : window.end };
}

const step: Record<CalendarGrain, { days?: number; months?: number; years?: number }> = {
  day: { days: 1 },
  week: { days: 7 },
  month: { months: 1 },
  quarter: { months: 3 },
  year: { years: 1 },
  fiscal_quarter: { months: 3 },
  fiscal_year: { years: 1 },
};

/** The edges at which a cohort is looked at: age 0 is the end of its own period. Edges past the as-of are left out. */
export function ageEdges(period: PlannedPeriod, oldest: number, asOfEdge: string): readonly AgeEdge[] {
  if (period.grain === 'total') return [];
  const unit = step[period.grain];
  return Array.from({ length: oldest + 1 }, (_, age) => {
    const span = Object.fromEntries(Object.entries(unit).map(([name, size]) => [name, size * age]));
    return { period: period.index, age, edge: addTo(period.end, span) };
  }).filter(({ edge }) => edge <= asOfEdge);
}
