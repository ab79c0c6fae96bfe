import { useState } from 'react';
import { useFigures } from '../../api/queries.js';
import type { Cell } from '../../api/types.js';
import { RankedBars } from '../../charts/ranked-bars.js';
import { SmallMultiples } from '../../charts/small-multiples.js';
import { ChartFrame } from '../../components/chart-frame.js';
import { DimensionOptions } from '../../components/dimension-options.js';
import { Await } from '../../components/states.js';
import { Change } from '../../components/value.js';
import { DataTable } from '../../components/data-table.js';
import { part } from '../../export/table.js';
import { count } from '../../format/number.js';
import { periodText } from '../../format/period-name.js';
import { axisText, valueText } from '../../format/value.js';
import { dimensionValue, plural, words } from '../../format/words.js';
import { trendGrain, trendWindow } from '../../period/trend-window.js';
import { useView } from '../../url/use-view.js';
import { comparisonOf, whereText } from '../../url/view-search.js';
import { type MetricContext, metricNotes } from './metric-context.js';

/** As many parts as a person can compare; the table and the export hold them all. */
const most = 30;

const number = (value: Cell['value'] | undefined): number | null =>
  value === null || value === undefined ? null : Number(value);

const byValue = (one: Cell, other: Cell): number =>
  (other.value === null ? -Infinity : Number(other.value)) -
  (one.value === null ? -Infinity : Number(one.value));

const Multiples = ({
  context,
  by,
  cells,
}: {
  readonly context: MetricContext;
  readonly by: string;
  readonly cells: readonly Cell[];
}) => {
  const { metric, organisation, period, where } = context;
  const [view] = useView();
  const grain = trendGrain(view.grain, period, metric.grains);
  const range = trendWindow(period, grain, organisation);
  const figures = useFigures({ metrics: [metric.id], ...range, grain, by: [by], where });
  const format = (value: number): string => valueText(value, metric.unit, organisation.currency);
  return (
    <Await query={figures} what="the trend of each part">
      {(data) => {
        const parts = Map.groupBy(data.cells, (cell) => cell.by[by] ?? null);
        const shown = cells.slice(0, 12).map((cell) => cell.by[by] ?? null);
        return (
          <ChartFrame
            title={`Each ${words(by).toLowerCase()} over time, on one scale`}
            file={`${metric.id}-by-${by}-over-time`}
            notes={metricNotes(context)}
            header={[words(by), 'Period', 'Value', 'n']}
            rows={data.cells.map((cell) => [
              dimensionValue(cell.by[by]),
              { period: cell.period },
              { value: cell.value, unit: metric.unit },
              { value: cell.n, unit: 'count' },
            ])}
          >
            {(width) => (
              <SmallMultiples
                width={width}
                title={`${metric.name}, each ${words(by).toLowerCase()} by ${words(grain).toLowerCase()}`}
                formatValue={format}
                formatAxis={(value) => axisText(value, metric.unit, organisation.currency)}
                multiples={shown.map((value) => ({
                  key: String(value),
                  label: dimensionValue(value),
                  points: (parts.get(value) ?? []).map((cell) => ({
                    period: cell.period,
                    value: number(cell.value),
                    low: number(cell.interval?.low),
                    high: number(cell.interval?.high),
                    partial: cell.partial,
                  })),
                }))}
              />
            )}
          </ChartFrame>
        );
      }}
    </Await>
  );
};

/** The figure taken apart by a dimension: ranked bars, a table, and each part over time. */
export const Breakdown = ({ context }: { readonly context: MetricContext }) => {
  const { metric, organisation, period, where } = context;
  const [view, change] = useView();
  const [asMultiples, setMultiples] = useState(false);
  const comparison = comparisonOf(view);
  const dimensions = [...new Set([...metric.breakdowns, ...metric.dimensions])].filter((name) =>
    metric.dimensions.includes(name),
  );
  const by = view.by !== undefined && dimensions.includes(view.by) ? view.by : dimensions[0];
  const request = {
    metrics: [metric.id],
    from: period.from,
    to: period.to,
    grain: period.grain,
    where,
  };
  const figures = useFigures(
    by === undefined ? null : { ...request, by: [by], compare: comparison === null ? [] : [comparison] },
  );
  const whole = useFigures(request).data?.cells[0];
  if (by === undefined)
    return (
      <p className="quiet">
        This measure has no dimension that all its parts carry, so it cannot be taken apart.
      </p>
    );
  const format = (value: number): string => valueText(value, metric.unit, organisation.currency);
  const rowsOf = (value: string | null): void =>
    change({
      tab: 'rows',
      where: [...(view.where ?? []).filter((one) => !one.startsWith(`${by}=`)), whereText(by, value)],
      page: undefined,
    });
  return (
    <>
      <div className="toolbar">
        <label className="inline-field">
          <span>By</span>
          <select value={by} onChange={(event) => change({ by: event.target.value })}>
            <DimensionOptions dimensions={dimensions} />
          </select>
        </label>
        <div className="segmented" role="group" aria-label="Shown as">
          <button type="button" aria-pressed={!asMultiples} onClick={() => setMultiples(false)}>
            Ranked
          </button>
          <button type="button" aria-pressed={asMultiples} onClick={() => setMultiples(true)}>
            Over time
          </button>
        </div>
      </div>
      <Await query={figures} what="the breakdown">
        {(data) => {
          const cells = [...data.cells].sort(byValue);
          if (cells.length === 0)
            return (
              <div className="note note-empty">
                <strong>There is no part to show.</strong>
                <p>{whole?.reason?.message ?? `No record falls into ${period.text}.`}</p>
              </div>
            );
          const shown = cells.slice(0, most);
          if (asMultiples) return <Multiples context={context} by={by} cells={shown} />;
          return (
            <>
              <ChartFrame
                title={`${metric.name} by ${words(by).toLowerCase()}, ${period.text}`}
                file={`${metric.id}-by-${by}-${period.from}`}
                notes={metricNotes(context)}
                header={[words(by), 'Value', 'Numerator', 'Denominator', 'n', 'Low', 'High', 'Reason']}
                rows={cells.map((cell) => [
                  dimensionValue(cell.by[by]),
                  { value: cell.value, unit: metric.unit },
                  part(cell.numerator),
                  part(cell.denominator),
                  { value: cell.n, unit: 'count' },
                  { value: cell.interval?.low ?? null, unit: metric.unit },
                  { value: cell.interval?.high ?? null, unit: metric.unit },
                  cell.reason?.message ?? '',
                ])}
                caption={
                  <p className="quiet">
                    {cells.length > most
                      ? `The ${most} largest of ${plural(cells.length, 'part')}; the table and the export hold all. `
                      : ''}
                    {shown.some(({ interval }) => interval !== null)
                      ? 'Whiskers are 95 % intervals: where two overlap widely, the order may be chance. '
                      : ''}
                    {metric.additive
                      ? 'Parts add up to the whole.'
                      : 'The whole is worked out anew, not summed from its parts.'}{' '}
                    A bar opens its rows.
                  </p>
                }
              >
                {(width) => (
                  <RankedBars
                    width={width}
                    title={`${metric.name} by ${words(by).toLowerCase()}`}
                    formatValue={format}
                    reference={
                      metric.additive || whole?.value === null || whole === undefined
                        ? undefined
                        : { value: Number(whole.value), label: `all ${format(Number(whole.value))}` }
                    }
                    onSelect={(key) => rowsOf(key === 'null' ? null : key.slice(1))}
                    bars={shown.map((cell) => ({
                      key: cell.by[by] === null || cell.by[by] === undefined ? 'null' : `=${cell.by[by]}`,
                      label: dimensionValue(cell.by[by]),
                      value: number(cell.value),
                      low: number(cell.interval?.low),
                      high: number(cell.interval?.high),
                      note: cell.n === null ? undefined : `n ${count(cell.n)}`,
                      reason: cell.reason?.message,
                    }))}
                  />
                )}
              </ChartFrame>
              {comparison === null ? null : (
                <DataTable
                  caption={`Change of each ${words(by).toLowerCase()}`}
                  showCaption
                  rows={shown}
                  rowKey={(cell) => String(cell.by[by])}
                  columns={[
                    { key: 'part', header: words(by), cell: (cell) => dimensionValue(cell.by[by]) },
                    {
                      key: 'value',
                      header: period.text,
                      align: 'right',
                      cell: (cell) => valueText(cell.value, metric.unit, organisation.currency),
                    },
                    {
                      key: 'before',
                      header:
                        comparison === 'year'
                          ? 'A year earlier'
                          : periodText(cells[0]?.compare[comparison]?.period ?? 'Before'),
                      align: 'right',
                      cell: (cell) =>
                        valueText(
                          cell.compare[comparison]?.value ?? null,
                          metric.unit,
                          organisation.currency,
                        ),
                    },
                    {
                      key: 'change',
                      header: 'Change',
                      align: 'right',
                      cell: (cell) => (
                        <Change
                          compared={cell.compare[comparison]}
                          unit={metric.unit}
                          better={metric.better}
                          currency={organisation.currency}
                        />
                      ),
                    },
                    {
                      key: 'n',
                      header: 'n',
                      align: 'right',
                      cell: (cell) => (cell.n === null ? '' : count(cell.n)),
                    },
                    {
                      key: 'rows',
                      header: '',
                      cell: (cell) => (
                        <button
                          type="button"
                          className="link-button"
                          aria-label={`Rows of ${dimensionValue(cell.by[by])}`}
                          onClick={() => rowsOf(cell.by[by] ?? null)}
                        >
                          Rows
                        </button>
                      ),
                    },
                  ]}
                />
              )}
            </>
          );
        }}
      </Await>
    </>
  );
};
