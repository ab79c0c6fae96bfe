import type { Cell, Comparison, MetricSummary } from '../../api/types.js';
import type { ScorecardLine } from '../../api/types-business.js';
import { judge, type Judgement } from '../../components/value.js';

export interface HomeLine {
  readonly metric: MetricSummary;
  /** The figure of the chosen period. */
  readonly cell: Cell | null;
  readonly series: readonly Cell[];
  readonly judgement: Judgement;
  readonly target: ScorecardLine | null;
}

export interface Verdict {
  readonly sentence: string;
  readonly counts: Readonly<Record<Judgement, number>>;
  readonly withoutFigure: number;
  readonly targets: { readonly met: number; readonly missed: number; readonly all: number };
}

/** What the chosen period says of one measure. */
export const judgementOf = (metric: MetricSummary, cell: Cell | null, comparison: Comparison | null): Judgement =>
  cell === null || comparison === null ? 'unknown' : judge(cell.compare[comparison], metric.better);

/** An answer that only counts: it claims nothing that the tiles below do not show. */
export const verdictOf = (lines: readonly HomeLine[]): Verdict => {
  const counts = { better: 0, worse: 0, steady: 0, unknown: 0 };
  for (const { judgement } of lines) counts[judgement] += 1;
  const held = lines.flatMap(({ target }) => (target === null ? [] : [target]));
  const met = held.filter(({ status }) => status === 'met' || status === 'on_track').length;
  const missed = held.filter(({ status }) => status === 'missed' || status === 'behind').length;
  const { better, worse, steady } = counts;
  const moved =
    better === 0 && worse === 0
      ? steady === 0
        ? 'Nobody can tell yet: no measure has enough behind it to call a change real.'
        : 'Steady: no measure moved by more than noise.'
      : better > worse
        ? 'More got better than worse.'
        : better < worse
          ? 'More got worse than better.'
          : 'As much got better as got worse.';
  const aims = held.length === 0 ? '' : missed === 0 ? ' Every target is met or on its way.' : ` ${missed} of ${held.length} targets ${missed === 1 ? 'is' : 'are'} missed or behind.`;
  return {
    sentence: `${moved}${aims}`,
    counts,
    withoutFigure: lines.filter(({ cell }) => cell === null || cell.value === null).length,
    targets: { met, missed, all: held.length },
  };
};

/** Lines whose change is real, the relatively largest first. */
export const largestMoves = (lines: readonly HomeLine[], comparison: Comparison | null): readonly HomeLine[] => {
  const size = ({ cell }: HomeLine): number => {
    const compared = comparison === null ? undefined : cell?.compare[comparison];
    const before = Math.abs(Number(compared?.value ?? 0));
    return before === 0 ? 0 : Math.abs(Number(compared?.change ?? 0)) / before;
  };
  return lines
    .filter(({ judgement }) => judgement === 'better' || judgement === 'worse')
    .sort((one, other) => size(other) - size(one));
};
