import { rule } from '../rule.js';
import { listed } from '../sql-words.js';
import { poisonValues } from '../../identity/poison.js';

const poison = listed(poisonValues.filter((value) => value !== ''));

const identifiers: readonly (readonly [entity: string, column: string, label: string])[] = [
  ['person', 'email', 'e-mail'],
  ['person', 'phone', 'phone'],
  ['person', 'external_id', 'external id'],
  ['account', 'email', 'e-mail'],
  ['account', 'phone', 'phone'],
  ['account', 'domain', 'domain'],
  ['account', 'external_id', 'external id'],
];

export const i03 = rule({
  id: 'I-03',
  severity: 'warn',
  title: 'An identifier is a value, not a placeholder or the hash of nothing',
  remedy: 'None: such values are never used to tell who is who',
  appliedBy: 'mapping',
  tables: identifiers.map(([entity, column, label]) => ({
    entity,
    breaks: `SELECT ${entity}_id AS record, 'its ${label} is a placeholder: ' || ${column} AS message FROM canonical.${entity} WHERE list_contains([${poison}], lower(trim(${column})))`,
    population: `SELECT count(${column}) AS n FROM canonical.${entity}`,
  })),
});
