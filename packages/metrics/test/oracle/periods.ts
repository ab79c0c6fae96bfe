import type { Grain } from '@bellwether/metrics';
import { daysFrom, least, plusDays, plusMonths } from './dates.js';

/** What the oracle knows of a period: [start, end) by name, looked at up to `edge`. */
export interface OraclePeriod {
  readonly grain: Grain;
  readonly start: string;
  readonly end: string;
  readonly edge: string;
  readonly asOfEdge: string;
}

const monthsOf: Partial<Record<Grain, number>> = {
  month: 1,
  quarter: 3,
  year: 12,
  fiscal_quarter: 3,
  fiscal_year: 12,
};

/** [start, end) of the period of that grain that holds a date, by walking. */
export function boundsAt(date: string, grain: Grain, fiscalMonth: number): readonly [string, string] {
  if (grain === 'day') return [date, plusDays(date, 1)];
  if (grain === 'week') {
    const weekday = (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
    const monday = plusDays(date, -weekday);
    return [monday, plusDays(monday, 7)];
  }
  const size = monthsOf[grain] ?? 1;
  const origin = grain.startsWith('fiscal')
    ? `2020-${String(fiscalMonth).padStart(2, '0')}-01`
    : '2020-01-01';
  let start = origin;
  while (plusMonths(start, size) <= date) start = plusMonths(start, size);
  return [start, plusMonths(start, size)];
}

export function periodOf(bounds: readonly [string, string], grain: Grain, asOfEdge: string): OraclePeriod {
  const [start, end] = bounds;
  return { grain, start, end, edge: least(end, asOfEdge), asOfEdge };
}

/** As far into another period as the edge lies in this one: whole months first, then days. */
export function samePartOf(period: OraclePeriod, other: readonly [string, string]): string {
  let months = 0;
  while (plusMonths(period.start, months + 1) <= period.edge) months += 1;
  const days = daysFrom(plusMonths(period.start, months), period.edge);
  return least(plusDays(plusMonths(other[0], months), days), other[1]);
}

/** The period before, cut to the same part where this one is not over. */
export function previousOf(period: OraclePeriod, fiscalMonth: number): OraclePeriod {
  const bounds = boundsAt(plusDays(period.start, -1), period.grain, fiscalMonth);
  const edge = period.edge < period.end ? samePartOf(period, bounds) : bounds[1];
  return { grain: period.grain, start: bounds[0], end: bounds[1], edge, asOfEdge: period.asOfEdge };
}
