import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FaultInjector } from './injector.js';

/**
 * Files that nobody can read without asking (in a folder of their own, because an import with one of them stops as a
 * whole), and one that is there twice. Written once the clean files are closed.
 */
export function injectFileFaults(inject: FaultInjector, directory: string): void {
  const write = (path: string, lines: readonly string[]): void => {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), `${lines.join('\n')}\n`);
  };
  const orders = 'held/orders_by_hand.csv';
  write(orders, [
    'Order ID,Customer ID,Order Date,Net,Currency',
    'H-1,77001,03-07-2021,120.00,EUR',
    'H-2,77002,04-07-2021,80.00,EUR',
    'H-3,77001,05-08-2021,95.50,EUR',
    'H-4,77003,06-09-2021,210.00,EUR',
  ]);
  inject.file(orders, {
    kind: 'ambiguous-date-order',
    rule: 'F-04',
    column: 'Order Date',
    id: null,
    must: 'held',
    what: 'day and month cannot be told apart in any row',
  });
  const costs = 'held/costs_by_hand.csv';
  write(costs, [
    'Cost ID,Month,Category,Amount,Currency',
    'HC-1,2021-03-01,tooling,1.234,EUR',
    'HC-2,2021-04-01,tooling,2.500,EUR',
    'HC-3,2021-05-01,agency,7.125,EUR',
  ]);
  inject.file(costs, {
    kind: 'ambiguous-decimal-mark',
    rule: 'F-05',
    column: 'Amount',
    id: null,
    must: 'held',
    what: 'the point may be a decimal mark or part thousands from hundreds',
  });
  const copy = 'exports/surveys/survey (1).csv';
  copyFileSync(join(directory, 'exports/surveys/survey.csv'), join(directory, copy));
  inject.file(copy, {
    kind: 'file-twice',
    rule: 'F-07',
    column: null,
    id: null,
    must: 'deduplicated',
    what: 'the same bytes as exports/surveys/survey.csv',
  });
}
