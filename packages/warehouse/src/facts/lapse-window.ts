import type { WorkspaceConfig } from '../config/workspace-config.js';
import type { Engine } from '../engine/engine.js';

/** Too few repeat purchases to say anything about gaps. */
const gapsAtLeast = 10;
const withoutEvidence = 365;

/**
 * Days after the last order until a customer without contract counts as gone: the setting, or the 90th percentile of
 * the gaps between two purchase days of a customer (canon section 4), rounded up; a year where there are hardly any.
 */
export const resolveLapseDays = async (engine: Engine, config: WorkspaceConfig): Promise<number> => {
  if (config.customers.lapse_days !== 'auto') return config.customers.lapse_days;
  const { gaps, percentile } = await engine.row(
    `SELECT count(*) AS gaps, quantile_cont(gap, 0.9) AS percentile FROM (
       SELECT account_id, date - lag(date) OVER (PARTITION BY account_id ORDER BY date) AS gap FROM (
         SELECT DISTINCT account_id, ordered_date AS date FROM derived.order_net WHERE account_id IS NOT NULL AND net > 0
         UNION SELECT coalesce(l.account_id, i.account_id), i.issued_at_date
         FROM canonical.invoice i LEFT JOIN resolved.account_link l ON l.source_id = i.account_id
         WHERE i.account_id IS NOT NULL AND NOT coalesce(i.is_deleted, false)
           AND coalesce(i.status, 'paid') IN ('open', 'paid') AND coalesce(i.subtotal, i.total, 0) > 0
           AND coalesce(l.account_id, i.account_id) NOT IN (
             SELECT coalesce(m.account_id, s.account_id) FROM canonical.subscription s LEFT JOIN resolved.account_link m ON m.source_id = s.account_id
             WHERE s.account_id IS NOT NULL AND NOT coalesce(s.is_deleted, false))))
     WHERE gap IS NOT NULL AND account_id NOT IN (SELECT account_id FROM resolved.account_exclusion)`,
  );
  return Number(gaps) < gapsAtLeast ? withoutEvidence : Math.ceil(Number(percentile));
};
