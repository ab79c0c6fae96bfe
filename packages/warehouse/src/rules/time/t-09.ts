import { rule } from '../rule.js';

export const t09 = rule({
  id: 'T-09',
  severity: 'quarantine',
  title: 'Versions of one record follow each other without overlap',
  remedy: 'Export the history again',
  tables: [
    {
      entity: 'subscription_item',
      breaks: `SELECT item_id AS record, 'two versions hold on ' || next_from AS message FROM (SELECT item_id, valid_to, lead(valid_from) OVER (PARTITION BY item_id ORDER BY valid_from) AS next_from FROM canonical.subscription_item) WHERE next_from < valid_to`,
      population: `SELECT count(*) AS n FROM canonical."subscription_item"`,
    },
    {
      entity: 'account_history',
      breaks: `SELECT account_id AS record, 'two versions hold on ' || next_from AS message FROM (SELECT account_id, valid_to, lead(valid_from) OVER (PARTITION BY account_id ORDER BY valid_from) AS next_from FROM canonical.account_history) WHERE next_from < coalesce(valid_to, next_from + INTERVAL 1 DAY)`,
      population: `SELECT count(*) AS n FROM canonical."account_history"`,
    },
  ],
});
