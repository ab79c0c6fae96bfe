import type { TableCheck } from '../rule.js';
import { shown } from '../sql-words.js';

interface Interval {
  readonly entity: string;
  readonly key: string;
  readonly from: string;
  readonly to: string;
  /** Words for the two ends. */
  readonly said: readonly [began: string, ended: string];
  /** Rows for which the end is one. */
  readonly where?: string;
}

/** An open deal has a close date that it is expected on; only that of a closed one is an end. */
const isClosedDeal = 'deal_id IN (SELECT deal_id FROM derived.deal WHERE is_closed)';

/** Pairs of instants; both ends may have a clock or not. */
const clocks: readonly Interval[] = [
  {
    entity: 'deal',
    key: 'deal_id',
    from: 'created_at',
    to: 'closed_at',
    said: ['opened', 'closed'],
    where: isClosedDeal,
  },
  {
    entity: 'deal_stage_history',
    key: 'deal_id',
    from: 'entered_at',
    to: 'left_at',
    said: ['entered a stage', 'left it'],
  },
  { entity: 'ticket', key: 'ticket_id', from: 'created_at', to: 'solved_at', said: ['created', 'solved'] },
  {
    entity: 'ticket',
    key: 'ticket_id',
    from: 'created_at',
    to: 'closed_at',
    said: ['created', 'closed'],
    where: 'solved_at IS NULL',
  },
  { entity: 'lead', key: 'lead_id', from: 'created_at', to: 'converted_at', said: ['created', 'converted'] },
  {
    entity: 'subscription',
    key: 'subscription_id',
    from: 'started_at',
    to: 'ended_at',
    said: ['started', 'ended'],
  },
  {
    entity: 'subscription',
    key: 'subscription_id',
    from: 'trial_start',
    to: 'trial_end',
    said: ['on trial from', 'to'],
  },
  {
    entity: 'subscription_item',
    key: 'item_id',
    from: 'valid_from',
    to: 'valid_to',
    said: ['valid from', 'to'],
  },
  {
    entity: 'invoice_line',
    key: 'invoice_line_id',
    from: 'period_start',
    to: 'period_end',
    said: ['for the time from', 'to'],
  },
  { entity: 'order', key: 'order_id', from: 'ordered_at', to: 'cancelled_at', said: ['placed', 'cancelled'] },
  { entity: 'account', key: 'account_id', from: 'created_at', to: 'churned_at', said: ['created', 'gone'] },
  {
    entity: 'account_history',
    key: 'account_id',
    from: 'valid_from',
    to: 'valid_to',
    said: ['valid from', 'to'],
  },
  { entity: 'crm_user', key: 'user_id', from: 'started_at', to: 'left_at', said: ['started', 'left'] },
];

/** Pairs of days. */
const days: readonly Interval[] = [
  { entity: 'contract', key: 'contract_id', from: 'started_on', to: 'due_on', said: ['started', 'due'] },
  { entity: 'campaign', key: 'campaign_id', from: 'started_on', to: 'ended_on', said: ['started', 'ended'] },
  {
    entity: 'marketing_spend',
    key: 'spend_id',
    from: 'started_on',
    to: 'ended_on',
    said: ['for the time from', 'to'],
  },
  {
    entity: 'cost_item',
    key: 'cost_id',
    from: 'started_on',
    to: 'ended_on',
    said: ['for the time from', 'to'],
  },
  { entity: 'quota', key: 'quota_id', from: 'started_on', to: 'ended_on', said: ['for the time from', 'to'] },
  {
    entity: 'schedule_holiday',
    key: 'schedule_id',
    from: 'started_on',
    to: 'ended_on',
    said: ['closed from', 'to'],
  },
];

const check = (
  { entity, key, to, from, said: [began, ended], where }: Interval,
  isBefore: string,
  text: (column: string) => string,
): TableCheck => ({
  entity,
  breaks: `SELECT ${key} AS record, '${began} ' || ${text(from)} || ', ${ended} ' || ${text(to)} || ', which is earlier; no duration is taken from it' AS message
    FROM canonical."${entity}" WHERE ${isBefore}${where === undefined ? '' : ` AND ${where}`}`,
  population: `SELECT count(${to}) AS n FROM canonical."${entity}"`,
});

/** Ends before their starts. Where one of the two has no clock, only the days are compared. */
export const intervalChecks: readonly TableCheck[] = [
  ...clocks.map((interval) => {
    const { from, to } = interval;
    const isBefore = `CASE WHEN coalesce(${from}_precision, 'day') = 'day' OR coalesce(${to}_precision, 'day') = 'day' THEN ${to}_date < ${from}_date ELSE ${to} < ${from} END`;
    return check(interval, isBefore, shown);
  }),
  ...days.map((interval) => check(interval, `${interval.to} < ${interval.from}`, (column) => column)),
];
