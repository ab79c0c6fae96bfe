import type { FactBuilder, FactContext } from '../fact-builder.js';
import { resolvedAccount } from '../fragments.js';

/** Why a record is in no figure, first one first: a condition over its row `x`, a reason and the rule that tells of it. */
type Reason = readonly [condition: string, reason: string, rule: string];

interface Kind {
  readonly entity: string;
  readonly id: string;
  readonly date: string;
  /** SELECT of the ids that are counted: a record is excluded exactly when it is not among them. */
  readonly counted: string;
  /** Account of the row `x`. */
  readonly account: string | null;
  readonly reasons: readonly Reason[];
  /** Of a record that none of the reasons names. */
  readonly otherwise: readonly [reason: string, rule: string];
}

const merged = (entity: string): string =>
  `x.${entity}_id IN (SELECT losing_id FROM canonical.entity_merge WHERE entity = '${entity}' AND losing_id <> winning_id)`;

const kinds: readonly Kind[] = [
  {
    entity: 'account',
    id: 'account_id',
    date: 'created_at_date',
    counted: 'SELECT account_id AS id FROM facts.customer',
    account: null,
    reasons: [
      ["x.is_test OR x.type = 'test'", 'test', 'K-06'],
      ["x.type IN ('internal', 'competitor')", 'internal', 'K-06'],
      [merged('account'), 'merged', 'K-06'],
      ['x.is_deleted', 'deleted', 'K-06'],
    ],
    // Another record of the same customer, or its parent, stands for it.
    otherwise: ['merged', 'K-06'],
  },
  {
    entity: 'deal',
    id: 'deal_id',
    date: 'created_at_date',
    counted: 'SELECT record_id AS id FROM facts.deal',
    account: 'x.account_id',
    reasons: [
      [merged('deal'), 'merged', 'K-06'],
      ['x.is_test', 'test', 'K-06'],
      ['x.is_deleted', 'deleted', 'K-06'],
    ],
    otherwise: ['excluded_account', 'K-06'],
  },
  {
    entity: 'lead',
    id: 'lead_id',
    date: 'created_at_date',
    counted: 'SELECT record_id AS id FROM facts.lead',
    account: 'coalesce(x.account_id, x.converted_account_id)',
    reasons: [
      ['x.is_test', 'test', 'K-06'],
      ['x.is_deleted', 'deleted', 'K-06'],
      [merged('lead'), 'merged', 'K-06'],
    ],
    // A second lead of one person within 90 days is the first once more.
    otherwise: ['same_person', 'K-06'],
  },
  {
    entity: 'order',
    id: 'order_id',
    date: 'ordered_at_date',
    counted: 'SELECT record_id AS id FROM facts."order"',
    account: 'x.account_id',
    reasons: [
      ['x.is_test', 'test', 'K-06'],
      ['x.is_deleted', 'deleted', 'K-06'],
      ["x.status = 'cancelled'", 'cancelled', 'M-06'],
    ],
    // It takes goods back, or all of it came back: its lines are revenue, taken off or given, and no purchase.
    otherwise: ['returned', 'M-06'],
  },
  {
    entity: 'ticket',
    id: 'ticket_id',
    date: 'created_at_date',
    counted: 'SELECT record_id AS id FROM facts.ticket',
    account: 'x.account_id',
    reasons: [
      [`x.merged_into_ticket_id IS NOT NULL OR ${merged('ticket')}`, 'merged', 'V-04'],
      ['x.is_spam', 'spam', 'V-04'],
      ['x.is_test', 'test', 'K-06'],
      ["x.is_deleted OR x.status = 'deleted'", 'deleted', 'V-04'],
      ['x.created_at IS NULL', 'undated', 'V-02'],
    ],
    otherwise: ['excluded_account', 'K-06'],
  },
  {
    entity: 'survey_response',
    id: 'response_id',
    date: 'responded_at_date',
    counted: 'SELECT record_id AS id FROM facts.survey_response',
    account: 'x.account_id',
    reasons: [
      ['x.is_test', 'test', 'K-06'],
      ['x.score IS NULL', 'skipped', 'V-05'],
      ['x.response_id IN (SELECT response_id FROM derived.survey_answer)', 'excluded_account', 'K-06'],
      [
        `x.invitation_id IN (SELECT invitation_id FROM derived.survey_answer WHERE invitation_id IS NOT NULL)`,
        'answered_again',
        'V-08',
      ],
    ],
    otherwise: ['off_the_scale', 'V-05'],
  },
];

/** Deals that count, but not in every figure: neither won nor lost, or closed before they began. */
const halfCounted: readonly Reason[] = [
  ["f.status = 'disqualified'", 'disqualified', 'S-06'],
  ['f.is_closed AND f.closed_date < f.qualified_date', 'negative_cycle', 'T-03'],
];

const chosen = (reasons: readonly Reason[]): string =>
  reasons.map(([condition, reason, rule]) => `WHEN ${condition} THEN ['${reason}', '${rule}']`).join(' ');

const excludedOf = (
  context: FactContext,
  { entity, id, date, counted, account, reasons, otherwise }: Kind,
): string => {
  const customer = account === null ? null : resolvedAccount(context, account);
  const ofAccount: readonly Reason[] = customer
    ? [
        [
          `${customer.value} IN (SELECT account_id FROM resolved.account_exclusion)`,
          'excluded_account',
          'K-06',
        ],
      ]
    : [];
  return `
SELECT record_id, batch_id, row_number, '${entity}' AS entity, reason[1] AS reason, reason[2] AS rule, date FROM (
  SELECT x.${id} AS record_id, x._batch_id AS batch_id, x._row AS row_number, x.${date} AS date,
         CASE ${chosen([...reasons, ...ofAccount])} ELSE ['${otherwise[0]}', '${otherwise[1]}'] END AS reason
  FROM canonical."${entity}" x ANTI JOIN (${counted}) counted ON counted.id = x.${id} ${customer?.join ?? ''})`;
};

/** `facts.exclusion`: records that are in no figure, the first reason of each; built after what they would be in. */
export const exclusion: FactBuilder = {
  table: 'facts.exclusion',
  unit: 'whole',
  touchedBy: {
    account: null,
    deal: null,
    deal_party: null,
    deal_stage_history: null,
    pipeline_stage: null,
    lead: null,
    order: null,
    order_line: null,
    refund: null,
    ticket: null,
    survey: null,
    survey_response: null,
    survey_invitation: null,
    person: null,
    entity_merge: null,
  },
  select: (context) => `${kinds.map((kind) => excludedOf(context, kind)).join('\nUNION ALL\n')}
UNION ALL
SELECT record_id, batch_id, row_number, 'deal', reason[1], reason[2], created_date FROM (
  SELECT f.record_id, f.batch_id, f.row_number, f.created_date, CASE ${chosen(halfCounted)} END AS reason FROM facts.deal f)
WHERE reason IS NOT NULL`,
};
