import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createRandom } from '../../src/random/index.js';
import { loadColumn, loadReference } from '../reference-data.js';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const folder = `${process.env.BELLWETHER_DATA ?? `${root}../shared/data`}/stats`;

/** A table of the counterfactual data as text cells (comma or space separated); empty where absent. */
export function loadTable(name: string): string[][] {
  const path = `${folder}/causalimpact/${name}`;
  if (!existsSync(path)) {
    console.warn(`skipped: no data at ${path}; set BELLWETHER_DATA`);
    return [];
  }
  const [, ...lines] = readFileSync(path, 'utf8').trim().split('\n');
  return lines.map((line) => line.replaceAll('"', '').split(line.includes(',') ? ',' : ' '));
}

const reference = loadReference();
export const hasReference = reference !== null;

/** The values of one reference entry. */
export function referenceValues(id: string): unknown {
  return reference?.get(id)?.values;
}

/** log(DriversKilled), 192 months from January 1969; the law came in force in February 1983 (position 169). */
export const logDrivers = (loadColumn('series/seatbelts.csv', 'DriversKilled') ?? []).map(Math.log);
export const LAW = 169;

/** AR(1) noise with innovations of standard deviation 1, from its stationary start. */
export function autoregressive(length: number, phi: number, seed: number | string): number[] {
  const random = createRandom(seed);
  let value = random.standardNormal() / Math.sqrt(1 - phi * phi);
  return Array.from({ length }, () => {
    value = phi * value + random.standardNormal();
    return value;
  });
}

/** A random walk from 0. */
export function randomWalk(length: number, seed: number | string): number[] {
  const random = createRandom(seed);
  let value = 0;
  return Array.from({ length }, () => {
    value += random.standardNormal();
    return value;
  });
}
