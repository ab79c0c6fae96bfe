import { useFigures, useScorecard } from '../../api/queries.js';
import type { Board, Cell, Comparison, DimensionFilter, MetricSummary } from '../../api/types.js';
import { words } from '../../format/words.js';
import type { ChosenPeriod } from '../../period/chosen-period.js';
import { targetOfPeriod } from '../../period/target-of-period.js';
import { type HomeLine, judgementOf } from './verdict.js';

/** The board's own figures are asked for again only where the chosen period or part is another. */
const isBoards = (
  board: Board,
  period: ChosenPeriod,
  comparison: Comparison | null,
  where: readonly DimensionFilter[],
): boolean =>
  where.length === 0 &&
  period.grain === 'month' &&
  comparison !== 'year' &&
  board.groups.every(({ lines }) => lines.every(({ latest }) => latest.period === period.from));

/** Why a measure has no figure under these filters; null where it can have one. */
const whyNot = (metric: MetricSummary, where: readonly DimensionFilter[]): string | null => {
  const missing = where.filter(({ dimension }) => !metric.dimensions.includes(dimension));
  return missing.length === 0
    ? null
    : `cannot be told by ${missing.map(({ dimension }) => words(dimension).toLowerCase()).join(' or ')}`;
};

export interface BoardLines {
  readonly lines: (group: string) => readonly HomeLine[];
  readonly isWaiting: boolean;
  readonly isStale: boolean;
  readonly error: unknown;
  readonly retry: () => void;
}

/** Every measure of the board in the chosen period and part, with its year, judgement and target. */
export const useBoardLines = (
  board: Board,
  period: ChosenPeriod,
  comparison: Comparison | null,
  where: readonly DimensionFilter[],
  fiscalYearStartsMonth: number,
): BoardLines => {
  const isOwn = isBoards(board, period, comparison, where);
  const askable = board.groups
    .flatMap(({ lines }) => lines.map(({ metric }) => metric))
    .filter((metric) => whyNot(metric, where) === null);
  const idsAt = (grain: ChosenPeriod['grain']): readonly string[] =>
    askable.filter(({ grains }) => grains === null || grains.includes(grain)).map(({ id }) => id);
  const asked = idsAt(period.grain);
  const figures = useFigures(
    isOwn || asked.length === 0
      ? null
      : {
          metrics: asked,
          from: period.from,
          to: period.to,
          grain: period.grain,
          where,
          compare: comparison === null ? [] : [comparison],
        },
  );
  const monthly = idsAt('month');
  const series = useFigures(
    where.length === 0 || monthly.length === 0
      ? null
      : { metrics: monthly, from: board.from, to: board.to, grain: 'month', where },
  );
  const scorecard = useScorecard();
  const targets = scorecard.data ?? [];
  const cells = new Map<string, Cell>((figures.data?.cells ?? []).map((cell) => [cell.metric, cell]));
  const months = Map.groupBy(series.data?.cells ?? [], ({ metric }) => metric);
  const lines = (group: string): readonly HomeLine[] =>
    (board.groups.find((one) => one.group === group)?.lines ?? []).map((line) => {
      const { metric } = line;
      const without = whyNot(metric, where);
      const cell = without !== null ? null : isOwn ? line.latest : (cells.get(metric.id) ?? null);
      const own = line.series.length === 0 ? [line.latest] : line.series;
      return {
        metric,
        cell,
        without,
        series: where.length === 0 ? own : without === null ? (months.get(metric.id) ?? []) : [],
        judgement: judgementOf(metric, cell, comparison),
        target: targetOfPeriod(targets, metric.id, period, fiscalYearStartsMonth, where),
      };
    });
  return {
    lines,
    isWaiting:
      scorecard.isPending || (!isOwn && asked.length > 0 && figures.data === undefined && !figures.error),
    isStale: figures.isPlaceholderData || series.isPlaceholderData,
    error: figures.error,
    retry: () => void figures.refetch(),
  };
};
