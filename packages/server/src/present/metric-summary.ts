import { definitionHash, dimensionsOf, grains, type MetricDefinition } from '@bellwether/metrics';
import type { Answer } from '../http/app-types.js';
import type { metricSummary } from '../schemas/metric.js';

/** The hash of a definition under the defaults of its parameters. */
export const defaultHash = (metric: MetricDefinition): string =>
  definitionHash(
    metric,
    Object.fromEntries(
      Object.entries(metric.parameters).map(([name, parameter]) => [name, parameter.default]),
    ),
  );

const known = new WeakMap<MetricDefinition, Answer<typeof metricSummary>>();

/** What a list, a tile or a tooltip says about a metric. */
export const summaryOf = (metric: MetricDefinition): Answer<typeof metricSummary> => {
  const found = known.get(metric);
  if (found) return found;
  const summary = {
    id: metric.id,
    version: metric.version,
    hash: defaultHash(metric),
    name: metric.name,
    group: metric.group,
    unit: metric.unit,
    better: metric.better,
    sentence: metric.sentence,
    formula: metric.formula,
    breakdowns: metric.breakdowns,
    dimensions: dimensionsOf(metric),
    additive: metric.additive,
    grains: metric.grains ?? grains,
    rules: metric.rules,
    custom: metric.group === 'custom',
  };
  known.set(metric, summary);
  return summary;
};
