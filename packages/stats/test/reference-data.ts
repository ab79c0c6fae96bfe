import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const file = `${process.env.BELLWETHER_DATA ?? `${root}../shared/data`}/../reference/stat-reference.json`;

/** One entry of the statistical reference: published, run in R, or computed independently. */
export interface ReferenceEntry {
  readonly id: string;
  readonly values: unknown;
}

/** The entries of stat-reference.json by id; null (with a printed reason) where the file is absent. */
export function loadReference(): ReadonlyMap<string, ReferenceEntry> | null {
  if (!existsSync(file)) {
    console.warn(`skipped: no reference at ${file}; set BELLWETHER_DATA to the data folder beside it`);
    return null;
  }
  const { entries } = JSON.parse(readFileSync(file, 'utf8')) as { entries: ReferenceEntry[] };
  return new Map(entries.map((entry) => [entry.id, entry]));
}

/** A column of a CSV file of the statistical data; null (with a printed reason) where the file is absent. */
export function loadColumn(name: string, column: string): number[] | null {
  const path = `${process.env.BELLWETHER_DATA ?? `${root}../shared/data`}/stats/${name}`;
  if (!existsSync(path)) {
    console.warn(`skipped: no data at ${path}; set BELLWETHER_DATA`);
    return null;
  }
  const [head = '', ...lines] = readFileSync(path, 'utf8').trim().split('\n');
  const unquoted = (text: string) => text.trim().replaceAll('"', '');
  const index = head.split(',').map(unquoted).indexOf(column);
  return lines.map((line) => Number(unquoted(line.split(',')[index] as string)));
}
