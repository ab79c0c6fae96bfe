import { useId } from 'react';
import { round } from './round.js';

interface Props {
  readonly actual: number;
  readonly target: number;
  /** What is expected by now; drawn where it differs from the target. */
  readonly pace?: number | null | undefined;
  readonly title: string;
  readonly width?: number | undefined;
}

const height = 16;

/** Where a figure stands on the way to its target: a bar, a long mark for the target, a short one for the pace. */
export const TargetBar = ({ actual, target, pace, title, width = 112 }: Props) => {
  const id = useId();
  const expected = typeof pace === 'number' && pace !== target ? pace : null;
  const ends = [0, actual, target, expected ?? 0];
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const span = high - low || 1;
  const x = (value: number): number => round(1 + ((value - low) / span) * (width - 2));
  return (
    <svg
      className="chart target-bar"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-labelledby={`${id}t`}
    >
      <title id={`${id}t`}>{title}</title>
      <line x1={x(low)} x2={x(high)} y1="8" y2="8" className="target-track" stroke="currentColor" />
      <rect
        className="chart-bar"
        x={Math.min(x(0), x(actual))}
        y="5"
        width={round(Math.abs(x(actual) - x(0)))}
        height="6"
        fill="currentColor"
      />
      {expected === null ? null : (
        <line
          className="target-pace"
          x1={x(expected)}
          x2={x(expected)}
          y1="3"
          y2="13"
          stroke="currentColor"
          strokeDasharray="2 2"
        />
      )}
      <line
        className="target-aim"
        x1={x(target)}
        x2={x(target)}
        y1="0"
        y2="16"
        stroke="currentColor"
        strokeWidth="2"
      />
    </svg>
  );
};
