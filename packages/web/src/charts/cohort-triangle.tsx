import { periodText } from '../format/period-name.js';
import { ChartSurface } from './chart-surface.js';
import { round } from './round.js';

export interface CohortRow {
  readonly cohort: string;
  /** Members at the beginning: customers, or revenue as text. */
  readonly size: string;
  /** Share kept at each age, 0 to 1 (net revenue can pass 1); null is not known, absent is not reached yet. */
  readonly shares: readonly (number | null)[];
}

interface Props {
  readonly rows: readonly CohortRow[];
  readonly title: string;
  /** What one step of age is: month, quarter. */
  readonly unit: string;
  readonly width?: number | undefined;
}

const rowHeight = 24;
const top = 42;

/** Share kept by age, one row a cohort. Shade and figure say the same, so it reads in black and white. */
export const CohortTriangle = ({ rows, title, unit, width = 720 }: Props) => {
  const ages = Math.max(0, ...rows.map(({ shares }) => shares.length));
  const left = 150;
  const cell = Math.max(38, Math.min(64, (width - left) / Math.max(ages, 1)));
  const full = round(left + cell * ages);
  const height = top + rows.length * rowHeight + 4;
  const percent = (share: number): string => `${Math.round(share * 100)}`;
  return (
    <ChartSurface className="chart-cohorts" title={title} width={Math.max(full, width)} height={height}>
      <g aria-hidden="true">
        <text className="chart-tick" x="0" y={top - 8}>
          Began in
        </text>
        <text className="chart-tick" x={left - 14} y={top - 8} textAnchor="end">
          Customers
        </text>
        <text className="chart-tick" x={left} y="12">{`% still there, by age in ${unit}s`}</text>
        {Array.from({ length: ages }, (_, age) => (
          <text
            key={age}
            className="chart-tick"
            x={round(left + cell * (age + 0.5))}
            y={top - 8}
            textAnchor="middle"
          >
            {age}
          </text>
        ))}
      </g>
      {rows.map((row, index) => {
        const y = top + index * rowHeight;
        return (
          <g key={row.cohort}>
            <g aria-hidden="true">
              <text className="chart-label" x="0" y={y + rowHeight / 2} dy="0.34em">
                {periodText(row.cohort)}
              </text>
              <text className="chart-label" x={left - 14} y={y + rowHeight / 2} dy="0.34em" textAnchor="end">
                {row.size}
              </text>
            </g>
            {row.shares.map((share, age) => (
              <g
                key={`${row.cohort}-${age}`}
                data-point=""
                className="chart-cell"
                role="img"
                tabIndex={index === 0 && age === 0 ? 0 : -1}
                aria-label={`${periodText(row.cohort)}, after ${age} ${unit}s: ${share === null ? 'no figure' : `${percent(share)} %`}`}
              >
                <rect
                  x={round(left + cell * age + 1)}
                  y={y + 1}
                  width={round(cell - 2)}
                  height={rowHeight - 2}
                  fill="currentColor"
                  fillOpacity={share === null ? 0 : round(Math.min(1, Math.max(0, share)) * 50) / 100}
                />
                <text
                  className="chart-cell-value"
                  x={round(left + cell * (age + 0.5))}
                  y={y + rowHeight / 2}
                  dy="0.34em"
                  textAnchor="middle"
                >
                  {share === null ? '–' : percent(share)}
                </text>
              </g>
            ))}
          </g>
        );
      })}
    </ChartSurface>
  );
};
