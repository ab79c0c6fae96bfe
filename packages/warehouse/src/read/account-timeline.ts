import { numberOf, textOf } from '../engine/cell.js';
import type { Workspace } from '../workspace/workspace.js';

export const timelineKinds = [
  'customer',
  'deal',
  'order',
  'invoice',
  'subscription',
  'renewal',
  'ticket',
  'survey',
  'activity',
  'lead',
] as const;
export type TimelineKind = (typeof timelineKinds)[number];

/** Something that happened with an account on a day. */
export interface TimelineEvent {
  readonly date: string;
  readonly kind: TimelineKind;
  readonly title: string;
  readonly detail: string | null;
  /** In the organisation's currency. */
  readonly amount: string | null;
  readonly recordId: string | null;
  readonly batchId: string | null;
  readonly rowNumber: number | null;
}

export interface Timeline {
  /** Newest first. */
  readonly events: readonly TimelineEvent[];
  /** Pass as `before` for the next page; null at the end. */
  readonly next: string | null;
}

/** Each source of events: `date, kind, title, detail, amount, record_id, batch_id, row_number` of one account (`?`). */
const sources: Readonly<Record<TimelineKind, string>> = {
  customer: `
    SELECT from_date AS date, 'customer' AS kind, CASE WHEN sequence = 1 THEN 'Became a customer' ELSE 'Came back' END AS title,
           basis AS detail, NULL::DECIMAL(18,4) AS amount, record_id, batch_id, row_number
    FROM facts.customer_span WHERE account_id = ?
    UNION ALL
    SELECT to_date, 'customer', 'Stopped being a customer', end_reason, NULL, record_id, batch_id, row_number
    FROM facts.customer_span WHERE account_id = ? AND to_date IS NOT NULL`,
  deal: `
    SELECT created_date, 'deal', 'Deal opened: ' || coalesce(name, record_id), concat_ws(', ', deal_type, owner), amount, record_id, batch_id, row_number
    FROM facts.deal WHERE account_id = ?
    UNION ALL
    SELECT closed_date, 'deal', CASE WHEN is_won THEN 'Deal won: ' ELSE 'Deal lost: ' END || coalesce(name, record_id),
           CASE WHEN is_won THEN owner ELSE concat_ws(', ', lost_reason, owner) END, amount, record_id, batch_id, row_number
    FROM facts.deal WHERE account_id = ? AND closed_date IS NOT NULL`,
  order: `
    SELECT ordered_date, 'order', 'Order', order_channel, net, record_id, batch_id, row_number FROM facts."order" WHERE account_id = ?`,
  invoice: `
    SELECT date, 'invoice', CASE kind WHEN 'refund' THEN 'Refund' ELSE 'Invoice' END, string_agg(DISTINCT product, ', ' ORDER BY product), sum(amount),
           record_id, any_value(batch_id), any_value(row_number)
    FROM facts.revenue_line WHERE account_id = ? AND kind <> 'order' GROUP BY date, kind, record_id`,
  subscription: `
    SELECT date, 'subscription', CASE kind WHEN 'new' THEN 'Subscription began' WHEN 'reactivation' THEN 'Subscription began again'
             WHEN 'expansion' THEN 'MRR went up' WHEN 'contraction' THEN 'MRR went down' ELSE 'Subscription ended' END,
           coalesce(end_reason, expansion_kind), amount, record_id, batch_id, row_number
    FROM facts.mrr_movement WHERE account_id = ?`,
  renewal: `
    SELECT due_date, 'renewal', CASE WHEN is_renewed THEN 'Renewed' WHEN is_decided THEN 'Not renewed' ELSE 'Renewal due' END,
           timing, CASE WHEN is_decided AND is_renewed THEN value_renewed ELSE value_due END, record_id, batch_id, row_number
    FROM facts.renewal WHERE account_id = ?`,
  ticket: `
    SELECT t.created_date, 'ticket', 'Ticket: ' || coalesce(c.subject, t.category, t.record_id), concat_ws(', ', t.priority, t.ticket_channel, t.agent), NULL,
           t.record_id, t.batch_id, t.row_number
    FROM facts.ticket t LEFT JOIN canonical.ticket c ON c.ticket_id = t.record_id WHERE t.account_id = ?
    UNION ALL
    SELECT t.solved_date, 'ticket', 'Ticket solved: ' || coalesce(c.subject, t.category, t.record_id), t.agent, NULL, t.record_id, t.batch_id, t.row_number
    FROM facts.ticket t LEFT JOIN canonical.ticket c ON c.ticket_id = t.record_id WHERE t.account_id = ? AND t.solved_date IS NOT NULL`,
  survey: `
    SELECT s.answered_date, 'survey', upper(s.survey_kind) || ': ' || coalesce(CASE WHEN s.score = floor(s.score) THEN s.score::BIGINT::VARCHAR ELSE s.score::VARCHAR END, 'no score'), coalesce(c.comment, s.role), NULL,
           s.record_id, s.batch_id, s.row_number
    FROM facts.survey_response s LEFT JOIN canonical.survey_response c ON c.response_id = s.record_id WHERE s.account_id = ?`,
  activity: `
    SELECT occurred_date, 'activity', upper(kind[1]) || kind[2:], owner, NULL, record_id, batch_id, row_number FROM facts.activity WHERE account_id = ?`,
  lead: `
    SELECT created_date, 'lead', 'Lead came in', concat_ws(', ', channel, owner), NULL, record_id, batch_id, row_number FROM facts.lead WHERE account_id = ?`,
};

const marks = (sql: string): number => sql.split('?').length - 1;

/** What happened with one account across all sources. `before` is the `next` of the page before. */
export const accountTimeline = async (
  { engine }: Workspace,
  id: string,
  options: {
    readonly kinds: readonly TimelineKind[];
    readonly before: string | null;
    readonly limit: number;
  },
): Promise<Timeline> => {
  const kinds = options.kinds.length === 0 ? timelineKinds : options.kinds;
  const union = kinds.map((kind) => sources[kind]).join('\n    UNION ALL\n');
  // A day may hold more events than a page: the place is the day and how many of it were shown.
  const [day = null, shown = '0'] = options.before?.split('~') ?? [];
  const rows = await engine.rows(
    `SELECT *, row_number() OVER (PARTITION BY date ORDER BY kind, title, record_id, row_number) AS nth
     FROM (SELECT * FROM (${union}) e(date, kind, title, detail, amount, record_id, batch_id, row_number)
           WHERE date IS NOT NULL AND (?::VARCHAR IS NULL OR date <= ?::DATE))
     QUALIFY ?::VARCHAR IS NULL OR date < ?::DATE OR nth > ?
     ORDER BY date DESC, nth LIMIT ?`,
    [...Array.from({ length: marks(union) }, () => id), day, day, day, day, Number(shown), options.limit + 1],
  );
  const page = rows.slice(0, options.limit);
  const last = page.at(-1);
  return {
    events: page.map((row) => ({
      date: String(row['date']),
      kind: row['kind'] as TimelineKind,
      title: String(row['title']),
      detail: row['detail'] === null || row['detail'] === '' ? null : String(row['detail']),
      amount: textOf(row['amount']),
      recordId: textOf(row['record_id']),
      batchId: textOf(row['batch_id']),
      rowNumber: numberOf(row['row_number']),
    })),
    next: rows.length > options.limit && last ? `${String(last['date'])}~${String(last['nth'])}` : null,
  };
};
