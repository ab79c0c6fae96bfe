import { account, day, dimension, fact } from '../fact.js';

export const ticketOpenSpanFact = fact(
  'ticket_open_span',
  'A time in which a ticket was unsolved.',
  ['ticket', 'ticket_event', 'crm_user', 'account', 'person', 'entity_merge'],
  {
    ...account,
    ticket_channel: dimension('Channel of the ticket'),
    category: dimension('Topic'),
    priority: dimension('Priority as of the event'),
    agent: dimension('Agent as of the event'),
    team: dimension('Team as of the event'),
    from_date: day('From'),
    to_date: day('To; null while it lasts'),
    created_date: day('Creation of the ticket'),
  },
);
