import { localDay, type Row, rowsIn, type World } from '../worlds/world.js';
import { accountsOf } from './accounts.js';
import { liveDeals } from './deals.js';

/** What people did, not machines (fact `activity`): with the account, or that of the deal it was about. */
export const activityRows = (world: World, zone: string, asOf: string): Row[] => {
  const { resolve, counts } = accountsOf(world);
  const users = new Map(rowsIn(world, 'crm_user').map((row) => [row['user_id'], row]));
  const deals = new Map(liveDeals(world, zone, asOf).map((deal) => [deal.id, deal]));
  return rowsIn(world, 'activity').flatMap((row): Row[] => {
    const user = users.get(row['user_id'] ?? null);
    const deal = deals.get(String(row['deal_id']));
    const account = resolve(row['account_id']) ?? deal?.account ?? null;
    const isMachine = row['is_automated'] === true || ['bot', 'integration'].includes(String(user?.['role']));
    if (row['is_deleted'] === true || isMachine || !counts(account) || !counts(deal?.account ?? null))
      return [];
    return [
      {
        record_id: row['activity_id'] ?? null,
        account_id: account,
        kind: row['kind'] ?? null,
        team: user?.['team'] ?? null,
        deal_id: deal?.id ?? null,
        deal_closed_date: deal?.closedDate ?? null,
        deal_is_won: deal?.isWon ?? null,
        occurred_date: localDay(row['occurred_at'], zone),
      },
    ];
  });
};
