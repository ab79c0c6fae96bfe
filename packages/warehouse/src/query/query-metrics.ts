import {
  type Catalogue,
  type Cell as MetricCell,
  findMetric,
  type QueryRequest,
  type QueryResult,
  reason,
} from '@bellwether/metrics';
import { type MetricQuality, metricQuality } from '../quality/metric-quality.js';
import { openIssues } from '../quality/open-issues.js';
import type { Workspace } from '../workspace/workspace.js';
import { type CustomerRule, customerRule } from './customer-rule.js';
import { answerOf, planOf } from './known-answers.js';
import { ensureFresh, queryContext } from './query-context.js';
import { workspaceCatalogue } from './workspace-catalogue.js';

/** A cell with the quality of its metric. */
export type JudgedCell = Omit<MetricCell, 'quality'> & { readonly quality: Omit<MetricQuality, 'blocked'> };
export type JudgedResult = Omit<QueryResult, 'cells'> & {
  readonly cells: readonly JudgedCell[];
  /** What makes an account a customer here, for figures that count customers; null where none does. */
  readonly customers: CustomerRule | null;
};

/** A figure that an open blocking rule stands against is withheld: a wrong number is worse than none. */
const judge = (cell: MetricCell, { grade, warnings, blocked }: MetricQuality): JudgedCell => {
  const quality = { grade, warnings };
  if (blocked.length === 0) return { ...cell, quality };
  return {
    ...cell,
    value: null,
    numerator: null,
    denominator: null,
    interval: null,
    reason: reason('withheld', `Rule ${blocked.join(', ')}: see 'bellwether check'.`),
    compare: {},
    quality,
  };
};

/**
 * Answers a question about figures. The same question of the same data under the same definitions is answered from the
 * workspace's memory. Throws a MetricsError for a request that cannot be answered.
 */
export const queryMetrics = async (workspace: Workspace, request: QueryRequest): Promise<JudgedResult> => {
  await ensureFresh(workspace);
  const { engine } = workspace;
  const catalogue = workspaceCatalogue(workspace);
  const plan = planOf(request, await queryContext(workspace), catalogue);
  const result = await answerOf(engine, plan);
  const qualities = await metricQualities(workspace, request.metrics, catalogue);
  const countsCustomers = request.metrics.some((id) =>
    Object.values(findMetric(id, catalogue).legs).some(({ fact }) => fact === 'customer_span'),
  );
  return {
    ...result,
    customers: countsCustomers ? await customerRule(workspace) : null,
    cells: result.cells.map((cell) => judge(cell, qualities.get(cell.metric) ?? unjudged)),
  };
};

const unjudged: MetricQuality = { grade: 'A', warnings: [], blocked: [] };

const metricQualities = async (
  workspace: Workspace,
  metrics: readonly string[],
  catalogue: Catalogue,
): Promise<Map<string, MetricQuality>> => {
  const issues = await openIssues(workspace);
  return new Map(metrics.map((id) => [id, metricQuality(findMetric(id, catalogue), issues)]));
};
