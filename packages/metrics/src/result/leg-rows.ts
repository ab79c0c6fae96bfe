import type { PlannedMetric } from '../plan/logical-plan.js';
import type { Group } from '../plan/scan.js';

/** A row as an engine gives it; numbers come as text, number or bigint. */
export type Row = Readonly<Record<string, unknown>>;

/** Values of the breakdown, in the order of the request. */
export type ByKey = string;

export const byKeyOf = (values: readonly (string | null)[]): ByKey => JSON.stringify(values);

export const valuesOfKey = (key: ByKey): readonly (string | null)[] => JSON.parse(key) as (string | null)[];

/** Text of a value, whatever the driver made of it; null for null. */
export function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean')
    return String(value);
  return JSON.stringify(value);
}

/** The rows of a scan by period, breakdown and (cohorts) age. */
export class ScanRows {
  readonly #rows = new Map<string, Row>();
  /** Every breakdown that occurs. */
  readonly keys: ReadonlySet<ByKey>;

  constructor(rows: readonly Row[], groups: readonly Group[]) {
    const keys = new Set<ByKey>();
    for (const row of rows) {
      const key = byKeyOf(groups.map((_, index) => textOf(row[`b${index}`])));
      keys.add(key);
      const address = `${textOf(row['period']) ?? ''}|${textOf(row['age']) ?? ''}|${key}`;
      const known = this.#rows.get(address);
      this.#rows.set(address, known === undefined ? row : merge(known, row));
    }
    this.keys = keys;
  }

  at(period: number | string, key: ByKey, age: number | null = null): Row | undefined {
    return this.#rows.get(`${period}|${age ?? ''}|${key}`);
  }
}

/** Scans whose outputs come as separate rows (UNION ALL) leave the others' columns null. */
const merge = (a: Row, b: Row): Row =>
  Object.fromEntries(Object.keys({ ...a, ...b }).map((name) => [name, a[name] ?? b[name] ?? null]));

export type RowsByScan = Readonly<Record<string, ScanRows>>;

/** Breakdowns that occur in any leg of a metric. */
export function keysOf(metric: PlannedMetric, rows: RowsByScan): readonly ByKey[] {
  const keys = new Set<ByKey>();
  for (const { scan } of Object.values(metric.legs)) {
    for (const key of rows[scan]?.keys ?? []) keys.add(key);
  }
  return [...keys].sort();
}
