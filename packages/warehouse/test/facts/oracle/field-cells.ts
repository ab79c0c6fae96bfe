import { localDay, type Row, rowsIn, type Value, type World } from '../worlds/world.js';

/** Fields that a usable record fills; stage-aware: a lost deal needs no amount, an open one no close. */
const required: Readonly<Record<string, Readonly<Record<string, (row: Row) => boolean>>>> = {
  account: { name: always, industry: always, country: always, owner_user_id: always },
  deal: {
    account_id: always,
    owner_user_id: always,
    amount: (row) => row['status'] !== 'lost',
    created_at: always,
    closed_at: (row) => row['status'] === 'won' || row['status'] === 'lost',
  },
  lead: { channel: always, email: always, owner_user_id: always },
  person: { email: always, account_id: always },
  ticket: { account_id: always, category: always, priority: always },
};
function always(): boolean {
  return true;
}

/** Placeholders are empty (canon section 8): "n/a" and its like, 0, 1900-01-01. */
const isFilled = (value: Value | undefined): boolean => {
  if (value == null) return false;
  const text = String(value).trim().toLowerCase();
  const nothing = ['', 'n/a', '-', 'unknown', 'tbd', '1900-01-01'];
  return !nothing.includes(text) && Number(text) !== 0;
};

/** A record of its own that counts: not deleted, test, spam, ours, or merged into another. */
const counts = (world: World, entity: string, row: Row): boolean =>
  row['is_deleted'] !== true &&
  row['is_test'] !== true &&
  row['is_spam'] !== true &&
  row['merged_into_ticket_id'] == null &&
  !(entity === 'ticket' && row['status'] === 'deleted') &&
  !['test', 'internal', 'competitor'].includes(String(row['type'])) &&
  !rowsIn(world, 'entity_merge').some(
    (merge) =>
      merge['entity'] === entity &&
      merge['losing_id'] === row[`${entity}_id`] &&
      merge['losing_id'] !== merge['winning_id'],
  );

/** How many records of each month fill each field (fact `field_cell`), over all worlds of an organisation. */
export const fieldCells = (worlds: readonly World[], zone: string): Row[] => {
  const cells = new Map<
    string,
    { entity: string; field: string; date: string | null; records: number; filled: number }
  >();
  for (const world of worlds) {
    for (const [entity, fields] of Object.entries(required)) {
      for (const row of rowsIn(world, entity).filter((one) => counts(world, entity, one))) {
        const day = localDay(row['created_at'], zone);
        const date = day === null ? null : `${day.slice(0, 7)}-01`;
        for (const [field, isAsked] of Object.entries(fields)) {
          if (!isAsked(row)) continue;
          const key = JSON.stringify([entity, field, date]);
          const cell = cells.get(key) ?? { entity, field, date, records: 0, filled: 0 };
          cells.set(key, cell);
          cell.records += 1;
          if (isFilled(row[field])) cell.filled += 1;
        }
      }
    }
  }
  return [...cells.values()];
};
