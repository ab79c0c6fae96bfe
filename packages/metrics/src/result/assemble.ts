import type { Comparison } from '../period/compare.js';
import { endOfDay } from '../period/dates.js';
import type { LogicalPlan, PlannedMetric } from '../plan/logical-plan.js';
import { ageDimension } from '../plan/plan-metric.js';
import type { PlannedCell, PlannedPeriod } from '../plan/planned-period.js';
import { type CellFigures, cellFigures } from './cell-figures.js';
import type { CellAddress, Gathered } from './cell-scope.js';
import { distinguishable } from './distinguish.js';
import { subtractExact } from './exact.js';
import { isMoney, toFigure } from './figure.js';
import { byKeyOf, keysOf, valuesOfKey } from './leg-rows.js';
import type { Cell, CellComparison, MetricHeader, QueryResult } from './query-result.js';

function compareCell(
  gathered: Gathered,
  address: CellAddress,
  now: CellFigures,
  other: PlannedPeriod,
): CellComparison {
  const { definition } = address.metric;
  const before = { ...address, period: other };
  const then = cellFigures(gathered, before);
  const both = now.exact !== null && then.exact !== null;
  return {
    period: other.name,
    start: other.start,
    end: other.edge,
    value: then.value,
    numerator: then.numerator,
    denominator: then.denominator,
    n: then.n,
    reason: then.reason,
    change:
      now.exact !== null && then.exact !== null
        ? toFigure(subtractExact(now.exact, then.exact), isMoney(definition.unit))
        : null,
    distinguishable: both
      ? distinguishable(
          gathered,
          definition.interval,
          { address, interval: now.raw },
          { address: before, interval: then.raw },
        )
      : null,
  };
}

function makeCell(gathered: Gathered, address: CellAddress, planned: PlannedCell): Cell {
  const { plan } = gathered;
  const { metric, period, key, age } = address;
  const figures = cellFigures(gathered, address);
  const values = valuesOfKey(key);
  const by = Object.fromEntries(
    plan.request.by.map((dimension, index) => [dimension, values[index] ?? null]),
  );
  const compare: Partial<Record<Comparison, CellComparison>> = {};
  for (const comparison of plan.request.compare) {
    const other = plan.periods[planned.compare[comparison] ?? -1];
    if (other !== undefined) compare[comparison] = compareCell(gathered, address, figures, other);
  }
  return {
    metric: metric.id,
    period: period.name,
    start: period.start,
    end: period.end,
    partial: period.partial || metric.maturing.includes(period.index),
    by: age === null ? by : { ...by, [ageDimension]: String(age) },
    value: figures.value,
    numerator: figures.numerator,
    denominator: figures.denominator,
    n: figures.n,
    interval: figures.interval,
    reason: figures.reason,
    quality: null,
    compare,
  };
}

/** Breakdowns to show: without one, a single cell a period even where no row exists. */
function keysToShow(gathered: Gathered, metric: PlannedMetric): readonly string[] {
  return gathered.plan.request.by.length === 0 ? [byKeyOf([])] : keysOf(metric, gathered.rows);
}

function cellsOf(gathered: Gathered, metric: PlannedMetric): readonly Cell[] {
  const ages =
    metric.oldestAge === null ? [null] : Array.from({ length: metric.oldestAge + 1 }, (_, age) => age);
  const keys = keysToShow(gathered, metric);
  return gathered.plan.cells.flatMap((planned) => {
    const period = gathered.plan.periods[planned.period];
    if (period === undefined) return [];
    return keys.flatMap((key) =>
      ages.map((age) => makeCell(gathered, { metric, period, key, age }, planned)),
    );
  });
}

export const headerOf = ({ id, hash, definition, values }: PlannedMetric): MetricHeader => ({
  id,
  version: definition.version,
  hash,
  name: definition.name,
  unit: definition.unit,
  better: definition.better,
  parameters: values,
  rules: definition.rules,
});

/** The answer in the shape of the JSON contract. */
export function assembleCells(gathered: Gathered): QueryResult {
  const plan: LogicalPlan = gathered.plan;
  const { from, to, by, where, compare, rolling } = plan.request;
  return {
    metrics: plan.metrics.map(headerOf),
    request: { from, to, grain: plan.grain, by, where, compare, rolling },
    time_zone: plan.context.timeZone,
    currency: plan.context.currency,
    as_of: endOfDay(plan.asOf, plan.context.timeZone),
    cells: plan.metrics.flatMap((metric) => cellsOf(gathered, metric)),
  };
}
