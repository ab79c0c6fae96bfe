import {
  findMetric,
  type MetricDefinition,
  MetricsError,
  parsePeriod,
  type Period,
} from '@bellwether/metrics';
import {
  type JudgedCell,
  queryContext,
  queryMetrics,
  type Target,
  workspaceCatalogue,
} from '@bellwether/warehouse';
import type { Host } from '../host.js';
import { type Standing, standingOf } from './target-standing.js';

export interface ScoredTarget {
  readonly target: Target;
  readonly metric: MetricDefinition | null;
  readonly period: Period | null;
  readonly cell: JudgedCell | null;
  readonly standing: Standing | null;
  /** Why there is no cell. */
  readonly problem: string | null;
}

/** Targets with the live cell of each: one question for all that share a period and a part of the company. */
export const scoreTargets = async (host: Host, targets: readonly Target[]): Promise<ScoredTarget[]> => {
  const { workspace } = host;
  const context = await queryContext(workspace);
  const catalogue = workspaceCatalogue(workspace);
  const groups = Map.groupBy(targets, ({ period, where }) => JSON.stringify([period, where]));
  const scored = new Map<string, ScoredTarget>();
  for (const group of groups.values()) {
    const [first] = group;
    if (!first) continue;
    const cells = new Map<string, JudgedCell>();
    const known = group.filter(({ metric }) => catalogue.definitions.some(({ id }) => id === metric));
    const metrics = [...new Set(known.map(({ metric }) => metric))];
    const problem = await ask(host, first, metrics, cells);
    for (const target of group) {
      const cell = cells.get(target.metric) ?? null;
      const metric = known.includes(target) ? findMetric(target.metric, catalogue) : null;
      if (metric === null || cell === null) {
        const why = metric === null ? `There is no metric '${target.metric}' any more.` : problem;
        scored.set(target.id, { target, metric, period: null, cell: null, standing: null, problem: why });
        continue;
      }
      const period = parsePeriod(target.period, context.fiscalYearStartsMonth);
      const standing = standingOf(target, metric, cell, period, context.asOf);
      scored.set(target.id, { target, metric, period, cell, standing, problem: null });
    }
  }
  return targets.flatMap(({ id }) => scored.get(id) ?? []);
};

/** Fills in the cells; gives the reason where the question cannot be answered (a dimension that is gone). */
const ask = async (
  { workspace }: Host,
  { period, where }: Target,
  metrics: readonly string[],
  cells: Map<string, JudgedCell>,
): Promise<string | null> => {
  if (metrics.length === 0) return null;
  try {
    const answer = await queryMetrics(workspace, { metrics, from: period, to: period, where });
    for (const cell of answer.cells) cells.set(cell.metric, cell);
    return null;
  } catch (error) {
    if (error instanceof MetricsError) return error.message;
    throw error;
  }
};
