import { rule } from '../rule.js';

export const t05 = rule({
  id: 'T-05',
  severity: 'warn',
  title: 'A child is not older than its parent',
  remedy: 'Check the link between the two records',
  tables: [
    {
      entity: 'deal',
      reads: ['lead'],
      breaks: `SELECT d.deal_id AS record, 'opened before its lead came (' || l.created_at_date || ')' AS message FROM canonical.deal d JOIN canonical.lead l ON l.lead_id = d.lead_id WHERE d.created_at_date < l.created_at_date`,
      population: `SELECT count(lead_id) AS n FROM canonical.deal`,
    },
    {
      entity: 'survey_response',
      reads: ['survey_invitation'],
      breaks: `SELECT r.response_id AS record, 'answered before it was asked (' || i.sent_at_date || ')' AS message FROM canonical.survey_response r JOIN canonical.survey_invitation i ON i.invitation_id = r.invitation_id WHERE r.responded_at_date < i.sent_at_date`,
      population: `SELECT count(invitation_id) AS n FROM canonical.survey_response`,
    },
    {
      entity: 'refund',
      reads: ['order'],
      breaks: `SELECT f.refund_id AS record, 'given back before the order was placed (' || o.ordered_at_date || ')' AS message FROM canonical.refund f JOIN canonical."order" o ON o.order_id = f.order_id WHERE f.refunded_at_date < o.ordered_at_date`,
      population: `SELECT count(order_id) AS n FROM canonical.refund`,
    },
    {
      entity: 'ticket_message',
      reads: ['ticket'],
      breaks: `SELECT m.message_id AS record, 'sent before its ticket was created (' || t.created_at || ')' AS message FROM canonical.ticket_message m JOIN canonical.ticket t ON t.ticket_id = m.ticket_id WHERE m.sent_at < t.created_at - INTERVAL 1 MINUTE`,
      population: `SELECT count(*) AS n FROM canonical."ticket_message"`,
    },
    {
      entity: 'product_usage_daily',
      reads: ['account'],
      breaks: `SELECT u.account_id || ' ' || u.day AS record, 'used before the account was created (' || a.created_at_date || ')' AS message FROM canonical.product_usage_daily u JOIN canonical.account a ON a.account_id = u.account_id WHERE u.day < a.created_at_date`,
      population: `SELECT count(*) AS n FROM canonical."product_usage_daily"`,
    },
  ],
});
