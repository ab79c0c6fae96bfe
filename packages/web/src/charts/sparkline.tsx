import { useId } from 'react';
import type { ChartPoint } from './chart-point.js';
import { Hatch } from './hatch.js';
import { linearAxis } from './linear-axis.js';
import { round } from './round.js';
import { SeriesMark } from './series-mark.js';
import type { Placed } from './trend-paths.js';

interface Props {
  readonly points: readonly ChartPoint[];
  /** What a screen reader says in its place. */
  readonly title: string;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  readonly target?: number | null | undefined;
}

/** A trend the size of a word: the line, its last point, the target, what is not over hatched. */
export const Sparkline = ({ points, title, width = 120, height = 32, target }: Props) => {
  const id = useId();
  const axis = linearAxis(
    [...points.map(({ value }) => value), target ?? null].filter((value) => value !== null),
    [height - 4, 4],
    { ticks: 2 },
  );
  const gap = (width - 8) / Math.max(points.length - 1, 1);
  const placed: readonly Placed[] = points.map((point, index) => ({ ...point, x: round(4 + gap * index) }));
  const y = (value: number): number => axis.scale(value);
  const partial = placed.find((point) => point.partial === true);
  return (
    <svg
      className="chart sparkline"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-labelledby={`${id}t`}
      preserveAspectRatio="none"
    >
      <title id={`${id}t`}>{title}</title>
      {partial === undefined ? null : (
        <>
          <Hatch id={`${id}h`} />
          <rect
            x={round(partial.x - gap / 2)}
            y="0"
            width={round(width - partial.x + gap / 2)}
            height={height}
            fill={`url(#${id}h)`}
          />
        </>
      )}
      {typeof target === 'number' ? (
        <line
          className="chart-target"
          x1="0"
          x2={width}
          y1={round(y(target))}
          y2={round(y(target))}
          stroke="currentColor"
          strokeDasharray="4 3"
        />
      ) : null}
      <SeriesMark points={placed} y={y} partialClass="chart-line chart-line-partial" />
    </svg>
  );
};
