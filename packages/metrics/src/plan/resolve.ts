import type { Aggregate } from '../definition/aggregate.js';
import type { Condition } from '../definition/condition.js';
import type { ParameterValues } from '../definition/parameter.js';
import type { ScanAggregate, ScanCondition } from './scan.js';
import { needNumber } from './windows.js';

/** A condition with the values of the parameters filled in. */
export function resolveCondition(condition: Condition, values: ParameterValues): ScanCondition {
  if ('at_least' in condition) return { ...condition, at_least: needNumber(condition.at_least, values) };
  if ('at_most' in condition) return { ...condition, at_most: needNumber(condition.at_most, values) };
  if ('within_days' in condition) {
    return { ...condition, within_days: needNumber(condition.within_days, values) };
  }
  if ('found_in' in condition) {
    const where = condition.found_in.where.map((part) => resolveCondition(part, values));
    return { ...condition, found_in: { ...condition.found_in, where } };
  }
  return condition;
}

export const resolveConditions = (
  conditions: readonly Condition[] | undefined,
  values: ParameterValues,
): readonly ScanCondition[] => (conditions ?? []).map((condition) => resolveCondition(condition, values));

/** An aggregate with the values of the parameters filled in. */
export function resolveAggregate(aggregate: Aggregate, values: ParameterValues): ScanAggregate {
  return aggregate.kind === 'present_value'
    ? { ...aggregate, rate: needNumber(aggregate.rate, values) }
    : aggregate;
}
