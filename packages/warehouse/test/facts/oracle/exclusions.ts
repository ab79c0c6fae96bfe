import { type Row, rowsIn, type World } from '../worlds/world.js';
import { accountsOf } from './accounts.js';
import { surveyResponses } from './answers.js';
import { dealsOf } from './deals.js';
import { leadRows } from './leads.js';
import { netOrders } from './orders.js';
import { ticketsOf } from './tickets.js';

/** The records of each kind that are counted, by the oracle of their own fact. */
const countedOf = (
  world: World,
  zone: string,
  asOf: string,
): Readonly<Record<string, ReadonlySet<unknown>>> => {
  const ids = (rows: readonly Row[]) => new Set(rows.map((row) => row['record_id']));
  return {
    account: new Set(accountsOf(world).all),
    deal: new Set(dealsOf(world, zone, asOf).map(({ id }) => id)),
    lead: ids(leadRows(world, zone, asOf)),
    order: new Set(netOrders(world, zone).map(({ id }) => id)),
    ticket: new Set(ticketsOf(world).map(({ id }) => id)),
    survey_response: ids(surveyResponses(world, zone)),
  };
};

const keys: Readonly<Record<string, string>> = { survey_response: 'response_id' };

/** Records that no figure counts (fact `exclusion`): every one has a reason, and none that is counted has one. */
export const excludedRecords = (world: World, zone: string, asOf: string): Row[] =>
  Object.entries(countedOf(world, zone, asOf)).flatMap(([entity, counted]) =>
    rowsIn(world, entity)
      .map((row) => row[keys[entity] ?? `${entity}_id`] ?? null)
      .filter((id) => !counted.has(id))
      .map((id) => ({ entity, record_id: id })),
  );

/** Deals that are counted, but are neither won nor lost, or whose cycle would be negative. */
export const halfCountedDeals = (world: World, zone: string, asOf: string): Row[] =>
  dealsOf(world, zone, asOf).flatMap(({ id, status, isClosed, closedDate, qualifiedDate }): Row[] => {
    const reason =
      status === 'disqualified'
        ? 'disqualified'
        : isClosed && closedDate !== null && qualifiedDate !== null && closedDate < qualifiedDate
          ? 'negative_cycle'
          : null;
    return reason === null ? [] : [{ record_id: id, reason }];
  });
