import { rule } from '../rule.js';

export const t04 = rule({
  id: 'T-04',
  severity: 'warn',
  title: 'A row was not changed before it was created',
  remedy: 'Check whether the two columns are swapped or in two time zones',
  tables: [
    {
      entity: 'account',
      breaks: `SELECT account_id AS record, 'changed at ' || updated_at || ', before it was created at ' || created_at AS message FROM canonical.account WHERE updated_at_date < created_at_date`,
      population: `SELECT count(updated_at) AS n FROM canonical.account`,
    },
    {
      entity: 'person',
      breaks: `SELECT person_id AS record, 'changed at ' || updated_at || ', before it was created at ' || created_at AS message FROM canonical.person WHERE updated_at_date < created_at_date`,
      population: `SELECT count(updated_at) AS n FROM canonical.person`,
    },
    {
      entity: 'lead',
      breaks: `SELECT lead_id AS record, 'changed at ' || updated_at || ', before it was created at ' || created_at AS message FROM canonical.lead WHERE updated_at_date < created_at_date`,
      population: `SELECT count(updated_at) AS n FROM canonical.lead`,
    },
    {
      entity: 'deal',
      breaks: `SELECT deal_id AS record, 'changed at ' || updated_at || ', before it was created at ' || created_at AS message FROM canonical.deal WHERE updated_at_date < created_at_date`,
      population: `SELECT count(updated_at) AS n FROM canonical.deal`,
    },
    {
      entity: 'ticket',
      breaks: `SELECT ticket_id AS record, 'changed at ' || updated_at || ', before it was created at ' || created_at AS message FROM canonical.ticket WHERE updated_at_date < created_at_date`,
      population: `SELECT count(updated_at) AS n FROM canonical.ticket`,
    },
  ],
});
