import type { DateFormat, DateOrder, TimePrecision } from './column-format.js';
import { monthNumber } from './date-text.js';
import type { Guess, SampleValue } from './guess.js';

const NUMERIC = /^\s*(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4}),?((?:[ ,T\u00a0\u202f].*)?)$/u;
const DAY_MONTH_NAME =
  /^\s*(\d{1,2})(?:st|nd|rd|th)?\.?,?[-/. ]*(\p{L}{3,12})\.?,?[-/. ]*(\d{4}|\d{2}),?((?:[ ,T\u00a0\u202f].*)?)$/u;
const MONTH_NAME_DAY =
  /^\s*(\p{L}{3,12})\.?,?[-/. ]*(\d{1,2})(?:st|nd|rd|th)?,?[-/. ]+(\d{4}|\d{2}),?((?:[ ,T\u00a0\u202f].*)?)$/u;
const YEAR_MONTH_NAME = /^\s*(\d{4})[-/. ]*(\p{L}{3,12})\.?[-/. ]*(\d{1,2})((?:[ ,T\u00a0\u202f].*)?)$/u;
const COMPACT = /^\s*((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])()\s*$/;
const CLOCK =
  /^[ ,T\u00a0\u202f]*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?[ \u00a0\u202f]*([AaPp]\.?[Mm]\.?)?\s*([Zz]|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?\s*$/u;

interface Parsed {
  readonly family:
    | 'year first'
    | 'year last'
    | 'two-digit'
    | 'day month name'
    | 'month name day'
    | 'year month name'
    | 'compact';
  readonly separator: DateFormat['separator'];
  readonly parts: readonly [number, number, number];
  readonly twoDigitYear: boolean;
  readonly time: TimePrecision;
  readonly hour: number | null;
  readonly midnight: boolean;
  readonly twelveHour: boolean;
  readonly offset: 'none' | 'utc' | 'other';
}

const parseClock = (
  rest: string,
): Pick<Parsed, 'time' | 'hour' | 'midnight' | 'twelveHour' | 'offset'> | null => {
  if (rest.trim() === '')
    return { time: 'day', hour: null, midnight: false, twelveHour: false, offset: 'none' };
  const match = CLOCK.exec(rest);
  if (match === null) return null;
  const [, hour = '0', minute = '0', second, fraction, half, zone] = match;
  if (Number(hour) > 24 || Number(minute) > 59) return null;
  return {
    time: fraction === undefined ? (second === undefined ? 'minute' : 'second') : 'millisecond',
    hour: Number(hour),
    midnight:
      Number(hour) % (half === undefined ? 24 : 12) === 0 &&
      Number(minute) === 0 &&
      Number(second ?? 0) === 0 &&
      Number(fraction ?? 0) === 0 &&
      !/^p/i.test(half ?? ''),
    twelveHour: half !== undefined,
    offset: zone === undefined ? 'none' : /^(?:[Zz]|UTC|GMT|[+-]00:?(?:00)?)$/.test(zone) ? 'utc' : 'other',
  };
};

/** The parts of one written date, before anyone has decided which of them is the day. */
export const parseDate = (text: string): Parsed | null => {
  const build = (
    family: Parsed['family'],
    separator: string,
    parts: readonly [number, number, number],
    twoDigitYear: boolean,
    rest: string,
  ): Parsed | null => {
    const clock = parseClock(rest);
    return clock === null
      ? null
      : { family, separator: separator as DateFormat['separator'], parts, twoDigitYear, ...clock };
  };
  const compact = COMPACT.exec(text);
  if (compact !== null) {
    return build('compact', '', [Number(compact[1]), Number(compact[2]), Number(compact[3])], false, '');
  }
  const numeric = NUMERIC.exec(text);
  if (numeric !== null) {
    const [, a = '', separator = '-', b = '', c = '', rest = ''] = numeric;
    const parts = [Number(a), Number(b), Number(c)] as const;
    if (a.length === 4 && c.length <= 2) {
      return parts[1] > 12 || parts[1] < 1 || parts[2] > 31 || parts[2] < 1
        ? null
        : build('year first', separator, parts, false, rest);
    }
    if (a.length > 2 || (c.length !== 4 && c.length !== 2)) return null;
    if (c.length === 2) return build('two-digit', separator, parts, true, rest);
    if (parts[0] < 1 || parts[1] < 1 || parts[0] > 31 || parts[1] > 31 || (parts[0] > 12 && parts[1] > 12))
      return null;
    return build('year last', separator, parts, false, rest);
  }
  const named = (
    match: RegExpExecArray | null,
    family: Parsed['family'],
    at: readonly [number, number, number],
  ): Parsed | null => {
    if (match === null) return null;
    const month = monthNumber(match[at[1]] ?? '');
    const [year = '', day = ''] = [match[at[0]], match[at[2]]];
    if (month === null || Number(day) < 1 || Number(day) > 31) return null;
    return build(family, ' ', [Number(year), month, Number(day)], year.length === 2, match[4] ?? '');
  };
  return (
    named(DAY_MONTH_NAME.exec(text), 'day month name', [3, 2, 1]) ??
    named(MONTH_NAME_DAY.exec(text), 'month name day', [3, 1, 2]) ??
    named(YEAR_MONTH_NAME.exec(text), 'year month name', [1, 2, 3])
  );
};

/** Excel turns `Jul-12` and `12-Jul` into each other: what is left of the date cannot be recovered. */
const MANGLED = /^(?:\d{1,2}-\p{L}{3}|\p{L}{3}-\d{2})$/u;

const shownIn = (value: SampleValue): string =>
  `${value.text}${value.row === null ? '' : ` in row ${value.row}`}`;

interface OrderEvidence {
  readonly order: DateOrder;
  readonly proof: string | null;
  /** Another order for which there is proof as well. */
  readonly conflict: string | null;
  readonly undecided: readonly DateOrder[];
}

const orderOf = (values: readonly { value: SampleValue; parsed: Parsed }[]): OrderEvidence => {
  const family = values[0]?.parsed.family;
  const fixed: Partial<Record<Parsed['family'], [DateOrder, string]>> = {
    'year first': ['YMD', 'the year stands first'],
    compact: ['YMD', 'eight digits, the year first'],
    'day month name': ['DMY', 'the month is a word'],
    'month name day': ['MDY', 'the month is a word'],
    'year month name': ['YMD', 'the month is a word'],
  };
  const known = family === undefined ? undefined : fixed[family];
  const first = values[0]?.value;
  if (known !== undefined && first !== undefined) {
    return { order: known[0], proof: `${known[1]}: ${shownIn(first)}`, conflict: null, undecided: [] };
  }
  const find = (test: (parts: Parsed['parts']) => boolean): SampleValue | undefined =>
    values.find(({ parsed }) => test(parsed.parts))?.value;
  const yearFirst = family === 'two-digit' ? find(([a]) => a > 31) : undefined;
  if (yearFirst !== undefined) {
    return {
      order: 'YMD',
      proof: `value ${shownIn(yearFirst)} has a first part above 31`,
      conflict: null,
      undecided: [],
    };
  }
  const day = find(([a, b]) => a > 12 && b <= 12);
  const month = find(([a, b]) => b > 12 && a <= 12);
  const dayProof = day && `value ${shownIn(day)} has a day above 12 in front`;
  const monthProof = month && `value ${shownIn(month)} has a day above 12 in second place`;
  const yearLast = family !== 'two-digit' || find(([, , c]) => c > 31 || c === 0) !== undefined;
  if (dayProof !== undefined && monthProof !== undefined) {
    return { order: 'DMY', proof: dayProof, conflict: monthProof, undecided: ['DMY', 'MDY'] };
  }
  // 13-05-21 has a day above 12 in front, unless 13 is the year.
  const decided = dayProof ?? monthProof;
  if (decided !== undefined && (yearLast || monthProof !== undefined)) {
    return { order: dayProof === undefined ? 'MDY' : 'DMY', proof: decided, conflict: null, undecided: [] };
  }
  const undecided: DateOrder[] = decided === undefined ? ['DMY', 'MDY'] : ['DMY'];
  return {
    order: 'DMY',
    proof: null,
    conflict: null,
    undecided: yearLast ? undecided : [...undecided, 'YMD'],
  };
};

/**
 * How dates of a column are written, or null when fewer than nine in ten values are dates. Day and month are told
 * apart only by a value that has a part above 12; without one the guess is undecided.
 */
export const guessDate = (values: readonly SampleValue[]): Guess | null => {
  const parsed = values.flatMap((value) => {
    const date = parseDate(value.text);
    return date === null ? [] : [{ value, parsed: date }];
  });
  if (parsed.length === 0 || parsed.length < values.length * 0.9) {
    const mangled = values.filter((value) => MANGLED.test(value.text)).length;
    if (mangled === 0 || mangled < values.length * 0.5) return null;
    const message = `values such as '${values[0]?.text}' were dates once; Excel has cut them, and the year cannot be recovered`;
    return { formats: [], proof: '', notes: [{ rule: 'T-01', severity: 'warning', message }] };
  }
  const families = Map.groupBy(parsed, ({ parsed: date }) => `${date.family}${date.twoDigitYear}`);
  const [largest] = [...families.values()].sort((a, b) => b.length - a.length);
  const members = largest ?? [];
  const [first] = members;
  if (first === undefined) return null;
  const evidence = orderOf(members);
  const dates = members.map(({ parsed: date }) => date);
  const clocks = dates.filter((date) => date.time !== 'day');
  const times = new Set(dates.map((date) => date.time));
  const zones = new Set(clocks.map((date) => date.offset));
  const format = (order: DateOrder): DateFormat => ({
    kind: 'date',
    order,
    separator: first.parsed.separator,
    twoDigitYear: first.parsed.twoDigitYear,
    monthName: first.parsed.family.includes('name'),
    clock: clocks.some((date) => date.twelveHour) ? 12 : 24,
    offset:
      zones.size === 0 || (zones.size === 1 && zones.has('none'))
        ? 'none'
        : zones.size === 1 && zones.has('utc') && clocks.length === dates.length
          ? 'utc'
          : 'some',
    time: times.size === 1 ? first.parsed.time : 'mixed',
    midnightOnly: clocks.length === dates.length && clocks.every((date) => date.midnight),
  });
  const notes: Guess['notes'][number][] = [];
  if (first.parsed.twoDigitYear) {
    notes.push({
      rule: 'T-01',
      severity: 'info',
      message: 'years of two digits: 00 to 68 are read as 2000 to 2068, 69 to 99 as 1969 to 1999',
    });
  }
  const hours = clocks.filter((date) => !date.midnight).map((date) => date.hour ?? 0);
  if (
    hours.length >= 200 &&
    hours.every((hour) => hour >= 1 && hour <= 12) &&
    clocks.every((date) => !date.twelveHour)
  ) {
    notes.push({
      rule: 'T-08',
      severity: 'warning',
      message: `no hour above 12 in ${hours.length} times: AM/PM was probably lost, times are wrong by up to 12 hours`,
    });
  }
  if (times.size > 1 && times.has('day')) {
    notes.push({ rule: 'T-06', severity: 'info', message: 'some values have a time, some only a date' });
  }
  const orders = [evidence.order, ...evidence.undecided.filter((order) => order !== evidence.order)];
  return {
    formats:
      evidence.proof !== null && evidence.conflict === null ? [format(evidence.order)] : orders.map(format),
    proof: evidence.proof ?? 'no value has a day above 12',
    notes:
      evidence.conflict === null
        ? notes
        : [
            ...notes,
            {
              rule: 'F-04',
              severity: 'warning',
              message: `dates are written in two orders: ${evidence.proof}; ${evidence.conflict}`,
            },
          ],
    ...(evidence.undecided.length > 0
      ? {
          undecided: {
            question: 'date order' as const,
            examples: members.slice(0, 5).map(({ value }) => value.text),
          },
        }
      : {}),
    conflict: evidence.conflict !== null,
  };
};
