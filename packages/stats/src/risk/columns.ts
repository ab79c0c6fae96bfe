import { statisticsError } from '../errors.js';

/** One numeric feature, one value per row. Several columns may come from one source feature (a level each). */
export interface RiskColumn {
  /** Unique; appears in results, reasons and errors (`contract: Two year`). */
  readonly name: string;
  /** The feature it was made from (`contract`); reasons are given per source. */
  readonly source: string;
  readonly values: ArrayLike<number>;
}

/** Columns after validation: names and sources, and the values row by row. */
export interface RiskMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly names: readonly string[];
  readonly sources: readonly string[];
  /** rows x columns, row by row. */
  readonly values: Float64Array;
}

/**
 * Validates columns and lays them out row by row. Throws RISK_EMPTY, RISK_NO_COLUMNS, RISK_DUPLICATE_COLUMN,
 * RISK_LENGTH or RISK_BAD_VALUE.
 */
export function riskMatrix(columns: readonly RiskColumn[], rows: number): RiskMatrix {
  if (rows === 0) throw statisticsError('RISK_EMPTY');
  if (columns.length === 0) throw statisticsError('RISK_NO_COLUMNS');
  const p = columns.length;
  const values = new Float64Array(rows * p);
  const seen = new Set<string>();
  columns.forEach((column, j) => {
    if (seen.has(column.name)) throw statisticsError('RISK_DUPLICATE_COLUMN', column.name);
    seen.add(column.name);
    if (column.values.length !== rows) {
      throw statisticsError('RISK_LENGTH', column.name, column.values.length, rows);
    }
    for (let row = 0; row < rows; row++) {
      const value = column.values[row];
      if (typeof value !== 'number' || !Number.isFinite(value)) {
        throw statisticsError('RISK_BAD_VALUE', column.name, row, value);
      }
      values[row * p + j] = value;
    }
  });
  return {
    rows,
    columns: p,
    names: columns.map((column) => column.name),
    sources: columns.map((column) => column.source),
    values,
  };
}

/** The columns a model was fitted on, found by name among those given. Throws RISK_MISSING_COLUMN. */
export function pickColumns(columns: readonly RiskColumn[], names: readonly string[]): RiskColumn[] {
  const byName = new Map(columns.map((column) => [column.name, column]));
  return names.map((name) => {
    const column = byName.get(name);
    if (column === undefined) throw statisticsError('RISK_MISSING_COLUMN', name);
    return column;
  });
}

/** Some rows of each column, numbered from 0, in the given order. Throws RISK_OPTION for a row that is not there. */
export function takeRows(columns: readonly RiskColumn[], rows: ArrayLike<number>): RiskColumn[] {
  const least = columns.reduce((least, column) => Math.min(least, column.values.length), Infinity);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    if (!(Number.isInteger(row) && row >= 0 && row < least)) {
      throw statisticsError('RISK_OPTION', 'row', row, `pass row numbers from 0 to ${least - 1}`);
    }
  }
  return columns.map((column) => ({
    ...column,
    values: Float64Array.from({ length: rows.length }, (_, i) => column.values[rows[i]!]!),
  }));
}
