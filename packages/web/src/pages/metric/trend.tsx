import { useState } from 'react';
import { useFigures } from '../../api/queries.js';
import type { Cell } from '../../api/types.js';
import type { Annotation, ScorecardLine } from '../../api/types-business.js';
import type { ChartPoint } from '../../charts/chart-point.js';
import { pointText, TrendChart } from '../../charts/trend-chart.js';
import { ChartFrame } from '../../components/chart-frame.js';
import { Await } from '../../components/states.js';
import { dateText } from '../../format/period-name.js';
import { axisText, valueText } from '../../format/value.js';
import { words } from '../../format/words.js';
import { holdsAtEveryGrain, targetCovers } from '../../period/target-of-period.js';
import { trendGrain, trendGrains, trendWindow } from '../../period/trend-window.js';
import { useView } from '../../url/use-view.js';
import { comparisonOf } from '../../url/view-search.js';
import { type MetricContext, metricNotes } from './metric-context.js';

/** A figure for a chart; a decimal text loses nothing that a pixel could show. */
const number = (value: Cell['value'] | undefined): number | null =>
  value === null || value === undefined ? null : Number(value);

interface Props {
  readonly context: MetricContext;
  readonly target: ScorecardLine | null;
  readonly annotations: readonly Annotation[];
}

/** The measure over time. A click on a period makes it the chosen one, for figure, breakdown and rows alike. */
export const Trend = ({ context, target, annotations }: Props) => {
  const { metric, organisation, period, where } = context;
  const [view, change] = useView();
  const [pointed, setPointed] = useState<string | null>(null);
  const comparison = comparisonOf(view);
  const grain = trendGrain(view.grain, period, metric.grains);
  const range = trendWindow(period, grain, organisation);
  const figures = useFigures({
    metrics: [metric.id],
    ...range,
    grain,
    where,
    compare: comparison === 'year' ? ['year'] : [],
  });
  const format = (value: number): string => valueText(value, metric.unit, organisation.currency);
  const goal =
    target === null || !holdsAtEveryGrain(metric.unit, metric.additive) ? null : Number(target.value);
  return (
    <section aria-label="Over time">
      <Await query={figures} what="the trend">
        {({ cells }) => {
          const points: readonly ChartPoint[] = cells.map((cell) => ({
            period: cell.period,
            value: number(cell.value),
            low: number(cell.interval?.low),
            high: number(cell.interval?.high),
            partial: cell.partial,
            reason: cell.reason?.message ?? null,
            compared: number(cell.compare.year?.value),
            target:
              goal !== null &&
              target !== null &&
              targetCovers(target, cell.start, cell.end, organisation.fiscalYearStartsMonth)
                ? goal
                : null,
          }));
          const notes = annotations.flatMap(({ date, title }) => {
            const at = cells.find(({ start, end }) => start <= date && date < end);
            return at === undefined ? [] : [{ period: at.period, text: `${dateText(date)}: ${title}` }];
          });
          const shown = points.find((point) => point.period === pointed);
          return (
            <ChartFrame
              title={`${metric.name} by ${words(grain).toLowerCase()}`}
              file={`${metric.id}-${range.from}-${range.to}`}
              notes={metricNotes(context)}
              header={['Period', 'Value', 'Low', 'High', 'n', 'So far', 'Reason']}
              rows={cells.map((cell) => [
                { period: cell.period },
                { value: cell.value, unit: metric.unit },
                { value: cell.interval?.low ?? null, unit: metric.unit },
                { value: cell.interval?.high ?? null, unit: metric.unit },
                { value: cell.n, unit: 'count' },
                cell.partial ? 'so far' : '',
                cell.reason?.message ?? '',
              ])}
              caption={
                <>
                  <p className="chart-readout">
                    {shown === undefined
                      ? 'Point at a period, or walk with the arrow keys; Enter chooses it.'
                      : pointText(shown, format)}
                  </p>
                  <p className="chart-key">
                    <span className="key key-line">value</span>
                    {points.some(({ low }) => typeof low === 'number') ? (
                      <span className="key key-band">95 % interval</span>
                    ) : null}
                    {comparison === 'year' ? <span className="key key-compared">a year earlier</span> : null}
                    {goal === null ? null : <span className="key key-target">target</span>}
                    {points.some(({ partial }) => partial === true) ? (
                      <span className="key key-partial">not over yet</span>
                    ) : null}
                  </p>
                  {notes.length === 0 ? null : (
                    <ol className="chart-notes">
                      {notes.map(({ text }) => (
                        <li key={text}>{text}</li>
                      ))}
                    </ol>
                  )}
                </>
              }
            >
              {(width) => (
                <TrendChart
                  points={points}
                  title={`${metric.name} by ${words(grain).toLowerCase()}`}
                  formatValue={format}
                  formatAxis={(value) => axisText(value, metric.unit, organisation.currency)}
                  width={width}
                  height={width < 500 ? 220 : 280}
                  annotations={notes}
                  selected={period.from === period.to ? period.from : undefined}
                  onSelect={(name) => change({ period: name, grain, page: undefined })}
                  onPoint={setPointed}
                />
              )}
            </ChartFrame>
          );
        }}
      </Await>
      <div className="segmented" role="group" aria-label="One point for each">
        {trendGrains
          .filter((name) => metric.grains === null || metric.grains.includes(name))
          .filter((name) => organisation.fiscalYearStartsMonth !== 1 || !name.startsWith('fiscal'))
          .map((name) => (
            <button
              key={name}
              type="button"
              aria-pressed={name === grain}
              onClick={() => change({ grain: name })}
            >
              {words(name)}
            </button>
          ))}
      </div>
    </section>
  );
};
