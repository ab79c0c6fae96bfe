import { standingMerges } from '../../identity/standing-merges.js';
import type { FactBuilder } from '../fact-builder.js';

/** The fields that a usable record fills, by kind of record; a condition says when a field is asked for at all. */
const required: readonly { entity: string; field: string; when?: string }[] = [
  { entity: 'account', field: 'name' },
  { entity: 'account', field: 'industry' },
  { entity: 'account', field: 'country' },
  { entity: 'account', field: 'owner_user_id' },
  { entity: 'deal', field: 'account_id' },
  { entity: 'deal', field: 'owner_user_id' },
  { entity: 'deal', field: 'amount', when: "coalesce(x.status, 'open') <> 'lost'" },
  { entity: 'deal', field: 'created_at' },
  { entity: 'deal', field: 'closed_at', when: "x.status IN ('won', 'lost')" },
  { entity: 'lead', field: 'channel' },
  { entity: 'lead', field: 'email' },
  { entity: 'lead', field: 'owner_user_id' },
  { entity: 'person', field: 'email' },
  { entity: 'person', field: 'account_id' },
  { entity: 'ticket', field: 'account_id' },
  { entity: 'ticket', field: 'category' },
  { entity: 'ticket', field: 'priority' },
];

/** Not a value, however it is spelt: canon section 8 names "n/a", 0 and 1900-01-01. */
const placeholder = (value: string): string =>
  `(lower(trim(${value}::VARCHAR)) IN ('', 'n/a', 'na', '-', '--', '?', 'unknown', 'none', 'null', 'tbd', 'undefined', '1900-01-01', '1900-01-01 00:00:00')
     OR regexp_full_match(trim(${value}::VARCHAR), '0+(\\.0+)?'))`;

/** Records that are in no figure (`facts.exclusion`) need not be complete either. */
const counted: Readonly<Record<string, string>> = {
  account: `coalesce(x.type, '') NOT IN ('test', 'internal', 'competitor')`,
  ticket: `NOT coalesce(x.is_spam, false) AND x.merged_into_ticket_id IS NULL AND coalesce(x.status, 'open') <> 'deleted'`,
};

/** `facts.field_cell`: how many live records of a month fill each field that a usable record fills. */
export const fieldCell: FactBuilder = {
  table: 'facts.field_cell',
  unit: 'whole',
  touchedBy: {
    account: null,
    deal: null,
    lead: null,
    person: null,
    ticket: null,
    entity_merge: null,
    entity_separation: null,
  },
  select: () =>
    required
      .map(
        ({ entity, field, when }) => `
SELECT NULL::VARCHAR AS record_id, NULL::VARCHAR AS batch_id, NULL::BIGINT AS row_number, '${entity}' AS entity, '${field}' AS field,
       date_trunc('month', x.created_at_date)::DATE AS date, count(*) AS records,
       count(*) FILTER (x.${field} IS NOT NULL AND NOT ${placeholder(`x.${field}`)}) AS filled
FROM canonical.${entity} x
WHERE NOT coalesce(x.is_deleted, false) AND NOT coalesce(x.is_test, false) AND ${counted[entity] ?? 'true'}
  AND x.${entity}_id NOT IN (SELECT losing_id FROM ${standingMerges(entity)})${when ? ` AND ${when}` : ''} GROUP BY ALL`,
      )
      .join('\nUNION ALL\n'),
};
