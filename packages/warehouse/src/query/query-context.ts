import type { QueryContext } from '@bellwether/metrics';
import { resolveAsOf } from '../facts/as-of.js';
import { factsAreFresh, refreshFacts } from '../facts/refresh-facts.js';
import { judgeTables } from '../quality/judge-tables.js';
import { readSetting } from '../schema/setting.js';
import type { Workspace } from '../workspace/workspace.js';

/**
 * Makes sure that facts are those of the data and settings of this moment: a process killed in between left them behind.
 * While an import runs, the facts of before it answer.
 */
export const ensureFresh = async (workspace: Workspace): Promise<void> => {
  if (workspace.engine.isWriting || (await factsAreFresh(workspace))) return;
  await refreshFacts(workspace, 'all');
  await judgeTables(workspace, null);
};

/** What the organisation decides and a request does not. */
export const queryContext = async ({ engine, config }: Workspace): Promise<QueryContext> => {
  const { organisation, assumptions } = config;
  const asOf = (await readSetting(engine, 'as_of')) ?? (await resolveAsOf(engine, config));
  const declared: Record<string, number | string> = {};
  for (const [name, value] of Object.entries(assumptions)) {
    if (typeof value === 'number' || typeof value === 'string') declared[name] = value;
  }
  return {
    timeZone: organisation.time_zone,
    currency: organisation.currency,
    asOf,
    fiscalYearStartsMonth: organisation.fiscal_year_starts_month,
    assumptions: declared,
  };
};
