import type { Better, Cell, CellComparison, Figure, Grade, Unit } from '../api/types.js';
import { periodText } from '../format/period-name.js';
import { changeText, valueParts, valueText } from '../format/value.js';

/** A figure with its unit set smaller. */
export const Value = ({
  value,
  unit,
  currency,
}: {
  readonly value: Figure | null;
  readonly unit: Unit;
  readonly currency: string;
}) => {
  const { before, text, after } = valueParts(value, unit, currency);
  return (
    <span className="value">
      {before === '' ? null : <span className="value-unit">{before}</span>}
      {text}
      {after === '' ? null : (
        <span className="value-unit">{after === '%' || after.startsWith('/') ? after : ` ${after}`}</span>
      )}
    </span>
  );
};

export type Judgement = 'better' | 'worse' | 'steady' | 'unknown';

/** Favourable is decided by the metric's direction, and only beyond noise. */
export const judge = (compared: CellComparison | undefined, better: Better): Judgement => {
  if (!compared || compared.change === null || compared.distinguishable === null) return 'unknown';
  if (!compared.distinguishable || Number(compared.change) === 0) return 'steady';
  if (better === 'neither') return 'unknown';
  return Number(compared.change) > 0 === (better === 'higher') ? 'better' : 'worse';
};

const judged = {
  better: 'better',
  worse: 'worse',
  steady: 'within noise',
  unknown: 'noise not known',
} as const;
const marks = { better: '▲', worse: '▼', steady: '≈', unknown: '·' } as const;

/** The change against another period, and whether it is more than noise. Sign, mark and word: never colour alone. */
export const Change = ({
  compared,
  unit,
  better,
  currency,
  showPeriod,
}: {
  readonly compared: CellComparison | undefined;
  readonly unit: Unit;
  readonly better: Better;
  readonly currency: string;
  readonly showPeriod?: boolean | undefined;
}) => {
  if (!compared) return null;
  const against = periodText(compared.period);
  if (compared.change === null)
    return (
      <span className="change quiet" title={compared.reason?.message}>
        no figure for {against}
      </span>
    );
  const judgement = judge(compared, better);
  return (
    <span
      className={`change is-${judgement}`}
      title={`${valueText(compared.value, unit, currency)} in ${against}`}
    >
      <span aria-hidden="true" className="change-mark">
        {marks[judgement]}
      </span>{' '}
      {changeText(compared.change, unit, currency)} <span className="change-word">{judged[judgement]}</span>
      {showPeriod === true ? <span className="quiet"> against {against}</span> : null}
    </span>
  );
};

const grades: Record<Grade, string> = {
  A: 'no open data problem touches this figure',
  B: 'open data problems touch up to 5 % of its records',
  C: 'open data problems touch up to 20 % of its records',
  D: 'open data problems touch more than 20 % of its records',
};

export const GradeMark = ({ cell }: { readonly cell: Pick<Cell, 'quality'> }) => {
  const { grade, warnings } = cell.quality;
  const text = `Data quality ${grade}: ${grades[grade]}${warnings.length === 0 ? '' : ` (${warnings.map(({ rule, count }) => `${rule} ${count}×`).join(', ')})`}`;
  return (
    <span className={`grade grade-${grade}`} title={text}>
      <span aria-hidden="true">{grade}</span>
      <span className="sr-only">{text}</span>
    </span>
  );
};

/** The interval in words, or nothing where there is none. */
export const intervalText = (cell: Cell, unit: Unit, currency: string): string | null =>
  cell.interval === null
    ? null
    : `${valueText(cell.interval.low, unit, currency)} to ${valueText(cell.interval.high, unit, currency)}`;
