import { dayOf, isoDay, weekdayOf } from './days.js';

/**
 * Instants are whole seconds since 1970-01-01T00:00:00Z. Local time is Europe/Berlin: UTC+1, and UTC+2 between 01:00
 * UTC on the last Sunday of March and 01:00 UTC on the last Sunday of October (Directive 2000/84/EC).
 */
export const timeZone = 'Europe/Berlin';
const secondsPerDay = 86_400;

const lastSunday = (year: number, month: number): number => {
  const last = dayOf(year, month, 31);
  return last - ((weekdayOf(last) + 1) % 7);
};

const summerTimes = new Map<number, readonly [number, number]>();
function summerTime(year: number): readonly [number, number] {
  let span = summerTimes.get(year);
  if (!span) {
    span = [lastSunday(year, 3) * secondsPerDay + 3600, lastSunday(year, 10) * secondsPerDay + 3600] as const;
    summerTimes.set(year, span);
  }
  return span;
}

/** Seconds that Berlin is ahead of UTC at an instant. */
export function offsetAt(instant: number): number {
  const year = 1970 + Math.floor(instant / 31_556_952);
  const [start, end] = summerTime(year);
  return instant >= start && instant < end ? 7200 : 3600;
}

/** Local day (number) that holds an instant. */
export const localDay = (instant: number): number =>
  Math.floor((instant + offsetAt(instant)) / secondsPerDay);

/** Seconds since local midnight by the wall clock. */
export const localSecondOfDay = (instant: number): number => {
  const local = instant + offsetAt(instant);
  return local - Math.floor(local / secondsPerDay) * secondsPerDay;
};

/** The instant at a local wall time; a time that the clock skips is read in winter time. */
export function instantAt(day: number, secondOfDay: number): number {
  const wall = day * secondsPerDay + secondOfDay;
  const summer = wall - 7200;
  return offsetAt(summer) === 7200 ? summer : wall - 3600;
}

const pad = (value: number): string => (value < 10 ? `0${value}` : `${value}`);

/** `2024-07-01 09:30` by the Berlin clock, as HubSpot writes it for a portal in that zone. */
export function localMinuteText(instant: number): string {
  const second = localSecondOfDay(instant);
  return `${isoDay(localDay(instant))} ${pad(Math.floor(second / 3600))}:${pad(Math.floor((second % 3600) / 60))}`;
}

/** `2024-07-01 07:30:12` in UTC, as Fivetran lands it. */
export function utcText(instant: number): string {
  const day = Math.floor(instant / secondsPerDay);
  const second = instant - day * secondsPerDay;
  return `${isoDay(day)} ${pad(Math.floor(second / 3600))}:${pad(Math.floor((second % 3600) / 60))}:${pad(second % 60)}`;
}

/** `2024-07-01T07:30:12Z`. */
export const isoInstant = (instant: number): string => `${utcText(instant).replace(' ', 'T')}Z`;
