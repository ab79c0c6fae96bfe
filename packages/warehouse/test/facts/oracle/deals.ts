import { localDay, type Row, rowsIn, type Value, type World } from '../worlds/world.js';
import { accountsOf } from './accounts.js';
import { daysBetween, decimalText, latest, units } from './exact.js';
import { inBase } from './exchange.js';
import { lineAmount } from './order-lines.js';

export interface Deal {
  readonly row: Row;
  readonly id: string;
  readonly account: string | null;
  readonly status: string;
  readonly isWon: boolean;
  readonly isClosed: boolean;
  readonly owner: string | null;
  readonly team: string | null;
  readonly amount: bigint | null;
  readonly createdDate: string | null;
  readonly qualifiedDate: string | null;
  readonly closedDate: string | null;
}

const text = (value: Value | undefined): string | null => (typeof value === 'string' ? value : null);

const inOrder = (rows: readonly Row[], column: string): Row[] =>
  rows.toSorted((a, b) => (String(a[column]) < String(b[column]) ? -1 : 1));

/** Whose deal it was at an instant (null: now), by its history; the owner on the deal where history is silent. */
const ownerAt = (deal: Row, world: World, closedAt: string | null): string | null => {
  const changes = inOrder(
    rowsIn(world, 'deal_field_history').filter(
      (row) =>
        row['deal_id'] === deal['deal_id'] && row['field'] === 'owner_user_id' && row['new_value'] != null,
    ),
    'changed_at',
  );
  const before = changes.filter((row) => closedAt === null || String(row['changed_at']) <= closedAt).at(-1);
  if (before) return text(before['new_value']);
  // The first change after the close says who had it until then.
  const [after] = changes.filter((row) => row['old_value'] != null);
  return text(after?.['old_value']) ?? text(deal['owner_user_id']);
};

/** Deals with their state settled (fact `deal`; canon section 2: count once at last close, owner at close). */
export const dealsOf = (world: World, zone: string, asOf: string): Deal[] => {
  const { counts } = accountsOf(world);
  return liveDeals(world, zone, asOf).filter(({ account }) => counts(account));
};

/** Deals that are deals, whoever they are with. */
export const liveDeals = (world: World, zone: string, asOf: string): Deal[] => {
  const { resolve } = accountsOf(world);
  const stages = new Map(rowsIn(world, 'pipeline_stage').map((row) => [row['stage_id'], row]));
  const users = new Map(rowsIn(world, 'crm_user').map((row) => [row['user_id'], row]));
  const merged = new Set(
    rowsIn(world, 'entity_merge')
      .filter((row) => row['entity'] === 'deal')
      .map((row) => row['losing_id']),
  );
  return rowsIn(world, 'deal').flatMap((deal) => {
    if (deal['is_deleted'] === true || deal['is_test'] === true || merged.has(deal['deal_id'] ?? null))
      return [];
    const of = (entity: string) => rowsIn(world, entity).filter((row) => row['deal_id'] === deal['deal_id']);
    const [party] = of('deal_party')
      .filter((row) => row['account_id'] != null)
      .toSorted(
        (a, b) =>
          Number(b['is_primary'] === true) - Number(a['is_primary'] === true) ||
          (String(a['account_id']) < String(b['account_id']) ? -1 : 1),
      );
    const account = resolve(deal['account_id'] ?? party?.['account_id'] ?? null);
    const status = text(deal['status']) ?? text(stages.get(deal['stage_id'] ?? null)?.['category']) ?? 'open';
    const isClosed = status === 'won' || status === 'lost';
    const closedAt = isClosed
      ? (text(deal['closed_at']) ??
        latest(
          ...of('deal_stage_history')
            .filter((row) => stages.get(row['stage_id'] ?? null)?.['category'] === status)
            .map((row) => text(row['entered_at'])),
        ))
      : null;
    const lines = of('deal_line')
      .map(lineAmountOfDeal)
      .filter((amount) => amount !== null);
    const ownerId = ownerAt(deal, world, isClosed ? closedAt : null);
    const user = users.get(ownerId);
    return [
      {
        row: deal,
        id: String(deal['deal_id']),
        account,
        status,
        isWon: status === 'won',
        isClosed,
        owner: ownerId === null ? null : (text(user?.['name']) ?? ownerId.replace(/^[^:]*:/, '')),
        team: text(user?.['team']),
        amount: inBase(
          world,
          units(deal['amount']) ??
            (lines.length === 0 ? null : lines.reduce((sum, amount) => sum + amount, 0n)),
          deal['currency'],
          localDay(closedAt, zone) ?? asOf,
        ),
        createdDate: localDay(deal['created_at'], zone),
        qualifiedDate: localDay(deal['qualified_at'], zone) ?? localDay(deal['created_at'], zone),
        closedDate: localDay(closedAt, zone),
      },
    ];
  });
};

const lineAmountOfDeal = (line: Row): bigint | null => lineAmount(line);

export const dealRows = (world: World, zone: string, asOf: string): Row[] =>
  dealsOf(world, zone, asOf).map((deal) => {
    const cycle =
      deal.isClosed && deal.closedDate !== null && deal.qualifiedDate !== null
        ? daysBetween(deal.qualifiedDate, deal.closedDate)
        : null;
    const machines = rowsIn(world, 'crm_user')
      .filter((row) => row['role'] === 'bot' || row['role'] === 'integration')
      .map((row) => row['user_id']);
    const activities = rowsIn(world, 'activity').filter(
      (row) =>
        row['deal_id'] === deal.id &&
        row['is_automated'] !== true &&
        row['is_deleted'] !== true &&
        !machines.includes(row['user_id'] ?? null),
    );
    return {
      record_id: deal.id,
      account_id: deal.account,
      status: deal.status,
      deal_type: deal.row['type'] ?? 'new',
      owner: deal.owner,
      team: deal.team,
      is_won: deal.isWon,
      is_lost: deal.status === 'lost',
      is_closed: deal.isClosed,
      is_open: deal.status === 'open',
      amount: decimalText(deal.amount),
      created_date: deal.createdDate,
      qualified_date: deal.qualifiedDate,
      closed_date: deal.closedDate,
      cycle_days: cycle !== null && cycle >= 0 ? cycle : null,
      activity_count: activities.length,
      last_activity_date: latest(...activities.map((row) => localDay(row['occurred_at'], zone))),
    };
  });

/** The time a deal was open. One that ended before it began, or never counted, has none. */
export const dealSpans = (world: World, zone: string, asOf: string): Row[] =>
  dealsOf(world, zone, asOf)
    .filter(
      ({ createdDate, closedDate, isClosed, status }) =>
        createdDate !== null &&
        status !== 'disqualified' &&
        (isClosed ? closedDate !== null && closedDate >= createdDate : true),
    )
    .map((deal) => ({
      record_id: deal.id,
      account_id: deal.account,
      is_qualified: deal.row['qualified_at'] != null || deal.isWon,
      amount: decimalText(deal.amount),
      from_date: deal.createdDate,
      qualified_date: deal.qualifiedDate,
      to_date: deal.closedDate,
    }));

/** Which open stages a deal reached; those it jumped over on the way to a later one or to a win count as passed. */
export const dealStageEntries = (world: World, zone: string, asOf: string): Row[] => {
  const stages = rowsIn(world, 'pipeline_stage');
  const pipelineOf = (stage: Row): string => text(stage['pipeline']) ?? 'default';
  const open = stages
    .filter((row) => (row['category'] ?? 'open') === 'open' && row['is_deleted'] !== true)
    .toSorted(
      (a, b) =>
        Number(a['position'] ?? 1e9) - Number(b['position'] ?? 1e9) ||
        (String(a['stage_id']) < String(b['stage_id']) ? -1 : 1),
    );
  return dealsOf(world, zone, asOf).flatMap((deal) => {
    const recorded = inOrder(
      rowsIn(world, 'deal_stage_history').filter((row) => row['deal_id'] === deal.id),
      'entered_at',
    );
    const history: Row[] =
      recorded.length === 0 && deal.createdDate !== null
        ? [
            {
              stage_id: deal.row['stage_id'] ?? null,
              entered_at: deal.row['created_at'] ?? null,
              origin: 'inferred',
            },
          ]
        : recorded;
    const visits = history.map((row, index) => ({
      stage: row['stage_id'],
      at: String(row['entered_at']),
      left: text(row['left_at']) ?? text(history[index + 1]?.['entered_at']),
      origin: text(row['origin']),
    }));
    const pipelines = new Set(
      stages.filter((row) => visits.some(({ stage }) => stage === row['stage_id'])).map(pipelineOf),
    );
    return [...pipelines].flatMap((pipeline) => {
      const ladder = open.filter((row) => pipelineOf(row) === pipeline);
      const visitsOf = (stage: Row) => visits.filter((visit) => visit.stage === stage['stage_id']);
      const furthest = ladder.findLastIndex((stage) => visitsOf(stage).length > 0);
      if (furthest < 0 && !deal.isWon) return [];
      const last = deal.isWon ? ladder.length - 1 : furthest;
      return ladder.slice(0, last + 1).flatMap((stage, index): Row[] => {
        const mine = visitsOf(stage);
        const first = (list: typeof visits): string | null =>
          list.length === 0 ? null : localDay(list.map(({ at }) => at).sort()[0], zone);
        const entered =
          first(mine) ??
          first(ladder.slice(index + 1).flatMap(visitsOf)) ??
          (deal.isWon ? deal.closedDate : null);
        if (entered === null) return [];
        const hasLeft = mine.every(({ left }) => left !== null);
        const seconds = mine.reduce(
          (sum, { at, left }) => sum + (Date.parse(left ?? at) - Date.parse(at)) / 1000,
          0,
        );
        return [
          {
            record_id: deal.id,
            pipeline,
            stage: text(stage['name']),
            stage_position: index + 1,
            entered_date: entered,
            days_in_stage: mine.length === 0 || !hasLeft ? null : seconds / 86400,
            reached_next: index < furthest || deal.isWon,
            is_decided: index < furthest || deal.isClosed || hasLeft,
            origin: mine[0]?.origin ?? 'inferred',
          },
        ];
      });
    });
  });
};
