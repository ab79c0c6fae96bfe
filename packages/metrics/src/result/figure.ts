import type { Expression } from '../definition/expression.js';
import { partsOf } from '../definition/expression.js';
import type { MetricDefinition, Unit } from '../definition/metric-definition.js';
import { findFact } from '@bellwether/model';
import { type Exact, parseExact, toDecimalText, toNumber } from './exact.js';
import type { Figure } from './query-result.js';

export const isMoney = (unit: Unit): boolean => unit === 'money' || unit === 'money_per_day';

/** Money: exact decimal text, two to four places. Everything else: a number. */
export const toFigure = (value: Exact, money: boolean): Figure =>
  money ? toDecimalText(value, 4, 2) : toNumber(value);

/** A number from statistics in the form of the figure it belongs to. */
export const figureOfNumber = (value: number, money: boolean): Figure =>
  money ? toDecimalText(parseExact(value.toFixed(6)), 4, 2) : value;

/** How many times money is a factor: 1 for money, 0 for a plain number, 1 − 1 for money by money. */
function moneyPower(expression: Expression, definition: MetricDefinition): number {
  if ('leg' in expression) {
    const leg = definition.legs[expression.leg];
    if (leg === undefined) return 0;
    if (leg.placement.kind === 'pair') return 1;
    if (!('column' in leg.aggregate) || leg.aggregate.kind === 'count_distinct') return 0;
    return findFact(leg.fact)?.columns[leg.aggregate.column]?.type === 'DECIMAL(18,4)' ? 1 : 0;
  }
  const powers = partsOf(expression).map((part) => moneyPower(part, definition));
  if ('divide' in expression) return (powers[0] ?? 0) - (powers[1] ?? 0);
  if ('multiply' in expression) return powers.reduce((total, power) => total + power, 0);
  return powers[0] ?? 0;
}

/** Whether an expression amounts to money. */
export const isMoneyExpression = (expression: Expression, definition: MetricDefinition): boolean =>
  moneyPower(expression, definition) === 1;
