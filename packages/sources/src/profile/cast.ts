import type { ColumnType } from '@bellwether/model';
import type { ColumnFormat, DateFormat } from './column-format.js';
import { isoDate, plainNumber } from './column-format.js';
import { dateSql } from './date-text.js';
import { flagSql } from './flag-text.js';
import { integerSql, numberSql } from './number-text.js';
import { literal } from './sql-text.js';

export interface CastSettings {
  /** IANA zone in which wall times of this column are read. */
  readonly timeZone: string;
}

export interface Cast {
  /** SQL of the canonical type (see `ColumnType`); NULL when the text cannot be read. */
  readonly value: string;
  /** For instants: SQL text 'day', 'minute', 'second' or 'millisecond'. */
  readonly precision?: string;
  /** For instants: SQL DATE as written, before any zone. The local date of a value of day precision. */
  readonly writtenDate?: string;
  /** SQL boolean: there is text, and it cannot be read. */
  readonly isBad: string;
}

const bad = (expr: string, value: string): string => `(${expr} IS NOT NULL AND ${value} IS NULL)`;

/** Local wall time to UTC; `make_timestamp(epoch_us())` is twice as fast as a second `timezone()`. */
const toUtc = (wall: string, timeZone: string): string =>
  timeZone === 'UTC' ? wall : `make_timestamp(epoch_us(timezone(${literal(timeZone)}, ${wall})))`;

const epochSql = (expr: string, unit: 's' | 'ms' | 'us'): string => {
  const factor = { s: 1_000_000, ms: 1000, us: 1 }[unit];
  return `make_timestamp(TRY_CAST(TRY_CAST(${expr} AS DECIMAL(24,6)) * ${factor}::DECIMAL(7,0) AS BIGINT))`;
};

const precisionSql = (expr: string, format: DateFormat): string => {
  if (format.midnightOnly) return `'day'`;
  if (format.time !== 'mixed') return literal(format.time);
  return `CASE WHEN ${expr} IS NULL THEN NULL WHEN strpos(${expr}, ':') = 0 THEN 'day' WHEN regexp_matches(${expr}, ':[0-9]{2}:[0-9]{2}[.,][0-9]') THEN 'millisecond' WHEN regexp_matches(${expr}, ':[0-9]{2}:[0-9]{2}') THEN 'second' ELSE 'minute' END`;
};

const instantSql = (expr: string, format: ColumnFormat, timeZone: string): Cast => {
  if (format.kind === 'epoch') {
    const value = epochSql(expr, format.unit);
    const precision = format.unit === 's' ? `'second'` : `'millisecond'`;
    return { value, precision, writtenDate: `CAST(${value} AS DATE)`, isBad: bad(expr, value) };
  }
  const written = format.kind === 'date' ? format : isoDate;
  const { wall, offsetMinutes } = dateSql(expr, written);
  const local = toUtc(wall, timeZone);
  // A column that is always at midnight holds days: its offset is an artefact and must not move the day.
  const value =
    offsetMinutes === undefined || written.midnightOnly
      ? local
      : offsetMinutes === '0'
        ? wall
        : `CASE WHEN ${offsetMinutes} IS NULL THEN ${local} ELSE ${wall} - to_minutes(${offsetMinutes}) END`;
  return {
    value,
    precision: precisionSql(expr, written),
    writtenDate: `CAST(${wall} AS DATE)`,
    isBad: bad(expr, wall),
  };
};

const dayOf = (expr: string, format: ColumnFormat, timeZone: string): string => {
  if (format.kind === 'epoch') {
    return `CAST(timezone(${literal(timeZone)}, timezone('UTC', ${epochSql(expr, format.unit)})) AS DATE)`;
  }
  const written = format.kind === 'date' ? format : isoDate;
  const { wall, offsetMinutes } = dateSql(expr, written);
  if (offsetMinutes === undefined || written.midnightOnly) return `CAST(${wall} AS DATE)`;
  const shifted = `timezone(${literal(timeZone)}, timezone('UTC', ${wall} - to_minutes(${offsetMinutes})))`;
  return `CAST(CASE WHEN ${offsetMinutes} IS NULL THEN ${wall} ELSE ${shifted} END AS DATE)`;
};

/**
 * SQL that turns raw text into the canonical type. `expr` is a VARCHAR expression, trimmed and NULL for every null
 * spelling. Instants come out as TIMESTAMP in UTC: a wall time is read in `timeZone`, an offset or Z is honoured.
 * A format of another kind than the type needs falls back to ISO dates and plain numbers.
 */
export function castSql(expr: string, type: ColumnType, format: ColumnFormat, settings: CastSettings): Cast {
  const number = format.kind === 'number' ? format : plainNumber;
  switch (type) {
    case 'instant':
      return instantSql(expr, format, settings.timeZone);
    case 'date': {
      const value = dayOf(expr, format, settings.timeZone);
      return { value, isBad: bad(expr, value) };
    }
    case 'flag': {
      const value = flagSql(expr);
      return { value, isBad: bad(expr, value) };
    }
    case 'money': {
      const value = numberSql(expr, number, 'DECIMAL(18,4)');
      return { value, isBad: bad(expr, value) };
    }
    case 'decimal': {
      const value = numberSql(expr, number, 'DECIMAL(18,6)');
      return { value, isBad: bad(expr, value) };
    }
    case 'integer': {
      const value = integerSql(expr, number);
      return { value, isBad: bad(expr, value) };
    }
    default:
      // Ids, references, choices and text stay as they are written.
      return { value: expr, isBad: 'false' };
  }
}
