import { divide, type Expression, leg } from './expression.js';
import { type IntervalRule, none } from './interval-rule.js';
import type { MetricDefinition } from './metric-definition.js';

type Optional =
  | 'version'
  | 'better'
  | 'included'
  | 'excluded'
  | 'variants'
  | 'parameters'
  | 'interval'
  | 'additive'
  | 'breakdowns'
  | 'numerator'
  | 'denominator'
  | 'n'
  | 'rules';

export type Draft = Omit<MetricDefinition, Optional> & Partial<Pick<MetricDefinition, Optional>>;

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) freeze(part);
  }
  return value;
}

/** Where the value is a quotient, its parts are the numerator and denominator unless the draft says otherwise. */
function quotientOf(value: Expression): { numerator: Expression | null; denominator: Expression | null } {
  if ('divide' in value) return { numerator: value.divide[0], denominator: value.divide[1] };
  return { numerator: value, denominator: null };
}

/** Fills the ordinary answers into a draft and freezes it. */
export function define(draft: Draft): MetricDefinition {
  const quotient = quotientOf(draft.value);
  return freeze({
    version: 1,
    better: 'higher',
    included: [],
    excluded: [],
    variants: [],
    parameters: {},
    interval: none,
    additive: false,
    breakdowns: ['segment', 'region'],
    rules: [],
    n: quotient.denominator,
    ...quotient,
    ...draft,
  });
}

/** A share of a count, with its Wilson interval: legs `part` and `whole` named by the caller. */
export const shareOf = (
  part: string,
  whole: string,
): { value: Expression; interval: IntervalRule; unit: 'ratio' } => ({
  unit: 'ratio',
  value: divide(leg(part), leg(whole)),
  interval: { method: 'wilson', successes: part, trials: whole },
});
