import type { ColumnType } from '@bellwether/model';
import { isoDateSql, isoDecimalSql, isoFlagSql, isoInstantSql, isoPrecisionSql } from './iso-cast.js';
import { chooseFormat } from './choose-format.js';
import { castSql } from './profile-port.js';
import type { RowScope } from './row-scope.js';
import { literal } from '../sql-text.js';
import type { Branch } from './value-branches.js';

export interface CastBranch {
  readonly value: string;
  /** For instants: SQL text day, minute, second or millisecond. */
  readonly precision: string | null;
  /** For instants: SQL DATE in the organisation's zone, told from the aliases of the value and the precision. */
  readonly localDate: (value: string, precision: string) => string;
}

const zoned = (zone: string, value: string): string =>
  zone === 'UTC'
    ? `CAST(${value} AS DATE)`
    : `CAST(timezone(${literal(zone)}, timezone('UTC', ${value})) AS DATE)`;

const isoValue = (text: string, type: ColumnType): string => {
  if (type === 'instant') return isoInstantSql(text);
  if (type === 'date') return isoDateSql(text);
  if (type === 'money') return isoDecimalSql(text, 18, 4);
  if (type === 'decimal') return isoDecimalSql(text, 18, 6);
  if (type === 'flag') return isoFlagSql(text);
  const decimal = isoDecimalSql(text, 24, 6);
  return `CASE WHEN ${decimal} = floor(${decimal}) THEN TRY_CAST(${decimal} AS BIGINT) END`;
};

/** The typed SQL of one branch. A text that cannot be read gives null. `branch.text` should be an alias. */
export const castBranch = (branch: Branch, type: ColumnType, scope: RowScope): CastBranch => {
  const { reading, text } = branch;
  const zone = scope.settings.timeZone;
  const localDate = (value: string): string => zoned(zone, value);
  if (branch.isDecimal) {
    const target = type === 'money' ? 'DECIMAL(18,4)' : type === 'integer' ? 'BIGINT' : 'DECIMAL(18,6)';
    return { value: `TRY_CAST(${text} AS ${target})`, precision: null, localDate };
  }
  if (type === 'instant' && reading.isDay) {
    // The source writes a business day as if it were an instant: the day as written is the fact.
    const day = castBranch(branch, 'date', scope).value;
    return {
      value: `timezone('UTC', timezone(${literal(zone)}, CAST(${day} AS TIMESTAMP)))`,
      precision: `'day'`,
      localDate,
    };
  }
  const format = chooseFormat(branch, type, scope);
  if (format === 'iso') {
    return {
      value: isoValue(text, type),
      precision: type === 'instant' ? isoPrecisionSql(text) : null,
      // Machines write days in UTC, so the day of a date-only value is its UTC day.
      localDate: (value, precision) =>
        zone === 'UTC'
          ? zoned('UTC', value)
          : `CASE WHEN ${precision} = 'day' THEN CAST(${value} AS DATE) ELSE ${zoned(zone, value)} END`,
    };
  }
  const cast = castSql(text, type, format, { timeZone: reading.timeZone });
  const written = cast.writtenDate;
  const isWall = format.kind === 'date' && format.offset === 'none' && reading.timeZone === zone;
  return {
    value: cast.value,
    precision: cast.precision ?? null,
    localDate: (value, precision) => {
      if (written === undefined) return zoned(zone, value);
      if (isWall || cast.precision === `'day'`) return written;
      if (cast.precision?.startsWith(`'`)) return zoned(zone, value);
      return `CASE WHEN ${precision} = 'day' THEN ${written} ELSE ${zoned(zone, value)} END`;
    },
  };
};
