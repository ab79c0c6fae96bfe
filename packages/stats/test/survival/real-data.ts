import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const shared = fileURLToPath(new URL('../../../../../shared', import.meta.url));
const data = process.env['BELLWETHER_DATA'] ?? join(shared, 'data');
const reference = join(data, '../reference/stat-reference.json');

/** Whether the real data files are on this machine; says so once when they are not. */
export const haveRealData = existsSync(join(data, 'stats/survival/lung.csv')) && existsSync(reference);
if (!haveRealData) console.log('skipped: no real data; set BELLWETHER_DATA to the folder that holds stats/');

/** A CSV file under stats/, as columns of text ('' and NA alike mean missing and become ''). */
export function readTable(file: string): Record<string, string[]> {
  const lines = readFileSync(join(data, 'stats', file), 'utf8')
    .trim()
    .split(/\r?\n/);
  const cells = lines.map((line) => line.split(',').map((cell) => cell.replace(/^"(.*)"$/, '$1')));
  const out: Record<string, string[]> = {};
  cells[0]!.forEach((name, j) => {
    out[name] = cells.slice(1).map((row) => (row[j] === 'NA' ? '' : (row[j] ?? '')));
  });
  return out;
}

/** Numeric columns, keeping only the rows in which none of the named columns is missing. */
export function completeNumbers<Name extends string>(
  table: Record<string, string[]>,
  ...names: readonly Name[]
): Record<Name, number[]> {
  const rows = [...table[names[0]!]!.keys()].filter((row) => names.every((name) => table[name]![row] !== ''));
  return Object.fromEntries(
    names.map((name) => [name, rows.map((row) => Number(table[name]![row]))]),
  ) as Record<Name, number[]>;
}

interface Reference {
  readonly entries: readonly { readonly id: string; readonly values: unknown }[];
}

let entries: Map<string, unknown> | undefined;

/** The values of one entry of stat-reference.json. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- each entry has a shape of its own
export function referenceValues<Values>(id: string): Values {
  entries ??= new Map(
    (JSON.parse(readFileSync(reference, 'utf8')) as Reference).entries.map((one) => [one.id, one.values]),
  );
  const values = entries.get(id);
  if (values === undefined) throw new Error(`no entry ${id} in stat-reference.json`);
  return values as Values;
}

/** Largest relative difference, so that one expectation compares any number of values. */
export function relativeDifference(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) return Infinity;
  let most = 0;
  for (let i = 0; i < expected.length; i++) {
    const gap = Math.abs(actual[i]! - expected[i]!) / Math.max(Math.abs(expected[i]!), 1e-300);
    if (!(gap <= most)) most = gap;
  }
  return most;
}
