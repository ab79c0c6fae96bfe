import type { WorkspaceConfig } from '../config/workspace-config.js';
import type { Engine } from '../engine/engine.js';

/** Dates of things that have happened; plans (due dates, ends) say nothing about how far the data reaches. */
const happened: readonly (readonly [table: string, column: string])[] = [
  ['"order"', 'ordered_at_date'],
  ['invoice', 'issued_at_date'],
  ['payment', 'paid_at_date'],
  ['subscription', 'started_at_date'],
  ['deal', 'created_at_date'],
  ['deal', 'closed_at_date'],
  ['lead', 'created_at_date'],
  ['activity', 'occurred_at_date'],
  ['ticket', 'created_at_date'],
  ['ticket', 'solved_at_date'],
  ['survey_response', 'responded_at_date'],
  ['marketing_spend', 'started_on'],
  ['crm_usage_daily', 'day'],
  ['product_usage_daily', 'day'],
  ['account', 'created_at_date'],
];

/** Today in the organisation's zone, ISO. */
export const today = (config: WorkspaceConfig): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: config.organisation.time_zone }).format(new Date());

/** Last day for which the data is complete: the setting, or the last day on which anything happened, never after today. */
export const resolveAsOf = async (engine: Engine, config: WorkspaceConfig): Promise<string> => {
  if (config.organisation.as_of !== 'latest') return config.organisation.as_of;
  const now = today(config);
  const { latest } = await engine.row(
    `SELECT max(day)::VARCHAR AS latest FROM (
       ${happened.map(([table, column]) => `SELECT max(${column}) FILTER (${column} <= ?::DATE) AS day FROM canonical.${table}`).join(' UNION ALL ')})`,
    happened.map(() => now),
  );
  return latest === null ? now : String(latest);
};
