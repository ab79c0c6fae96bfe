import {
  type Catalogue,
  planQuery,
  type QueryContext,
  type QueryPlan,
  type QueryRequest,
  type QueryResult,
  runQuery,
} from '@bellwether/metrics';
import type { Engine } from '../engine/engine.js';
import { factsVersion } from '../facts/facts-version.js';
import { Recent } from './recent.js';

const plans = new WeakMap<Catalogue, Recent<QueryPlan>>();

/**
 * The plan of a question; a board asks the same one of ninety measures again and again. Throws a MetricsError for a
 * question that cannot be answered.
 */
export const planOf = (request: QueryRequest, context: QueryContext, catalogue: Catalogue): QueryPlan => {
  const known = plans.get(catalogue) ?? new Recent<QueryPlan>(256);
  plans.set(catalogue, known);
  const key = JSON.stringify([request, context]);
  const plan = known.get(key) ?? planQuery(request, context, { catalogue });
  known.set(key, plan);
  return plan;
};

const answers = new WeakMap<Engine, Recent<QueryResult>>();

/** The answer to a plan: of this process, else of the workspace's memory, else worked out and remembered in both. */
export const answerOf = async (engine: Engine, plan: QueryPlan): Promise<QueryResult> => {
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
