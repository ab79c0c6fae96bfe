import { rule } from '../rule.js';

export const m03 = rule({
  id: 'M-03',
  severity: 'block',
  title: 'Amounts keep their scale: not cents one time and euros the next',
  remedy: 'Say scale: minor or micros in the mapping',
  tables: [
    {
      entity: 'order_line',
      breaks: `SELECT any_value(l.source) AS record, 'amounts of the last import are ' || round(any_value(l.middle) / nullif(any_value(b.middle), 0), 3) || ' times those before it' AS message FROM (SELECT _source AS source, median(amount) AS middle FROM canonical."order_line" WHERE amount > 0 AND split_part(_batch_id, '.', 1) = (SELECT batch_id FROM control.batch WHERE status = 'loaded' ORDER BY number DESC LIMIT 1) GROUP BY 1 HAVING count(*) >= 30) l JOIN (SELECT _source AS source, median(amount) AS middle FROM canonical."order_line" WHERE amount > 0 AND split_part(_batch_id, '.', 1) <> (SELECT batch_id FROM control.batch WHERE status = 'loaded' ORDER BY number DESC LIMIT 1) GROUP BY 1 HAVING count(*) >= 30) b ON b.source = l.source AND (l.middle > 20 * b.middle OR b.middle > 20 * l.middle) GROUP BY l.source`,
      population: `SELECT count(*) AS n FROM canonical."order_line"`,
    },
    {
      entity: 'invoice_line',
      breaks: `SELECT any_value(l.source) AS record, 'amounts of the last import are ' || round(any_value(l.middle) / nullif(any_value(b.middle), 0), 3) || ' times those before it' AS message FROM (SELECT _source AS source, median(amount) AS middle FROM canonical."invoice_line" WHERE amount > 0 AND split_part(_batch_id, '.', 1) = (SELECT batch_id FROM control.batch WHERE status = 'loaded' ORDER BY number DESC LIMIT 1) GROUP BY 1 HAVING count(*) >= 30) l JOIN (SELECT _source AS source, median(amount) AS middle FROM canonical."invoice_line" WHERE amount > 0 AND split_part(_batch_id, '.', 1) <> (SELECT batch_id FROM control.batch WHERE status = 'loaded' ORDER BY number DESC LIMIT 1) GROUP BY 1 HAVING count(*) >= 30) b ON b.source = l.source AND (l.middle > 20 * b.middle OR b.middle > 20 * l.middle) GROUP BY l.source`,
      population: `SELECT count(*) AS n FROM canonical."invoice_line"`,
    },
    {
      entity: 'deal',
      breaks: `SELECT any_value(l.source) AS record, 'amounts of the last import are ' || round(any_value(l.middle) / nullif(any_value(b.middle), 0), 3) || ' times those before it' AS message FROM (SELECT _source AS source, median(amount) AS middle FROM canonical."deal" WHERE amount > 0 AND split_part(_batch_id, '.', 1) = (SELECT batch_id FROM control.batch WHERE status = 'loaded' ORDER BY number DESC LIMIT 1) GROUP BY 1 HAVING count(*) >= 30) l JOIN (SELECT _source AS source, median(amount) AS middle FROM canonical."deal" WHERE amount > 0 AND split_part(_batch_id, '.', 1) <> (SELECT batch_id FROM control.batch WHERE status = 'loaded' ORDER BY number DESC LIMIT 1) GROUP BY 1 HAVING count(*) >= 30) b ON b.source = l.source AND (l.middle > 20 * b.middle OR b.middle > 20 * l.middle) GROUP BY l.source`,
      population: `SELECT count(*) AS n FROM canonical."deal"`,
    },
    {
      entity: 'marketing_spend',
      breaks: `SELECT any_value(l.source) AS record, 'amounts of the last import are ' || round(any_value(l.middle) / nullif(any_value(b.middle), 0), 3) || ' times those before it' AS message FROM (SELECT _source AS source, median(amount) AS middle FROM canonical."marketing_spend" WHERE amount > 0 AND split_part(_batch_id, '.', 1) = (SELECT batch_id FROM control.batch WHERE status = 'loaded' ORDER BY number DESC LIMIT 1) GROUP BY 1 HAVING count(*) >= 30) l JOIN (SELECT _source AS source, median(amount) AS middle FROM canonical."marketing_spend" WHERE amount > 0 AND split_part(_batch_id, '.', 1) <> (SELECT batch_id FROM control.batch WHERE status = 'loaded' ORDER BY number DESC LIMIT 1) GROUP BY 1 HAVING count(*) >= 30) b ON b.source = l.source AND (l.middle > 20 * b.middle OR b.middle > 20 * l.middle) GROUP BY l.source`,
      population: `SELECT count(*) AS n FROM canonical."marketing_spend"`,
    },
  ],
});
