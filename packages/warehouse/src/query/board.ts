import { groups, type MetricDefinition, type MetricGroup, periodAt } from '@bellwether/metrics';
import type { Workspace } from '../workspace/workspace.js';
import { ensureFresh, queryContext } from './query-context.js';
import { type JudgedCell, queryMetrics } from './query-metrics.js';
import { workspaceCatalogue } from './workspace-catalogue.js';

/** One measure on the board: its latest whole period, the ones before it, and whether it moved beyond noise. */
export interface BoardLine {
  readonly metric: MetricDefinition;
  /** The last whole period; null where the metric has none in the window. */
  readonly latest: JudgedCell;
  /** The series, oldest first, the unfinished period left out. */
  readonly series: readonly JudgedCell[];
  /** better, worse: beyond noise, by the metric's own direction. steady: within noise. unknown: nobody can tell. */
  readonly direction: 'better' | 'worse' | 'steady' | 'unknown';
}

export interface Board {
  readonly from: string;
  readonly to: string;
  readonly asOf: string;
  readonly currency: string;
  readonly groups: readonly { readonly group: MetricGroup; readonly lines: readonly BoardLine[] }[];
  /** Measures that nothing was imported for, with the entities that would give them. */
  readonly missing: readonly { readonly metric: MetricDefinition; readonly entities: readonly string[] }[];
}

/** A cohort metric has a row for each age: it is a triangle, not a line. */
const isLine = (metric: MetricDefinition): boolean => metric.id !== 'cohort_retention';

const directionOf = (metric: MetricDefinition, cell: JudgedCell): BoardLine['direction'] => {
  const earlier = cell.compare.previous;
  if (!earlier || earlier.change === null || earlier.distinguishable === null || metric.better === 'neither')
    return 'unknown';
  if (!earlier.distinguishable) return 'steady';
  return Number(earlier.change) > 0 === (metric.better === 'higher') ? 'better' : 'worse';
};

/**
 * Every measure at once: monthly over the last `months` months up to the as-of date, each compared with the month before.
 */
export const board = async (workspace: Workspace, months = 13): Promise<Board> => {
  await ensureFresh(workspace);
  const context = await queryContext(workspace);
  const catalogue = workspaceCatalogue(workspace);
  const to = periodAt(context.asOf, 'month', context.fiscalYearStartsMonth).name;
  const [year = 0, month = 0] = to.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 - (months - 1), 1)).toISOString().slice(0, 7);
  const metrics = catalogue.definitions.filter(isLine);
  const { cells } = await queryMetrics(workspace, {
    metrics: metrics.map(({ id }) => id),
    from: first,
    to,
    grain: 'month',
    compare: ['previous'],
  });
  const byMetric = Map.groupBy(cells, ({ metric }) => metric);
  const lines: BoardLine[] = [];
  const missing: { metric: MetricDefinition; entities: readonly string[] }[] = [];
  for (const metric of metrics) {
    const series = (byMetric.get(metric.id) ?? []).filter(({ partial }) => !partial);
    const latest = series.at(-1) ?? byMetric.get(metric.id)?.at(-1);
    if (!latest) continue;
    if (latest.reason?.code === 'not_available')
      missing.push({ metric, entities: latest.reason.entities ?? [] });
    else lines.push({ metric, latest, series, direction: directionOf(metric, latest) });
  }
  return {
    from: first,
    to,
    asOf: context.asOf,
    currency: context.currency,
    groups: groups
      .map((group) => ({ group, lines: lines.filter(({ metric }) => metric.group === group) }))
      .filter(({ lines: own }) => own.length > 0),
    missing,
  };
};
