import { rule } from '../rule.js';

/** Each line may be rounded by itself, to half a cent. */
const tolerance = 'greatest(0.01, 0.005 * l.n)';

export const m04 = rule({
  id: 'M-04',
  severity: 'warn',
  title: 'A total is the sum of its lines',
  remedy: 'Check discounts, shipping and tax in the source',
  tables: [
    {
      entity: 'order',
      reads: ['order_line'],
      // Shops differ in whether lines and net hold the discount, the shipping and the tax: any of the usual ways will do.
      breaks: `
        WITH l AS (
          SELECT order_id, sum(coalesce(amount, (quantity * unit_price)::DECIMAL(18,4))) AS amount,
                 sum(coalesce(amount, (quantity * unit_price)::DECIMAL(18,4))) FILTER (coalesce(kind, 'product') NOT IN ('shipping', 'fee')) AS goods, count(*) AS n
          FROM canonical.order_line SEMI JOIN (SELECT order_id FROM canonical."order" WHERE net IS NOT NULL) stated USING (order_id) GROUP BY order_id
        ),
        compared AS (
          SELECT o.order_id, o.net, l.amount, l.n,
                 list_distinct([l.amount, l.goods, l.amount - o.discount, l.goods - o.discount, l.amount + o.shipping, l.amount - o.discount + o.shipping, l.amount - o.tax]) AS ways
          FROM canonical."order" o JOIN l ON l.order_id = o.order_id WHERE o.net IS NOT NULL
        )
        SELECT order_id AS record, 'its net is ' || net || ', its lines add up to ' || amount AS message FROM compared l
        WHERE len(list_filter(ways, lambda way: abs(way - net) <= ${tolerance})) = 0`,
      population: `SELECT count(net) AS n FROM canonical."order"`,
    },
    {
      entity: 'order',
      breaks: `SELECT order_id AS record, 'its net is ' || net || ', gross ' || gross || ' less discount ' || discount || ' is ' || (gross - discount) AS message
        FROM canonical."order" WHERE gross IS NOT NULL AND net IS NOT NULL AND discount IS NOT NULL
          AND abs(gross - discount - net) > 0.01 AND abs(gross - discount - coalesce(tax, 0) - net) > 0.01 AND abs(gross - discount + coalesce(shipping, 0) - net) > 0.01`,
      population: `SELECT count(*) AS n FROM canonical."order" WHERE gross IS NOT NULL AND net IS NOT NULL AND discount IS NOT NULL`,
    },
    {
      entity: 'invoice',
      reads: ['invoice_line'],
      breaks: `
        SELECT i.invoice_id AS record, 'its subtotal is ' || i.subtotal || ', its lines add up to ' || l.amount AS message
        FROM canonical.invoice i JOIN (SELECT invoice_id, sum(amount) AS amount, count(*) AS n FROM canonical.invoice_line GROUP BY invoice_id) l ON l.invoice_id = i.invoice_id
        WHERE abs(i.subtotal - l.amount) > ${tolerance} AND abs(i.subtotal + coalesce(i.tax, 0) - l.amount) > ${tolerance} AND NOT coalesce(i.is_deleted, false)`,
      population: `SELECT count(subtotal) AS n FROM canonical.invoice`,
    },
    {
      entity: 'invoice',
      breaks: `SELECT invoice_id AS record, 'its total is ' || total || ', subtotal ' || subtotal || ' and tax ' || tax || ' are ' || (subtotal + tax) AS message
        FROM canonical.invoice WHERE abs(total - subtotal - tax) > 0.01 AND abs(total - subtotal) > 0.01 AND NOT coalesce(is_deleted, false)`,
      population: `SELECT count(*) AS n FROM canonical.invoice WHERE total IS NOT NULL AND subtotal IS NOT NULL AND tax IS NOT NULL`,
    },
  ],
});
