import { rule } from '../rule.js';

export const i05 = rule({
  id: 'I-05',
  severity: 'block',
  title: 'Merges lead somewhere: no circle, and what they lead to exists',
  remedy: 'Correct the merges in the source',
  tables: [
    {
      entity: 'entity_merge',
      breaks: `WITH RECURSIVE chain AS (
  SELECT entity, losing_id AS start, winning_id AS here, 1 AS steps FROM canonical.entity_merge
  UNION
  SELECT c.entity, c.start, m.winning_id, c.steps + 1 FROM chain c JOIN canonical.entity_merge m ON m.entity = c.entity AND m.losing_id = c.here
  WHERE c.steps < 50 AND c.here <> c.start
)
SELECT DISTINCT start AS record, 'the merges of ' || start || ' lead back to itself' AS message FROM chain WHERE here = start`,
      population: `SELECT count(*) AS n FROM canonical."entity_merge"`,
    },
  ],
});
