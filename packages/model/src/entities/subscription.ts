import { choice, currency, decimal, flag, id, instant, money, reference, text } from '../column.js';
import { entity } from '../entity.js';

export const subscription = entity({
  name: 'subscription',
  area: 'revenue',
  description: 'An agreement billed again and again.',
  key: ['subscription_id'],
  cursor: 'updated_at',
  columns: {
    subscription_id: id('The subscription in its source', { headers: ['Subscription ID'] }),
    account_id: reference('account', 'Who pays', { headers: ['Customer ID', 'Account ID'] }),
    status: choice(
      ['trialing', 'active', 'past_due', 'unpaid', 'paused', 'canceled', 'expired', 'incomplete'],
      'Where it stands',
      { headers: ['Status'] },
    ),
    started_at: instant('Service start', { headers: ['Start Date', 'Started At', 'Created'] }),
    trial_start: instant('Trial start'),
    trial_end: instant('Trial end', { plan: true }),
    cancel_at: instant('Scheduled end', { plan: true }),
    canceled_at: instant('When cancellation was requested', { headers: ['Canceled At', 'Cancelled At'] }),
    ended_at: instant('Service end: churn is dated here', { headers: ['End Date', 'Ended At'] }),
    cancel_reason: text('Why', { headers: ['Reason', 'Cancel Reason', 'Churn Reason'] }),
    is_involuntary: flag('Ended because payment failed'),
    discount_percent: decimal('Lasting discount on every item, 0 to 100'),
    plan: text('Plan', { headers: ['Plan', 'Plan Tier'] }),
    mrr: money('Monthly recurring revenue as the source states it, where it has no items', {
      headers: ['MRR', 'MRR Amount'],
    }),
    currency: currency(),
    auto_renew: flag('Renews by itself', { headers: ['Auto Renew', 'Auto Renew Flag'] }),
    is_trial: flag('A trial', { headers: ['Is Trial'] }),
    is_deleted: flag('The source deleted, archived or merged the row away; kept, never counted'),
    updated_at: instant('When the source last changed the row', {
      headers: ['Last Modified Date', 'Last Modified', 'Updated', 'Modified Date'],
    }),
  },
});
