import { decimal, flag, instant, reference, text } from '../column.js';
import { entity } from '../entity.js';

export const ticketSla = entity({
  name: 'ticket_sla',
  area: 'service',
  description: 'A target a ticket had to meet.',
  key: ['ticket_id', 'target'],
  columns: {
    ticket_id: reference('ticket', 'The ticket', { required: true }),
    target: text('first_response, next_response, resolution', { required: true }),
    policy: text('Policy'),
    target_seconds: decimal('Time allowed'),
    in_business_hours: flag('The clock runs in business hours only'),
    applied_at: instant('When the target was set'),
    due_at: instant('When it is due', { plan: true }),
    completed_at: instant('When it was met or missed'),
    is_met: flag('Met as the source says'),
  },
});
