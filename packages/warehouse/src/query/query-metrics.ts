import {
  type Catalogue,
  type Cell as MetricCell,
  findMetric,
  planQuery,
  type QueryContext,
  type QueryPlan,
  type QueryRequest,
  type QueryResult,
  reason,
  runQuery,
} from '@bellwether/metrics';
import type { Engine } from '../engine/engine.js';
import { type MetricQuality, metricQuality } from '../quality/metric-quality.js';
import { openIssues } from '../quality/open-issues.js';
import { readSetting } from '../schema/setting.js';
import type { Workspace } from '../workspace/workspace.js';
import { type CustomerRule, customerRule } from './customer-rule.js';
import { ensureFresh, queryContext } from './query-context.js';
import { Recent } from './recent.js';
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

const plans = new WeakMap<Catalogue, Recent<QueryPlan>>();

/** The plan of a question; a board asks the same one of ninety measures again and again. */
const planOf = (request: QueryRequest, context: QueryContext, catalogue: Catalogue): QueryPlan => {
  const known = plans.get(catalogue) ?? new Recent<QueryPlan>(64);
  plans.set(catalogue, known);
  const key = JSON.stringify([request, context]);
  const plan = known.get(key) ?? planQuery(request, context, { catalogue });
  known.set(key, plan);
  return plan;
};

const answers = new WeakMap<Engine, Recent<QueryResult>>();

/** What the facts were made of: an answer is good as long as this stays. */
const factsVersion = async (engine: Engine): Promise<string> =>
  `${(await readSetting(engine, 'facts_data_version')) ?? ''}:${(await readSetting(engine, 'facts_key')) ?? ''}`;

/** The answer to a plan: of this process, else of the workspace's memory, else worked out and remembered in both. */
const answerOf = async (engine: Engine, plan: QueryPlan): Promise<QueryResult> => {
  const version = await factsVersion(engine);
  const key = `${plan.hash}:${version}`;
  const known = answers.get(engine) ?? new Recent<QueryResult>(64);
  answers.set(engine, known);
  const again = known.get(key);
  if (again) return again;
  const [kept] = await engine.rows('SELECT result FROM control.answer WHERE key = ?', [key]);
  if (kept) {
    const result = JSON.parse(String(kept['result'])) as QueryResult;
    known.set(key, result);
    return result;
  }
  const result = await runQuery(plan, (sql, params) => engine.rows(sql, params));
  // Kept when that costs no wait (while an import runs it would be out of date in a moment anyway), and only where the
  // facts stayed the same all the while.
  if (!engine.isWriting && version === (await factsVersion(engine))) {
    known.set(key, result);
    await engine.run('INSERT INTO control.answer VALUES (?, ?)', [key, JSON.stringify(result)]);
  }
  return result;
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
