import type { WorkspaceConfig } from '../config/workspace-config.js';
import { literal } from '../facts/fragments.js';

/**
 * `resolved.fx`: what one unit of a currency was worth in the organisation's, by day, from the rates imported; turned
 * round where only the other direction is known. Twelve decimals: of six, one over 17,000 keeps two digits.
 */
export const resolveRates = (config: WorkspaceConfig): string => {
  const base = literal(config.organisation.currency);
  return `
CREATE OR REPLACE TABLE resolved.fx AS
SELECT from_currency AS currency, day, max(rate)::DECIMAL(24,12) AS rate FROM canonical.fx_rate
WHERE to_currency = ${base} AND rate > 0 GROUP BY ALL
UNION ALL
SELECT to_currency, day, (1 / max(rate))::DECIMAL(24,12) FROM canonical.fx_rate
WHERE from_currency = ${base} AND rate > 0
  AND to_currency NOT IN (SELECT from_currency FROM canonical.fx_rate WHERE to_currency = ${base})
GROUP BY ALL
ORDER BY currency, day`;
};
