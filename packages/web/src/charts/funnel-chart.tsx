import { count } from '../format/number.js';
import { ChartSurface } from './chart-surface.js';
import { onActivate } from './roving-focus.js';
import { round } from './round.js';

export interface FunnelStage {
  readonly key: string;
  readonly label: string;
  readonly count: number;
  /** Share of this stage that went on to the next, 0 to 1; null where nobody can tell. */
  readonly conversion: number | null;
  /** A note behind the count, such as the time spent in the stage. */
  readonly note?: string | undefined;
}

interface Props {
  readonly stages: readonly FunnelStage[];
  readonly title: string;
  readonly width?: number | undefined;
  readonly selected?: string | undefined;
  readonly onSelect?: ((key: string) => void) | undefined;
}

const rowHeight = 56;

/** How many reached each stage, and how many of them went on. */
export const FunnelChart = ({ stages, title, width = 720, selected, onSelect }: Props) => {
  const narrow = width < 520;
  const left = narrow ? 0 : 190;
  const most = Math.max(1, ...stages.map((stage) => stage.count));
  const room = width - left - 150;
  const lift = narrow ? 18 : 0;
  const height = stages.length * (rowHeight + lift);
  return (
    <ChartSurface className="chart-funnel" title={title} width={width} height={height}>
      {stages.map((stage, index) => {
        const y = index * (rowHeight + lift) + lift;
        const size = round((stage.count / most) * room);
        const onward = stage.conversion === null ? null : `${(stage.conversion * 100).toFixed(1)} %`;
        return (
          <g
            key={stage.key}
            data-point=""
            className={`chart-bar-row${stage.key === selected ? ' is-selected' : ''}`}
            role={onSelect ? 'button' : 'img'}
            tabIndex={index === 0 ? 0 : -1}
            aria-label={`${stage.label}: ${count(stage.count)}${stage.note === undefined ? '' : ` ${stage.note}`}${onward === null || index === stages.length - 1 ? '' : ` ${onward} went on`}`}
            onClick={() => onSelect?.(stage.key)}
            onKeyDown={onActivate(onSelect && (() => onSelect(stage.key)))}
          >
            <rect
              className="chart-row-area"
              x="0"
              y={y - lift}
              width={width}
              height={rowHeight + lift}
              fill="transparent"
            />
            <text
              className="chart-label"
              x={narrow ? 0 : left - 12}
              y={narrow ? y - 5 : y + 14}
              dy={narrow ? 0 : '0.34em'}
              textAnchor={narrow ? 'start' : 'end'}
            >
              {stage.label}
            </text>
            <rect
              className="chart-bar"
              x={left}
              y={y}
              width={Math.max(1, size)}
              height="28"
              fill="currentColor"
            />
            {/* Spaces of their own: without them the texts read as one word. */ ' '}
            <text className="chart-value" x={left + size + 8} y={y + 14} dy="0.34em">
              {count(stage.count)}
              {stage.note === undefined ? null : <tspan className="chart-note">{`  ${stage.note}`}</tspan>}
            </text>{' '}
            {index === stages.length - 1 || onward === null ? null : (
              <>
                <path
                  d={`M${left + 8} ${y + 35}v13m-4 -5l4 5l4 -5`}
                  fill="none"
                  stroke="currentColor"
                  strokeOpacity="0.6"
                />
                <text className="chart-note" x={left + 20} y={y + 42} dy="0.34em">{`${onward} went on`}</text>
              </>
            )}
          </g>
        );
      })}
    </ChartSurface>
  );
};
