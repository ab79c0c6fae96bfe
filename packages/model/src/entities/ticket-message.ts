import { choice, flag, id, instant, reference, text } from '../column.js';
import { entity } from '../entity.js';

export const ticketMessage = entity({
  name: 'ticket_message',
  area: 'service',
  description: 'A message in a ticket.',
  key: ['message_id'],
  columns: {
    message_id: id('The message in its source'),
    ticket_id: reference('ticket', 'The ticket', { required: true }),
    sent_at: instant('When', { required: true }),
    author: choice(
      ['customer', 'agent', 'bot', 'system'],
      'Which side wrote it; from the role of the author where the source does not say',
    ),
    author_user_id: reference('crm_user', 'The agent'),
    author_person_id: reference('person', 'The customer'),
    is_public: flag('The customer can see it'),
    is_automated: flag('Sent by a machine: not an answer'),
    channel: text('Channel'),
  },
});
