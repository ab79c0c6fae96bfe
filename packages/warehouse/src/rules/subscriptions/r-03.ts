import { rule } from '../rule.js';

export const r03 = rule({
  id: 'R-03',
  severity: 'block',
  title: 'MRR before plus movements is MRR after, for every customer and day',
  remedy: 'None: this is a defect of Bellwether; please report it',
  tables: [
    {
      entity: 'subscription',
      reads: ['subscription_item', 'price', 'product', 'account', 'entity_merge', 'fx_rate'],
      breaks: `
        WITH moved AS (SELECT account_id, date, sum(amount) AS amount FROM facts.mrr_movement GROUP BY ALL),
        running AS (SELECT account_id, date, sum(amount) OVER (PARTITION BY account_id ORDER BY date) AS mrr FROM moved)
        SELECT r.account_id AS record, 'on ' || r.date || ' its movements add up to ' || r.mrr || ', its MRR is ' || coalesce(s.mrr, 0) AS message
        FROM running r LEFT JOIN facts.mrr_span s ON s.account_id = r.account_id AND s.from_date = r.date
        WHERE r.mrr <> coalesce(s.mrr, 0)
        UNION ALL
        SELECT s.account_id, 'its MRR of ' || s.mrr || ' from ' || s.from_date || ' comes from no movement'
        FROM facts.mrr_span s ANTI JOIN moved m ON m.account_id = s.account_id AND m.date = s.from_date`,
      population: `SELECT count(DISTINCT account_id) AS n FROM facts.mrr_movement`,
    },
  ],
});
