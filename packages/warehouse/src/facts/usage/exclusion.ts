import type { FactBuilder } from '../fact-builder.js';

/** A kind of record, its id and its date, and why some of them are in no figure. */
const kinds: readonly {
  entity: string;
  id: string;
  date: string;
  reasons: readonly [condition: string, reason: string, rule: string][];
}[] = [
  {
    entity: 'account',
    id: 'account_id',
    date: 'created_at_date',
    reasons: [
      ["x.is_test OR x.type = 'test'", 'test', 'K-06'],
      ["x.type IN ('internal', 'competitor')", 'internal', 'K-06'],
      [
        "x.account_id IN (SELECT losing_id FROM canonical.entity_merge WHERE entity = 'account')",
        'merged',
        'K-06',
      ],
      ['x.is_deleted', 'deleted', 'K-06'],
    ],
  },
  {
    entity: 'deal',
    id: 'deal_id',
    date: 'created_at_date',
    reasons: [
      ["x.deal_id IN (SELECT losing_id FROM canonical.entity_merge WHERE entity = 'deal')", 'merged', 'K-06'],
      ['x.is_test', 'test', 'K-06'],
      ['x.is_deleted', 'deleted', 'K-06'],
      ["x.status = 'disqualified'", 'disqualified', 'S-06'],
      [
        "x.status IN ('won', 'lost') AND x.closed_at_date < coalesce(x.qualified_at_date, x.created_at_date)",
        'negative_cycle',
        'T-03',
      ],
    ],
  },
  {
    entity: 'lead',
    id: 'lead_id',
    date: 'created_at_date',
    reasons: [
      ['x.is_test', 'test', 'K-06'],
      ['x.is_deleted', 'deleted', 'K-06'],
      ["x.lead_id IN (SELECT losing_id FROM canonical.entity_merge WHERE entity = 'lead')", 'merged', 'K-06'],
    ],
  },
  {
    entity: 'order',
    id: 'order_id',
    date: 'ordered_at_date',
    reasons: [
      ['x.is_test', 'test', 'K-06'],
      ['x.is_deleted', 'deleted', 'K-06'],
      ["x.status = 'cancelled'", 'cancelled', 'M-06'],
    ],
  },
  {
    entity: 'ticket',
    id: 'ticket_id',
    date: 'created_at_date',
    reasons: [
      [
        "x.merged_into_ticket_id IS NOT NULL OR x.ticket_id IN (SELECT losing_id FROM canonical.entity_merge WHERE entity = 'ticket')",
        'merged',
        'V-04',
      ],
      ['x.is_spam', 'spam', 'V-04'],
      ['x.is_test', 'test', 'K-06'],
      ["x.is_deleted OR x.status = 'deleted'", 'deleted', 'V-04'],
    ],
  },
  {
    entity: 'survey_response',
    id: 'response_id',
    date: 'responded_at_date',
    reasons: [
      ['x.is_test', 'test', 'K-06'],
      ['x.score IS NULL', 'skipped', 'V-05'],
    ],
  },
];

/** `facts.exclusion`: records that are in no figure, the first reason of each. */
export const exclusion: FactBuilder = {
  table: 'facts.exclusion',
  unit: 'whole',
  touchedBy: {
    account: null,
    deal: null,
    lead: null,
    order: null,
    ticket: null,
    survey_response: null,
    entity_merge: null,
  },
  select: () =>
    kinds
      .map(
        ({ entity, id, date, reasons }) => `
SELECT record_id, batch_id, row_number, '${entity}' AS entity, reason[1] AS reason, reason[2] AS rule, date FROM (
  SELECT x.${id} AS record_id, x._batch_id AS batch_id, x._row AS row_number, x.${date} AS date,
         CASE ${reasons.map(([condition, reason, rule]) => `WHEN ${condition} THEN ['${reason}', '${rule}']`).join(' ')} END AS reason
  FROM canonical."${entity}" x)
WHERE reason IS NOT NULL`,
      )
      .join('\nUNION ALL\n'),
};
