import { Link } from '@tanstack/react-router';
import { plural } from '../../format/words.js';
import type { ChosenPeriod } from '../../period/chosen-period.js';
import type { Verdict } from './verdict.js';

interface Props {
  readonly verdict: Verdict;
  readonly period: ChosenPeriod;
  /** How many measures it is about. */
  readonly many: number;
  /** The part of the company, in words; empty for all of it. */
  readonly part: string;
}

/** The answer in a sentence, and the counts it rests on. */
export const VerdictText = ({ verdict, period, many, part }: Props) => (
  <div className="verdict">
    <p className="verdict-line">{verdict.sentence}</p>
    <p className="verdict-reasons">
      Of {plural(many, 'measure')} in {period.text}
      {period.partial ? ' so far' : ''}
      {part === '' ? '' : `, only ${part}`}:{' '}
      <span>
        <b>▲ {verdict.counts.better}</b> better,
      </span>{' '}
      <span>
        <b>▼ {verdict.counts.worse}</b> worse beyond noise,
      </span>{' '}
      <span>
        <b>≈ {verdict.counts.steady}</b> within noise,
      </span>{' '}
      <span>
        <b>{verdict.counts.unknown}</b> can’t be told
        {verdict.withoutFigure === 0 ? '' : ` (${verdict.withoutFigure} of them without a figure)`}.
      </span>{' '}
      {verdict.targets.all === 0 ? (
        <Link to="/scorecards">
          {part === '' ? 'No targets yet: set three.' : 'No targets for this part.'}
        </Link>
      ) : (
        <Link to="/scorecards">
          {verdict.targets.met} of {plural(verdict.targets.all, 'target')} met or on track.
        </Link>
      )}
    </p>
  </div>
);
