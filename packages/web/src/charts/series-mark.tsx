import { round } from './round.js';
import { partialPath, type Placed, valuePath } from './trend-paths.js';

interface Props {
  readonly points: readonly Placed[];
  readonly y: (value: number) => number;
  /** Class of the part that is not over yet. */
  readonly partialClass: string;
}

/** A small trend: its line, dashed where it is not over yet, and a dot on its last value. */
export const SeriesMark = ({ points, y, partialClass }: Props) => {
  const last = points.findLast(({ value }) => value !== null);
  return (
    <>
      <path
        className="chart-line"
        d={valuePath(points, y)}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
      />
      <path
        className={partialClass}
        d={partialPath(points, y)}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeDasharray="2 3"
      />
      {last === undefined || last.value === null ? null : (
        <circle className="chart-dot" cx={last.x} cy={round(y(last.value))} r="2.5" fill="currentColor" />
      )}
    </>
  );
};
