import { Temporal } from 'temporal-polyfill';
import { metricsError } from '../errors.js';
import type { Period } from './period.js';
import { type CalendarGrain, periodAt } from './unit.js';

/** What the name of a period looks like, and a date inside it. */
const forms: readonly {
  readonly pattern: RegExp;
  readonly grain: CalendarGrain;
  readonly inside: (parts: readonly number[], fiscalYearStartsMonth: number) => Temporal.PlainDate;
}[] = [
  {
    pattern: /^(\d{4})-(\d{2})-(\d{2})$/,
    grain: 'day',
    inside: ([year = 0, month = 0, day = 0]) => plain(year, month, day),
  },
  {
    pattern: /^(\d{4})-W(\d{2})$/,
    grain: 'week',
    // 4 January always lies in ISO week 1.
    inside: ([year = 0, week = 0]) => plain(year, 1, 4).add({ weeks: week - 1 }),
  },
  {
    pattern: /^(\d{4})-Q([1-4])$/,
    grain: 'quarter',
    inside: ([year = 0, quarter = 0]) => plain(year, quarter * 3, 1),
  },
  { pattern: /^(\d{4})-(\d{2})$/, grain: 'month', inside: ([year = 0, month = 0]) => plain(year, month, 1) },
  { pattern: /^(\d{4})$/, grain: 'year', inside: ([year = 0]) => plain(year, 1, 1) },
  {
    pattern: /^FY(\d{4})$/,
    grain: 'fiscal_year',
    inside: ([year = 0], startsMonth) => plain(startsMonth === 1 ? year : year - 1, startsMonth, 1),
  },
  {
    pattern: /^FY(\d{4})-Q([1-4])$/,
    grain: 'fiscal_quarter',
    inside: ([year = 0, quarter = 0], startsMonth) =>
      plain(startsMonth === 1 ? year : year - 1, startsMonth, 1).add({ months: (quarter - 1) * 3 }),
  },
];

function plain(year: number, month: number, day: number): Temporal.PlainDate {
  return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
}

/**
 * The period that a name means: `2025`, `2025-Q1`, `2025-03`, `2025-W09` (ISO), `2025-03-14`, `FY2025`, `FY2025-Q1`.
 * Throws `period_unreadable` for anything else, a week 53 that the year lacks and an impossible date included.
 */
export function parsePeriod(name: string, fiscalYearStartsMonth = 1): Period {
  for (const form of forms) {
    const match = form.pattern.exec(name);
    if (match === null) continue;
    try {
      const inside = form.inside(match.slice(1).map(Number), fiscalYearStartsMonth);
      const period = periodAt(inside.toString(), form.grain, fiscalYearStartsMonth);
      if (period.name === name) return period;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
    break;
  }
  throw metricsError('period_unreadable', [name]);
}
