import { type ScaleLinear, scaleLinear } from 'd3-scale';

export interface LinearAxis {
  readonly scale: ScaleLinear<number, number>;
  readonly ticks: readonly number[];
}

/**
 * A scale over the values with round ends. Zero is on it when it is near enough that leaving it out would make small
 * moves look large; `fromZero` forces it, as bars need.
 */
export const linearAxis = (
  values: readonly number[],
  range: readonly [number, number],
  { fromZero = false, ticks = 4 }: { readonly fromZero?: boolean; readonly ticks?: number } = {},
): LinearAxis => {
  const finite = values.filter(Number.isFinite);
  let low = finite.length === 0 ? 0 : Math.min(...finite);
  let high = finite.length === 0 ? 1 : Math.max(...finite);
  if (fromZero || (low > 0 && low < high * 0.65)) low = Math.min(0, low);
  if (fromZero || (high < 0 && high > low * 0.65)) high = Math.max(0, high);
  if (low === high) {
    const room = low === 0 ? 1 : Math.abs(low) * 0.1;
    if (low !== 0 && fromZero) high = Math.max(high, 0);
    else low = low === 0 ? 0 : low - room;
    high += room;
  }
  const scale = scaleLinear([low, high], [...range]).nice(ticks);
  return { scale, ticks: scale.ticks(ticks) };
};
