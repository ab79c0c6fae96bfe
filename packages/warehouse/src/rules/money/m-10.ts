import { rule } from '../rule.js';
import { bare, listed } from '../sql-words.js';

/** Codes that no shop gives to goods. One letter may be a size, so those need words beside them. */
const codes = [
  'POST',
  'POSTAGE',
  'DOT',
  'SHIPPING',
  'DELIVERY',
  'FREIGHT',
  'CARRIAGE',
  'HANDLING',
  'DISCOUNT',
  'FEE',
  'TIP',
  'BANK CHARGES',
  'AMAZONFEE',
  'ADJUST',
  'GIFT_CARD',
  'DONATION',
  'CRUK',
];
/** Descriptions that say it whole. */
const descriptions = [
  'POSTAGE',
  'DOTCOM POSTAGE',
  'SHIPPING',
  'DELIVERY',
  'CARRIAGE',
  'FREIGHT',
  'HANDLING FEE',
  'MANUAL',
  'DISCOUNT',
  'BANK CHARGES',
  'AMAZON FEE',
  'SAMPLES',
  'ADJUST BAD DEBT',
  'CRUK COMMISSION',
  'ADJUSTMENT',
  'GIFT CARD',
  'TIP',
  'DONATION',
];

export const m10 = rule({
  id: 'M-10',
  severity: 'warn',
  title: 'What is not a product is marked as such',
  remedy: 'Map the code to shipping, fee, adjustment, discount, donation or gift_card',
  tables: [
    {
      entity: 'order_line',
      // Each code and description is looked at once: lines are many, codes few.
      breaks: `
        WITH sold AS MATERIALIZED (SELECT DISTINCT product_id, description FROM canonical.order_line WHERE coalesce(kind, 'product') = 'product'),
        other AS (
          SELECT product_id, description FROM sold
          WHERE list_contains([${listed(codes)}], upper(trim(${bare('product_id')}))) OR list_contains([${listed(descriptions)}], upper(trim(description)))
        )
        SELECT l.order_line_id AS record, coalesce(${bare('l.product_id')}, 'no code') || coalesce(' (' || l.description || ')', '') || ' is no product' AS message
        FROM canonical.order_line l JOIN other o ON o.product_id IS NOT DISTINCT FROM l.product_id AND o.description IS NOT DISTINCT FROM l.description
        WHERE coalesce(l.kind, 'product') = 'product'`,
      population: `SELECT count(*) AS n FROM canonical.order_line`,
    },
  ],
});
