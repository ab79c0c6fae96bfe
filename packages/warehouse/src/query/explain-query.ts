import {
  explainPlan,
  findMetric,
  type PlanExplanation,
  planQuery,
  type QueryRequest,
} from '@bellwether/metrics';
import { type MetricQuality, metricQuality } from '../quality/metric-quality.js';
import { openIssues } from '../quality/open-issues.js';
import type { Workspace } from '../workspace/workspace.js';
import { ensureFresh, queryContext } from './query-context.js';
import { workspaceCatalogue } from './workspace-catalogue.js';

export interface QueryExplanation extends PlanExplanation {
  readonly asOf: string;
  readonly quality: Readonly<Record<string, MetricQuality>>;
  /** Records that are in no figure, by kind and reason. */
  readonly exclusions: readonly {
    readonly entity: string;
    readonly reason: string;
    readonly rule: string;
    readonly records: number;
  }[];
}

/** How a question is answered: definitions, plan, SQL, the rules that bear on it and what is left out. */
export const explainQuery = async (
  workspace: Workspace,
  request: QueryRequest,
): Promise<QueryExplanation> => {
  await ensureFresh(workspace);
  const catalogue = workspaceCatalogue(workspace);
  const context = await queryContext(workspace);
  const plan = planQuery(request, context, { catalogue });
  const issues = await openIssues(workspace);
  const rows = await workspace.engine.rows(
    'SELECT entity, reason, rule, count(*) AS records FROM facts.exclusion GROUP BY ALL ORDER BY ALL',
  );
  return {
    ...explainPlan(plan),
    asOf: context.asOf,
    quality: Object.fromEntries(
      request.metrics.map((id) => [id, metricQuality(findMetric(id, catalogue), issues)]),
    ),
    exclusions: rows.map((row) => ({
      entity: String(row['entity']),
      reason: String(row['reason']),
      rule: String(row['rule']),
      records: Number(row['records']),
    })),
  };
};
