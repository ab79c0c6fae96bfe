/** A formula over legs, as plain data. Evaluated exactly, in rational numbers. */
export type Expression =
  | { readonly leg: string }
  /** The number of values behind a mean, quantile or present value. */
  | { readonly count_of: string }
  | { readonly number: number }
  | { readonly parameter: string }
  | { readonly add: readonly Expression[] }
  | { readonly subtract: readonly [Expression, Expression] }
  | { readonly multiply: readonly Expression[] }
  | { readonly divide: readonly [Expression, Expression] }
  /** The first that has a value. */
  | { readonly first: readonly Expression[] }
  /** The value where it is above 0; otherwise null with that reason. */
  | { readonly positive: Expression; readonly otherwise: string }
  /** `gives` where `when_zero` is 0; otherwise null with that reason. */
  | { readonly when_zero: Expression; readonly gives: Expression; readonly otherwise: string }
  /** The value of another metric, with its own legs. */
  | { readonly metric: string };

export const leg = (name: string): Expression => ({ leg: name });
export const countOf = (name: string): Expression => ({ count_of: name });
export const number = (value: number): Expression => ({ number: value });
export const parameter = (name: string): Expression => ({ parameter: name });
export const add = (...parts: readonly Expression[]): Expression => ({ add: parts });
export const subtract = (from: Expression, what: Expression): Expression => ({ subtract: [from, what] });
export const multiply = (...parts: readonly Expression[]): Expression => ({ multiply: parts });
export const divide = (what: Expression, by: Expression): Expression => ({ divide: [what, by] });
export const first = (...parts: readonly Expression[]): Expression => ({ first: parts });
export const positive = (what: Expression, otherwise: string): Expression => ({ positive: what, otherwise });

/** Parts of an expression, one level down. */
export function partsOf(expression: Expression): readonly Expression[] {
  if ('add' in expression) return expression.add;
  if ('subtract' in expression) return expression.subtract;
  if ('multiply' in expression) return expression.multiply;
  if ('divide' in expression) return expression.divide;
  if ('first' in expression) return expression.first;
  if ('positive' in expression) return [expression.positive];
  if ('when_zero' in expression) return [expression.gives, expression.when_zero];
  return [];
}

/** Names of the legs an expression reads, each once. */
export function legsOf(expression: Expression): readonly string[] {
  const own = 'leg' in expression ? [expression.leg] : 'count_of' in expression ? [expression.count_of] : [];
  return [...new Set([...own, ...partsOf(expression).flatMap(legsOf)])];
}
