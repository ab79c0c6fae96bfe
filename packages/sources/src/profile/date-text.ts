import type { DateFormat } from './column-format.js';
import { literal } from './sql-text.js';

/**
 * The grammar of written dates. A date is brought to ISO text with one regular expression and then cast, which
 * reads unpadded parts and any clock; a list of strptime patterns costs six times as much as the first of them.
 *
 * Two traps in DuckDB 1.5.6: a cast to TIMESTAMP silently drops an offset (`…+02:00` keeps its wall time), and a
 * cast to DATE ignores trailing text. So offsets are taken off first, and a DATE is always made from a TIMESTAMP.
 */
const REST = '([ ,T\u00a0\u202f].*)?';

/** First letters that name a month in English, German, French, Spanish, Italian, Portuguese or Dutch. */
export const monthPrefixes: readonly (readonly string[])[] = [
  ['jan', 'ene', 'gen'],
  ['feb', 'fév', 'fev'],
  ['mar', 'mär', 'mrz', 'maa', 'mrt'],
  ['apr', 'abr', 'avr'],
  ['may', 'mai', 'mag', 'mei'],
  ['jun', 'giu', 'juin'],
  ['jul', 'lug', 'juil'],
  ['aug', 'ago', 'aoû', 'aou'],
  ['sep', 'set'],
  ['oct', 'okt', 'ott', 'out'],
  ['nov'],
  ['dec', 'dez', 'déc', 'dic'],
];

/** 1 to 12, or null when the word names no month. */
export const monthNumber = (word: string): number | null => {
  const lower = word.toLowerCase();
  const index = monthPrefixes.findIndex((prefixes) => prefixes.some((prefix) => lower.startsWith(prefix)));
  return index < 0 ? null : index + 1;
};

const monthSql = (word: string): string => {
  const branches = monthPrefixes.flatMap((prefixes, index) =>
    prefixes.map((prefix) => `WHEN starts_with(lower(${word}), ${literal(prefix)}) THEN '${index + 1}'`),
  );
  return `(CASE ${branches.join(' ')} END)`;
};

export interface DatePattern {
  /** Regular expression source, the same for JavaScript and RE2; it matches the whole value. */
  readonly source: string;
  /** Numbers of the groups. */
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly rest: number;
}

/** The pattern of a whole value; the rest (time, AM/PM, offset) is its last group, with its leading separator. */
export const datePattern = (
  format: Pick<DateFormat, 'order' | 'separator' | 'monthName' | 'twoDigitYear'>,
): DatePattern => {
  const year = format.twoDigitYear ? '([0-9]{2})' : '([0-9]{4})';
  const month = format.monthName ? '(\\p{L}{3,12})' : '([0-9]{1,2})';
  if (format.separator === '' && !format.monthName) {
    return { source: `^[ ]*([0-9]{4})([0-9]{2})([0-9]{2})${REST}$`, year: 1, month: 2, day: 3, rest: 4 };
  }
  const gap = format.monthName ? '\\.?,?[-/. ]*' : '[-/.]';
  const day = format.monthName ? '([0-9]{1,2})(?:st|nd|rd|th)?' : '([0-9]{1,2})';
  const bodies = {
    YMD: { source: `${year}${gap}${month}${gap}${day}`, year: 1, month: 2, day: 3 },
    DMY: { source: `${day}${gap}${month}${gap}${year}`, year: 3, month: 2, day: 1 },
    MDY: { source: `${month}${gap}${day}${gap}${year}`, year: 3, month: 1, day: 2 },
  };
  const body = bodies[format.order];
  return { ...body, source: `^[ ]*${body.source}${REST}$`, rest: 4 };
};

export const offsetPattern = '[ ]*([Zz]|UTC|GMT|[+-][0-9]{2}(?::?[0-9]{2})?)[ ]*$';
/** An offset counts only after a clock: the `-07` of `2021-01-07` is a day. */
export const offsetAfterClock = `:[0-9]{2}(?:[.,][0-9]+)?${offsetPattern}`;
export const twelveHourPattern =
  '^[ ,T\u00a0\u202f]*([0-9]{1,2}):([0-9]{2})((?::[0-9]{2}(?:\\.[0-9]+)?)?)[ \u00a0\u202f]*([AaPp])\\.?[Mm]\\.?[ ]*$';

/** Years of two digits: 00 to 68 are 2000 to 2068, 69 to 99 are 1969 to 1999 (POSIX strptime). */
const fullYearSql = (year: string): string =>
  `(CASE WHEN ${year} <= '68' THEN '20' ELSE '19' END || ${year})`;

/** ISO text `YYYY-MM-DD HH:MM:SS` of a wall time; NULL or text that does not cast when the value is not a date. */
const isoText = (expr: string, format: DateFormat): string => {
  const plainYmd = format.order === 'YMD' && !format.twoDigitYear && !format.monthName;
  const { source, year, month, day, rest } = datePattern(format);
  if (format.clock === 24 && !format.monthName && !format.twoDigitYear) {
    if (plainYmd && (format.separator === '-' || format.separator === '/')) return expr;
    const separator = `\\${year}-\\${month}-\\${day}\\${rest}`;
    return `regexp_replace(${expr}, ${literal(source.replace('[0-9]{4})', '[0-9]{4}),?'))}, ${literal(separator)})`;
  }
  const group = (index: number): string => `regexp_extract(${expr}, ${literal(source)}, ${index})`;
  const fullYear = format.twoDigitYear ? fullYearSql(group(year)) : group(year);
  const monthText = format.monthName ? monthSql(group(month)) : group(month);
  let clock = `ltrim(${group(rest)}, ' ,T\u00a0\u202f')`;
  if (format.clock === 12) {
    const part = (index: number): string =>
      `regexp_extract(${clock}, ${literal(twelveHourPattern)}, ${index})`;
    const hour = `(TRY_CAST(${part(1)} AS INTEGER) % 12 + CASE WHEN lower(${part(4)}) = 'p' THEN 12 ELSE 0 END)`;
    const valid = `TRY_CAST(${part(1)} AS INTEGER) BETWEEN 1 AND 12`;
    const twelve = `CASE WHEN ${valid} THEN ${hour} || ':' || ${part(2)} || ${part(3)} END`;
    clock = `(CASE WHEN regexp_matches(${clock}, ${literal(twelveHourPattern)}) THEN ${twelve} ELSE ${clock} END)`;
  }
  return `rtrim(${fullYear} || '-' || ${monthText} || '-' || ${group(day)} || ' ' || ${clock})`;
};

/**
 * The strptime pattern that a column of one look follows, null when there is none. It accepts nothing but that look:
 * no seconds after minutes, no offset.
 */
export const strptimePattern = (format: DateFormat): string | null => {
  const { order, separator } = format;
  if (format.monthName || format.clock === 12 || format.time === 'mixed' || format.offset !== 'none')
    return null;
  if (separator === '') return null;
  const year = format.twoDigitYear ? '%y' : '%Y';
  const parts = { YMD: [year, '%m', '%d'], DMY: ['%d', '%m', year], MDY: ['%m', '%d', year] }[order];
  const clock = { day: '', minute: ' %H:%M', second: ' %H:%M:%S', millisecond: ' %H:%M:%S.%f' }[format.time];
  return parts.join(separator) + clock;
};

export interface DateSql {
  /** TIMESTAMP as written (wall clock), NULL when it is not a date of a year from 1000 on. */
  readonly wall: string;
  /** Minutes east of UTC as INTEGER, NULL where the value names no offset; absent when no value of the column does. */
  readonly offsetMinutes?: string;
}

/** SQL that reads a written date. `expr` is trimmed text. */
export const dateSql = (expr: string, format: DateFormat): DateSql => {
  const cast = (text: string): string => {
    const read = `TRY_CAST(${isoText(text, format)} AS TIMESTAMP)`;
    const pattern = format.order === 'YMD' ? null : strptimePattern(format);
    // One strptime pattern reads a uniform column twice as fast; whatever it refuses gets the general reading.
    const stamp = pattern === null ? read : `COALESCE(try_strptime(${text}, ${literal(pattern)}), ${read})`;
    return `CASE WHEN ${stamp} >= TIMESTAMP '1000-01-01' THEN ${stamp} END`;
  };
  if (format.offset === 'none') return { wall: cast(expr) };
  if (format.offset === 'utc') {
    return { wall: cast(`regexp_replace(${expr}, ${literal(offsetPattern)}, '')`), offsetMinutes: '0' };
  }
  const offset = `regexp_extract(${expr}, ${literal(offsetAfterClock)}, 1)`;
  const sign = `CASE WHEN starts_with(${offset}, '-') THEN -1 ELSE 1 END`;
  const minutes = `(CASE WHEN ${offset} IS NULL OR ${offset} = '' THEN NULL WHEN upper(${offset}) IN ('Z', 'UTC', 'GMT') THEN 0 ELSE (${sign}) * (TRY_CAST(substr(${offset}, 2, 2) AS INTEGER) * 60 + COALESCE(TRY_CAST(right(replace(${offset}, ':', ''), -3) AS INTEGER), 0)) END)`;
  const bare = `(CASE WHEN ${offset} = '' THEN ${expr} ELSE regexp_replace(${expr}, ${literal(offsetPattern)}, '') END)`;
  return { wall: cast(bare), offsetMinutes: minutes };
};
