import { rule } from '../rule.js';
import { bare } from '../sql-words.js';

/** Where a user is named, with the words for what they are to the record. */
const named: readonly (readonly [entity: string, key: string, column: string, role: string])[] = [
  ['deal', 'deal_id', 'owner_user_id', 'owner'],
  ['account', 'account_id', 'owner_user_id', 'owner'],
  ['lead', 'lead_id', 'owner_user_id', 'owner'],
  ['quota', 'quota_id', 'owner_user_id', 'owner'],
  ['ticket', 'ticket_id', 'assignee_user_id', 'agent'],
  ['activity', 'activity_id', 'user_id', 'user'],
];

export const k08 = rule({
  id: 'K-08',
  severity: 'warn',
  title: 'Records are joined by id where there is one, not by name',
  remedy: 'Export the id of the user beside the name',
  tables: named.map(([entity, key, column, role]) => ({
    entity,
    reads: ['crm_user'],
    breaks: `
      SELECT x.${key} AS record, 'its ${role} is given by name (' || ${bare(`x.${column}`)} || ') although users have ids' AS message
      FROM canonical."${entity}" x
      SEMI JOIN (SELECT _source || ':' || trim(name) AS named FROM canonical.crm_user WHERE ${bare('user_id')} <> name) u ON u.named = x.${column}
      ANTI JOIN canonical.crm_user known ON known.user_id = x.${column}`,
    population: `SELECT count(${column}) AS n FROM canonical."${entity}"`,
  })),
});
