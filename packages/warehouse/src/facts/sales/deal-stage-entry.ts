import { dealBase } from '../derived/deal-base.js';
import type { FactBuilder } from '../fact-builder.js';
import { countedAccount, customerJoin } from '../fragments.js';
import { dealDimensions } from './deal.js';

/**
 * `facts.deal_stage_entry`: which open stages a deal reached. A stage that was jumped over on the way to a later one
 * (or to a win) counts as passed, on the day of the next entry. Where there is no history, the stage a deal is in is
 * dated at its creation and marked inferred.
 */
export const dealStageEntry: FactBuilder = {
  table: 'facts.deal_stage_entry',
  unit: 'deal',
  unitColumn: 'deal_id',
  touchedBy: dealBase.touchedBy,
  select: (context) => `
WITH open_stage AS (
  SELECT stage_id, coalesce(pipeline, 'default') AS pipeline, coalesce(name, regexp_replace(stage_id, '^[^:]*:', '')) AS stage,
         row_number() OVER (PARTITION BY coalesce(pipeline, 'default') ORDER BY position NULLS LAST, stage_id)::INTEGER AS position
  FROM canonical.pipeline_stage WHERE coalesce(category, 'open') = 'open' AND NOT coalesce(is_deleted, false)
),
entered AS (
  SELECT h.deal_id, s.pipeline, s.position, h.entered_at, h.entered_at_date, h.origin,
         coalesce(h.left_at, lead(h.entered_at) OVER (PARTITION BY h.deal_id ORDER BY h.entered_at, s.position NULLS LAST)) AS left_at
  FROM canonical.deal_stage_history h LEFT JOIN open_stage s ON s.stage_id = h.stage_id
  WHERE true ${context.only('deal', 'h.deal_id')}
  UNION ALL
  SELECT d.deal_id, s.pipeline, s.position, d.created_at, d.created_at_date, 'inferred', NULL
  FROM canonical.deal d JOIN open_stage s ON s.stage_id = d.stage_id
  WHERE d.created_at IS NOT NULL AND d.deal_id NOT IN (SELECT deal_id FROM canonical.deal_stage_history) ${context.only('deal', 'd.deal_id')}
),
visit AS (
  SELECT deal_id, pipeline, position, min(entered_at_date) AS entered_date, any_value(origin) AS origin,
         CASE WHEN bool_and(left_at IS NOT NULL) THEN sum(epoch_us(left_at - entered_at)) / 86400e6 END AS days_in_stage,
         bool_and(left_at IS NOT NULL) AS has_left
  FROM entered WHERE position IS NOT NULL GROUP BY ALL
),
reach AS (
  SELECT deal_id, pipeline, max(position) AS furthest FROM (
    SELECT deal_id, pipeline, position FROM visit
    UNION ALL
    -- Won without a single open stage on record: it passed them all.
    SELECT h.deal_id, coalesce(s.pipeline, 'default'), 0
    FROM (
      SELECT deal_id, stage_id FROM canonical.deal_stage_history
      UNION ALL
      SELECT deal_id, stage_id FROM canonical.deal
      WHERE created_at IS NOT NULL AND deal_id NOT IN (SELECT deal_id FROM canonical.deal_stage_history)
    ) h JOIN canonical.pipeline_stage s ON s.stage_id = h.stage_id
    WHERE h.deal_id IN (SELECT deal_id FROM derived.deal WHERE is_won) ${context.only('deal', 'h.deal_id')}
  ) reached GROUP BY ALL
),
passed AS (
  SELECT r.deal_id, r.pipeline, s.stage, s.position,
         coalesce(v.entered_date, min(v.entered_date) OVER later, CASE WHEN d.is_won THEN d.closed_date END) AS entered_date,
         v.days_in_stage, coalesce(v.origin, 'inferred') AS origin,
         s.position < r.furthest OR d.is_won AS reached_next,
         s.position < r.furthest OR d.is_closed OR coalesce(v.has_left, true) AS is_decided
  FROM reach r
  JOIN derived.deal d ON d.deal_id = r.deal_id
  JOIN open_stage s ON s.pipeline = r.pipeline AND (s.position <= r.furthest OR d.is_won)
  LEFT JOIN visit v ON v.deal_id = r.deal_id AND v.pipeline = r.pipeline AND v.position = s.position
  WINDOW later AS (PARTITION BY r.deal_id, r.pipeline ORDER BY s.position ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING)
)
SELECT e.deal_id AS record_id, d.batch_id, d.row_number, d.account_id, ${dealDimensions('d')},
       e.deal_id, e.pipeline, e.stage, e.position AS stage_position, e.entered_date, e.days_in_stage,
       e.reached_next, e.is_decided, e.origin, d.deal_type, d.owner, d.team
FROM passed e JOIN derived.deal d ON d.deal_id = e.deal_id ${customerJoin(context, 'd.account_id')}
WHERE e.entered_date IS NOT NULL AND ${countedAccount('d.account_id')}`,
};
