import { rule } from '../rule.js';

const entities = ['account', 'person', 'lead', 'deal', 'ticket'];

export const t04 = rule({
  id: 'T-04',
  severity: 'warn',
  title: 'A row was not changed before it was created',
  remedy: 'Check whether the two columns are swapped or in two time zones',
  // Days, not clocks: two columns of one row are often written by two machines.
  tables: entities.map((entity) => ({
    entity,
    breaks: `SELECT ${entity}_id AS record, 'changed on ' || updated_at_date || ', before it was created on ' || created_at_date AS message FROM canonical.${entity} WHERE updated_at_date < created_at_date`,
    population: `SELECT count(updated_at) AS n FROM canonical.${entity}`,
  })),
});
