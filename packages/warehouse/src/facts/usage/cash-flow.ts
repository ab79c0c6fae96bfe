import type { FactBuilder } from '../fact-builder.js';
import { inBaseCurrency } from '../fragments.js';

/** `facts.cash_flow`. */
export const cashFlow: FactBuilder = {
  table: 'facts.cash_flow',
  unit: 'whole',
  touchedBy: { cash_flow: null, fx_rate: null },
  select: (context) => {
    const money = inBaseCurrency(context, 'f.amount', 'f.currency', 'f.flowed_on', 'rate');
    return `
SELECT f.cash_flow_id AS record_id, f._batch_id AS batch_id, f._row AS row_number, f.project, f.flowed_on AS date, ${money.value} AS amount
FROM canonical.cash_flow f ${money.join}`;
  },
};
