import { rule } from '../rule.js';
import { bare } from '../sql-words.js';

export const s01 = rule({
  id: 'S-01',
  severity: 'warn',
  title: 'A stage belongs to a pipeline and says whether it is open, won or lost',
  remedy: 'Import the stages, and give each a category in the mapping; until then such a deal counts as open',
  tables: [
    {
      entity: 'deal',
      reads: ['pipeline_stage'],
      breaks: `SELECT d.deal_id AS record, 'its stage ' || ${bare('d.stage_id')} || ' is in no pipeline' AS message FROM canonical.deal d
        ANTI JOIN canonical.pipeline_stage s ON s.stage_id = d.stage_id
        WHERE d.stage_id IS NOT NULL AND NOT coalesce(d.is_deleted, false) AND d._source IN (SELECT _source FROM canonical.pipeline_stage)`,
      population: `SELECT count(stage_id) AS n FROM canonical.deal`,
    },
    {
      entity: 'pipeline_stage',
      breaks: `SELECT stage_id AS record, 'stage ' || coalesce(name, ${bare('stage_id')}) || ' has no category' AS message FROM canonical.pipeline_stage WHERE category IS NULL AND NOT coalesce(is_deleted, false)`,
      population: `SELECT count(*) AS n FROM canonical.pipeline_stage`,
    },
  ],
});
