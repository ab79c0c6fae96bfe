import { canonicalJson } from '../definition/canonical-json.js';
import { inlineMetrics } from '../definition/inline.js';
import type { MetricDefinition } from '../definition/metric-definition.js';
import { sha256 } from '../definition/sha256.js';
import { metricsError } from '../errors.js';
import { addDays, earlier } from '../period/dates.js';
import { checkContext, type QueryContext } from './context.js';
import type { LogicalPlan } from './logical-plan.js';
import { planMetric } from './plan-metric.js';
import { planPeriods } from './planned-period.js';
import { normaliseRequest, type QueryRequest } from './request.js';
import { ScanBook } from './scan-book.js';

/** Where definitions are looked up: the built-in ones, and a workspace's own. */
export interface Catalogue {
  readonly definitions: readonly MetricDefinition[];
  readonly find: (id: string) => MetricDefinition | undefined;
}

function near(id: string, catalogue: Catalogue): string {
  const words = new Set(id.toLowerCase().split('_'));
  const shared = (other: string): number => other.split('_').filter((word) => words.has(word)).length;
  const [best] = catalogue.definitions
    .map((definition) => ({ id: definition.id, score: shared(definition.id) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  return best?.id ?? '';
}

/** The definition of that id with its references resolved; throws `metric_unknown`. */
export function findMetric(id: string, catalogue: Catalogue): MetricDefinition {
  const definition = catalogue.find(id);
  if (definition === undefined) throw metricsError('metric_unknown', [id, near(id, catalogue)]);
  return inlineMetrics(definition, catalogue.find);
}

/**
 * Request + definitions + context → plan. Nothing is asked of any engine.
 * Throws a MetricsError with a code of its own for every way in which the request cannot be answered.
 */
export function makePlan(request: QueryRequest, context: QueryContext, catalogue: Catalogue): LogicalPlan {
  const normal = normaliseRequest(request);
  const checked = checkContext(context);
  const asOf = normal.asOf === null ? checked.asOf : earlier(normal.asOf, checked.asOf);
  const { grain, periods, cells } = planPeriods({
    ...normal,
    asOf,
    fiscalYearStartsMonth: checked.fiscalYearStartsMonth,
  });
  const book = new ScanBook();
  const question = {
    request: normal,
    grain,
    periods,
    asOfEdge: addDays(asOf, 1),
    assumptions: checked.assumptions,
  };
  const metrics = normal.metrics.map((id) => planMetric(findMetric(id, catalogue), question, book));
  return {
    version: 1,
    request: normal,
    context: checked,
    asOf,
    grain,
    periods,
    cells,
    metrics,
    scans: book.scans,
    coverage: book.coverage,
  };
}

/** Equal questions under equal definitions give equal hashes; a changed definition changes it. */
export const planHash = (plan: LogicalPlan): string =>
  sha256(canonicalJson({ ...plan, metrics: plan.metrics.map(({ hash, legs }) => ({ hash, legs })) }));
