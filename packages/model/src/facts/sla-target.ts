import { account, attribute, day, dimension, fact, is } from '../fact.js';

export const slaTargetFact = fact(
  'sla_target',
  'A target that a ticket had to meet and that can be decided.',
  ['ticket', 'ticket_sla', 'ticket_event', 'ticket_message', 'account', 'crm_user'],
  {
    ...account,
    ticket_channel: dimension('Channel of the ticket'),
    category: dimension('Topic'),
    priority: dimension('Priority as of the event'),
    agent: dimension('Agent as of the event'),
    team: dimension('Team as of the event'),
    ticket_id: attribute('Ticket'),
    policy: dimension('Policy'),
    target: dimension('first_response, next_response, resolution'),
    due_date: day('When it was due'),
    is_met: is('Met'),
    is_decided: is('Completed, or past due'),
  },
);
