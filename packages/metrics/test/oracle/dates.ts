/** Dates as ISO text, worked out with the platform's own calendar: shares nothing with the code under test. */
const dayMilliseconds = 86_400_000;

const stamp = (date: string): number => Date.parse(`${date}T00:00:00Z`);
const iso = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 10);

export const plusDays = (date: string, days: number): string => iso(stamp(date) + days * dayMilliseconds);

export const daysFrom = (from: string, to: string): number => (stamp(to) - stamp(from)) / dayMilliseconds;

/** The same day so many months on; the last day of the month where it has no such day. */
export function plusMonths(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const total = year * 12 + (month - 1) + months;
  const targetYear = Math.floor(total / 12);
  const targetMonth = total - targetYear * 12;
  const last = new Date(Date.UTC(targetYear, targetMonth + 1, 0)).getUTCDate();
  return iso(Date.UTC(targetYear, targetMonth, Math.min(day, last)));
}

export const least = (a: string, b: string): string => (a < b ? a : b);
export const greatest = (a: string, b: string): string => (a > b ? a : b);
