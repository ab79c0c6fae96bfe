import { type Row, rowsIn, type World } from '../worlds/world.js';

const isExcluded = (row: Row | undefined): boolean =>
  row?.['is_test'] === true || ['test', 'internal', 'competitor'].includes(String(row?.['type']));

/**
 * A world in which each account is its parent (`customers.level: parent`): a merge into it says the same. A record that
 * counts nowhere is no part of a group: neither does it take its parent out of the figures, nor does it hide its children.
 */
export const asGroups = (world: World): World => {
  const accounts = new Map(rowsIn(world, 'account').map((row) => [row['account_id'], row]));
  const children = [...accounts.values()].filter((row) => {
    const parent = row['parent_account_id'];
    return parent != null && !isExcluded(row) && !isExcluded(accounts.get(parent));
  });
  return {
    ...world,
    entity_merge: [
      ...rowsIn(world, 'entity_merge'),
      ...children.map((row) => ({
        entity: 'account',
        losing_id: row['account_id'] ?? null,
        winning_id: row['parent_account_id'] ?? null,
      })),
    ],
  };
};
