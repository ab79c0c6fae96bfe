import type { CoxObservations } from '../../src/survival/index.js';
import { completeNumbers, readTable } from './real-data.js';

/** lung.csv: status 2 is death. */
export function lung(
  ...covariates: readonly string[]
): CoxObservations & { readonly columns: Record<string, number[]> } {
  const columns = completeNumbers(readTable('survival/lung.csv'), 'time', 'status', ...covariates);
  return {
    columns,
    time: columns['time']!,
    event: columns['status']!.map((status) => status === 2),
    covariates: Object.fromEntries(covariates.map((name) => [name, columns[name]!])),
  };
}

/** The same people entering late by a made-up rule, those who would have ended before it left out. */
export function lungEnteringLate(...covariates: readonly string[]): CoxObservations & { entry: number[] } {
  const table = readTable('survival/lung.csv');
  const entry = table['time']!.map((_, row) => String(((row + 1) * 37) % 200));
  const columns = completeNumbers({ ...table, entry }, 'time', 'status', 'entry', ...covariates);
  const kept = [...columns['time']!.keys()].filter((row) => columns['time']![row]! > columns['entry']![row]!);
  const pick = (name: string): number[] => kept.map((row) => columns[name]![row]!);
  return {
    time: pick('time'),
    entry: pick('entry'),
    event: pick('status').map((status) => status === 2),
    covariates: Object.fromEntries(covariates.map((name) => [name, pick(name)])),
  };
}

/** heart_timevarying.csv: rows (start, stop]. */
export function heart(
  ...covariates: readonly string[]
): CoxObservations & { columns: Record<string, number[]> } {
  const columns = completeNumbers(
    readTable('survival/heart_timevarying.csv'),
    'start',
    'stop',
    'event',
    'surgery',
    ...covariates,
  );
  return {
    columns,
    time: columns['stop']!,
    entry: columns['start']!,
    event: columns['event']!,
    covariates: Object.fromEntries(covariates.map((name) => [name, columns[name]!])),
  };
}

export const VETERAN_COLUMNS = [
  'trt',
  'celltypesmallcell',
  'celltypeadeno',
  'celltypelarge',
  'karno',
  'diagtime',
  'age',
  'prior',
];

/** veteran.csv with its cell type as columns of 0 and 1 against squamous. */
export function veteran(): CoxObservations & { readonly cell: string[]; readonly trt: number[] } {
  const table = readTable('survival/veteran.csv');
  const cell = table['celltype']!;
  const numbers = (name: string): number[] => table[name]!.map(Number);
  const covariates = Object.fromEntries(
    VETERAN_COLUMNS.map((name) => {
      const level = /^celltype(.+)$/.exec(name)?.[1];
      return [name, level === undefined ? numbers(name) : cell.map((one) => (one === level ? 1 : 0))];
    }),
  );
  return { cell, trt: numbers('trt'), time: numbers('time'), event: numbers('status'), covariates };
}

export const ROSSI_COLUMNS = ['fin', 'age', 'race', 'wexp', 'mar', 'paro', 'prio'];

export function rossi(): CoxObservations {
  const columns: Record<string, number[]> = completeNumbers(
    readTable('survival/rossi.csv'),
    'week',
    'arrest',
    ...ROSSI_COLUMNS,
  );
  return {
    time: columns['week']!,
    event: columns['arrest']!,
    covariates: Object.fromEntries(ROSSI_COLUMNS.map((name) => [name, columns[name]!])),
  };
}

/** colon.csv, deaths only (etype 2). */
export function colon(): {
  time: number[];
  event: number[];
  rx: string[];
  stratum: string[];
  columns: Record<string, number[]>;
} {
  const table = readTable('survival/colon.csv');
  const kept = [...table['etype']!.keys()].filter((row) => table['etype']![row] === '2');
  const pick = (name: string): string[] => kept.map((row) => table[name]![row]!);
  const kinds = Object.fromEntries(Object.keys(table).map((name) => [name, pick(name)]));
  const columns = completeNumbers(kinds, 'time', 'status', 'age', 'nodes', 'obstruct');
  return {
    time: pick('time').map(Number),
    event: pick('status').map(Number),
    rx: pick('rx'),
    stratum: kept.map((row) => `${table['sex']![row]}/${table['node4']![row]}`),
    columns,
  };
}

/** telco_wa_churn.csv: tenure in months, churn Yes or No. */
export function telco(): { table: Record<string, string[]>; time: number[]; event: boolean[] } {
  const table = readTable('churn/telco_wa_churn.csv');
  return {
    table,
    time: table['tenure']!.map(Number),
    event: table['churn']!.map((value) => value === 'Yes'),
  };
}
