import { sellingMetrics } from './selling-metrics.js';
import { serviceMetrics } from './service-metrics.js';
import type { TruthMetric } from './truth-metric.js';
import { valueMetrics } from './value-metrics.js';

/** Every figure that is a sum or ratio of legs. */
export const truthMetrics: readonly TruthMetric[] = [...sellingMetrics, ...valueMetrics, ...serviceMetrics];
