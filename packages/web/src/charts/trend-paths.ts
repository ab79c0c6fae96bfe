import { area, line } from 'd3-shape';
import type { ChartPoint } from './chart-point.js';
import { roundPath } from './round.js';

export interface Placed extends ChartPoint {
  readonly x: number;
}

type Y = (value: number) => number;

/** The line through the whole periods; a missing value breaks it. */
export const valuePath = (points: readonly Placed[], y: Y): string =>
  roundPath(
    line<Placed>()
      .defined(({ value, partial }) => value !== null && partial !== true)
      .x(({ x }) => x)
      .y(({ value }) => y(value ?? 0))([...points]),
  );

/** From the last whole period on to the unfinished one: drawn dashed. */
export const partialPath = (points: readonly Placed[], y: Y): string => {
  const first = points.findIndex(({ partial }) => partial === true);
  if (first < 0) return '';
  const tail = points.slice(Math.max(0, first - 1)).filter(({ value }) => value !== null);
  return tail.length < 2
    ? ''
    : roundPath(
        line<Placed>()
          .x(({ x }) => x)
          .y(({ value }) => y(value ?? 0))(tail),
      );
};

/** The band between the ends of the intervals. */
export const bandPath = (points: readonly Placed[], y: Y): string =>
  roundPath(
    area<Placed>()
      .defined(({ low, high }) => typeof low === 'number' && typeof high === 'number')
      .x(({ x }) => x)
      .y0(({ low }) => y(low ?? 0))
      .y1(({ high }) => y(high ?? 0))([...points]),
  );

/**
 * A level that holds for whole periods, such as a target: drawn from the beginning of the first to the end of the last,
 * so that the target of a single period is seen too.
 */
export const levelPath = (
  points: readonly Placed[],
  y: Y,
  band: number,
  pick: (point: Placed) => number | null | undefined,
): string =>
  roundPath(
    line<readonly [x: number, value: number | null]>()
      .defined(([, value]) => value !== null)
      .x(([x]) => x)
      .y(([, value]) => y(value ?? 0))(
      points.flatMap((point): (readonly [number, number | null])[] => {
        const value = pick(point);
        return typeof value === 'number'
          ? [
              [point.x - band / 2, value],
              [point.x + band / 2, value],
            ]
          : [[point.x, null]];
      }),
    ),
  );

/** The line of another figure of each point, such as what it is compared with. */
export const otherPath = (
  points: readonly Placed[],
  y: Y,
  pick: (point: Placed) => number | null | undefined,
): string =>
  roundPath(
    line<Placed>()
      .defined((point) => typeof pick(point) === 'number')
      .x(({ x }) => x)
      .y((point) => y(pick(point) ?? 0))([...points]),
  );
