import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Cell, Comparison, Unit } from '../../api/types.js';
import type { ChartPoint } from '../../charts/chart-point.js';
import { Sparkline } from '../../charts/sparkline.js';
import { Change, GradeMark, intervalText, Value } from '../../components/value.js';
import { count } from '../../format/number.js';
import { periodText } from '../../format/period-name.js';
import { valueText } from '../../format/value.js';
import { words } from '../../format/words.js';
import { holdsAtEveryGrain } from '../../period/target-of-period.js';
import type { ViewSearch } from '../../url/view-search.js';
import type { HomeLine } from './verdict.js';

const pointsOf = (series: readonly Cell[]): readonly ChartPoint[] =>
  series.map(({ period, value, partial }) => ({
    period,
    value: value === null ? null : Number(value),
    partial,
  }));

/** Name, definition in a sentence, period, n, interval, quality and version: what a figure says when it is asked. */
const about = ({ metric, cell }: HomeLine, currency: string): readonly string[] => {
  if (cell === null) return [metric.sentence];
  const interval = intervalText(cell, metric.unit, currency);
  return [
    metric.sentence,
    `${periodText(cell.period)}${cell.partial ? ', so far' : ''}: ${valueText(cell.value, metric.unit, currency)}`,
    cell.reason?.message ?? '',
    cell.n === null ? '' : `n = ${count(cell.n)}`,
    interval === null ? '' : `${Math.round((cell.interval?.level ?? 0.95) * 100)} % interval ${interval}`,
    `data quality ${cell.quality.grade}, definition version ${metric.version}`,
  ].filter((part) => part !== '');
};

const said = (line: HomeLine, unit: Unit, currency: string): string =>
  `${line.metric.name} over ${line.series.length} months, last ${valueText(line.series.at(-1)?.value ?? null, unit, currency)}`;

/** One measure: value, trend, change and whether it is noise, target, quality. The whole tile opens the metric. */
export const Tile = ({
  line,
  currency,
  comparison,
  search,
}: {
  readonly line: HomeLine;
  readonly currency: string;
  readonly comparison: Comparison | null;
  readonly search: ViewSearch;
}) => {
  const { metric, cell, target } = line;
  const [isDismissed, setDismissed] = useState(false);
  return (
    <li
      className={`tile is-${line.judgement}${isDismissed ? ' is-plain' : ''}`}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setDismissed(true);
      }}
      onBlur={() => setDismissed(false)}
    >
      <Link
        to="/metric/$id"
        params={{ id: metric.id }}
        search={search}
        className="tile-link"
        aria-describedby={`about-${metric.id}`}
      >
        <span className="tile-name">{metric.name}</span>
        <span className="tile-value">
          <Value value={cell?.value ?? null} unit={metric.unit} currency={currency} />
          {cell?.partial === true ? <span className="so-far">so far</span> : null}
        </span>
      </Link>
      <span id={`about-${metric.id}`} role="tooltip" className="tile-about">
        {about(line, currency).map((part) => (
          <span key={part}>{part}</span>
        ))}
      </span>
      <div className="tile-trend">
        <Sparkline
          points={pointsOf(line.series)}
          title={said(line, metric.unit, currency)}
          target={
            target === null || !holdsAtEveryGrain(metric.unit, metric.additive) ? null : Number(target.value)
          }
          width={132}
          height={34}
        />
      </div>
      <div className="tile-foot">
        {cell === null || cell.value === null ? (
          <span className="tile-reason">{cell?.reason?.message ?? 'No figure for this period.'}</span>
        ) : (
          <Change
            compared={comparison === null ? undefined : cell.compare[comparison]}
            unit={metric.unit}
            better={metric.better}
            currency={currency}
          />
        )}
        <span className="tile-facts">
          {target === null ? null : (
            <span
              className={`status status-${target.status}`}
              title={`Target ${valueText(target.value, metric.unit, currency)} for ${periodText(target.period)}`}
            >
              {target.period === cell?.period ? '' : `${periodText(target.period)}: `}
              {words(target.status).toLowerCase()}
            </span>
          )}
          {cell === null ? null : <GradeMark cell={cell} />}
        </span>
      </div>
    </li>
  );
};
