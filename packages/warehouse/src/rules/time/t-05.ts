import { rule } from '../rule.js';
import { shown } from '../sql-words.js';

export const t05 = rule({
  id: 'T-05',
  severity: 'warn',
  title: 'A child is not older than its parent',
  remedy: 'Check the link between the two records, and the time zones of their files',
  tables: [
    {
      entity: 'deal',
      reads: ['lead'],
      breaks: `SELECT d.deal_id AS record, 'opened on ' || d.created_at_date || ', before its lead came on ' || l.created_at_date AS message FROM canonical.deal d JOIN canonical.lead l ON l.lead_id = d.lead_id WHERE d.created_at_date < l.created_at_date`,
      population: `SELECT count(lead_id) AS n FROM canonical.deal`,
    },
    {
      entity: 'survey_response',
      reads: ['survey_invitation'],
      breaks: `SELECT r.response_id AS record, 'answered on ' || r.responded_at_date || ', before it was asked on ' || i.sent_at_date AS message FROM canonical.survey_response r JOIN canonical.survey_invitation i ON i.invitation_id = r.invitation_id WHERE r.responded_at_date < i.sent_at_date`,
      population: `SELECT count(invitation_id) AS n FROM canonical.survey_response`,
    },
    {
      entity: 'survey_response',
      reads: ['order'],
      breaks: `SELECT r.response_id AS record, 'answered on ' || r.responded_at_date || ', before the order was placed on ' || o.ordered_at_date AS message FROM canonical.survey_response r JOIN canonical."order" o ON o.order_id = r.order_id WHERE r.responded_at_date < o.ordered_at_date`,
      population: `SELECT count(order_id) AS n FROM canonical.survey_response`,
    },
    {
      entity: 'survey_response',
      reads: ['ticket'],
      breaks: `SELECT r.response_id AS record, 'answered on ' || r.responded_at_date || ', before the ticket was created on ' || t.created_at_date AS message FROM canonical.survey_response r JOIN canonical.ticket t ON t.ticket_id = r.ticket_id WHERE r.responded_at_date < t.created_at_date`,
      population: `SELECT count(ticket_id) AS n FROM canonical.survey_response`,
    },
    {
      entity: 'refund',
      reads: ['order'],
      breaks: `SELECT f.refund_id AS record, 'given back on ' || f.refunded_at_date || ', before the order was placed on ' || o.ordered_at_date AS message FROM canonical.refund f JOIN canonical."order" o ON o.order_id = f.order_id WHERE f.refunded_at_date < o.ordered_at_date`,
      population: `SELECT count(order_id) AS n FROM canonical.refund`,
    },
    {
      entity: 'ticket_message',
      reads: ['ticket'],
      // The first message makes the ticket; the two rows may be written seconds apart.
      breaks: `SELECT m.message_id AS record, 'sent ' || ${shown('m.sent_at')} || ', before its ticket was created ' || ${shown('t.created_at')} AS message FROM canonical.ticket_message m JOIN canonical.ticket t ON t.ticket_id = m.ticket_id
        WHERE CASE WHEN t.created_at_precision = 'day' OR m.sent_at_precision = 'day' THEN m.sent_at_date < t.created_at_date ELSE m.sent_at < t.created_at - INTERVAL 1 MINUTE END`,
      population: `SELECT count(*) AS n FROM canonical.ticket_message`,
    },
    {
      entity: 'product_usage_daily',
      reads: ['subscription'],
      // Not against the creation of the account: after a change of CRM all accounts are younger than their history.
      breaks: `
        WITH life AS (
          SELECT account_id, min(started_at_date) AS from_date, CASE WHEN count(*) = count(ended_at_date) THEN max(ended_at_date) END AS to_date
          FROM canonical.subscription WHERE account_id IS NOT NULL GROUP BY account_id HAVING count(*) = count(started_at_date)
        )
        SELECT u.account_id || ' ' || u.day AS record, 'used on ' || u.day || ', and subscribed from ' || l.from_date || coalesce(' to ' || l.to_date, '') AS message
        FROM canonical.product_usage_daily u JOIN life l ON l.account_id = u.account_id WHERE u.day < l.from_date OR u.day > l.to_date`,
      population: `SELECT count(*) AS n FROM canonical.product_usage_daily`,
    },
  ],
});
