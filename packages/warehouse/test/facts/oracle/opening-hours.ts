/** Opening hours as a test writes them: local wall-clock minutes by weekday (0 = Sunday), and closed days. */
export interface OpeningHours {
  readonly zone: string;
  readonly week: Readonly<Record<number, readonly (readonly [number, number])[]>>;
  readonly holidays: readonly string[];
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Local day, weekday and minute of the day of an instant. */
const wallClock = (instant: number, zone: string): { day: string; weekday: number; minute: number } => {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    formats.set(zone, format);
  }
  const part = Object.fromEntries(
    format.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]),
  );
  const day = `${part['year']}-${part['month']}-${part['day']}`;
  return {
    day,
    weekday: new Date(`${day}T00:00:00Z`).getUTCDay(),
    minute: Number(part['hour']) * 60 + Number(part['minute']),
  };
};

const quarter = 900_000;

/**
 * Business seconds between two instants (epoch milliseconds), by looking at the clock on the wall in every quarter of
 * an hour: opening times and zone changes fall on quarters, so each is wholly open or wholly closed.
 */
export const businessSecondsBetween = (hours: OpeningHours, from: number, to: number): number => {
  let seconds = 0;
  for (let at = Math.floor(from / quarter) * quarter; at < to; at += quarter) {
    const { day, weekday, minute } = wallClock(at, hours.zone);
    const isOpen =
      !hours.holidays.includes(day) &&
      (hours.week[weekday] ?? []).some(([opens, closes]) => opens <= minute && minute < closes);
    if (isOpen) seconds += (Math.min(at + quarter, to) - Math.max(at, from)) / 1000;
  }
  return seconds;
};
