import type { Expression } from '../definition/expression.js';
import type { ParameterValues } from '../definition/parameter.js';
import {
  addExact,
  divideExact,
  type Exact,
  multiplyExact,
  parseExact,
  subtractExact,
  whole,
} from './exact.js';
import { isReasonCode, type Reason, reason } from './reason.js';

/** A value, or why there is none. */
export type Evaluated =
  | { readonly value: Exact; readonly reason: null }
  | { readonly value: null; readonly reason: Reason };

/** What a leg amounts to in one period and breakdown. */
export interface LegValue {
  /** null: no row had a value (mean, quantile); counts and sums are 0 then. */
  readonly value: Exact | null;
  /** Values behind it; for counts and sums the same as the count, or null where not fetched. */
  readonly n: number | null;
  /** Why the leg has nothing to say at all. */
  readonly reason: Reason | null;
}

export interface Scope {
  readonly leg: (name: string) => LegValue;
  readonly values: ParameterValues;
}

const some = (value: Exact): Evaluated => ({ value, reason: null });
const none = (why: Reason): Evaluated => ({ value: null, reason: why });

const reasonNamed = (code: string): Reason => reason(isReasonCode(code) ? code : 'zero_denominator');

function fold(
  parts: readonly Expression[],
  scope: Scope,
  combine: (a: Exact, b: Exact) => Exact,
  start: Exact,
): Evaluated {
  let total = start;
  for (const part of parts) {
    const found = evaluate(part, scope);
    if (found.value === null) return found;
    total = combine(total, found.value);
  }
  return some(total);
}

function both(
  parts: readonly [Expression, Expression],
  scope: Scope,
  combine: (a: Exact, b: Exact) => Evaluated,
): Evaluated {
  const a = evaluate(parts[0], scope);
  if (a.value === null) return a;
  const b = evaluate(parts[1], scope);
  if (b.value === null) return b;
  return combine(a.value, b.value);
}

/** The first part with a value; without one, the reason of the last (the most particular remedy). */
function firstOf(parts: readonly Expression[], scope: Scope): Evaluated {
  let last: Evaluated = none(reason('no_values'));
  for (const part of parts) {
    last = evaluate(part, scope);
    if (last.value !== null) return last;
  }
  return last;
}

/** Works out a formula, exactly. A division by 0 is null with the reason `zero_denominator`. */
export function evaluate(expression: Expression, scope: Scope): Evaluated {
  if ('leg' in expression) {
    const found = scope.leg(expression.leg);
    if (found.reason !== null) return none(found.reason);
    return found.value === null ? none(reason('no_values')) : some(found.value);
  }
  if ('count_of' in expression) {
    const found = scope.leg(expression.count_of);
    return found.reason === null ? some(whole(found.n ?? 0)) : none(found.reason);
  }
  if ('number' in expression) return some(parseExact(String(expression.number)));
  if ('parameter' in expression) {
    const value = scope.values[expression.parameter];
    return typeof value === 'number'
      ? some(parseExact(String(value)))
      : none(reason('assumption_missing', `Declare '${expression.parameter}'.`));
  }
  if ('add' in expression) return fold(expression.add, scope, addExact, whole(0));
  if ('multiply' in expression) return fold(expression.multiply, scope, multiplyExact, whole(1));
  if ('subtract' in expression) {
    return both(expression.subtract, scope, (a, b) => some(subtractExact(a, b)));
  }
  if ('divide' in expression) {
    return both(expression.divide, scope, (a, b) =>
      b.n === 0n ? none(reason('zero_denominator')) : some(divideExact(a, b)),
    );
  }
  if ('first' in expression) return firstOf(expression.first, scope);
  if ('positive' in expression) {
    const found = evaluate(expression.positive, scope);
    if (found.value === null || found.value.n > 0n) return found;
    return none(reasonNamed(expression.otherwise));
  }
  if ('when_zero' in expression) {
    const found = evaluate(expression.when_zero, scope);
    if (found.value === null) return found;
    return found.value.n === 0n ? evaluate(expression.gives, scope) : none(reasonNamed(expression.otherwise));
  }
  throw new TypeError(`a reference to metric '${expression.metric}' was not resolved`);
}
