import { localDay, type Row, rowsIn, type World } from '../worlds/world.js';
import { accountsOf } from './accounts.js';

const qualifying = ['form', 'call', 'event', 'demo_request'];

/**
 * What prospects did (fact `touchpoint`; canon section 1: an action counts once per person per campaign). Other touches
 * count once a person, campaign and kind. Who it was: the person, else the device, else the account, else nobody twice.
 */
export const touchpointRows = (world: World, zone: string): Row[] => {
  const { resolve, counts } = accountsOf(world);
  const people = new Map(rowsIn(world, 'person').map((row) => [row['person_id'], row]));
  const isAction = (row: Row): boolean => {
    const said = row['is_action'];
    return typeof said === 'boolean' ? said : qualifying.includes(String(row['kind']));
  };
  const first = new Map<string, Row>();
  const inOrder = rowsIn(world, 'touchpoint').toSorted(
    (a, b) =>
      Date.parse(String(a['occurred_at'])) - Date.parse(String(b['occurred_at'])) ||
      (String(a['touchpoint_id']) < String(b['touchpoint_id']) ? -1 : 1),
  );
  for (const row of inOrder) {
    const who = row['person_id'] ?? row['anonymous_id'] ?? row['account_id'] ?? row['touchpoint_id'];
    const key = JSON.stringify([
      who,
      row['campaign_id'] ?? null,
      isAction(row) ? 'action' : (row['kind'] ?? null),
      isAction(row),
    ]);
    if (!first.has(key)) first.set(key, row);
  }
  const campaigns = new Map(rowsIn(world, 'campaign').map((row) => [row['campaign_id'], row['name']]));
  return [...first.values()].flatMap((row): Row[] => {
    const account = resolve(
      row['account_id'] ?? people.get(row['person_id'] ?? null)?.['account_id'] ?? null,
    );
    if (!counts(account)) return [];
    return [
      {
        record_id: row['touchpoint_id'] ?? null,
        account_id: account,
        kind: row['kind'] ?? null,
        campaign: campaigns.get(row['campaign_id'] ?? null) ?? null,
        is_action: isAction(row),
        occurred_date: localDay(row['occurred_at'], zone),
      },
    ];
  });
};
