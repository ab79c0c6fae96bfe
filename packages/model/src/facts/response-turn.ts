import { account, attribute, day, dimension, fact, number } from '../fact.js';

export const responseTurnFact = fact(
  'response_turn',
  'A customer message (or run of them) and the public agent answer to it.',
  ['ticket', 'ticket_message', 'crm_user', 'account', 'person', 'entity_merge'],
  {
    ...account,
    ticket_channel: dimension('Channel of the ticket'),
    category: dimension('Topic'),
    priority: dimension('Priority as of the event'),
    agent: dimension('Agent as of the event'),
    team: dimension('Team as of the event'),
    ticket_id: attribute('Ticket'),
    asked_date: day('First customer message of the turn'),
    answered_date: day('Answer'),
    response_seconds: number('Calendar seconds; null while pending'),
    response_business_seconds: number('The same in business hours'),
  },
);
