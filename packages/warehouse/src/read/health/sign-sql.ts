import type { WorkspaceConfig } from '../../config/workspace-config.js';
import { billedSql, unpaidInvoiceSql } from './open-invoice.js';
import { healthRule as rule, type SignCode } from './sign.js';

/** Only the accounts that are asked for, said in each scan: the engine would count for all of them first. */
const asked = 'account_id IN (SELECT account_id FROM asked)';
const asOf = '(SELECT as_of FROM p)';
/** A span that covers the as-of day. */
const isOpen = `from_date <= ${asOf} AND (to_date IS NULL OR to_date > ${asOf})`;

const renewal = `
  SELECT account_id,
         CASE WHEN outcome = 'lost' THEN CASE WHEN days >= 0 THEN 'bad' ELSE 'watch' END
              WHEN outcome = 'renewed' OR days > ${rule.renewalDays} THEN 'good'
              WHEN days <= ${rule.renewalNearDays} AND NOT auto_renew AND NOT has_deal THEN 'bad'
              ELSE 'watch' END AS state,
         to_json({due: due_date, days: days, value: value_due::VARCHAR, outcome: outcome, renewsItself: auto_renew, hasDeal: has_deal})::VARCHAR AS found
  FROM (
    SELECT account_id, term.due_date, (term.due_date - ${asOf})::INTEGER AS days, term.value_due, term.outcome, term.auto_renew,
           account_id IN (SELECT account_id FROM facts.deal_span WHERE deal_type = 'renewal' AND ${isOpen} AND ${asked}) AS has_deal
    FROM (
      -- Notice that was given comes first, then the next that is within reach and undecided, then the last term of all.
      SELECT account_id, coalesce(
               arg_min(term, place) FILTER (term.outcome = 'lost' AND term.due_date >= ${asOf}),
               arg_min(term, place) FILTER (term.outcome = 'open' AND term.due_date <= ${asOf} + ${rule.renewalDays}),
               arg_max(term, place)) AS term
      FROM (
        SELECT account_id, {due_date: due_date, record_id: record_id} AS place,
               {due_date: due_date, value_due: value_due, auto_renew: auto_renew,
                outcome: CASE WHEN NOT coalesce(is_decided, false) THEN 'open' WHEN is_renewed THEN 'renewed' ELSE 'lost' END} AS term
        FROM facts.renewal WHERE ${asked}
      ) GROUP BY account_id
    )
  )`;

const mrr = `
  SELECT account_id,
         CASE WHEN now >= before THEN 'good' WHEN before - now >= before * ${rule.mrrFall} THEN 'bad' ELSE 'watch' END AS state,
         to_json({now: now::VARCHAR, before: before::VARCHAR, change: (now - before)::VARCHAR})::VARCHAR AS found
  FROM (
    SELECT account_id, coalesce(sum(mrr) FILTER (${isOpen}), 0)::DECIMAL(18,4) AS now,
           coalesce(sum(mrr) FILTER (from_date <= ${asOf} - ${rule.mrrDays}), 0)::DECIMAL(18,4) AS before
    FROM facts.mrr_span
    WHERE from_date <= ${asOf} AND (to_date IS NULL OR to_date > ${asOf} - ${rule.mrrDays}) AND ${asked} GROUP BY account_id
  ) WHERE now > 0 OR before > 0`;

const orders = `
  SELECT account_id,
         CASE WHEN order_days < ${rule.orderDays} THEN 'unknown' WHEN days <= ${rule.orderGaps} * usual_gap THEN 'good'
              WHEN days > longest_gap THEN 'bad' ELSE 'watch' END AS state,
         to_json({last: last, days: days, orderDays: order_days, usualGap: CASE WHEN order_days >= ${rule.orderDays} THEN usual_gap END,
                  longestGap: CASE WHEN order_days >= ${rule.orderDays} THEN longest_gap END})::VARCHAR AS found
  FROM (
    SELECT account_id, max(day) AS last, (${asOf} - max(day))::INTEGER AS days, count(*)::INTEGER AS order_days,
           median(gap)::DOUBLE AS usual_gap, max(gap)::INTEGER AS longest_gap
    FROM (
      SELECT account_id, day, day - lag(day) OVER (PARTITION BY account_id ORDER BY day) AS gap
      FROM (SELECT DISTINCT account_id, ordered_date AS day FROM facts."order" WHERE ordered_date <= ${asOf} AND net > 0 AND ${asked})
    ) GROUP BY account_id
  )`;

/** Only where the CRM records what people do: of tickets and answers alone nobody can say that an account was left alone. */
const contact = `
  SELECT account_id,
         CASE WHEN days >= ${rule.contactBadDays} THEN 'bad' WHEN days >= ${rule.contactWatchDays} THEN 'watch' ELSE 'good' END AS state,
         to_json({last: last, days: days})::VARCHAR AS found
  FROM (
    SELECT account_id, max(day) AS last, (${asOf} - max(day))::INTEGER AS days FROM (
      SELECT account_id, occurred_date AS day FROM facts.activity WHERE ${asked}
      UNION ALL SELECT account_id, created_date FROM facts.ticket WHERE ${asked}
      UNION ALL SELECT account_id, answered_date FROM facts.survey_response WHERE ${asked}
    ) WHERE day <= ${asOf} AND EXISTS (SELECT 1 FROM facts.activity) GROUP BY account_id
  )`;

const tickets = `
  SELECT account_id,
         CASE WHEN coalesce(days >= ${rule.ticketBadDays}, false) OR coalesce(unanswered_days >= ${rule.ticketWatchDays}, false) THEN 'bad'
              WHEN coalesce(days >= ${rule.ticketWatchDays}, false) THEN 'watch' ELSE 'good' END AS state,
         to_json({open: open, unanswered: unanswered, oldest: oldest, days: days})::VARCHAR AS found
  FROM (
    SELECT t.account_id, coalesce(o.open, 0)::INTEGER AS open, coalesce(o.unanswered, 0)::INTEGER AS unanswered, o.oldest,
           (${asOf} - o.oldest)::INTEGER AS days, (${asOf} - o.oldest_unanswered)::INTEGER AS unanswered_days
    FROM (SELECT DISTINCT account_id FROM facts.ticket WHERE created_date <= ${asOf} AND ${asked}) t
    LEFT JOIN (
      SELECT s.account_id, count(*) AS open, min(s.from_date) AS oldest, count(*) FILTER (unanswered) AS unanswered,
             min(s.from_date) FILTER (unanswered) AS oldest_unanswered
      FROM (SELECT account_id, record_id, from_date FROM facts.ticket_open_span WHERE ${isOpen} AND ${asked}) s
      JOIN (SELECT record_id, is_unanswered OR coalesce(first_response_date > ${asOf}, false) AS unanswered FROM facts.ticket WHERE ${asked}) k USING (record_id)
      GROUP BY s.account_id
    ) o USING (account_id)
  )`;

const satisfaction = `
  SELECT account_id,
         CASE WHEN negative >= 2 AND negative * 2 > answers THEN 'bad' WHEN negative > 0 THEN 'watch' ELSE 'good' END AS state,
         to_json({answers: answers, positive: positive, negative: negative, last: last.answered_date, lastKind: last.survey_kind, lastScore: last.score})::VARCHAR AS found
  FROM (
    SELECT account_id, count(*)::INTEGER AS answers, count(*) FILTER (is_positive)::INTEGER AS positive,
           count(*) FILTER (is_negative)::INTEGER AS negative, arg_min({answered_date: answered_date, survey_kind: survey_kind, score: score}, nth) AS last
    FROM (
      SELECT account_id, answered_date, survey_kind, score, is_positive, is_negative,
             row_number() OVER (PARTITION BY account_id ORDER BY answered_date DESC, record_id DESC) AS nth
      FROM facts.survey_response
      WHERE survey_kind IN ('nps', 'csat', 'ces') AND answered_date <= ${asOf} AND answered_date > ${asOf} - ${rule.answerDays} AND ${asked}
    ) WHERE nth <= ${rule.answers} GROUP BY account_id
  )`;

const invoices = (config: WorkspaceConfig): string => `
  SELECT account_id,
         CASE WHEN written_off > 0 OR coalesce(days >= ${rule.overdueBadDays}, false) THEN 'bad' WHEN overdue > 0 THEN 'watch'
              WHEN undated > 0 THEN 'unknown' ELSE 'good' END AS state,
         to_json({open: open, overdue: overdue, overdueAmount: amount::VARCHAR, oldestDue: oldest_due, days: days, undated: undated, writtenOff: written_off})::VARCHAR AS found
  FROM (
    SELECT account_id, coalesce(open, 0) AS open, coalesce(overdue, 0) AS overdue, amount, oldest_due,
           (${asOf} - oldest_due)::INTEGER AS days, coalesce(undated, 0) AS undated, coalesce(written_off, 0) AS written_off
    FROM (${billedSql}) LEFT JOIN (
      SELECT account_id, count(*) FILTER (is_open)::INTEGER AS open, count(*) FILTER (is_overdue)::INTEGER AS overdue,
             CASE WHEN NOT coalesce(bool_or(is_overdue AND amount IS NULL), false) THEN sum(amount) FILTER (is_overdue) END::DECIMAL(18,4) AS amount,
             min(due_date) FILTER (is_overdue) AS oldest_due, count(*) FILTER (is_open AND due_date IS NULL)::INTEGER AS undated,
             count(*) FILTER (NOT is_open AND issued_date > ${asOf} - ${rule.writtenOffDays})::INTEGER AS written_off
      FROM (SELECT *, is_open AND coalesce(due_date < ${asOf}, false) AS is_overdue FROM (${unpaidInvoiceSql(config)})) GROUP BY account_id
    ) USING (account_id)
  )`;

/**
 * The signs of the accounts that are asked for: `account_id, code, state, found` (JSON); none where nothing is recorded.
 * Needs `p` (the as-of day) and `asked` (account_id).
 */
export const signsSql = (config: WorkspaceConfig): string => {
  const parts: Readonly<Record<SignCode, string>> = {
    renewal,
    mrr,
    orders,
    contact,
    tickets,
    satisfaction,
    invoices: invoices(config),
  };
  return Object.entries(parts)
    .map(([code, sql]) => `SELECT account_id, '${code}' AS code, state, found FROM (${sql})`)
    .join('\n  UNION ALL\n');
};

/** Of signs grouped by account: how the account fares. The one place that says so. */
export const healthOfSigns = `
  CASE WHEN bool_or(state = 'bad') THEN 'at_risk' WHEN bool_or(state = 'watch') THEN 'watch'
       WHEN count(*) FILTER (state = 'good') >= ${rule.goodForWell} THEN 'well' ELSE 'unknown' END`;
