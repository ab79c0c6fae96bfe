import { rule } from '../rule.js';

export const s01 = rule({
  id: 'S-01',
  severity: 'quarantine',
  title: 'A stage belongs to a pipeline and says whether it is open, won or lost',
  remedy: 'Give each stage a category in the mapping',
  tables: [
    {
      entity: 'deal',
      reads: ['pipeline_stage'],
      breaks: `SELECT d.deal_id AS record, 'its stage ' || d.stage_id || ' is in no pipeline' AS message FROM canonical.deal d WHERE d.stage_id IS NOT NULL AND d.stage_id NOT IN (SELECT stage_id FROM canonical.pipeline_stage) AND d._source IN (SELECT _source FROM canonical.pipeline_stage)`,
      population: `SELECT count(stage_id) AS n FROM canonical.deal`,
    },
    {
      entity: 'pipeline_stage',
      breaks: `SELECT stage_id AS record, 'stage ' || coalesce(name, stage_id) || ' has no category' AS message FROM canonical.pipeline_stage WHERE category IS NULL AND NOT coalesce(is_deleted, false)`,
      population: `SELECT count(*) AS n FROM canonical."pipeline_stage"`,
    },
  ],
});
