import { rule } from '../rule.js';
import { asOf, baseCurrency } from '../sql-words.js';

export const m09 = rule({
  id: 'M-09',
  severity: 'warn',
  title: 'Columns that say the same agree',
  remedy: 'Find out which of the two is right; the figures take the items',
  tables: [
    {
      entity: 'subscription',
      reads: ['subscription_item', 'price', 'fx_rate'],
      // Items are rounded one by one. Foreign ones are converted already and cannot be compared.
      breaks: `
        SELECT s.subscription_id AS record, 'it states an MRR of ' || s.mrr::DECIMAL(18,2) || ', its items give ' || i.mrr::DECIMAL(18,2) AS message
        FROM canonical.subscription s
        JOIN (SELECT subscription_id, sum(mrr) AS mrr, count(*) AS n FROM derived.mrr_item WHERE from_date <= ${asOf} AND (to_date IS NULL OR to_date > ${asOf}) GROUP BY subscription_id) i USING (subscription_id)
        SEMI JOIN canonical.subscription_item own ON own.subscription_id = s.subscription_id
        ANTI JOIN (SELECT subscription_id FROM canonical.subscription_item x LEFT JOIN canonical.price p ON p.price_id = x.price_id WHERE coalesce(x.currency, p.currency) <> ${baseCurrency}) foreign_item ON foreign_item.subscription_id = s.subscription_id
        WHERE coalesce(s.currency, ${baseCurrency}) = ${baseCurrency} AND abs(s.mrr - i.mrr) > 0.01 * i.n`,
      population: `SELECT count(mrr) AS n FROM canonical.subscription`,
    },
  ],
});
