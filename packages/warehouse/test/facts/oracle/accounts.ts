import { type Row, rowsIn, type Value, type World } from '../worlds/world.js';

const everyReference = [
  'account',
  'order',
  'invoice',
  'subscription',
  'contract',
  'deal',
  'ticket',
  'payment',
] as const;

/** Who is who in a world whose only evidence is recorded merges: losers are followed to the one that never lost. */
export interface Accounts {
  /** The customer that a reference leads to; null for none. */
  readonly resolve: (reference: Value | undefined) => string | null;
  /** A customer that counts: not test, internal or a competitor. */
  readonly counts: (account: string | null) => boolean;
  /** Every customer and prospect that some row names. */
  readonly all: readonly string[];
  readonly record: (account: string) => Row | undefined;
}

export const accountsOf = (world: World): Accounts => {
  const winner = new Map(
    rowsIn(world, 'entity_merge')
      .filter((row) => row['entity'] === 'account' && row['losing_id'] !== row['winning_id'])
      .map((row) => [String(row['losing_id']), String(row['winning_id'])]),
  );
  const resolve = (reference: Value | undefined): string | null => {
    if (typeof reference !== 'string') return null;
    let at = reference;
    for (let next = winner.get(at); next !== undefined; next = winner.get(at)) at = next;
    return at;
  };
  const records = new Map(rowsIn(world, 'account').map((row) => [String(row['account_id']), row]));
  const excluded = new Set(
    [...records.values()]
      .filter(
        (row) => row['is_test'] === true || ['test', 'internal', 'competitor'].includes(String(row['type'])),
      )
      .map((row) => resolve(row['account_id'])),
  );
  const all = new Set(
    everyReference.flatMap((entity) => rowsIn(world, entity).map((row) => resolve(row['account_id']))),
  );
  return {
    resolve,
    counts: (account) => account === null || !excluded.has(account),
    all: [...all].filter((account): account is string => account !== null && !excluded.has(account)),
    record: (account) => records.get(account),
  };
};
