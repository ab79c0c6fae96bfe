import { type Aggregate, mean, median, quantile } from '../definition/aggregate.js';
import { define } from '../definition/define.js';
import { countOf, leg } from '../definition/expression.js';
import type { MetricDefinition } from '../definition/metric-definition.js';
import { flow } from '../definition/placement.js';

interface TimeMetric {
  readonly id: string;
  readonly name: string;
  readonly fact: string;
  readonly column: string;
  readonly date: string;
  readonly statistic: 'median' | 'mean' | 'p90';
  readonly sentence: string;
  readonly words: string;
  readonly included: readonly string[];
  readonly excluded: readonly string[];
  readonly related: readonly { readonly name: string; readonly metric: string }[];
}

const aggregates: Record<TimeMetric['statistic'], (column: string) => Aggregate> = {
  median,
  mean,
  p90: (column) => quantile(column, 0.9),
};

/** A duration of the help desk: one column, one date, one statistic. */
export const timeMetric = (metric: TimeMetric): MetricDefinition =>
  define({
    id: metric.id,
    name: metric.name,
    group: 'service',
    unit: 'seconds',
    better: 'lower',
    sentence: metric.sentence,
    formula: {
      words: `${metric.statistic} of ${metric.words}`,
      symbols: `${metric.statistic}(${metric.column}), ${metric.date} ∈ P`,
    },
    included: metric.included,
    excluded: metric.excluded,
    variants: metric.related.map(({ name, metric: id }) => ({
      name,
      difference: `${name} in place of ${metric.statistic}`,
      metric: id,
    })),
    source: 'metrics canon §6',
    legs: {
      time: {
        fact: metric.fact,
        aggregate: aggregates[metric.statistic](metric.column),
        placement: flow(metric.date),
      },
    },
    value: leg('time'),
    n: countOf('time'),
    interval:
      metric.statistic === 'mean' ? { method: 'mean', leg: 'time' } : { method: 'quantile', leg: 'time' },
    breakdowns: ['team', 'ticket_channel', 'priority', 'agent'],
    rules: ['V-01', 'V-02', 'V-03', 'V-04', 'T-03'],
  });
