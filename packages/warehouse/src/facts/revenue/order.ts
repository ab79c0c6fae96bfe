import { orderNet } from '../derived/order-net.js';
import type { FactBuilder } from '../fact-builder.js';
import { countedAccount, customerJoin, dimensionsOf, touchedRows } from '../fragments.js';

/** `facts.order`: orders that stand, numbered within their customer. */
export const order: FactBuilder = {
  table: 'facts.order',
  unit: 'account',
  unitColumn: 'account_id',
  touchedBy: orderNet.touchedBy,
  select: (context) => `
SELECT o.order_id AS record_id, o.batch_id, o.row_number, o.account_id, ${dimensionsOf('c')}, o.order_channel, o.order_country, o.ordered_date,
       CASE WHEN o.account_id IS NOT NULL THEN (row_number() OVER (PARTITION BY o.account_id ORDER BY o.ordered_date, o.order_id))::INTEGER END AS sequence,
       o.net, o.gross, o.cost
FROM ${touchedRows(context, 'account', 'derived.order_net', 'o', 'account_id')} ${customerJoin(context, 'o.account_id')}
WHERE ${countedAccount('o.account_id')}`,
};
