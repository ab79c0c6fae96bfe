import type { Expression } from '../definition/expression.js';
import { unreachable } from '../unreachable.js';

/** A formula as a person writes it: legs by name, parentheses where they are needed. */
export function formulaText(expression: Expression): string {
  const inner = (part: Expression): string => {
    const text = formulaText(part);
    return 'add' in part || 'subtract' in part || 'divide' in part ? `(${text})` : text;
  };
  if ('leg' in expression) return expression.leg;
  if ('count_of' in expression) return `count of ${expression.count_of}`;
  if ('number' in expression) return String(expression.number);
  if ('parameter' in expression) return expression.parameter;
  if ('metric' in expression) return expression.metric;
  if ('add' in expression) return expression.add.map(formulaText).join(' + ');
  if ('subtract' in expression)
    return `${formulaText(expression.subtract[0])} − ${inner(expression.subtract[1])}`;
  if ('multiply' in expression) return expression.multiply.map(inner).join(' × ');
  if ('divide' in expression) return `${inner(expression.divide[0])} ÷ ${inner(expression.divide[1])}`;
  if ('first' in expression) return expression.first.map(formulaText).join(', else ');
  if ('positive' in expression) return formulaText(expression.positive);
  if ('when_zero' in expression) {
    return `${formulaText(expression.gives)} where ${formulaText(expression.when_zero)} is 0`;
  }
  return unreachable(expression);
}
