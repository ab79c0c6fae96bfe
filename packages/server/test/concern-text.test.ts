import type { Sign } from '@bellwether/warehouse';
import { expect, it } from 'vitest';
import { concernText } from '../src/present/concern-text.js';

const renewal = { due: '2026-03-28', days: 20, value: null, renewsItself: false, hasDeal: false } as const;
const tickets = { unanswered: 0, oldest: '2025-12-01', days: 30 } as const;
const invoices = {
  open: 2,
  overdue: 2,
  oldestDue: '2025-11-30',
  days: 31,
  undated: 0,
  writtenOff: 0,
} as const;

it.each<readonly [Omit<Sign, 'state'>, string]>([
  [{ code: 'renewal', found: { ...renewal, outcome: 'open' } }, 'Renewal due on 28 Mar 2026, undecided'],
  [{ code: 'renewal', found: { ...renewal, outcome: 'lost' } }, 'Not renewed, ends on 28 Mar 2026'],
  // Beyond what a double holds to the cent.
  [
    { code: 'mrr', found: { now: '1', before: '2', change: '-90071992547409.9300' } },
    'MRR went down by SEK 90,071,992,547,409.93',
  ],
  [
    { code: 'orders', found: { last: '2025-06-09', days: 21, orderDays: 4, usualGap: 10, longestGap: 20 } },
    'No order since 9 Jun 2025, usually one every 10 days',
  ],
  [{ code: 'contact', found: { last: '2024-10-17', days: 440 } }, 'No contact since 17 Oct 2024'],
  [{ code: 'tickets', found: { ...tickets, open: 1 } }, '1 ticket open, the oldest since 1 Dec 2025'],
  [{ code: 'tickets', found: { ...tickets, open: 2 } }, '2 tickets open, the oldest since 1 Dec 2025'],
  [
    {
      code: 'satisfaction',
      found: { answers: 3, positive: 1, negative: 2, last: '2025-05-01', lastKind: 'csat', lastScore: 5 },
    },
    '2 of the last 3 answers negative',
  ],
  [{ code: 'invoices', found: { ...invoices, overdueAmount: '238.5' } }, '2 invoices overdue, SEK 238.50'],
  [{ code: 'invoices', found: { ...invoices, overdueAmount: null } }, '2 invoices overdue'],
  [
    { code: 'invoices', found: { ...invoices, overdue: 0, overdueAmount: null, writtenOff: 1 } },
    '1 invoice written off',
  ],
])('%o is told as %s', (sign, text) => {
  expect(concernText({ ...sign, state: 'bad' } as Sign, 'SEK')).toBe(text);
});
