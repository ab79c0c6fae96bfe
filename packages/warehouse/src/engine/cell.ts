import {
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBListValue,
  DuckDBTimestampValue,
  type DuckDBType,
  DuckDBTypeId,
  type DuckDBValue,
} from '@duckdb/node-api';

/** A value as the rest of Bellwether sees it. DECIMAL is text (exact), DATE and TIMESTAMP are ISO text. */
export type Cell = string | number | boolean | null | Cell[];

/** A value of the engine as a plain value. Whole numbers beyond 2^53 become text rather than lose digits. */
export const cellOf = (value: DuckDBValue, type: DuckDBType): Cell => {
  if (value === null || value === undefined) return null;
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
      return value;
    case 'bigint':
      return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
    default:
      break;
  }
  if (value instanceof DuckDBDecimalValue) return value.toString();
  if (value instanceof DuckDBDateValue) return value.toString();
  if (value instanceof DuckDBTimestampValue) return `${value.toString().replace(' ', 'T')}Z`;
  if (value instanceof DuckDBListValue && type.typeId === DuckDBTypeId.LIST) {
    return value.items.map((item) => cellOf(item, type.valueType));
  }
  return String(value);
};

/** A cell as text; null where it is empty or there is none. */
export const textOf = (cell: Cell | undefined): string | null =>
  cell === null || cell === undefined ? null : String(cell);

/** A cell as a number; null where it is empty or there is none. */
export const numberOf = (cell: Cell | undefined): number | null =>
  cell === null || cell === undefined ? null : Number(cell);
