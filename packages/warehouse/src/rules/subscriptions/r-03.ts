import { rule } from '../rule.js';

export const r03 = rule({
  id: 'R-03',
  severity: 'block',
  title: 'MRR before plus movements is MRR after, for every customer',
  remedy: 'None: this is a defect of Bellwether; please report it',
  tables: [
    {
      entity: 'subscription',
      reads: ['subscription_item', 'price', 'product', 'account', 'entity_merge', 'fx_rate'],
      breaks: `SELECT m.account_id AS record, 'movements add up to ' || m.amount || ', MRR is ' || coalesce(s.mrr, 0) AS message FROM (SELECT account_id, sum(amount) AS amount FROM facts.mrr_movement GROUP BY 1) m LEFT JOIN (SELECT account_id, sum(mrr) AS mrr FROM facts.mrr_span WHERE to_date IS NULL GROUP BY 1) s USING (account_id) WHERE m.amount <> coalesce(s.mrr, 0)`,
      population: `SELECT count(DISTINCT account_id) AS n FROM facts.mrr_movement`,
    },
  ],
});
