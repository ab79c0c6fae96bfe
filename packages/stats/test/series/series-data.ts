import { loadColumn, loadReference } from '../reference-data.js';

/** Series of the statistical data, each an empty list (with a printed reason) where the data is absent. */
export const airPassengers = loadColumn('series/airpassengers.csv', 'y') ?? [];
export const nile = loadColumn('series/nile.csv', 'y') ?? [];
export const usAccidents = loadColumn('series/usaccdeaths.csv', 'y') ?? [];
export const wwwUsage = loadColumn('series/wwwusage.csv', 'y') ?? [];
export const wine = loadColumn('series/wineind.csv', 'y') ?? [];
export const ukGas = loadColumn('series/ukgas.csv', 'y') ?? [];

const reference = loadReference();

export const available = reference !== null && ukGas.length > 0;

/** The values of one reference entry. */
export function referenceValues(id: string): unknown {
  return reference?.get(id)?.values;
}

/** Largest relative difference of two lists of the same length. */
export function farthest(found: ArrayLike<number>, wanted: readonly number[]): number {
  if (found.length !== wanted.length) return Number.POSITIVE_INFINITY;
  return Math.max(...wanted.map((value, i) => Math.abs((found[i] as number) - value) / Math.abs(value)));
}
