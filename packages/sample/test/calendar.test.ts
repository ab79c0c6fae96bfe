import { describe, expect, test } from 'vitest';
import { instantAt, isoInstant, localDay, localMinuteText, offsetAt } from '../src/time/berlin.js';
import { addBusinessSeconds, businessSeconds, holidayTexts } from '../src/time/business-hours.js';
import { addMonths, isoDay, parseDay, weekdayOf } from '../src/time/days.js';
import { periods } from '../src/time/periods.js';

const seconds = (iso: string): number => Date.parse(iso) / 1000;

describe('days', () => {
  test('every day of eight years is what Date says it is', () => {
    for (let day = parseDay('2020-01-01'); day < parseDay('2028-01-01'); day++) {
      const date = new Date(day * 86_400_000);
      expect(isoDay(day)).toBe(date.toISOString().slice(0, 10));
      expect(weekdayOf(day)).toBe((date.getUTCDay() + 6) % 7);
    }
  });

  test.each([
    ['2023-01-31', 1, '2023-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2023-11-30', 3, '2024-02-29'],
    ['2023-03-31', -1, '2023-02-28'],
  ])('%s and %i months is %s', (from, months, to) => {
    expect(isoDay(addMonths(parseDay(from), months))).toBe(to);
  });
});

describe('Berlin', () => {
  test('the clock agrees with Intl at every half hour of four years', () => {
    const format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'Europe/Berlin',
      dateStyle: 'short',
      timeStyle: 'short',
    });
    for (
      let instant = seconds('2022-01-01T00:00:00Z');
      instant < seconds('2026-01-02T00:00:00Z');
      instant += 5 * 3600 + 1800
    ) {
      expect(localMinuteText(instant)).toBe(format.format(instant * 1000));
    }
  });

  test.each([
    ['2024-03-31T00:59:59Z', 3600],
    ['2024-03-31T01:00:00Z', 7200],
    ['2024-10-27T00:59:59Z', 7200],
    ['2024-10-27T01:00:00Z', 3600],
  ])('at %s it is %i seconds ahead', (iso, offset) => {
    expect(offsetAt(seconds(iso))).toBe(offset);
  });

  test('a wall time and its instant lead to one another on both sides of the change', () => {
    for (const day of ['2024-03-30', '2024-03-31', '2024-10-26', '2024-10-27', '2025-12-31']) {
      const instant = instantAt(parseDay(day), 9 * 3600);
      expect(localMinuteText(instant)).toBe(`${day} 09:00`);
      expect(isoDay(localDay(instant))).toBe(day);
    }
    expect(isoInstant(instantAt(parseDay('2024-07-01'), 0))).toBe('2024-06-30T22:00:00Z');
  });
});

describe('business hours', () => {
  // Monday to Friday 09:00 to 17:00 in Berlin; 3 October 2024 (a Thursday) is a holiday; summer time ends on 27 October.
  test.each([
    [
      '2024-07-01T06:00:00Z',
      '2024-07-01T15:30:00Z',
      8 * 3600,
      'a whole Monday, from before opening to after closing',
    ],
    ['2024-07-05T14:00:00Z', '2024-07-08T08:00:00Z', 2 * 3600, 'Friday 16:00 to Monday 10:00'],
    ['2024-10-02T14:00:00Z', '2024-10-04T08:00:00Z', 2 * 3600, 'over a holiday'],
    ['2024-10-25T14:30:00Z', '2024-10-28T08:30:00Z', 1800 + 1800, 'over the end of summer time'],
    ['2024-07-06T08:00:00Z', '2024-07-07T20:00:00Z', 0, 'a weekend'],
    ['2024-07-02T10:00:00Z', '2024-07-02T09:00:00Z', 0, 'an end before the start'],
  ])('%s to %s: %i s (%s)', (from, to, expected) => {
    expect(businessSeconds(seconds(from), seconds(to))).toBe(expected);
  });

  test.each([
    [
      '2024-07-05T14:00:00Z',
      3600,
      '2024-07-05T15:00:00Z',
      'a budget that ends at closing time is due at closing time',
    ],
    ['2024-07-05T14:00:00Z', 3601, '2024-07-08T07:00:01Z', 'one second more is due on Monday'],
    ['2024-07-06T10:00:00Z', 60, '2024-07-08T07:01:00Z', 'the clock starts at the next opening'],
  ])('%s and %i s of business is %s (%s)', (from, budget, expected) => {
    expect(isoInstant(addBusinessSeconds(seconds(from), budget))).toBe(expected);
  });

  // Easter Monday, Ascension and Whit Monday of each year: public calendars of Berlin.
  test.each([
    '2023-04-10',
    '2023-05-18',
    '2023-05-29',
    '2024-04-01',
    '2024-05-09',
    '2024-05-20',
    '2025-04-21',
    '2025-05-08',
    '2025-05-29',
    '2025-06-09',
    '2024-03-29',
    '2024-03-08',
  ])('%s is a holiday in Berlin', (day) => {
    expect(holidayTexts()).toContain(day);
  });

  test('the day of liberation is a holiday in 2025 only', () => {
    expect(holidayTexts().filter((day) => day.endsWith('-05-08'))).toEqual(['2025-05-08']);
  });
});

test('periods are whole months of 2023 to 2025, fiscal ones from February', () => {
  expect(periods.filter((period) => period.grain === 'month')).toHaveLength(36);
  const fiscal = periods.filter((period) => period.grain === 'fiscal_year').map((period) => period.key);
  expect(fiscal).toEqual(['2023-02-01/2024-02-01', '2024-02-01/2025-02-01']);
  const total = periods.find((period) => period.grain === 'total');
  expect(total && [isoDay(total.startDay), isoDay(total.endDay)]).toEqual(['2023-01-01', '2026-01-01']);
});
