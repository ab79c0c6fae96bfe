import type { TableCheck } from '../rule.js';

/** Columns that are filled as well in a new row as in an old one: an amount or a close date comes with time. */
const columns: Readonly<Record<string, readonly string[]>> = {
  account: ['channel', 'segment', 'country', 'owner_user_id'],
  lead: ['channel', 'email', 'owner_user_id'],
  deal: ['account_id', 'owner_user_id'],
  activity: ['user_id'],
  order: ['account_id'],
  invoice: ['account_id'],
  subscription: ['account_id'],
  marketing_spend: ['campaign_id', 'channel'],
  ticket: ['account_id', 'requester_person_id', 'assignee_user_id'],
  survey_response: ['account_id', 'score'],
};

/** Smaller imports vary by themselves. */
const fewRows = 100;

/** A column that the newest import of a kind of file fills for over 20 of 100 rows less than the import before it. */
export const fillChecks: readonly TableCheck[] = Object.entries(columns).map(([entity, names]) => ({
  entity,
  breaks: `
    WITH file AS (
      SELECT f.file_id, f.stream, b.number, b.batch_id FROM control.batch_file f JOIN control.batch b USING (batch_id) WHERE b.status = 'loaded'
    ),
    filled AS (
      SELECT file.stream, file.number, file.batch_id, count(*) AS n, ${names.map((name) => `count(x."${name}") AS "${name}"`).join(', ')}
      FROM canonical."${entity}" x JOIN file ON file.file_id = x._batch_id GROUP BY ALL HAVING count(*) >= ${fewRows}
    ),
    paired AS (
      SELECT *, row_number() OVER (PARTITION BY stream ORDER BY number DESC) AS age, lag(batch_id) OVER w AS before,
             ${names.map((name) => `"${name}" / n AS "now_${name}", lag("${name}" / n) OVER w AS "was_${name}"`).join(', ')}
      FROM filled WINDOW w AS (PARTITION BY stream ORDER BY number)
    )
    ${names
      .map(
        (
          name,
        ) => `SELECT batch_id AS record, '${name} is filled in ' || round(100 * "now_${name}")::INTEGER || ' of 100 rows of import ' || batch_id
          || ', and in ' || round(100 * "was_${name}")::INTEGER || ' of import ' || before AS message
        FROM paired WHERE age = 1 AND "was_${name}" - "now_${name}" > 0.2`,
      )
      .join(' UNION ALL ')}`,
  population: `SELECT count(*) AS n FROM control.batch WHERE status = 'loaded'`,
}));
