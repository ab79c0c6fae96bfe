import type { IntervalResult } from '@bellwether/stats';
import { isInterval } from '@bellwether/stats';
import type { Expression } from '../definition/expression.js';
import { cellInterval } from './cell-interval.js';
import { type CellAddress, type Gathered, legAt, notAvailable } from './cell-scope.js';
import { type Evaluated, evaluate } from './evaluate.js';
import { type Exact, toInteger, toNumber } from './exact.js';
import { figureOfNumber, isMoney, isMoneyExpression, toFigure } from './figure.js';
import { textOf } from './leg-rows.js';
import type { CellInterval, Figure } from './query-result.js';
import { type Reason, reason } from './reason.js';

/** Everything that a cell says about one period; the exact value and raw interval are kept for comparisons. */
export interface CellFigures {
  readonly value: Figure | null;
  readonly numerator: Figure | null;
  readonly denominator: Figure | null;
  readonly n: number | null;
  readonly interval: CellInterval | null;
  readonly reason: Reason | null;
  readonly exact: Exact | null;
  readonly raw: IntervalResult | null;
}

/** Why the cell can have no figure whatever its legs say. */
function blocked(gathered: Gathered, address: CellAddress): Reason | null {
  const { metric, period, age } = address;
  if (metric.missingParameter !== null) {
    return reason('assumption_missing', `Declare '${metric.missingParameter}'.`);
  }
  for (const alias of metric.required) {
    const covered = gathered.plan.coverage.find((one) => one.alias === alias);
    if (covered !== undefined && textOf(gathered.coverage[alias]) === null) return notAvailable(covered.fact);
  }
  if (!period.begun && metric.definition.ahead !== true) return reason('not_started');
  if (metric.immature.includes(period.index)) return reason('immature');
  if (age !== null && !isMatureAge(gathered, address)) return reason('immature');
  return null;
}

/** Whether the edge at which the cohort has that age is within what is known. */
function isMatureAge({ plan }: Gathered, { metric, period, age }: CellAddress): boolean {
  return Object.values(metric.legs).some(({ scan }) => {
    const found = plan.scans[scan];
    return (
      found?.kind === 'cohort' && found.ages.some((one) => one.period === period.index && one.age === age)
    );
  });
}

function presentInterval(raw: IntervalResult | null, money: boolean): CellInterval | null {
  if (raw === null || !isInterval(raw)) return null;
  return {
    low: figureOfNumber(raw.low, money),
    high: figureOfNumber(raw.high, money),
    level: raw.level,
    method: raw.method,
  };
}

/** Works out one metric in one period and breakdown. */
export function cellFigures(gathered: Gathered, address: CellAddress): CellFigures {
  const { definition, values } = address.metric;
  const empty = {
    value: null,
    numerator: null,
    denominator: null,
    n: null,
    interval: null,
    exact: null,
    raw: null,
  };
  const why = blocked(gathered, address);
  if (why !== null) return { ...empty, reason: why };

  const scope = { leg: legAt(gathered, address), values };
  const found: Evaluated = evaluate(definition.value, scope);
  const part = (expression: Expression | null): Exact | null =>
    expression === null ? null : evaluate(expression, scope).value;
  const figure = (expression: Expression | null): Figure | null => {
    const value = part(expression);
    return value === null || expression === null
      ? null
      : toFigure(value, isMoneyExpression(expression, definition));
  };
  const n = part(definition.n);
  const money = isMoney(definition.unit);
  const raw =
    found.value === null ? null : cellInterval(gathered, address, definition.interval, toNumber(found.value));
  return {
    value: found.value === null ? null : toFigure(found.value, money),
    numerator: figure(definition.numerator),
    denominator: figure(definition.denominator),
    n: n === null ? null : toInteger(n),
    interval: presentInterval(raw, money),
    reason: found.reason,
    exact: found.value,
    raw,
  };
}
