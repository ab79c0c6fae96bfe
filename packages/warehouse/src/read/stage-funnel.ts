import { numberOf, textOf } from '../engine/cell.js';
import { type DimensionFilter, parsePeriod } from '@bellwether/metrics';
import { queryContext } from '../query/query-context.js';
import type { Workspace } from '../workspace/workspace.js';
import { filterSql } from './dimension-filter.js';

/** One stage: of the deals that entered it in the time asked for, what became of them. entered = decided + open. */
export interface FunnelStage {
  readonly pipeline: string | null;
  readonly stage: string | null;
  readonly position: number | null;
  readonly entered: number;
  readonly decided: number;
  readonly movedOn: number;
  /** Still in it. */
  readonly open: number;
  /** Median days in the stage of those that left; null where none did. */
  readonly medianDays: number | null;
}

export interface StageFunnel {
  readonly stages: readonly FunnelStage[];
  /** Deals closed in the time asked for. */
  readonly won: { readonly deals: number; readonly amount: string };
  readonly lost: { readonly deals: number; readonly amount: string };
  /** Every pipeline there is. */
  readonly pipelines: readonly string[];
}

/** The stage funnel of the deals that entered a stage from the first to the last period, both included. */
export const stageFunnel = async (
  workspace: Workspace,
  request: { readonly from: string; readonly to: string; readonly where: readonly DimensionFilter[] },
): Promise<StageFunnel> => {
  const { engine } = workspace;
  const { asOf, fiscalYearStartsMonth } = await queryContext(workspace);
  const { start } = parsePeriod(request.from, fiscalYearStartsMonth);
  const { end } = parsePeriod(request.to, fiscalYearStartsMonth);
  const entries = filterSql('deal_stage_entry', 'f', request.where);
  const stages = await engine.rows(
    `SELECT f.pipeline, f.stage, min(f.stage_position) AS position, count(*) AS entered,
            count(*) FILTER (f.is_decided) AS decided, count(*) FILTER (f.is_decided AND f.reached_next) AS moved_on,
            median(f.days_in_stage) FILTER (f.is_decided) AS days
     FROM facts.deal_stage_entry f
     WHERE f.entered_date >= ?::DATE AND f.entered_date < ?::DATE AND f.entered_date <= ?::DATE${entries.sql}
     GROUP BY f.pipeline, f.stage ORDER BY f.pipeline NULLS LAST, position NULLS LAST, f.stage`,
    [start, end, asOf, ...entries.params],
  );
  const deals = filterSql('deal', 'f', request.where);
  const closed = await engine.rows(
    `SELECT f.is_won AS is_won, count(*) AS deals, coalesce(sum(f.amount), 0)::DECIMAL(18,4)::VARCHAR AS amount
     FROM facts.deal f WHERE f.is_closed AND f.closed_date >= ?::DATE AND f.closed_date < ?::DATE AND f.closed_date <= ?::DATE${deals.sql}
     GROUP BY f.is_won`,
    [start, end, asOf, ...deals.params],
  );
  const pipelines = await engine.rows(
    'SELECT DISTINCT pipeline FROM facts.deal_stage_entry WHERE pipeline IS NOT NULL ORDER BY 1',
  );
  const ended = (isWon: boolean) => {
    const row = closed.find((one) => one['is_won'] === isWon);
    return { deals: Number(row?.['deals'] ?? 0), amount: String(row?.['amount'] ?? '0.0000') };
  };
  return {
    stages: stages.map((row) => ({
      pipeline: textOf(row['pipeline']),
      stage: textOf(row['stage']),
      position: numberOf(row['position']),
      entered: Number(row['entered']),
      decided: Number(row['decided']),
      movedOn: Number(row['moved_on']),
      open: Number(row['entered']) - Number(row['decided']),
      medianDays: numberOf(row['days']),
    })),
    won: ended(true),
    lost: ended(false),
    pipelines: pipelines.map((row) => String(row['pipeline'])),
  };
};
