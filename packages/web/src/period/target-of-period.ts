import type { Unit } from '../api/types.js';
import type { ScorecardLine } from '../api/types-business.js';
import { grainOfName, periodOf, startOfName } from './calendar.js';
import type { ChosenPeriod } from './chosen-period.js';

/**
 * The target of the whole company that speaks about a period: the one set for it, else the shortest one that holds it.
 * Null where there is none; a target of another year says nothing about this one.
 */
export const targetOfPeriod = (
  lines: readonly ScorecardLine[],
  metric: string,
  period: ChosenPeriod,
  fiscalYearStartsMonth: number,
): ScorecardLine | null => {
  const own = lines.filter((line) => line.metric === metric && line.where.length === 0);
  const exact = own.find((line) => line.period === period.from && period.from === period.to);
  if (exact) return exact;
  const holding = own.flatMap((line) => {
    const start = startOfName(line.period, fiscalYearStartsMonth);
    const grain = grainOfName(line.period);
    if (start === null || grain === null) return [];
    const { end } = periodOf(start, grain, fiscalYearStartsMonth);
    return start <= period.start && period.end <= end
      ? [{ line, days: Date.parse(end) - Date.parse(start) }]
      : [];
  });
  return holding.sort((one, other) => one.days - other.days)[0]?.line ?? null;
};

/** Whether a target was set for days that hold all of [start, end). Outside them it says nothing. */
export const targetCovers = (
  target: Pick<ScorecardLine, 'period'>,
  start: string,
  end: string,
  fiscalYearStartsMonth: number,
): boolean => {
  const first = startOfName(target.period, fiscalYearStartsMonth);
  const grain = grainOfName(target.period);
  return (
    first !== null &&
    grain !== null &&
    first <= start &&
    end <= periodOf(first, grain, fiscalYearStartsMonth).end
  );
};

/** A rate, a mean or a stock aims at the same level in every period; the target of a sum would lie on a shorter one. */
export const holdsAtEveryGrain = (unit: Unit, isAdditive: boolean): boolean =>
  !isAdditive && unit !== 'money' && unit !== 'count';
