import { rule } from '../rule.js';
import { bare } from '../sql-words.js';

/** A chain of merges longer than this does not occur; the walk must end also where a chain runs into a circle. */
const stepsAtMost = 50;

export const i05 = rule({
  id: 'I-05',
  severity: 'block',
  title: 'Merges do not go round in a circle',
  remedy: 'Correct the merges in the source: all records of a circle count nowhere',
  tables: [
    {
      entity: 'entity_merge',
      breaks: `WITH RECURSIVE chain AS (
  SELECT entity, losing_id AS start, winning_id AS here, 1 AS steps FROM canonical.entity_merge
  UNION ALL
  SELECT c.entity, c.start, m.winning_id, c.steps + 1 FROM chain c JOIN canonical.entity_merge m ON m.entity = c.entity AND m.losing_id = c.here
  WHERE c.steps < ${stepsAtMost} AND c.here <> c.start
)
SELECT DISTINCT start AS record, 'the merges of ' || ${bare('start')} || ' lead back to itself' AS message FROM chain WHERE here = start`,
      population: `SELECT count(*) AS n FROM canonical."entity_merge"`,
    },
  ],
});
