import type { FactBuilder } from '../fact-builder.js';
import { localDate, resolvedAccount } from '../fragments.js';
import { businessSecondsSql } from '../service/business-seconds.js';
import { touchedContacts } from '../service/service-dimensions.js';

/** A ticket that counts. A repeat contact is one too: spam, a test or what was merged away is nobody asking again. */
const counted = (alias: string): string => `
  NOT coalesce(${alias}.is_deleted, false) AND NOT coalesce(${alias}.is_spam, false) AND NOT coalesce(${alias}.is_test, false)
    AND ${alias}.merged_into_ticket_id IS NULL AND coalesce(${alias}.status, 'open') <> 'deleted' AND ${alias}.created_at IS NOT NULL
    AND ${alias}.ticket_id NOT IN (SELECT losing_id FROM canonical.entity_merge WHERE entity = 'ticket')`;

/**
 * `derived.ticket`: one row a ticket that counts (not merged away, spam, deleted or a test), with its clocks.
 * First response: first public human answer after the creation. Resolution: creation to first solve; full: to the last
 * solve, if it is solved now. Seconds are null where an end has no clock (rule T-06) or lies before the start (V-01).
 * Agent, team and priority as of the solve, from history where there is any.
 */
export const ticketBase: FactBuilder = {
  table: 'derived.ticket',
  unit: 'ticket',
  unitColumn: 'ticket_id',
  touchedBy: touchedContacts,
  select: (context) => {
    const account = resolvedAccount(context, 'coalesce(t.account_id, person.account_id)');
    const repeat = context.config.assumptions.repeat_contact_days;
    const only = context.only('ticket', 't.ticket_id');
    return `
WITH counted AS (
  SELECT t.*, coalesce(requester.respondent_id, t.requester_person_id) AS requester_id, requester.account_id AS person_account_id
  FROM canonical.ticket t LEFT JOIN resolved.person requester ON requester.person_id = t.requester_person_id
  WHERE ${counted('t')} ${only}
),
answered AS (
  SELECT m.ticket_id, min(m.sent_at) AS moment, min(m.sent_at_precision) AS precision, count(*) AS replies,
         arg_min(m.user_id, m.sent_at) AS first_user_id
  FROM derived.ticket_message m JOIN counted t ON t.ticket_id = m.ticket_id
  WHERE m.author = 'agent' AND m.position > 1 AND m.sent_at >= t.created_at GROUP BY m.ticket_id
),
has_messages AS (SELECT DISTINCT ticket_id FROM derived.ticket_message),
solved AS (
  SELECT ticket_id, min(from_at) FILTER (is_done AND status <> 'deleted') AS first_solved_at,
         -- The start of the last run of done statuses: closing what was solved is not a second solve.
         max(from_at) FILTER (is_done AND status <> 'deleted' AND NOT was_done) AS last_solved_at,
         bool_or(to_at IS NULL AND is_done) AS is_done_now,
         bool_or(was_done AND NOT is_done) AS was_reopened,
         sum(epoch_us(to_at - from_at)) FILTER (status IN ('pending', 'on_hold', 'hold')) / 1e6 AS waiting_seconds
  FROM (SELECT *, coalesce(lag(is_done) OVER (PARTITION BY ticket_id ORDER BY from_at, to_at NULLS LAST), false) AS was_done FROM derived.ticket_status_span) span
  GROUP BY ticket_id
),
timed AS (
  SELECT t.ticket_id, t.created_at, t.created_at_precision, s.is_done_now, s.was_reopened OR coalesce(t.reopen_count, 0) > 0 AS was_reopened, s.first_solved_at,
         CASE WHEN s.is_done_now THEN s.last_solved_at END AS solved_at, s.waiting_seconds,
         coalesce(a.moment, CASE WHEN h.ticket_id IS NULL THEN t.first_response_at END) AS first_response_at,
         coalesce(a.precision, t.first_response_at_precision) AS first_response_precision,
         CASE WHEN h.ticket_id IS NOT NULL THEN coalesce(a.replies, 0) ELSE t.reply_count END AS reply_count,
         coalesce(t.first_solved_at_precision, t.solved_at_precision, t.closed_at_precision, 'second') AS solved_precision,
         t.source_first_response_seconds, t.source_resolution_seconds
  FROM counted t
  LEFT JOIN answered a ON a.ticket_id = t.ticket_id
  LEFT JOIN has_messages h ON h.ticket_id = t.ticket_id
  LEFT JOIN solved s ON s.ticket_id = t.ticket_id
),
business AS (
  PIVOT (${businessSecondsSql(`
    SELECT ticket_id, 'first_response' AS measure, created_at AS from_at, first_response_at AS to_at FROM timed WHERE first_response_at IS NOT NULL
    UNION ALL SELECT ticket_id, 'resolution', created_at, first_solved_at FROM timed WHERE first_solved_at IS NOT NULL
    UNION ALL SELECT ticket_id, 'full', created_at, solved_at FROM timed WHERE solved_at IS NOT NULL`)})
  ON measure IN ('first_response', 'resolution', 'full') USING first(seconds) GROUP BY ticket_id
),
as_of_event AS (
  SELECT e.ticket_id, arg_max(e.new_value, e.occurred_at) FILTER (e.field = 'assignee') AS agent_id,
         arg_max(e.new_value, e.occurred_at) FILTER (e.field = 'team') AS team,
         arg_max(e.new_value, e.occurred_at) FILTER (e.field = 'priority') AS priority
  FROM canonical.ticket_event e JOIN timed t ON t.ticket_id = e.ticket_id
  WHERE e.field IN ('assignee', 'team', 'priority') AND (t.solved_at IS NULL OR e.occurred_at <= t.solved_at)
  GROUP BY e.ticket_id
)
SELECT t.ticket_id, t._batch_id AS batch_id, t._row AS row_number, ${account.value.replaceAll('person.account_id', 't.person_account_id')} AS account_id,
       t.channel AS ticket_channel, t.category, lower(coalesce(e.priority, t.priority)) AS priority, u.name AS agent, coalesce(g.name, e.team, t.team, u.team) AS team,
       t.status, t.requester_id, t.created_at, k.first_solved_at, k.solved_at,
       t.created_at_date AS created_date, ${localDate(context, 'k.first_response_at')} AS first_response_date,
       ${localDate(context, 'k.first_solved_at')} AS first_solved_date, ${localDate(context, 'k.solved_at')} AS solved_date,
       CASE WHEN k.created_at_precision <> 'day' AND coalesce(k.first_response_precision, 'second') <> 'day' AND k.first_response_at >= k.created_at
            THEN epoch_us(k.first_response_at - k.created_at) / 1e6 ELSE
            CASE WHEN k.first_response_at IS NULL THEN k.source_first_response_seconds::DOUBLE END END AS first_response_seconds,
       CASE WHEN k.created_at_precision <> 'day' AND coalesce(k.first_response_precision, 'second') <> 'day' THEN b.first_response END AS first_response_business_seconds,
       CASE WHEN k.created_at_precision <> 'day' AND k.solved_precision <> 'day' THEN epoch_us(k.first_solved_at - k.created_at) / 1e6 ELSE k.source_resolution_seconds::DOUBLE END AS resolution_seconds,
       CASE WHEN k.created_at_precision <> 'day' AND k.solved_precision <> 'day' THEN b.resolution END AS resolution_business_seconds,
       CASE WHEN k.created_at_precision <> 'day' AND k.solved_precision <> 'day' THEN epoch_us(k.solved_at - k.created_at) / 1e6 ELSE k.source_resolution_seconds::DOUBLE END AS full_resolution_seconds,
       CASE WHEN k.created_at_precision <> 'day' AND k.solved_precision <> 'day' THEN b."full" END AS full_resolution_business_seconds,
       CASE WHEN k.created_at_precision <> 'day' AND k.solved_precision <> 'day' THEN epoch_us(k.solved_at - k.created_at) / 1e6 - coalesce(k.waiting_seconds, 0) END AS full_resolution_work_seconds,
       k.reply_count, coalesce(k.is_done_now, false) AS is_solved, coalesce(k.was_reopened, false) AS was_reopened,
       k.first_response_at IS NULL AND k.source_first_response_seconds IS NULL AND NOT coalesce(k.is_done_now, false) AS is_unanswered,
       coalesce(k.is_done_now AND EXISTS (
         SELECT 1 FROM canonical.ticket n LEFT JOIN resolved.person q ON q.person_id = n.requester_person_id
         WHERE coalesce(q.respondent_id, n.requester_person_id) = t.requester_id AND n.ticket_id <> t.ticket_id
           AND coalesce(n.category, '') = coalesce(t.category, '') AND ${counted('n')}
           AND n.created_at > k.solved_at AND n.created_at <= k.solved_at + INTERVAL ${repeat} DAY), false) AS has_repeat_contact
FROM counted t
JOIN timed k ON k.ticket_id = t.ticket_id
LEFT JOIN business b ON b.ticket_id = t.ticket_id
LEFT JOIN as_of_event e ON e.ticket_id = t.ticket_id
LEFT JOIN resolved.crm_user u ON u.user_id = coalesce(e.agent_id, t.assignee_user_id)
LEFT JOIN canonical.team g ON g.team_id = t._source || ':' || coalesce(e.team, t.team)
${account.join.replaceAll('person.account_id', 't.person_account_id')}`;
  },
};
