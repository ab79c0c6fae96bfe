import { Temporal } from 'temporal-polyfill';

type Span = { days?: number; weeks?: number; months?: number; years?: number };

/** ISO date + a calendar span; a day that the month lacks becomes its last day (Jan 31 + 1 month = Feb 28). */
export const addTo = (date: string, span: Span): string => Temporal.PlainDate.from(date).add(span).toString();

export const addDays = (date: string, days: number): string => addTo(date, { days });

export const addMonths = (date: string, months: number): string => addTo(date, { months });

/** Days from one ISO date to another; negative where the second is earlier. */
export const daysBetween = (from: string, to: string): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'day' }).days;

/** ISO dates of four-digit years sort as text. */
export const earlier = (a: string, b: string): string => (a < b ? a : b);

export const later = (a: string, b: string): string => (a > b ? a : b);

/** The last second of a local date, as a UTC instant. */
export function endOfDay(date: string, timeZone: string): string {
  const next = Temporal.PlainDate.from(date).add({ days: 1 }).toZonedDateTime(timeZone);
  return next.toInstant().subtract({ seconds: 1 }).toString();
}
