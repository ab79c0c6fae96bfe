import { entities } from '@bellwether/model';
import type { TableCheck } from '../rule.js';

/** Smaller imports vary by themselves. */
const fewRows = 100;

/**
 * For every entity: the newest import of a kind of file is much smaller than usual. Two signs that are no accident: a
 * file that mostly repeats what is known (the whole table again) and lacks more than a tenth of it; or less than half of
 * what at least three imports before brought. A first full export followed by small increments is neither.
 */
export const volumeChecks: readonly TableCheck[] = entities.map((entity) => ({
  entity: entity.name,
  breaks: `
    WITH brought AS (
      SELECT f.stream, b.number, b.batch_id, sum(u.e.inserted + u.e.replaced + u.e.unchanged) AS n, sum(u.e.unchanged) AS known
      FROM control.batch_file f JOIN control.batch b USING (batch_id),
           unnest(from_json(f.entities, '[{"entity":"VARCHAR","inserted":"BIGINT","replaced":"BIGINT","unchanged":"BIGINT"}]')) AS u(e)
      WHERE b.status = 'loaded' AND u.e.entity = '${entity.name}' GROUP BY ALL
    ),
    aged AS (SELECT *, row_number() OVER (PARTITION BY stream ORDER BY number DESC) AS age FROM brought),
    compared AS (
      SELECT stream, any_value(batch_id) FILTER (age = 1) AS batch_id, any_value(n) FILTER (age = 1) AS n,
             any_value(known) FILTER (age = 1) AS known, any_value(n) FILTER (age = 2) AS before,
             count(*) FILTER (age > 1) AS imports, median(n) FILTER (age > 1) AS usual
      FROM aged GROUP BY stream
    )
    SELECT batch_id AS record, CASE WHEN known > n / 2
             THEN 'import ' || batch_id || ' repeats ' || stream || ' and holds ' || n || ' rows; the one before it held ' || before
             ELSE 'import ' || batch_id || ' of ' || stream || ' holds ' || n || ' rows; usual are ' || usual::BIGINT END AS message
    FROM compared
    WHERE (before >= ${fewRows} AND known > n / 2 AND n < 0.9 * before)
       OR (imports >= 3 AND usual >= ${fewRows} AND n < usual / 2)`,
  population: `SELECT count(*) AS n FROM control.batch WHERE status = 'loaded'`,
}));
