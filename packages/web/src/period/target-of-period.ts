import type { DimensionFilter, Unit } from '../api/types.js';
import type { ScorecardLine } from '../api/types-business.js';
import { grainOfName, periodOf, startOfName } from './calendar.js';
import type { ChosenPeriod } from './chosen-period.js';

/** The days [start, end) that the name of a period stands for; null where it is none. */
const daysOf = (
  name: string,
  fiscalYearStartsMonth: number,
): { readonly start: string; readonly end: string } | null => {
  const first = startOfName(name, fiscalYearStartsMonth);
  const grain = grainOfName(name);
  if (first === null || grain === null) return null;
  return { start: first, end: periodOf(first, grain, fiscalYearStartsMonth).end };
};

/** The same part of the company, in whatever order it is said. */
const partKey = (where: readonly DimensionFilter[]): string =>
  where
    .map(({ dimension, values, exclude }) =>
      JSON.stringify([dimension, exclude === true, values.map((value) => value ?? '\u0000').sort()]),
    )
    .sort()
    .join();

/**
 * The target of the part asked about (the whole company where there is no filter) that speaks about a period: the one
 * set for it, else the shortest one that holds it. Null where there is none; a target of another year or another part
 * says nothing about this one.
 */
export const targetOfPeriod = (
  lines: readonly ScorecardLine[],
  metric: string,
  period: ChosenPeriod,
  fiscalYearStartsMonth: number,
  where: readonly DimensionFilter[] = [],
): ScorecardLine | null => {
  const own = lines.filter((line) => line.metric === metric && partKey(line.where) === partKey(where));
  const exact = own.find((line) => line.period === period.from && period.from === period.to);
  if (exact) return exact;
  const holding = own.flatMap((line) => {
    const days = daysOf(line.period, fiscalYearStartsMonth);
    return days !== null && days.start <= period.start && period.end <= days.end
      ? [{ line, length: Date.parse(days.end) - Date.parse(days.start) }]
      : [];
  });
  return holding.sort((one, other) => one.length - other.length)[0]?.line ?? null;
};

/** Whether a target was set for days that hold all of [start, end). Outside them it says nothing. */
export const targetCovers = (
  target: Pick<ScorecardLine, 'period'>,
  start: string,
  end: string,
  fiscalYearStartsMonth: number,
): boolean => {
  const days = daysOf(target.period, fiscalYearStartsMonth);
  return days !== null && days.start <= start && end <= days.end;
};

/** A rate, a mean or a stock aims at the same level in every period; the target of a sum would lie on a shorter one. */
export const holdsAtEveryGrain = (unit: Unit, isAdditive: boolean): boolean =>
  !isAdditive && unit !== 'money' && unit !== 'count';
