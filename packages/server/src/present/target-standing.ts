import type { MetricDefinition, Period } from '@bellwether/metrics';
import type { JudgedCell, Target } from '@bellwether/warehouse';
import type { Answer } from '../http/app-types.js';
import type { targetStanding } from '../schemas/board.js';

export type Standing = Answer<typeof targetStanding>;

const dayMilliseconds = 86_400_000;

/** The part of a period that the data covers, 0 to 1. */
const elapsed = (period: Period, asOf: string): number => {
  const [start, end, known] = [period.start, period.end, asOf].map((day) => Date.parse(day)) as [
    number,
    number,
    number,
  ];
  return Math.min(1, Math.max(0, (known + dayMilliseconds - start) / (end - start)));
};

/**
 * How a target stands. What adds up over days (revenue, tickets) is expected in proportion to the part of the period
 * that has passed; a rate or a stock is expected to be there at any time. A period that is over is met or missed.
 */
export const standingOf = (
  target: Target,
  metric: MetricDefinition,
  cell: JudgedCell,
  period: Period,
  asOf: string,
): Standing => {
  const wanted = Number(target.value);
  const actual = cell.value === null ? null : Number(cell.value);
  const part = elapsed(period, asOf);
  const pace = metric.additive ? wanted * part : wanted;
  const bare = {
    id: target.id,
    period: target.period,
    value: target.value,
    actual: cell.value,
    progress: actual === null || wanted === 0 ? null : actual / wanted,
    pace: part === 0 ? null : pace,
  };
  if (part === 0) return { ...bare, status: 'open' };
  if (actual === null || metric.better === 'neither') return { ...bare, status: 'unknown' };
  const reaches = (level: number) => (metric.better === 'higher' ? actual >= level : actual <= level);
  if (part === 1) return { ...bare, status: reaches(wanted) ? 'met' : 'missed' };
  if (metric.additive) {
    if (metric.better === 'higher' && reaches(wanted)) return { ...bare, status: 'met' };
    if (metric.better === 'lower' && !reaches(wanted)) return { ...bare, status: 'missed' };
  }
  return { ...bare, status: reaches(pace) ? 'on_track' : 'behind' };
};
