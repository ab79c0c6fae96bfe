import type { ScanCondition, ScanFilter, Group, Window } from '../plan/scan.js';
import type { Dialect } from './dialect.js';

export type SqlValue = string | number | boolean | null;

export interface SqlText {
  readonly sql: string;
  readonly params: readonly SqlValue[];
}

/** Collects parameters while SQL is put together; text from outside only ever gets in through `value`. */
export class SqlWriter {
  readonly dialect: Dialect;
  readonly #params: SqlValue[] = [];

  constructor(dialect: Dialect) {
    this.dialect = dialect;
  }

  /** A mark that stands for the value until the statement is finished. */
  value(value: SqlValue): string {
    this.#params.push(value);
    return `⟦${this.#params.length - 1}⟧`;
  }

  column(name: string, table = 'f'): string {
    return `${table}.${this.dialect.identifier(name)}`;
  }

  /** Numbers the marks in the order in which the text uses them; a value that it does not use is no parameter. */
  finish(sql: string): SqlText {
    const used: number[] = [];
    const numbered = sql.replaceAll(/⟦(\d+)⟧/g, (_, digits: string) => {
      const index = Number(digits);
      if (!used.includes(index)) used.push(index);
      return this.dialect.placeholder(used.indexOf(index) + 1);
    });
    return { sql: numbered, params: used.map((index) => this.#params[index] ?? null) };
  }

  /** The test of one condition against the row `table`. Never null: unknown counts as failed unless it says otherwise. */
  condition(condition: ScanCondition, table = 'f'): string {
    const column = this.column(condition.column, table);
    if ('is' in condition) {
      if (condition.is === true) return column;
      if (condition.is === false) return `NOT ${column}`;
      return `${column} = ${this.value(condition.is)}`;
    }
    if ('in' in condition) return `${column} IN (${condition.in.map((one) => this.value(one)).join(', ')})`;
    if ('not_in' in condition) {
      const list = condition.not_in.map((one) => this.value(one)).join(', ');
      return `(${column} IS NULL OR ${column} NOT IN (${list}))`;
    }
    if ('known' in condition) return `${column} IS ${condition.known ? 'NOT NULL' : 'NULL'}`;
    if ('at_least' in condition) return `${column} >= ${condition.at_least}`;
    if ('at_most' in condition) return `${column} <= ${condition.at_most}`;
    if ('within_days' in condition) {
      const days = this.dialect.daysBetween(this.column(condition.of, table), column);
      return `${days} BETWEEN 0 AND ${condition.within_days}`;
    }
    const { fact, column: inner, where } = condition.found_in;
    const tests = this.all([
      `${this.column(inner, 'x')} IS NOT NULL`,
      ...where.map((one) => this.condition(one, 'x')),
    ]);
    return `${column} IN (SELECT ${this.column(inner, 'x')} FROM ${this.dialect.table(fact)} x WHERE ${tests})`;
  }

  /** The test of a filter of the request. */
  filter(filter: ScanFilter, table = 'f'): string {
    const column = this.column(filter.column, table);
    const known = filter.values.filter((value): value is string => value !== null);
    const tests = [
      ...(known.length === 0 ? [] : [`${column} IN (${known.map((value) => this.value(value)).join(', ')})`]),
      ...(filter.values.includes(null) ? [`${column} IS NULL`] : []),
    ];
    const any = tests.length === 1 ? String(tests[0]) : `(${tests.join(' OR ')})`;
    return filter.exclude ? `(${any}) IS NOT TRUE` : any;
  }

  filters(filters: readonly ScanFilter[], table = 'f'): readonly string[] {
    return filters.map((filter) => this.filter(filter, table));
  }

  all(conditions: readonly string[]): string {
    const real = conditions.filter((condition) => condition !== 'TRUE');
    return real.length === 0 ? 'TRUE' : real.join(' AND ');
  }

  /** `f.owner AS b0, f.team AS b1, ` for a select list, or nothing. */
  groupColumns(groups: readonly Group[], table = 'f'): string {
    return groups.map(({ column }, index) => `${this.column(column, table)} AS b${index}, `).join('');
  }

  /** The CTE `windows(period, start_date, end_date)`; empty windows are left out. */
  windows(windows: readonly Window[]): string {
    const rows = windows.map(
      ({ period, start, end }) => `(${period}, ${this.dialect.date(start)}, ${this.dialect.date(end)})`,
    );
    return valuesTable('windows', ['period', 'start_date', 'end_date'], rows, this.dialect);
  }
}

/** A CTE of literal rows; without any, of the right columns and no rows. */
export function valuesTable(
  name: string,
  columns: readonly string[],
  rows: readonly string[],
  dialect: Dialect,
): string {
  const head = `${name}(${columns.join(', ')})`;
  if (rows.length > 0) return `${head} AS (VALUES ${rows.join(', ')})`;
  const none = columns.map((column) => (column.endsWith('_date') ? dialect.date('2000-01-01') : '0'));
  return `${head} AS (SELECT ${none.join(', ')} WHERE FALSE)`;
}

/** `b0, b1, ` with a table in front, for select and group lists. */
export const groupNames = (groups: readonly Group[], table: string): string =>
  groups.map((_, index) => `${table}.b${index}, `).join('');

/** `GROUP BY 1, 2, 3` for the period and so many breakdowns. */
export const groupBy = (columns: number): string =>
  columns === 0 ? '' : `GROUP BY ${Array.from({ length: columns }, (_, index) => index + 1).join(', ')}`;
