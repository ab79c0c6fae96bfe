import { Link } from '@tanstack/react-router';
import type { Cell, Comparison } from '../../api/types.js';
import type { ScorecardLine } from '../../api/types-business.js';
import { Change, GradeMark, intervalText, Value } from '../../components/value.js';
import { count } from '../../format/number.js';
import { periodText } from '../../format/period-name.js';
import { valueText } from '../../format/value.js';
import { words } from '../../format/words.js';
import type { MetricContext } from './metric-context.js';

interface Props {
  readonly context: MetricContext;
  readonly cell: Cell;
  readonly comparison: Comparison | null;
  readonly target: ScorecardLine | null;
}

/** The figure of the chosen period, with everything that stands behind it. */
export const Figure = ({ context: { metric, organisation }, cell, comparison, target }: Props) => {
  const { unit, better } = metric;
  const { currency } = organisation;
  const interval = intervalText(cell, unit, currency);
  const isRatio = cell.numerator !== null && cell.denominator !== null;
  const part = (value: Cell['numerator']): string =>
    value === null
      ? '–'
      : typeof value === 'string'
        ? valueText(value, 'money', currency)
        : valueText(value, 'count', currency);
  return (
    <section className="figure" aria-label="The figure">
      <p className="figure-value">
        <Value value={cell.value} unit={unit} currency={currency} />
        {cell.partial ? <span className="so-far">so far</span> : null}
      </p>
      <dl className="facts">
        {cell.reason === null ? null : (
          <div className="is-wide">
            <dt>Why there is no figure</dt>
            <dd>
              {cell.reason.message}{' '}
              {cell.reason.entities === undefined ? null : (
                <Link to="/data/import">
                  Import {cell.reason.entities.map(words).join(', ').toLowerCase()}
                </Link>
              )}
            </dd>
          </div>
        )}
        {comparison === null || cell.compare[comparison] === undefined ? null : (
          <div>
            <dt>Against {periodText(cell.compare[comparison].period)}</dt>
            <dd>
              <Change compared={cell.compare[comparison]} unit={unit} better={better} currency={currency} />
            </dd>
          </div>
        )}
        {interval === null ? null : (
          <div>
            <dt>{Math.round((cell.interval?.level ?? 0.95) * 100)} % interval</dt>
            <dd title={`Method: ${cell.interval?.method ?? ''}`}>{interval}</dd>
          </div>
        )}
        {isRatio ? (
          <div>
            <dt>Made of</dt>
            <dd>
              {part(cell.numerator)} ÷ {part(cell.denominator)}
            </dd>
          </div>
        ) : null}
        {cell.n === null ? null : (
          <div>
            <dt>n</dt>
            <dd>{count(cell.n)}</dd>
          </div>
        )}
        <div>
          <dt>Data quality</dt>
          <dd>
            <GradeMark cell={cell} />
          </dd>
        </div>
        {target === null ? null : (
          <div>
            <dt>Target {periodText(target.period)}</dt>
            <dd>
              {valueText(target.value, unit, currency)}{' '}
              <span className={`status status-${target.status}`}>{words(target.status)}</span>
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
};
