import type { Expression } from './expression.js';
import type { MetricDefinition } from './metric-definition.js';
import type { Problem } from './problem.js';

const counted = new Set(['mean', 'mean_of_members', 'quantile', 'present_value']);

/** What is wrong with a formula of a definition. */
export function expressionProblems(
  expression: Expression,
  path: string,
  definition: MetricDefinition,
): readonly Problem[] {
  const below = (part: Expression, step: string): readonly Problem[] =>
    expressionProblems(part, `${path}.${step}`, definition);
  const legs = Object.keys(definition.legs).join(', ');
  if ('leg' in expression) {
    return expression.leg in definition.legs
      ? []
      : [{ path: `${path}.leg`, problem: `no leg is named '${expression.leg}'; there are: ${legs}` }];
  }
  if ('count_of' in expression) {
    const found = definition.legs[expression.count_of];
    if (found === undefined) {
      return [
        { path: `${path}.count_of`, problem: `no leg is named '${expression.count_of}'; there are: ${legs}` },
      ];
    }
    return counted.has(found.aggregate.kind)
      ? []
      : [
          {
            path: `${path}.count_of`,
            problem: `'${expression.count_of}' is a ${found.aggregate.kind}; use a leg that counts`,
          },
        ];
  }
  if ('parameter' in expression) {
    const parameter = definition.parameters[expression.parameter];
    if (parameter?.kind === 'number') return [];
    return [{ path: `${path}.parameter`, problem: `no number parameter is named '${expression.parameter}'` }];
  }
  if ('add' in expression) return expression.add.flatMap((part, at) => below(part, `add.${at}`));
  if ('multiply' in expression)
    return expression.multiply.flatMap((part, at) => below(part, `multiply.${at}`));
  if ('first' in expression) return expression.first.flatMap((part, at) => below(part, `first.${at}`));
  if ('subtract' in expression)
    return expression.subtract.flatMap((part, at) => below(part, `subtract.${at}`));
  if ('divide' in expression) return expression.divide.flatMap((part, at) => below(part, `divide.${at}`));
  if ('positive' in expression) return below(expression.positive, 'positive');
  if ('when_zero' in expression) {
    return [...below(expression.when_zero, 'when_zero'), ...below(expression.gives, 'gives')];
  }
  return [];
}
