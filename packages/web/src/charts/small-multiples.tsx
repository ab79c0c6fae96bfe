import type { ChartPoint, FormatNumber } from './chart-point.js';
import { ChartSurface } from './chart-surface.js';
import { linearAxis } from './linear-axis.js';
import { round } from './round.js';
import { SeriesMark } from './series-mark.js';
import { bandPath, type Placed } from './trend-paths.js';

export interface Multiple {
  readonly key: string;
  readonly label: string;
  readonly points: readonly ChartPoint[];
}

interface Props {
  readonly multiples: readonly Multiple[];
  readonly title: string;
  readonly formatValue: FormatNumber;
  readonly formatAxis: FormatNumber;
  readonly width?: number | undefined;
}

const panel = { height: 112, gap: 18, top: 20, bottom: 6, left: 46 } as const;

/** The same small trend for each part, all on one scale, so that heights compare. */
export const SmallMultiples = ({ multiples, title, formatValue, formatAxis, width = 720 }: Props) => {
  const columns = Math.max(1, Math.floor((width + panel.gap) / (200 + panel.gap)));
  const size = (width - panel.gap * (columns - 1)) / columns;
  const lines = Math.ceil(multiples.length / columns);
  const height = Math.max(1, lines) * (panel.height + panel.gap);
  const axis = linearAxis(
    multiples.flatMap(({ points }) => points.map(({ value }) => value).filter((value) => value !== null)),
    [panel.height - panel.bottom, panel.top],
    { ticks: 2 },
  );
  const y = (value: number): number => axis.scale(value);
  return (
    <ChartSurface className="chart-multiples" title={title} width={width} height={height}>
      {multiples.map((multiple, index) => {
        const x = round((index % columns) * (size + panel.gap));
        const top = Math.floor(index / columns) * (panel.height + panel.gap);
        const step = (size - panel.left) / Math.max(multiple.points.length, 1);
        const placed: readonly Placed[] = multiple.points.map((point, at) => ({
          ...point,
          x: round(panel.left + step * (at + 0.5)),
        }));
        const last = placed.findLast(({ value }) => value !== null);
        const said = last?.value === undefined || last.value === null ? 'no figure' : formatValue(last.value);
        return (
          <g
            key={multiple.key}
            data-point=""
            className="chart-panel"
            transform={`translate(${x} ${top})`}
            role="img"
            tabIndex={index === 0 ? 0 : -1}
            aria-label={`${multiple.label}: ${said} at the end; ${placed.length} periods`}
          >
            <rect className="chart-row-area" width={round(size)} height={panel.height} fill="transparent" />
            <text className="chart-label is-strong" x="0" y="10">
              {multiple.label.length > 24 ? `${multiple.label.slice(0, 23)}…` : multiple.label}
            </text>
            <text className="chart-value" x={round(size)} y="10" textAnchor="end">
              {last === undefined ? '–' : said}
            </text>
            {axis.ticks.map((tick) => (
              <g key={tick}>
                <line
                  className="chart-grid"
                  x1={panel.left}
                  x2={round(size)}
                  y1={round(y(tick))}
                  y2={round(y(tick))}
                  stroke="currentColor"
                  strokeOpacity="0.14"
                />
                <text
                  className="chart-tick"
                  x={panel.left - 6}
                  y={round(y(tick))}
                  dy="0.32em"
                  textAnchor="end"
                >
                  {formatAxis(tick)}
                </text>
              </g>
            ))}
            <path
              className="chart-band"
              d={bandPath(
                placed.map((point) => clampBand(point, axis.scale.domain())),
                y,
              )}
              fill="currentColor"
              fillOpacity="0.12"
            />
            <SeriesMark points={placed} y={y} partialClass="chart-line" />
          </g>
        );
      })}
    </ChartSurface>
  );
};

/** The band of a small part can be wider than the panel; it is cut at the scale's ends, the line never is. */
const clampBand = (point: Placed, domain: readonly number[]): Placed => {
  const [low = 0, high = 0] = domain;
  const cut = (value: number | null | undefined): number | null | undefined =>
    typeof value === 'number' ? Math.min(high, Math.max(low, value)) : value;
  return { ...point, low: cut(point.low), high: cut(point.high) };
};
