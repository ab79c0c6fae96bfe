import { type Row, rowsIn, type World } from '../worlds/world.js';
import { daysBetween, decimalText, units } from './exact.js';

/**
 * What the days of each spread amount must add up to, and over which days. Every day holds the same to the last digit.
 * An amount without an end covers the month of its start from there on (a day of media: that day).
 */
const spread = (row: Row, id: string, isDay: boolean): Row[] => {
  const from = String(row['started_on']);
  const [year = '', month = ''] = from.split('-');
  const monthEnd = new Date(Date.UTC(Number(year), Number(month), 0)).toISOString().slice(0, 10);
  const to = String(row['ended_on'] ?? (isDay ? from : monthEnd));
  if (to < from) return [];
  return [
    {
      record_id: row[id] ?? null,
      total: decimalText(units(row['amount'])),
      first_day: from,
      last_day: to,
      days: daysBetween(from, to) + 1,
      is_even: true,
    },
  ];
};

export const spreadSql = (table: string): string => `
  SELECT record_id, sum(amount)::DECIMAL(18,4) AS total, min(date) AS first_day, max(date) AS last_day, count(*) AS days,
         max(amount) - min(amount) <= 0.0001 AS is_even
  FROM ${table} GROUP BY record_id`;

export const spendSpreads = (world: World): Row[] => [
  ...rowsIn(world, 'marketing_spend').flatMap((row) => spread(row, 'spend_id', true)),
  ...rowsIn(world, 'cost_item').flatMap((row) => spread(row, 'cost_id', false)),
];

export const quotaSpreads = (world: World): Row[] =>
  rowsIn(world, 'quota').flatMap((row) => spread(row, 'quota_id', false));

/** What a cost serves: as written, else by its category. */
const purposes: Record<string, string> = {
  sales_salary: 'acquisition',
  tooling: 'acquisition',
  support: 'service',
  success: 'retention',
  cost_of_goods: 'product',
  overhead: 'overhead',
  research: 'overhead',
};

/** Counts of a spend belong to its first day, its purpose and kind to every day. */
export const spendTotals = (world: World): Row[] => [
  ...rowsIn(world, 'marketing_spend')
    .filter((row) => row['ended_on'] == null || String(row['ended_on']) >= String(row['started_on']))
    .map((row) => ({
      record_id: row['spend_id'] ?? null,
      purpose: 'acquisition',
      kind: 'media',
      impressions: row['impressions'] ?? null,
      clicks: row['clicks'] ?? null,
    })),
  ...rowsIn(world, 'cost_item')
    .filter((row) => row['ended_on'] == null || String(row['ended_on']) >= String(row['started_on']))
    .map((row) => ({
      record_id: row['cost_id'] ?? null,
      purpose: row['purpose'] ?? purposes[String(row['category'])] ?? null,
      kind: ['sales_salary', 'support', 'success'].includes(String(row['category']))
        ? 'people'
        : row['category'] === 'tooling'
          ? 'tools'
          : 'other',
      impressions: null,
      clicks: null,
    })),
];
