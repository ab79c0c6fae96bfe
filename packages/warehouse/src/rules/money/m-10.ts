import { rule } from '../rule.js';

export const m10 = rule({
  id: 'M-10',
  severity: 'warn',
  title: 'What is not a product is marked as such',
  remedy: 'Map the code to shipping, fee, adjustment, discount or gift_card',
  tables: [
    {
      entity: 'order_line',
      breaks: `SELECT order_line_id AS record, 'code ' || regexp_replace(product_id, '^[^:]*:', '') || ' is no product' AS message FROM canonical.order_line WHERE coalesce(kind, 'product') = 'product' AND upper(regexp_replace(product_id, '^[^:]*:', '')) IN ('POST', 'DOT', 'M', 'C2', 'D', 'S', 'B', 'CRUK', 'BANK CHARGES', 'AMAZONFEE', 'PADS', 'SHIPPING', 'DISCOUNT', 'FEE')`,
      population: `SELECT count(*) AS n FROM canonical."order_line"`,
    },
  ],
});
