import { choice, instant, reference, text } from '../column.js';
import { entity } from '../entity.js';

export const accountHistory = entity({
  name: 'account_history',
  area: 'parties',
  description: 'What an account was for a while: owner, segment, plan (valid from, valid to).',
  key: ['account_id', 'valid_from'],
  columns: {
    account_id: reference('account', 'The account', { required: true }),
    valid_from: instant('From, inclusive', { required: true }),
    valid_to: instant('To, exclusive; empty while it lasts'),
    owner_user_id: reference('crm_user', 'Owner in that time'),
    segment: text('Segment in that time'),
    plan: text('Plan in that time'),
    origin: choice(['source_history', 'snapshot_difference', 'inferred'], 'How the history is known'),
  },
});
