import { orderNet } from '../derived/order-net.js';
import type { FactBuilder, FactContext } from '../fact-builder.js';
import { resolvedAccount } from '../fragments.js';
import { deal } from '../sales/deal.js';
import { lead } from '../sales/lead.js';
import { ticket } from '../service/ticket.js';
import { surveyResponse } from '../voice/survey-response.js';

/** Why a record is in no figure, first one first: a condition over its row `x`, a reason and the rule that tells of it. */
export type Reason = readonly [condition: string, reason: string, rule: string];

interface Kind {
  readonly entity: string;
  readonly id: string;
  readonly date: string;
  /** SELECT of the ids that are counted: a record is excluded exactly when it is not among them. */
  readonly counted: string;
  /** What the counted ones are built of. */
  readonly countedBy: FactBuilder['touchedBy'];
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
    countedBy: {},
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
    countedBy: deal.touchedBy,
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
    countedBy: lead.touchedBy,
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
    counted: 'SELECT record_id AS id, account_id FROM facts."order"',
    countedBy: orderNet.touchedBy,
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
    countedBy: ticket.touchedBy,
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
    countedBy: surveyResponse.touchedBy,
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

/** `['merged', 'K-06']` for a row: the first of the reasons that holds for it. */
export const firstReason = (reasons: readonly Reason[], otherwise: string): string =>
  `CASE ${reasons.map(([condition, reason, rule]) => `WHEN ${condition} THEN ['${reason}', '${rule}']`).join(' ')} ELSE ${otherwise} END`;

const select = (
  context: FactContext,
  { entity, id, date, counted, account, reasons, otherwise }: Kind,
): string => {
  const customer = account === null ? null : resolvedAccount(context, account);
  const ofAccount: readonly Reason[] = customer
    ? [['x.customer_id IN (SELECT account_id FROM resolved.account_exclusion)', 'excluded_account', 'K-06']]
    : [];
  const reason = firstReason([...reasons, ...ofAccount], `['${otherwise[0]}', '${otherwise[1]}']`);
  return `
SELECT record_id, batch_id, row_number, account_id, reason[1] AS reason, reason[2] AS rule, date FROM (
  SELECT x.${id} AS record_id, x._batch_id AS batch_id, x._row AS row_number, x.customer_id AS account_id, x.${date} AS date, ${reason} AS reason
  FROM (
    SELECT x.*, ${customer?.value ?? 'NULL::VARCHAR'} AS customer_id FROM canonical."${entity}" x ${customer?.join ?? ''}
    WHERE true ${customer ? context.only('account', customer.value) : ''}
  ) x ANTI JOIN (SELECT id FROM (${counted}) c WHERE true ${context.only('account', 'c.account_id')}) counted ON counted.id = x.${id})`;
};

const whole = (touchedBy: FactBuilder['touchedBy']): FactBuilder['touchedBy'] =>
  Object.fromEntries(Object.keys(touchedBy).map((entity) => [entity, null]));

/**
 * `derived.excluded_deal` and the like: records that are in no figure, the first reason of each. Orders, of which there
 * are most, are renewed by account; the others are few, and renewed whole when what they depend on was imported.
 */
export const excludedRecords: readonly (FactBuilder & { readonly entity: string })[] = kinds.map((kind) => ({
  entity: kind.entity,
  table: `derived.excluded_${kind.entity}`,
  select: (context) => select(context, kind),
  ...(kind.entity === 'order'
    ? {
        unit: 'account',
        unitColumn: 'account_id',
        touchedBy: { ...kind.countedBy, account: 'x.account_id', entity_merge: null },
      }
    : {
        unit: 'whole',
        touchedBy: { ...whole(kind.countedBy), [kind.entity]: null, account: null, entity_merge: null },
      }),
}));
