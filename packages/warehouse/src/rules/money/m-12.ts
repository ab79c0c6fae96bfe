import { rule } from '../rule.js';

export const m12 = rule({
  id: 'M-12',
  severity: 'warn',
  title: 'A channel is called the same where money goes out and where leads come in',
  remedy: 'Map the two spellings to one channel',
  tables: [
    {
      entity: 'marketing_spend',
      reads: ['lead', 'account'],
      breaks: `SELECT DISTINCT m.channel AS record, 'money is spent on ' || m.channel || ' and no lead or account came by a channel of that name' AS message FROM canonical.marketing_spend m WHERE m.channel IS NOT NULL AND m.channel NOT IN (SELECT channel FROM canonical.lead WHERE channel IS NOT NULL UNION SELECT channel FROM canonical.account WHERE channel IS NOT NULL) AND (EXISTS (SELECT 1 FROM canonical.lead) OR EXISTS (SELECT 1 FROM canonical.account WHERE channel IS NOT NULL))`,
      population: `SELECT count(DISTINCT channel) AS n FROM canonical.marketing_spend`,
    },
  ],
});
