import type { FormatNumber } from './chart-point.js';
import { ChartSurface } from './chart-surface.js';
import { linearAxis } from './linear-axis.js';
import { onActivate } from './roving-focus.js';
import { round } from './round.js';

export interface RankedBar {
  readonly key: string;
  readonly label: string;
  readonly value: number | null;
  readonly low?: number | null | undefined;
  readonly high?: number | null | undefined;
  /** A note at the end of the row, such as n. */
  readonly note?: string | undefined;
  readonly reason?: string | null | undefined;
}

interface Props {
  readonly bars: readonly RankedBar[];
  readonly title: string;
  readonly formatValue: FormatNumber;
  readonly width?: number | undefined;
  /** A line across all bars: the whole, of which the bars are parts. */
  readonly reference?: { readonly value: number; readonly label: string } | undefined;
  readonly selected?: string | undefined;
  readonly onSelect?: ((key: string) => void) | undefined;
}

const rowHeight = 28;
const fits = (text: string, pixels: number): string => {
  const most = Math.max(4, Math.floor(pixels / 7));
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
};

/** What one bar says when it is read aloud: first what stands there, in its order (WCAG 2.5.3, label in name). */
const barText = ({ label, value, low, high, note, reason }: RankedBar, format: FormatNumber): string => {
  if (value === null) return `${label}: no figure. ${reason ?? ''}`.trim();
  const interval =
    typeof low === 'number' && typeof high === 'number' ? `, between ${format(low)} and ${format(high)}` : '';
  return `${label}: ${format(value)}${note === undefined ? '' : ` ${note}`}${interval}`;
};

/** Bars from the largest down, each with its interval as a whisker and its value in figures. */
export const RankedBars = ({
  bars,
  title,
  formatValue,
  width = 720,
  reference,
  selected,
  onSelect,
}: Props) => {
  const narrow = width < 480;
  // Seven pixels a letter is about what the system fonts need at this size.
  const longest = Math.max(6, ...bars.map(({ label }) => label.length)) * 7;
  const labels = Math.min(longest, Math.round(width * (narrow ? 0.34 : 0.28)));
  const values = narrow ? 78 : 150;
  const left = labels + 10;
  const right = width - values;
  const top = reference === undefined ? 6 : 24;
  const height = top + bars.length * rowHeight + 4;
  const { scale } = linearAxis(
    [...bars.flatMap(({ value, low, high }) => [value, low, high]), reference?.value ?? null].filter(
      (value) => typeof value === 'number',
    ),
    [left, right],
    { fromZero: true },
  );
  const zero = round(scale(0));
  const chosen = bars.findIndex(({ key }) => key === selected);
  return (
    <ChartSurface className="chart-bars" title={title} width={width} height={height}>
      {bars.map((bar, index) => {
        const y = top + index * rowHeight;
        const middle = y + rowHeight / 2;
        const end = bar.value === null ? zero : round(scale(bar.value));
        return (
          <g
            key={bar.key}
            data-point=""
            className={`chart-bar-row${bar.key === selected ? ' is-selected' : ''}`}
            role={onSelect ? 'button' : 'img'}
            tabIndex={index === Math.max(chosen, 0) ? 0 : -1}
            aria-label={barText(bar, formatValue)}
            onClick={() => onSelect?.(bar.key)}
            onKeyDown={onActivate(onSelect && (() => onSelect(bar.key)))}
          >
            <rect
              className="chart-row-area"
              x="0"
              y={y}
              width={width}
              height={rowHeight}
              fill="transparent"
            />
            <text className="chart-label" x={labels} y={middle} dy="0.34em" textAnchor="end">
              {fits(bar.label, labels)}
            </text>
            {bar.value === null ? null : (
              <rect
                className="chart-bar"
                x={Math.min(zero, end)}
                y={y + 6}
                width={Math.max(1, round(Math.abs(end - zero)))}
                height={rowHeight - 12}
                fill="currentColor"
              />
            )}
            {typeof bar.low === 'number' && typeof bar.high === 'number' ? (
              <path
                className="chart-whisker"
                d={`M${round(scale(bar.low))} ${middle - 4}v8m0 -4H${round(scale(bar.high))}m0 -4v8`}
                fill="none"
                stroke="currentColor"
              />
            ) : null}
            {/* A space of its own: without it label and value read as one word. */ ' '}
            <text className="chart-value" x={right + 10} y={middle} dy="0.34em">
              {bar.value === null ? '–' : formatValue(bar.value)}
              {narrow || bar.note === undefined ? null : (
                <tspan className="chart-note">{`  ${bar.note}`}</tspan>
              )}
            </text>
          </g>
        );
      })}
      <line
        className="chart-zero"
        x1={zero}
        x2={zero}
        y1={top}
        y2={height - 4}
        stroke="currentColor"
        strokeOpacity="0.5"
      />
      {reference === undefined ? null : (
        <g className="chart-reference" aria-hidden="true">
          <line
            x1={round(scale(reference.value))}
            x2={round(scale(reference.value))}
            y1={top - 4}
            y2={height - 4}
            stroke="currentColor"
            strokeDasharray="4 3"
          />
          <text className="chart-tick" x={round(scale(reference.value))} y="12" textAnchor="middle">
            {reference.label}
          </text>
        </g>
      )}
    </ChartSurface>
  );
};
