import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bgNbd } from '../../src/purchase/geometric-nbd.js';
import { mbgNbd } from '../../src/purchase/geometric-nbd.js';
import type { PurchaseModel } from '../../src/purchase/model.js';
import { paretoNbd } from '../../src/purchase/pareto-nbd.js';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const data = process.env['BELLWETHER_DATA'] ?? `${root}../shared/data`;

/** One published or independently computed set of values. */
export interface ReferenceEntry {
  readonly id: string;
  readonly model: string;
  readonly values: Record<string, unknown>;
}

/** One function value to many digits. */
export interface GoldenValue {
  readonly model: string;
  readonly fn: string;
  readonly params: Record<string, number>;
  readonly inputs: Record<string, number>;
  readonly value: number;
  readonly note: string;
}

const referencePath = `${root}../shared/reference/stat-reference.json`;

export const reference: { entries: ReferenceEntry[]; golden: GoldenValue[] } | null = existsSync(
  referencePath,
)
  ? (JSON.parse(readFileSync(referencePath, 'utf8')) as { entries: ReferenceEntry[]; golden: GoldenValue[] })
  : null;
if (reference === null) console.log('reference values skipped: stat-reference.json is absent');

/** The values of one reference entry; empty when the file is absent (its tests are skipped). */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller names the shape of a JSON value
export function entry<Values>(id: string): Values {
  const found = reference?.entries.find((candidate) => candidate.id === id);
  if (reference !== null && found === undefined) throw new Error(`no reference entry ${id}`);
  return (found?.values ?? {}) as Values;
}

/** Lines of a real data file, or null (with a printed reason) when it is absent. */
export function dataLines(name: string): string[] | null {
  const path = `${data}/stats/${name}`;
  if (!existsSync(path)) {
    console.log(`skipped what needs ${name}: BELLWETHER_DATA has no stats/${name}`);
    return null;
  }
  return readFileSync(path, 'utf8')
    .split(/\r?\n/)
    .filter((line) => line !== '');
}

/** Columns of numbers of a CSV file with one header line, by name. */
export function numberColumns(lines: readonly string[]): Record<string, Float64Array> {
  const names = lines[0]!.split(',').map((name) => name.replaceAll('"', ''));
  const cells = lines.slice(1).map((line) => line.split(','));
  return Object.fromEntries(
    names.map((name, column) => [
      name,
      Float64Array.from(cells, (row) => Number(row[column]!.replaceAll('"', ''))),
    ]),
  );
}

export const models: Readonly<Record<string, PurchaseModel>> = {
  pareto_nbd: paretoNbd,
  bg_nbd: bgNbd,
  mbg_nbd: mbgNbd,
};
