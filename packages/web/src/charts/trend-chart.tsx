import { useId } from 'react';
import { periodText, periodTick } from '../format/period-name.js';
import type { ChartAnnotation, ChartPoint, FormatNumber } from './chart-point.js';
import { Hatch } from './hatch.js';
import { linearAxis } from './linear-axis.js';
import { moveBetweenPoints, onActivate } from './roving-focus.js';
import { round } from './round.js';
import { bandPath, levelPath, otherPath, partialPath, type Placed, valuePath } from './trend-paths.js';
import { YGrid } from './y-grid.js';

export interface TrendChartProps {
  readonly points: readonly ChartPoint[];
  /** What is drawn, for who cannot see it. */
  readonly title: string;
  readonly description?: string | undefined;
  readonly formatValue: FormatNumber;
  readonly formatAxis: FormatNumber;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  readonly fromZero?: boolean | undefined;
  readonly comparedName?: string | undefined;
  readonly annotations?: readonly ChartAnnotation[] | undefined;
  readonly selected?: string | undefined;
  readonly onSelect?: ((period: string) => void) | undefined;
  readonly onPoint?: ((period: string | null) => void) | undefined;
}

const margin = { top: 18, right: 14, bottom: 26, left: 58 } as const;

/** What a point says when it is read aloud or pointed at. */
export const pointText = (point: ChartPoint, format: FormatNumber): string => {
  const name = `${periodText(point.period)}${point.partial === true ? ', so far' : ''}`;
  if (point.value === null) return `${name}: no figure. ${point.reason ?? ''}`.trim();
  const interval =
    typeof point.low === 'number' && typeof point.high === 'number'
      ? `, between ${format(point.low)} and ${format(point.high)}`
      : '';
  const target = typeof point.target === 'number' ? `, target ${format(point.target)}` : '';
  return `${name}: ${format(point.value)}${interval}${target}`;
};

/** Every how many periods a name fits under the axis. */
const labelStep = (count: number, width: number): number =>
  Math.max(1, Math.ceil((count * 46) / Math.max(width, 1)));

/**
 * A figure over time: line, band of intervals, target, annotations, and what is not over hatched and dashed. Pure: the
 * same props give the same markup in the browser and on the server.
 */
export const TrendChart = (props: TrendChartProps) => {
  const { points, title, description, formatValue, formatAxis, width = 720, height = 260 } = props;
  const id = useId();
  const right = width - margin.right;
  const bottom = height - margin.bottom;
  const axis = linearAxis(
    points.flatMap(({ value, low, high, compared, target }) =>
      [value, low, high, compared, target].filter((one) => typeof one === 'number'),
    ),
    [bottom, margin.top],
    { fromZero: props.fromZero ?? false },
  );
  const y = (value: number): number => axis.scale(value);
  const band = (right - margin.left) / Math.max(points.length, 1);
  const placed: readonly Placed[] = points.map((point, index) => ({
    ...point,
    x: round(margin.left + band * (index + 0.5)),
  }));
  const step = labelStep(points.length, right - margin.left);
  const selectedIndex = points.findIndex(({ period }) => period === props.selected);
  const tabStop = selectedIndex >= 0 ? selectedIndex : points.length - 1;
  const last = placed.findLast(({ value }) => value !== null);
  const named = placed.filter((_, index) => (placed.length - 1 - index) % step === 0);
  return (
    <svg
      className="chart chart-trend"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="group"
      aria-labelledby={`${id}t ${id}d`}
      onKeyDown={moveBetweenPoints}
      onMouseLeave={() => props.onPoint?.(null)}
    >
      <title id={`${id}t`}>{title}</title>
      <desc id={`${id}d`}>
        {description ?? placed.map((point) => pointText(point, formatValue)).join('; ')}
      </desc>
      <Hatch id={`${id}h`} />
      <YGrid axis={axis} left={margin.left} right={right} format={formatAxis} />
      {placed.map(({ x, period, partial }) =>
        partial === true ? (
          <rect
            key={period}
            className="chart-partial"
            x={round(x - band / 2)}
            y={margin.top}
            width={round(band)}
            height={bottom - margin.top}
            fill={`url(#${id}h)`}
          />
        ) : null,
      )}
      <path className="chart-band" d={bandPath(placed, y)} fill="currentColor" fillOpacity="0.14" />
      <path
        className="chart-compared"
        d={otherPath(placed, y, ({ compared }) => compared)}
        fill="none"
        stroke="currentColor"
        strokeOpacity="0.45"
      />
      <path
        className="chart-target"
        d={levelPath(placed, y, band, ({ target }) => target)}
        fill="none"
        stroke="currentColor"
        strokeDasharray="7 4"
      />
      <path
        className="chart-line"
        d={valuePath(placed, y)}
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
      />
      <path
        className="chart-line chart-line-partial"
        d={partialPath(placed, y)}
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeDasharray="3 4"
      />
      {(props.annotations ?? []).map((annotation, index) => {
        const at = placed.find(({ period }) => period === annotation.period);
        if (!at) return null;
        return (
          <g key={`${annotation.period}${index}`} className="chart-annotation" aria-hidden="true">
            <line
              x1={at.x}
              x2={at.x}
              y1={margin.top}
              y2={bottom}
              stroke="currentColor"
              strokeDasharray="1 3"
            />
            <circle cx={at.x} cy={margin.top - 8} r="7" />
            <text x={at.x} y={margin.top - 8} dy="0.34em" textAnchor="middle">
              {index + 1}
            </text>
          </g>
        );
      })}
      <g aria-hidden="true">
        {named.map(({ x, period }, index) => (
          <text key={period} className="chart-tick" x={x} y={bottom + 17} textAnchor="middle">
            {periodTick(period, named[index - 1]?.period)}
          </text>
        ))}
      </g>
      {placed.map((point, index) => (
        <g
          key={point.period}
          data-point=""
          className={`chart-point${point.period === props.selected ? ' is-selected' : ''}`}
          role={props.onSelect ? 'button' : 'img'}
          tabIndex={index === tabStop ? 0 : -1}
          aria-label={pointText(point, formatValue)}
          {...(props.onSelect ? { 'aria-pressed': point.period === props.selected } : {})}
          onClick={() => props.onSelect?.(point.period)}
          onKeyDown={onActivate(props.onSelect && (() => props.onSelect?.(point.period)))}
          onMouseEnter={() => props.onPoint?.(point.period)}
          onFocus={() => props.onPoint?.(point.period)}
          onBlur={() => props.onPoint?.(null)}
        >
          <rect
            className="chart-target-area"
            x={round(point.x - band / 2)}
            y={margin.top}
            width={round(band)}
            height={bottom - margin.top}
            fill="transparent"
          />
          {point.value === null ? (
            <text className="chart-gap" x={point.x} y={bottom - 6} textAnchor="middle">
              –
            </text>
          ) : (
            <circle
              className={point.partial === true ? 'chart-dot is-open' : 'chart-dot'}
              cx={point.x}
              cy={round(y(point.value))}
              r={point === last || point.period === props.selected ? 4.5 : 2.8}
              fill="currentColor"
            />
          )}
        </g>
      ))}
    </svg>
  );
};
