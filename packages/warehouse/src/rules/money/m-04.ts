import { rule } from '../rule.js';

export const m04 = rule({
  id: 'M-04',
  severity: 'warn',
  title: 'A total is the sum of its lines',
  remedy: 'Check discounts and shipping in the source',
  tables: [
    {
      entity: 'order',
      reads: ['order_line'],
      breaks: `SELECT o.order_id AS record, 'its net is ' || o.net || ', its lines add up to ' || l.amount AS message FROM canonical."order" o JOIN (SELECT order_id, sum(coalesce(amount, quantity * unit_price)) AS amount FROM canonical.order_line GROUP BY 1) l ON l.order_id = o.order_id WHERE abs(o.net - l.amount) > 0.01`,
      population: `SELECT count(net) AS n FROM canonical."order"`,
    },
    {
      entity: 'invoice',
      reads: ['invoice_line'],
      breaks: `SELECT i.invoice_id AS record, 'its subtotal is ' || i.subtotal || ', its lines add up to ' || l.amount AS message FROM canonical.invoice i JOIN (SELECT invoice_id, sum(amount) AS amount FROM canonical.invoice_line GROUP BY 1) l ON l.invoice_id = i.invoice_id WHERE abs(i.subtotal - l.amount) > 0.01`,
      population: `SELECT count(subtotal) AS n FROM canonical.invoice`,
    },
  ],
});
