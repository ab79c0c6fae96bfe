import type { Grain } from '../api/types.js';
import { addDays, type NamedGrain, periodOf, yearOf } from './calendar.js';
import type { ChosenPeriod, Clock } from './chosen-period.js';

/** How many periods a trend shows at each grain when the chosen period is one of them. */
const many: Record<NamedGrain, number> = {
  day: 60,
  week: 53,
  month: 25,
  quarter: 13,
  year: 6,
  fiscal_quarter: 13,
  fiscal_year: 6,
};

export const trendGrains: readonly NamedGrain[] = [
  'day',
  'week',
  'month',
  'quarter',
  'year',
  'fiscal_quarter',
  'fiscal_year',
];

/** The grain that a trend is drawn in unless another is asked for. */
export const trendGrain = (
  asked: string | undefined,
  period: ChosenPeriod,
  allowed: readonly Grain[] | null,
): NamedGrain => {
  const fits = (grain: NamedGrain): boolean => allowed === null || allowed.includes(grain);
  const found = trendGrains.find((grain) => grain === asked);
  if (found !== undefined && fits(found)) return found;
  if (period.grain !== 'total') return fits(period.grain) ? period.grain : 'month';
  return 'month';
};

/** First and last period of a trend that ends with the chosen period, or later where the data goes on. */
export const trendWindow = (
  period: ChosenPeriod,
  grain: NamedGrain,
  { asOf, fiscalYearStartsMonth }: Clock,
): { readonly from: string; readonly to: string } => {
  const latest = addDays(period.end, -1) > asOf ? addDays(period.end, -1) : asOf;
  const to = periodOf(latest, grain, fiscalYearStartsMonth);
  let from = to;
  for (let left = many[grain] - 1; left > 0 || from.start > period.start; left -= 1) {
    if (left < -400 || yearOf(from.start) < 1900) break;
    from = periodOf(addDays(from.start, -1), grain, fiscalYearStartsMonth);
  }
  return { from: from.name, to: to.name };
};
