import { Temporal } from 'temporal-polyfill';

/** Opening hours of a week in an IANA zone, with the days on which they do not hold. */
export interface Schedule {
  readonly timeZone: string;
  /** By weekday, 1 = Monday to 7 = Sunday: [opens, closes) in minutes after local midnight, 0 to 1440. */
  readonly week: Readonly<Record<number, readonly (readonly [number, number])[]>>;
  /** Local dates, ISO: closed all day. */
  readonly holidays: ReadonlySet<string>;
}

/** A stretch of open time: instants in UTC, epoch milliseconds, half-open. */
export interface OpenInterval {
  readonly opensAt: number;
  readonly closesAt: number;
}

const minutesOf = (clock: string): number => {
  const [hours, minutes] = clock.split(':').map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
};

/** A schedule out of hours written `09:00-17:00` by weekday name; `24:00` is midnight at the end of the day. */
export const scheduleOf = (
  timeZone: string,
  hours: Readonly<Record<string, readonly string[] | undefined>>,
  holidays: readonly string[] = [],
): Schedule => {
  const week: Record<number, [number, number][]> = {};
  for (const [index, name] of ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].entries()) {
    week[index + 1] = (hours[name] ?? []).map((span) => {
      const [opens = '', closes = ''] = span.split('-');
      return [minutesOf(opens), minutesOf(closes)];
    });
  }
  return { timeZone, week, holidays: new Set(holidays) };
};

/** The instant of a local wall time; minute 1440 is the next midnight. A wall time that DST skips moves forward. */
const instantOf = (date: Temporal.PlainDate, minute: number, timeZone: string): number => {
  const day = minute === 1440 ? date.add({ days: 1 }) : date;
  const time = Temporal.PlainTime.from({ hour: Math.floor((minute % 1440) / 60), minute: minute % 60 });
  return day.toZonedDateTime({ timeZone, plainTime: time }).epochMilliseconds;
};

/** The open intervals of every local day from `first` to `last` (ISO dates, both included), in order. */
export const openIntervals = (schedule: Schedule, first: string, last: string): OpenInterval[] => {
  const intervals: OpenInterval[] = [];
  const end = Temporal.PlainDate.from(last);
  for (
    let date = Temporal.PlainDate.from(first);
    Temporal.PlainDate.compare(date, end) <= 0;
    date = date.add({ days: 1 })
  ) {
    if (schedule.holidays.has(date.toString())) continue;
    for (const [opens, closes] of schedule.week[date.dayOfWeek] ?? []) {
      const opensAt = instantOf(date, opens, schedule.timeZone);
      const closesAt = instantOf(date, closes, schedule.timeZone);
      if (closesAt > opensAt) intervals.push({ opensAt, closesAt });
    }
  }
  return intervals;
};

/** Open intervals less the stretches in which the clock stands still (pending, on hold). */
const without = (intervals: readonly OpenInterval[], paused: readonly OpenInterval[]): OpenInterval[] =>
  paused.reduce<OpenInterval[]>(
    (open, pause) =>
      open.flatMap(({ opensAt, closesAt }) =>
        [
          { opensAt, closesAt: Math.min(closesAt, pause.opensAt) },
          { opensAt: Math.max(opensAt, pause.closesAt), closesAt },
        ].filter((part) => part.closesAt > part.opensAt),
      ),
    [...intervals],
  );

const localDate = (instant: number, timeZone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone).toPlainDate();

/**
 * Business seconds between two instants (epoch milliseconds): the overlap of [from, to) with the open intervals.
 * 0 when `to` is not after `from`.
 * @param paused stretches that do not count, not overlapping each other
 */
export const businessSeconds = (
  schedule: Schedule,
  from: number,
  to: number,
  paused: readonly OpenInterval[] = [],
): number => {
  if (to <= from) return 0;
  const first = localDate(from, schedule.timeZone).toString();
  const last = localDate(to, schedule.timeZone).toString();
  let milliseconds = 0;
  for (const { opensAt, closesAt } of without(openIntervals(schedule, first, last), paused)) {
    milliseconds += Math.max(0, Math.min(closesAt, to) - Math.max(opensAt, from));
  }
  return milliseconds / 1000;
};

/** How far ahead a due time is looked for. */
const horizonDays = 3660;

/**
 * The instant at which `seconds` of business time have passed since `from` (epoch milliseconds). A budget that runs
 * out exactly at closing time is due at close, not at the next opening (canon); a budget of 0 is due at the first open
 * instant at or after `from`. Null when the schedule never gives that much within ten years.
 */
export const businessDueAt = (
  schedule: Schedule,
  from: number,
  seconds: number,
  paused: readonly OpenInterval[] = [],
): number | null => {
  let left = seconds * 1000;
  const start = localDate(from, schedule.timeZone);
  for (let offset = 0; offset < horizonDays; offset += 30) {
    const first = start.add({ days: offset }).toString();
    const last = start.add({ days: offset + 29 }).toString();
    for (const { opensAt, closesAt } of without(openIntervals(schedule, first, last), paused)) {
      if (closesAt <= from) continue;
      const begin = Math.max(opensAt, from);
      const open = closesAt - begin;
      if (left <= open) return begin + left;
      left -= open;
    }
  }
  return null;
};
