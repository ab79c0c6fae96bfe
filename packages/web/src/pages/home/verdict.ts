import type { Cell, Comparison, MetricSummary } from '../../api/types.js';
import type { ScorecardLine } from '../../api/types-business.js';
import { judge, type Judgement } from '../../components/value.js';

export interface HomeLine {
  readonly metric: MetricSummary;
  /** The figure of the chosen period. */
  readonly cell: Cell | null;
  /** Why there is none where nothing was asked: the measure does not carry what is filtered by. */
  readonly without: string | null;
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
export const judgementOf = (
  metric: MetricSummary,
  cell: Cell | null,
  comparison: Comparison | null,
): Judgement =>
  cell === null || comparison === null ? 'unknown' : judge(cell.compare[comparison], metric.better);

/** One change in twenty passes a test at the level of 95 % though nothing happened. */
const byChance = 0.05;

/** What the moves together say. Fewer than chance alone would give are no news, whichever way they point. */
const movement = ({ better, worse, steady }: Readonly<Record<Judgement, number>>): string => {
  const moved = better + worse;
  const judged = moved + steady;
  if (judged === 0) return 'Nobody can tell yet: no measure has enough behind it to call a change real.';
  if (moved === 0) return 'Steady: no measure moved by more than noise.';
  const expected = Math.round(judged * byChance);
  if (moved <= expected)
    return `Steady: ${moved} of the ${judged} measures that can be judged moved, and chance alone would move about ${expected}.`;
  if (better === worse) return `Mixed: ${better} measures got better and as many worse.`;
  return better > worse
    ? `Getting better: ${better} ${better === 1 ? 'measure' : 'measures'} better, ${worse} worse.`
    : `Getting worse: ${worse} ${worse === 1 ? 'measure' : 'measures'} worse, ${better} better.`;
};

/** An answer that only counts: it claims nothing that the tiles below do not show. */
export const verdictOf = (lines: readonly HomeLine[]): Verdict => {
  const counts = { better: 0, worse: 0, steady: 0, unknown: 0 };
  for (const { judgement } of lines) counts[judgement] += 1;
  const held = lines.flatMap(({ target }) => (target === null ? [] : [target]));
  const met = held.filter(({ status }) => status === 'met' || status === 'on_track').length;
  const missed = held.filter(({ status }) => status === 'missed' || status === 'behind').length;
  const moved = movement(counts);
  const aims =
    held.length === 0
      ? ''
      : missed === 0
        ? ' Every target is met or on its way.'
        : ` ${missed} of ${held.length} targets ${missed === 1 ? 'is' : 'are'} missed or behind.`;
  return {
    sentence: `${moved}${aims}`,
    counts,
    withoutFigure: lines.filter(({ cell }) => cell === null || cell.value === null).length,
    targets: { met, missed, all: held.length },
  };
};

/** Lines whose change is real, the relatively largest first. */
export const largestMoves = (
  lines: readonly HomeLine[],
  comparison: Comparison | null,
): readonly HomeLine[] => {
  const size = ({ cell }: HomeLine): number => {
    const compared = comparison === null ? undefined : cell?.compare[comparison];
    const before = Math.abs(Number(compared?.value ?? 0));
    return before === 0 ? 0 : Math.abs(Number(compared?.change ?? 0)) / before;
  };
  return lines
    .filter(({ judgement }) => judgement === 'better' || judgement === 'worse')
    .sort((one, other) => size(other) - size(one));
};
