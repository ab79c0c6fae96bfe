import { choice, instant, reference, text } from '../column.js';
import { entity } from '../entity.js';

export const ticketEvent = entity({
  name: 'ticket_event',
  area: 'service',
  description: 'A field of a ticket changed: status, assignee, group, priority, schedule.',
  key: ['ticket_id', 'field', 'occurred_at', 'new_value'],
  columns: {
    ticket_id: reference('ticket', 'The ticket', { required: true }),
    field: choice(['status', 'assignee', 'team', 'priority', 'schedule'], 'What changed', { required: true }),
    occurred_at: instant('When', { required: true }),
    new_value: text('After'),
    old_value: text('Before'),
    actor_user_id: reference('crm_user', 'Who did it'),
  },
});
