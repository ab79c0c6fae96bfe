import { count } from '../format/number.js';
import type { FormatNumber } from './chart-point.js';
import { ChartSurface } from './chart-surface.js';
import { linearAxis } from './linear-axis.js';
import { round } from './round.js';
import { YGrid } from './y-grid.js';

export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

interface Props {
  readonly bins: readonly Bin[];
  readonly title: string;
  readonly formatValue: FormatNumber;
  /** Marks such as the median and the 90th percentile. */
  readonly marks?: readonly { readonly value: number; readonly label: string }[] | undefined;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
}

const margin = { top: 22, right: 12, bottom: 26, left: 44 } as const;

/** Bins of equal width over the values; the ends are the least and the largest value. */
export const binsOf = (values: readonly number[], most = 24): readonly Bin[] => {
  if (values.length === 0) return [];
  const low = Math.min(...values);
  const high = Math.max(...values);
  if (low === high) return [{ from: low, to: high, count: values.length }];
  // Sturges (1926): enough bins to see a shape, few enough to see it through the noise.
  const number = Math.min(most, Math.ceil(Math.log2(values.length)) + 1);
  const size = (high - low) / number;
  const counts = Array.from({ length: number }, () => 0);
  for (const value of values) {
    const at = Math.min(number - 1, Math.floor((value - low) / size));
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts.map((own, index) => ({ from: low + size * index, to: low + size * (index + 1), count: own }));
};

/** How often each size of value occurs. */
export const DistributionChart = ({
  bins,
  title,
  formatValue,
  marks = [],
  width = 720,
  height = 200,
}: Props) => {
  const right = width - margin.right;
  const bottom = height - margin.bottom;
  const y = linearAxis(
    bins.map((bin) => bin.count),
    [bottom, margin.top],
    { fromZero: true, ticks: 3 },
  );
  const low = bins[0]?.from ?? 0;
  const high = bins.at(-1)?.to ?? 1;
  const span = high - low || 1;
  const x = (value: number): number => round(margin.left + ((value - low) / span) * (right - margin.left));
  const width1 = (right - margin.left) / Math.max(bins.length, 1);
  return (
    <ChartSurface className="chart-distribution" title={title} width={width} height={height}>
      <YGrid axis={y} left={margin.left} right={right} format={count} />
      {bins.map((bin, index) => (
        <g
          key={bin.from}
          data-point=""
          className="chart-bar-row"
          role="img"
          tabIndex={index === 0 ? 0 : -1}
          aria-label={`${formatValue(bin.from)} to ${formatValue(bin.to)}: ${count(bin.count)}`}
        >
          <rect
            className="chart-bar"
            x={round(margin.left + width1 * index + 0.5)}
            y={round(y.scale(bin.count))}
            width={Math.max(1, round(width1 - 1))}
            height={Math.max(0, round(bottom - y.scale(bin.count)))}
            fill="currentColor"
          />
        </g>
      ))}
      {marks.map(({ value, label }) => (
        <g key={label} className="chart-reference" aria-hidden="true">
          <line
            x1={x(value)}
            x2={x(value)}
            y1={margin.top - 6}
            y2={bottom}
            stroke="currentColor"
            strokeDasharray="4 3"
          />
          <text className="chart-tick" x={x(value)} y="11" textAnchor="middle">
            {label}
          </text>
        </g>
      ))}
      <g aria-hidden="true">
        <text className="chart-tick" x={margin.left} y={bottom + 17}>
          {formatValue(low)}
        </text>
        <text className="chart-tick" x={right} y={bottom + 17} textAnchor="end">
          {formatValue(high)}
        </text>
      </g>
    </ChartSurface>
  );
};
