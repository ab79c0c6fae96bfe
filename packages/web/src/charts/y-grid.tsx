import type { FormatNumber } from './chart-point.js';
import type { LinearAxis } from './linear-axis.js';
import { round } from './round.js';

interface Props {
  readonly axis: LinearAxis;
  readonly left: number;
  readonly right: number;
  readonly format: FormatNumber;
}

/** Horizontal lines at round values, with their names at the left. */
export const YGrid = ({ axis, left, right, format }: Props) => (
  <g aria-hidden="true">
    {axis.ticks.map((tick) => {
      const y = round(axis.scale(tick));
      return (
        <g key={tick}>
          <line
            className={tick === 0 ? 'chart-zero' : 'chart-grid'}
            x1={left}
            x2={right}
            y1={y}
            y2={y}
            stroke="currentColor"
            strokeOpacity={tick === 0 ? 0.5 : 0.14}
          />
          <text className="chart-tick" x={left - 8} y={y} dy="0.32em" textAnchor="end">
            {format(tick)}
          </text>
        </g>
      );
    })}
  </g>
);
