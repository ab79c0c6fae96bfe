import { rule } from '../rule.js';

export const m07 = rule({
  id: 'M-07',
  severity: 'warn',
  title: 'No amount is out of all proportion',
  remedy: 'Look at the record; if it is right, waive the rule',
  tables: [
    {
      entity: 'deal',
      breaks: `WITH v AS (SELECT deal_id AS id, ln(amount::DOUBLE) AS x, amount AS amount FROM canonical."deal" WHERE amount > 0), m AS (SELECT median(x) AS middle, greatest(mad(x), 0.1) AS spread, count(*) AS n FROM v) SELECT v.id AS record, 'amount of ' || v.amount || ' is out of all proportion to the others' AS message FROM v, m WHERE m.n >= 30 AND abs(v.x - m.middle) > 8 * 1.4826 * m.spread AND v.x > m.middle`,
      population: `SELECT count(amount) AS n FROM canonical."deal"`,
    },
    {
      entity: 'order',
      breaks: `WITH v AS (SELECT order_id AS id, ln(net::DOUBLE) AS x, net AS amount FROM canonical."order" WHERE net > 0), m AS (SELECT median(x) AS middle, greatest(mad(x), 0.1) AS spread, count(*) AS n FROM v) SELECT v.id AS record, 'net of ' || v.amount || ' is out of all proportion to the others' AS message FROM v, m WHERE m.n >= 30 AND abs(v.x - m.middle) > 8 * 1.4826 * m.spread AND v.x > m.middle`,
      population: `SELECT count(net) AS n FROM canonical."order"`,
    },
    {
      entity: 'invoice_line',
      breaks: `WITH v AS (SELECT invoice_line_id AS id, ln(amount::DOUBLE) AS x, amount AS amount FROM canonical."invoice_line" WHERE amount > 0), m AS (SELECT median(x) AS middle, greatest(mad(x), 0.1) AS spread, count(*) AS n FROM v) SELECT v.id AS record, 'amount of ' || v.amount || ' is out of all proportion to the others' AS message FROM v, m WHERE m.n >= 30 AND abs(v.x - m.middle) > 8 * 1.4826 * m.spread AND v.x > m.middle`,
      population: `SELECT count(amount) AS n FROM canonical."invoice_line"`,
    },
    {
      entity: 'order_line',
      breaks: `WITH v AS (SELECT order_line_id AS id, ln(quantity::DOUBLE) AS x, quantity AS amount FROM canonical."order_line" WHERE quantity > 0), m AS (SELECT median(x) AS middle, greatest(mad(x), 0.1) AS spread, count(*) AS n FROM v) SELECT v.id AS record, 'quantity of ' || v.amount || ' is out of all proportion to the others' AS message FROM v, m WHERE m.n >= 30 AND abs(v.x - m.middle) > 8 * 1.4826 * m.spread AND v.x > m.middle`,
      population: `SELECT count(quantity) AS n FROM canonical."order_line"`,
    },
    {
      entity: 'account',
      breaks: `WITH v AS (SELECT account_id AS id, ln(annual_revenue::DOUBLE) AS x, annual_revenue AS amount FROM canonical."account" WHERE annual_revenue > 0), m AS (SELECT median(x) AS middle, greatest(mad(x), 0.1) AS spread, count(*) AS n FROM v) SELECT v.id AS record, 'annual_revenue of ' || v.amount || ' is out of all proportion to the others' AS message FROM v, m WHERE m.n >= 30 AND abs(v.x - m.middle) > 8 * 1.4826 * m.spread AND v.x > m.middle`,
      population: `SELECT count(annual_revenue) AS n FROM canonical."account"`,
    },
  ],
});
