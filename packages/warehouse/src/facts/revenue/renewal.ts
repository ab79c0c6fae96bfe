import type { FactBuilder } from '../fact-builder.js';
import {
  countedAccount,
  customerJoin,
  dimensionsOf,
  inBaseCurrency,
  literal,
  resolvedAccount,
} from '../fragments.js';

/**
 * `facts.renewal`: contract terms up for renewal, in the period in which they are due, whenever they were signed. An
 * undecided one is open until the grace after its due date is over, then lost. What a term was renewed at is null where
 * nobody knows what was due: there is nothing to hold it against.
 */
export const renewal: FactBuilder = {
  table: 'facts.renewal',
  readsAsOf: true,
  unit: 'whole',
  touchedBy: { contract: null, fx_rate: null, account: null },
  select: (context) => {
    const account = resolvedAccount(context, 'k.account_id');
    const grace = context.config.assumptions.renewal_grace_days;
    const asOf = `DATE ${literal(context.asOf)}`;
    const due = inBaseCurrency(context, 'k.value', 'k.currency', 'k.due_on', 'rate');
    const renewed = inBaseCurrency(
      context,
      'coalesce(k.renewed_value, k.value)',
      'k.currency',
      'k.due_on',
      'rate',
    );
    return `
WITH term AS (
  SELECT k.*, ${account.value} AS customer_id, ${due.value} AS due_value, ${renewed.value} AS new_value,
         coalesce(k.outcome = 'renewed' AND (k.decided_on IS NULL OR k.decided_on <= k.due_on + ${grace}), false) AS in_time,
         k.due_on + ${grace} <= ${asOf} AS is_over
  FROM canonical.contract k ${account.join} ${due.join}
  WHERE NOT coalesce(k.is_deleted, false)
)
SELECT k.contract_id AS record_id, k._batch_id AS batch_id, k._row AS row_number, k.customer_id AS account_id, ${dimensionsOf('c')}, c.owner,
       k.due_on AS due_date, k.decided_on AS decided_date, k.due_value AS value_due,
       CASE WHEN k.due_value IS NULL THEN NULL WHEN k.in_time THEN k.new_value ELSE 0 END::DECIMAL(18,4) AS value_renewed,
       CASE WHEN k.due_value IS NULL THEN NULL WHEN k.in_time THEN least(k.new_value, k.due_value) ELSE 0 END::DECIMAL(18,4) AS value_renewed_capped,
       k.in_time OR k.is_over OR coalesce(k.outcome = 'churned', false) AS is_decided, k.in_time AS is_renewed,
       CASE WHEN k.in_time AND k.decided_on < k.due_on THEN 'early' WHEN k.in_time AND coalesce(k.decided_on <= k.due_on, true) THEN 'on_time'
            WHEN k.in_time THEN 'late' WHEN k.outcome = 'churned' OR k.is_over THEN 'lost' ELSE 'open' END AS timing,
       coalesce(k.auto_renew, false) AS auto_renew
FROM term k ${customerJoin(context, 'k.customer_id')}
WHERE ${countedAccount('k.customer_id')}`;
  },
};
