import { findFact } from '@bellwether/model';
import { expressionProblems } from './check-expression.js';
import { legProblems } from './check-leg.js';
import { dimensionsOf } from './dimensions.js';
import type { IntervalRule } from './interval-rule.js';
import type { MetricDefinition } from './metric-definition.js';
import type { Problem } from './problem.js';

function intervalProblems(definition: MetricDefinition): readonly Problem[] {
  const rule: IntervalRule = definition.interval;
  const names = Object.entries(rule).filter(
    ([key, value]) => typeof value === 'string' && key !== 'method' && key !== 'cluster',
  );
  const unknown = names
    .filter(([, name]) => !(String(name) in definition.legs))
    .map(([key, name]) => ({ path: `interval.${key}`, problem: `no leg is named '${String(name)}'` }));
  if (unknown.length > 0) return unknown;
  const kindOf = (name: string): string => definition.legs[name]?.aggregate.kind ?? '';
  if (rule.method === 'mean' && !kindOf(rule.leg).startsWith('mean')) {
    return [{ path: 'interval.leg', problem: `'${rule.leg}' is a ${kindOf(rule.leg)}; a mean is needed` }];
  }
  if (rule.method === 'quantile' && kindOf(rule.leg) !== 'quantile') {
    return [
      { path: 'interval.leg', problem: `'${rule.leg}' is a ${kindOf(rule.leg)}; a quantile is needed` },
    ];
  }
  if (rule.method === 'ratio_of_sums') {
    const [top, bottom] = [definition.legs[rule.numerator], definition.legs[rule.denominator]];
    if (top?.fact !== bottom?.fact || top?.placement.kind !== bottom?.placement.kind) {
      return [
        { path: 'interval', problem: 'both legs of a ratio of sums must come from the same fact and dates' },
      ];
    }
  }
  return [];
}

/** Everything that is wrong with a definition whose references are resolved; the same for built-in and custom ones. */
export function definitionProblems(definition: MetricDefinition): readonly Problem[] {
  const { id, legs, value, numerator, denominator, n } = definition;
  const formulas = { value, numerator, denominator, n };
  const problems: Problem[] = [];
  if (!/^[a-z][a-z0-9_]*$/.test(id)) {
    problems.push({ path: 'id', problem: `'${id}' must be lower-case letters, digits and underscores` });
  }
  if (Object.keys(legs).length === 0)
    problems.push({ path: 'legs', problem: 'a metric needs at least one leg' });
  for (const [name, leg] of Object.entries(legs)) problems.push(...legProblems(name, leg, definition));
  for (const [name, formula] of Object.entries(formulas)) {
    if (formula !== null) problems.push(...expressionProblems(formula, name, definition));
  }
  problems.push(...intervalProblems(definition));
  for (const [at, fact] of (definition.requires ?? []).entries()) {
    if (findFact(fact) === undefined)
      problems.push({ path: `requires.${at}`, problem: `there is no fact '${fact}'` });
  }
  if (problems.length > 0) return problems;
  const allowed = dimensionsOf(definition);
  return definition.breakdowns.flatMap((dimension, at) =>
    allowed.includes(dimension)
      ? []
      : [
          {
            path: `breakdowns.${at}`,
            problem: `not every leg has '${dimension}'; possible: ${allowed.join(', ')}`,
          },
        ],
  );
}
