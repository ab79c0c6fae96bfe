import type { FactRow } from './engine.js';

/** A deal that ended on a day, won or lost. */
export const closed = (won: boolean, closed_date: string, more: FactRow = {}): FactRow => ({
  deal_type: 'new',
  created_date: '2024-01-05',
  is_won: won,
  is_lost: !won,
  is_closed: true,
  closed_date,
  ...more,
});
