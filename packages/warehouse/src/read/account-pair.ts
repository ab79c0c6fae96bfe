import type { Engine } from '../engine/engine.js';
import { warehouseError } from '../errors.js';
import { accountReferences } from '../identity/account-references.js';
import { standingMerges } from '../identity/standing-merges.js';
import type { Workspace } from '../workspace/workspace.js';
import { type KeptApart, keptApartBetween } from './kept-apart.js';

export interface PairedRecord {
  readonly id: string;
  /** The account that the record counts for; its own id where it stands for itself. */
  readonly accountId: string;
  /** It was merged into another record: a second merge of it would take the place of the first. */
  readonly hasLost: boolean;
}

/** How two account records stand to each other, before a person says that they are one or are not. */
export interface AccountPair {
  /** Null where no row of any source names such an account. */
  readonly one: PairedRecord | null;
  readonly other: PairedRecord | null;
  /** They count as one account. */
  readonly isOne: boolean;
  /** That a person keeps just these two apart; null where nobody does. */
  readonly apart: KeptApart | null;
  /** Records that a person keeps apart and that would meet in one account if these two were one. */
  readonly wouldMeet: readonly KeptApart[];
}

const recordOf = async (engine: Engine, id: string): Promise<PairedRecord | null> => {
  const named = accountReferences.map(
    ({ table, column }) => `EXISTS (SELECT 1 FROM ${table} WHERE ${column} = $1)`,
  );
  const row = await engine.row(
    `SELECT ${named.join(' OR ')} AS is_known,
            coalesce((SELECT account_id FROM resolved.account_link WHERE source_id = $1), $1) AS account_id,
            $1 IN (SELECT losing_id FROM ${standingMerges('account')}) AS has_lost`,
    [id],
  );
  if (row['is_known'] !== true) return null;
  return { id, accountId: String(row['account_id']), hasLost: row['has_lost'] === true };
};

/** An account record, and the account that it counts for. Throws RECORD_UNKNOWN. */
export const accountRecord = async ({ engine }: Workspace, id: string): Promise<PairedRecord> => {
  const found = await recordOf(engine, id);
  if (found === null) throw warehouseError('RECORD_UNKNOWN', id);
  return found;
};

export const accountPair = async (workspace: Workspace, one: string, other: string): Promise<AccountPair> => {
  const { engine, config } = workspace;
  const [first, second] = [await recordOf(engine, one), await recordOf(engine, other)];
  if (first === null || second === null)
    return { one: first, other: second, isOne: false, apart: null, wouldMeet: [] };
  const between = await keptApartBetween(engine, first.accountId, second.accountId);
  const apart =
    between.find(
      (pair) =>
        pair.entity === 'account' && [one, other].every((id) => [pair.one.id, pair.other.id].includes(id)),
    ) ?? null;
  // Records that only a parent brings together were never said to be one.
  const wouldMeet = config.customers.level === 'parent' ? (apart === null ? [] : [apart]) : between;
  return { one: first, other: second, isOne: first.accountId === second.accountId, apart, wouldMeet };
};
