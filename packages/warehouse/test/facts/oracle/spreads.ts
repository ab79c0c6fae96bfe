import { type Row, rowsIn, type Value, type World } from '../worlds/world.js';
import { inBase } from './exchange.js';
import { daysBetween, decimalText, units } from './exact.js';

/**
 * What the days of each spread amount must add up to, and over which days. Every day holds the same to the last digit.
 * An amount without an end covers the month of its start from there on (a day of media: that day).
 */
const spread = (world: World, row: Row, id: string, isDay: boolean): Row[] => {
  const from = String(row['started_on']);
  const [year = '', month = ''] = from.split('-');
  const monthEnd = new Date(Date.UTC(Number(year), Number(month), 0)).toISOString().slice(0, 10);
  const to = String(row['ended_on'] ?? (isDay ? from : monthEnd));
  if (to < from) return [];
  const total = inBase(world, units(row['amount']), row['currency'], from);
  return [
    {
      record_id: row[id] ?? null,
      total: decimalText(total),
      first_day: from,
      last_day: to,
      days: daysBetween(from, to) + 1,
      is_even: total === null ? null : true,
    },
  ];
};

export const spreadSql = (table: string): string => `
  SELECT record_id, sum(amount)::DECIMAL(18,4) AS total, min(date) AS first_day, max(date) AS last_day, count(*) AS days,
         max(amount) - min(amount) <= 0.0001 AS is_even
  FROM ${table} GROUP BY record_id`;

export const spendSpreads = (world: World): Row[] => [
  ...rowsIn(world, 'marketing_spend').flatMap((row) => spread(world, row, 'spend_id', true)),
  ...rowsIn(world, 'cost_item').flatMap((row) => spread(world, row, 'cost_id', false)),
];

export const quotaSpreads = (world: World): Row[] =>
  rowsIn(world, 'quota').flatMap((row) => spread(world, row, 'quota_id', false));

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

const plainName = (name: string): string => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

/**
 * The one spelling of a channel that is shown: that of the CRM, else the one most used; of two as often used the later in
 * the alphabet.
 */
const shownChannel = (world: World, name: Value | undefined): string | null => {
  if (typeof name !== 'string') return null;
  const uses = (entity: string, column: string) => rowsIn(world, entity).map((row) => row[column]);
  const inCrm = ['account', 'lead', 'deal'].flatMap((entity) => uses(entity, 'channel'));
  const elsewhere = ['campaign', 'marketing_spend', 'cost_item', 'touchpoint'].flatMap((entity) =>
    uses(entity, 'channel'),
  );
  const all = [...inCrm, ...elsewhere, ...uses('channel', 'name')];
  const rank = (spelling: string): readonly [number, number] => [
    inCrm.filter((other) => other === spelling).length,
    all.filter((other) => other === spelling).length,
  ];
  const spellings = new Set(
    all.filter((other): other is string => typeof other === 'string' && plainName(other) === plainName(name)),
  );
  return (
    [...spellings]
      .toSorted((a, b) => {
        const [crmA, allA] = rank(a);
        const [crmB, allB] = rank(b);
        return crmB - crmA || allB - allA || (a < b ? 1 : -1);
      })
      .at(0) ?? null
  );
};

/** A channel costs money per visit when any record of it says so; null where none says. */
const isPaid = (world: World, name: Value | undefined): boolean | null => {
  if (typeof name !== 'string') return null;
  const told = rowsIn(world, 'channel')
    .filter((row) => plainName(String(row['name'])) === plainName(name))
    .map((row) => row['is_paid'])
    .filter((paid) => typeof paid === 'boolean');
  return told.length === 0 ? null : told.includes(true);
};

/** Counts of a spend belong to its first day, its purpose and kind to every day. */
export const spendTotals = (world: World): Row[] => [
  ...rowsIn(world, 'marketing_spend')
    .filter((row) => row['ended_on'] == null || String(row['ended_on']) >= String(row['started_on']))
    .map((row) => {
      const campaign = rowsIn(world, 'campaign').find((other) => other['campaign_id'] === row['campaign_id']);
      const channel = row['channel'] ?? campaign?.['channel'];
      return {
        record_id: row['spend_id'] ?? null,
        spend_channel: shownChannel(world, channel),
        campaign: campaign?.['name'] ?? row['campaign_name'] ?? null,
        purpose: 'acquisition',
        kind: 'media',
        category: 'media',
        // Media is bought unless its channel is known to be free.
        is_paid_channel: isPaid(world, channel) ?? true,
        impressions: row['impressions'] ?? null,
        clicks: row['clicks'] ?? null,
        platform_conversions: row['conversions'] ?? null,
      };
    }),
  ...rowsIn(world, 'cost_item')
    .filter((row) => row['ended_on'] == null || String(row['ended_on']) >= String(row['started_on']))
    .map((row) => ({
      record_id: row['cost_id'] ?? null,
      spend_channel: shownChannel(world, row['channel']),
      campaign: null,
      category: row['category'] ?? null,
      is_paid_channel: isPaid(world, row['channel']) ?? plainName(String(row['channel'])) === 'googleads',
      purpose: row['purpose'] ?? purposes[String(row['category'])] ?? null,
      kind: ['sales_salary', 'support', 'success'].includes(String(row['category']))
        ? 'people'
        : row['category'] === 'tooling'
          ? 'tools'
          : 'other',
      impressions: null,
      clicks: null,
      platform_conversions: null,
    })),
];
