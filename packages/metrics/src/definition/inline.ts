import { metricsError } from '../errors.js';
import type { Expression } from './expression.js';
import type { Leg, MetricDefinition } from './metric-definition.js';
import type { Parameter } from './parameter.js';

type Find = (id: string) => MetricDefinition | undefined;

/** Rebuilds an expression with the leaves replaced. */
function mapLeaves(expression: Expression, leaf: (leaf: Expression) => Expression): Expression {
  const map = (part: Expression): Expression => mapLeaves(part, leaf);
  if ('add' in expression) return { add: expression.add.map(map) };
  if ('subtract' in expression)
    return { subtract: [map(expression.subtract[0]), map(expression.subtract[1])] };
  if ('multiply' in expression) return { multiply: expression.multiply.map(map) };
  if ('divide' in expression) return { divide: [map(expression.divide[0]), map(expression.divide[1])] };
  if ('first' in expression) return { first: expression.first.map(map) };
  if ('positive' in expression)
    return { positive: map(expression.positive), otherwise: expression.otherwise };
  if ('when_zero' in expression) {
    return { ...expression, when_zero: map(expression.when_zero), gives: map(expression.gives) };
  }
  return leaf(expression);
}

/**
 * Replaces `{ metric: id }` in the formulas by that metric's value and takes over its legs (as `id.leg`) and its
 * parameters (by name: one value serves both). Throws `metric_unknown` or `metric_cycle`.
 */
export function inlineMetrics(
  definition: MetricDefinition,
  find: Find,
  path: readonly string[] = [],
): MetricDefinition {
  const trail = [...path, definition.id];
  if (path.includes(definition.id)) throw metricsError('metric_cycle', [trail.join(' → ')], definition.id);
  const legs: Record<string, Leg> = { ...definition.legs };
  const parameters: Record<string, Parameter> = { ...definition.parameters };
  let requires = definition.requires ?? [];

  const replace = (expression: Expression): Expression =>
    mapLeaves(expression, (leaf) => {
      if (!('metric' in leaf)) return leaf;
      const other = find(leaf.metric);
      if (other === undefined) throw metricsError('metric_unknown', [leaf.metric, ''], definition.id);
      const inner = inlineMetrics(other, find, trail);
      const rename = (name: string): string => `${inner.id}.${name}`;
      for (const [name, leg] of Object.entries(inner.legs)) legs[rename(name)] = leg;
      for (const [name, parameter] of Object.entries(inner.parameters)) parameters[name] ??= parameter;
      requires = [...new Set([...requires, ...(inner.requires ?? [])])];
      return mapLeaves(inner.value, (part) => {
        if ('leg' in part) return { leg: rename(part.leg) };
        if ('count_of' in part) return { count_of: rename(part.count_of) };
        return part;
      });
    });

  const maybe = (expression: Expression | null): Expression | null =>
    expression === null ? null : replace(expression);
  const value = replace(definition.value);
  const numerator = maybe(definition.numerator);
  const denominator = maybe(definition.denominator);
  const n = maybe(definition.n);
  return {
    ...definition,
    value,
    numerator,
    denominator,
    n,
    legs,
    parameters,
    ...(requires.length === 0 ? {} : { requires }),
  };
}
