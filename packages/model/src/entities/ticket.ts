import { choice, decimal, flag, id, instant, integer, reference, text } from '../column.js';
import { entity } from '../entity.js';

export const ticket = entity({
  name: 'ticket',
  area: 'service',
  description: 'A request for help.',
  key: ['ticket_id'],
  cursor: 'updated_at',
  columns: {
    ticket_id: id('The ticket in its source', { headers: ['Ticket ID', 'Ticket', 'ID', 'Case Number'] }),
    subject: text('Subject', { personal: true, headers: ['Subject'] }),
    requester_person_id: reference('person', 'Who asked', { headers: ['Requester ID', 'Requester'] }),
    account_id: reference('account', 'For which account', {
      headers: ['Account ID', 'Organization ID', 'Customer ID'],
    }),
    channel: text('email, chat, phone, web', { headers: ['Channel', 'Via'] }),
    category: text('Topic', { headers: ['Category', 'Type', 'Ticket Type', 'Topic'] }),
    priority: text('low, normal, high, urgent', { headers: ['Priority'] }),
    status: choice(['new', 'open', 'pending', 'on_hold', 'solved', 'closed', 'deleted'], 'Where it stands', {
      headers: ['Status', 'Ticket Status'],
    }),
    created_at: instant('When it came', {
      headers: ['Created', 'Created At', 'Submitted At', 'Requested', 'Opened At'],
    }),
    first_response_at: instant('First public human answer, where there are no messages', {
      headers: ['First Response At', 'First Replied At'],
    }),
    first_solved_at: instant('First solved, where there are no events'),
    solved_at: instant('Last solved, where there are no events', {
      headers: ['Solved At', 'Resolved At', 'Closed At'],
    }),
    closed_at: instant('Closed for good'),
    reply_count: integer('Public agent replies, where there are no messages', {
      headers: ['Replies', 'Agent Replies'],
    }),
    reopen_count: integer('Reopened how often, where there are no events', { headers: ['Reopens'] }),
    assignee_user_id: reference('crm_user', 'Who has it', { headers: ['Assignee', 'Agent', 'Assignee ID'] }),
    team: text('Group that has it', { headers: ['Group', 'Team'] }),
    schedule_id: text('Business-hours schedule; the default one where empty'),
    source_first_response_seconds: decimal('First response time as the source reports it', {
      headers: ['First Response Time Seconds'],
    }),
    source_resolution_seconds: decimal('Resolution time as the source reports it', {
      headers: ['Resolution Time Seconds'],
    }),
    satisfaction: text('Rating written on the ticket', {
      headers: ['Satisfaction Score', 'Satisfaction Rating', 'CSAT'],
    }),
    is_escalated: flag('Escalated', { headers: ['Escalated', 'Escalation Flag'] }),
    is_spam: flag('Spam: kept, never counted'),
    merged_into_ticket_id: reference('ticket', 'The ticket it was merged into: counted once'),
    is_test: flag('A test record: kept, never counted'),
    is_deleted: flag('The source deleted, archived or merged the row away; kept, never counted'),
    updated_at: instant('When the source last changed the row', {
      headers: ['Last Modified Date', 'Last Modified', 'Updated', 'Modified Date'],
    }),
  },
});
