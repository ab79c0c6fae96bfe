import { type Row, rowsIn, type World } from '../worlds/world.js';
import { accountsOf } from './accounts.js';
import { addDays, decimalText, units } from './exact.js';
import { inBase } from './exchange.js';

/**
 * Contract terms in the period in which they are due (fact `renewal`; canon section 4): renewed within the grace after the
 * due day; undecided until the grace is over is open, after that lost. Both values at the rate of the due day.
 */
export const renewalRows = (world: World, asOf: string, graceDays: number): Row[] => {
  const { resolve, counts } = accountsOf(world);
  return rowsIn(world, 'contract').flatMap((row): Row[] => {
    const account = resolve(row['account_id']);
    if (row['is_deleted'] === true || !counts(account)) return [];
    const due = String(row['due_on']);
    const decided = (row['decided_on'] as string | null | undefined) ?? null;
    const lastDay = addDays(due, graceDays);
    const isRenewed = row['outcome'] === 'renewed' && (decided === null || decided <= lastDay);
    // The as-of day is complete: a grace that ends with it is over.
    const isLost = !isRenewed && (row['outcome'] === 'churned' || lastDay <= asOf);
    const inEuro = (value: Row[string] | undefined) => inBase(world, units(value), row['currency'], due);
    const valueDue = inEuro(row['value']);
    const renewedAt = inEuro(row['renewed_value'] ?? row['value']);
    const smaller =
      valueDue === null || renewedAt === null ? null : renewedAt < valueDue ? renewedAt : valueDue;
    // Nothing to hold it against where nobody knows what was due.
    const ifRenewed = (amount: bigint | null) =>
      valueDue === null ? null : decimalText(isRenewed ? amount : 0n);
    return [
      {
        record_id: row['contract_id'] ?? null,
        account_id: account,
        due_date: due,
        decided_date: decided,
        value_due: decimalText(valueDue),
        value_renewed: ifRenewed(renewedAt),
        value_renewed_capped: ifRenewed(smaller),
        is_decided: isRenewed || isLost,
        is_renewed: isRenewed,
        timing: isRenewed
          ? decided === null || decided === due
            ? 'on_time'
            : decided < due
              ? 'early'
              : 'late'
          : isLost
            ? 'lost'
            : 'open',
        auto_renew: row['auto_renew'] === true,
      },
    ];
  });
};
