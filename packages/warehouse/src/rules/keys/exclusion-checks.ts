import { standingMerges } from '../../identity/standing-merges.js';
import type { TableCheck } from '../rule.js';
import { bare } from '../sql-words.js';

/** Losers of a merge that are still there as rows. */
const merged: readonly TableCheck[] = ['account', 'person', 'deal', 'ticket', 'lead'].map((kind) => ({
  entity: 'entity_merge',
  reads: [kind, 'entity_separation'],
  breaks: `
    SELECT m.losing_id AS record, '${kind} ' || ${bare('m.losing_id')} || ' was merged into ' || ${bare('m.winning_id')} || ' and is counted there only' AS message
    FROM ${standingMerges(kind)} m SEMI JOIN canonical."${kind}" x ON x.${kind}_id = m.losing_id`,
  population: `SELECT count(*) AS n FROM canonical.entity_merge WHERE entity = '${kind}'`,
}));

/** Rows that their source deleted. Tickets have a rule of their own (V-04). */
const deleted: readonly TableCheck[] = ['account', 'person', 'lead', 'deal', 'order'].map((kind) => ({
  entity: kind,
  breaks: `SELECT ${kind}_id AS record, 'the source deleted it; it is not counted' AS message FROM canonical."${kind}" WHERE is_deleted`,
  population: `SELECT count(*) AS n FROM canonical."${kind}"`,
}));

export const exclusionChecks: readonly TableCheck[] = [...merged, ...deleted];
