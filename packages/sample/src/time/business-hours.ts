import { instantAt, localDay } from './berlin.js';
import { dayOf, isoDay, weekdayOf } from './days.js';

/** Opening time on every weekday that is not a holiday, in seconds after local midnight. */
export const openingSecond = 9 * 3600;
export const closingSecond = 17 * 3600;

/** Easter Sunday (Gauss's algorithm in the form of Meeus, Jones and Butcher). */
function easterSunday(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 19 * l) / 433);
  const month = Math.floor((h + l - 7 * m + 90) / 25);
  const day = (h + l - 7 * m + 33 * month + 19) % 32;
  return dayOf(year, month, day);
}

/** Public holidays of Berlin in a year (2025 had one more: 80 years of the end of the war). */
function holidaysOf(year: number): readonly number[] {
  const easter = easterSunday(year);
  return [
    dayOf(year, 1, 1),
    dayOf(year, 3, 8),
    easter - 2,
    easter + 1,
    dayOf(year, 5, 1),
    ...(year === 2025 ? [dayOf(2025, 5, 8)] : []),
    easter + 39,
    easter + 50,
    dayOf(year, 10, 3),
    dayOf(year, 12, 25),
    dayOf(year, 12, 26),
  ];
}

export const holidays: readonly number[] = [2022, 2023, 2024, 2025, 2026].flatMap(holidaysOf);
const holidaySet = new Set(holidays);

export const isOpenDay = (day: number): boolean => weekdayOf(day) < 5 && !holidaySet.has(day);

/** Open seconds between two instants; 0 where the end is not after the start. */
export function businessSeconds(from: number, to: number): number {
  if (to <= from) return 0;
  let total = 0;
  for (let day = localDay(from); day <= localDay(to); day++) {
    if (!isOpenDay(day)) continue;
    const start = Math.max(from, instantAt(day, openingSecond));
    const end = Math.min(to, instantAt(day, closingSecond));
    if (end > start) total += end - start;
  }
  return total;
}

/** The instant at which `budget` open seconds are used up; a budget that ends at closing time is due at closing time. */
export function addBusinessSeconds(from: number, budget: number): number {
  let left = budget;
  for (let day = localDay(from); ; day++) {
    if (!isOpenDay(day)) continue;
    const start = Math.max(from, instantAt(day, openingSecond));
    const end = instantAt(day, closingSecond);
    if (end <= start) continue;
    if (left <= end - start) return start + left;
    left -= end - start;
  }
}

export const holidayTexts = (): readonly string[] => holidays.map(isoDay);
