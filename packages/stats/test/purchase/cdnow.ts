import { dayNumber, type PurchaseCohort, purchaseCohort } from '../../src/purchase/index.js';
import { dataLines } from './reference.js';

const iso = (compact: string) => `${compact.slice(0, 4)}-${compact.slice(4, 6)}-${compact.slice(6)}`;

/** The CDNOW event log as a cohort in weeks: calibration to 1997-09-30, holdout to 1998-06-30; null when absent. */
export function cdnowCohort(which: 'sample' | 'master'): PurchaseCohort<'week'> | null {
  const lines = dataLines(which === 'sample' ? 'CDNOW_sample.txt' : 'CDNOW_master.txt');
  if (lines === null) return null;
  const cells = (which === 'sample' ? lines : lines.slice(1)).map((line) => line.trim().split(/\s+/));
  const id = which === 'sample' ? 1 : 0;
  return purchaseCohort(
    {
      customer: cells.map((row) => row[id]!),
      day: cells.map((row) => dayNumber(iso(row[id + 1]!))),
      amount: cells.map((row) => Number(row[id + 3]!)),
    },
    {
      unit: 'week',
      calibrationEnd: dayNumber('1997-09-30'),
      holdoutEnd: dayNumber('1998-06-30'),
      leftTruncation: { kind: 'complete' },
    },
  );
}
