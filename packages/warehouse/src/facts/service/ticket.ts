import type { FactBuilder } from '../fact-builder.js';
import { countedAccount, customerJoin, touchedRows } from '../fragments.js';
import { ticketDimensions, touchedContacts } from './service-dimensions.js';

/** `facts.ticket`. */
export const ticket: FactBuilder = {
  table: 'facts.ticket',
  unit: 'ticket',
  unitColumn: 'record_id',
  touchedBy: touchedContacts,
  select: (context) => `
SELECT t.ticket_id AS record_id, t.batch_id, t.row_number, t.account_id, ${ticketDimensions}, t.status, t.created_date, t.first_response_date, t.first_solved_date, t.solved_date,
       t.first_response_seconds, t.first_response_business_seconds, t.resolution_seconds, t.resolution_business_seconds,
       t.full_resolution_seconds, t.full_resolution_business_seconds, t.full_resolution_work_seconds,
       t.reply_count, t.is_solved, t.was_reopened, t.is_unanswered, t.has_repeat_contact,
       t.is_solved AND coalesce(t.reply_count = 1, false) AND NOT t.was_reopened AND NOT t.has_repeat_contact AS is_first_contact_resolution,
       t.solved_date + ${context.config.assumptions.repeat_contact_days} AS first_contact_mature_date
FROM ${touchedRows(context, 'ticket', 'derived.ticket', 't', 'ticket_id')} ${customerJoin(context, 't.account_id')}
WHERE ${countedAccount('t.account_id')}`,
};
