import { numberOf, textOf } from '../engine/cell.js';
import type { Row } from '../engine/engine.js';
import type { Workspace } from '../workspace/workspace.js';
import {
  type AccountFigure,
  accountFigures,
  type AccountRow,
  asOfDay,
  asOfTable,
  statusSql,
} from './account-columns.js';
import { healthOfAccounts, healthTable, unknownHealth } from './health/account-health.js';
import type { Health, HealthState } from './health/sign.js';

export const accountSorts = [
  'name',
  'customerSince',
  'revenue12m',
  'mrr',
  'openPipeline',
  'openTickets',
  'lastActivity',
  'nextRenewal',
  'concerns',
] as const;
export type AccountSort = (typeof accountSorts)[number];

export interface AccountsRequest {
  /** Part of the name, of the domain or of an id; empty for all. */
  readonly search: string;
  readonly status: AccountRow['status'] | null;
  readonly owner: string | null;
  readonly segment: string | null;
  /** Only customers with a sign that is bad or to watch. */
  readonly onlyConcerns: boolean;
  /** Only customers that fare so. */
  readonly health: HealthState | null;
  /** Only these; all where null. */
  readonly ids: readonly string[] | null;
  readonly sort: AccountSort;
  readonly order: 'asc' | 'desc';
  readonly limit: number;
  readonly offset: number;
}

export interface AccountsPage {
  /** Accounts that the request finds, on all pages. */
  readonly total: number;
  readonly accounts: readonly AccountRow[];
}

const idsTable = `ids AS (SELECT unnest(from_json(?, '["VARCHAR"]')) AS account_id)`;

/** What the list is sorted by: a join and the expressions, the first one first. */
const sortParts = (sort: AccountSort): { readonly join: string; readonly by: readonly string[] } => {
  if (sort === 'name') return { join: '', by: ['lower(c.name)'] };
  if (sort === 'customerSince') return { join: '', by: ['c.first_paid_date'] };
  if (sort === 'concerns')
    return {
      join: `LEFT JOIN (${accountFigures.revenue}) v ON v.account_id = c.account_id`,
      // Not by the number of signs: which of two accounts matters more is told by its revenue.
      by: ["CASE h.health WHEN 'at_risk' THEN 2 WHEN 'watch' THEN 1 ELSE 0 END", 'v.value'],
    };
  const figure = sort === 'revenue12m' ? 'revenue' : sort;
  return { join: `LEFT JOIN (${accountFigures[figure]}) x ON x.account_id = c.account_id`, by: ['x.value'] };
};

/** Condition of an account `c` that a text is part of its name, its id, its domain or the id of one of its records. */
const searched = `
  (contains(lower(c.name), lower(?)) OR contains(lower(c.account_id), lower(?))
   OR c.account_id IN (SELECT account_id FROM resolved.account WHERE contains(lower(domain), lower(?)))
   OR c.account_id IN (SELECT account_id FROM resolved.account_link WHERE contains(lower(source_id), lower(?))))`;

/** A page of the customer list. */
export const listAccounts = async (workspace: Workspace, request: AccountsRequest): Promise<AccountsPage> => {
  const { engine } = workspace;
  const asOf = await asOfDay(workspace);
  const { join, by } = sortParts(request.sort);
  const direction = request.order === 'asc' ? 'ASC' : 'DESC';
  const isJudged = request.onlyConcerns || request.health !== null || request.sort === 'concerns';
  // Only customers fare well or badly; narrowed before they are judged, the few that are wanted are judged alone.
  const found = await engine.rows(
    `WITH ${asOfTable}, status AS (${statusSql}), wanted_id AS (SELECT unnest(from_json(?, '["VARCHAR"]')) AS account_id),
     wanted AS MATERIALIZED (
       SELECT c.account_id, c.name, c.first_paid_date, s.status
       FROM facts.customer c JOIN status s USING (account_id)
       WHERE ${request.search === '' ? 'true' : searched}
         AND (?::VARCHAR IS NULL OR s.status = ?)
         AND (?::VARCHAR IS NULL OR c.owner = ?)
         AND (?::VARCHAR IS NULL OR c.segment = ?)
         AND (? OR c.account_id IN (SELECT account_id FROM wanted_id))
     ),
     asked AS MATERIALIZED (SELECT account_id FROM wanted WHERE status = 'customer')
     SELECT c.account_id, count(*) OVER () AS total
     FROM wanted c ${isJudged ? `LEFT JOIN (${healthTable(workspace)}) h ON h.account_id = c.account_id` : ''} ${join}
     WHERE true ${request.onlyConcerns ? "AND h.health IN ('at_risk', 'watch')" : ''}
       ${request.health === null ? '' : "AND c.status = 'customer' AND coalesce(h.health, 'unknown') = ?"}
     ORDER BY ${by.map((one) => `${one} ${direction} NULLS LAST`).join(', ')}, lower(c.name), c.account_id
     LIMIT ? OFFSET ?`,
    [
      asOf,
      JSON.stringify(request.ids ?? []),
      ...(request.search === '' ? [] : Array.from({ length: 4 }, () => request.search)),
      request.status,
      request.status,
      request.owner,
      request.owner,
      request.segment,
      request.segment,
      request.ids === null,
      ...(request.health === null ? [] : [request.health]),
      request.limit,
      request.offset,
    ],
  );
  const ids = found.map((row) => String(row['account_id']));
  const accounts = await accountRows(workspace, ids, asOf);
  return { total: await totalOf(workspace, request, found), accounts };
};

/** Past the last page no row says how many there are. */
const totalOf = async (
  workspace: Workspace,
  request: AccountsRequest,
  found: readonly Row[],
): Promise<number> => {
  const [first] = found;
  if (first) return Number(first['total']);
  if (request.offset === 0) return 0;
  return (await listAccounts(workspace, { ...request, limit: 1, offset: 0 })).total;
};

const figureNames: readonly AccountFigure[] = [
  'revenue',
  'mrr',
  'openDeals',
  'openPipeline',
  'openTickets',
  'lastActivity',
  'nextRenewal',
  'lastScore',
];

/** The rows of these accounts, in their order; ids that are no account are left out. */
export const accountRows = async (
  workspace: Workspace,
  ids: readonly string[],
  asOf: string,
): Promise<AccountRow[]> => {
  if (ids.length === 0) return [];
  const { engine } = workspace;
  const list = JSON.stringify(ids);
  const rows = await engine.rows(
    `WITH ${asOfTable}, ${idsTable}
     SELECT c.account_id, c.name, c.owner, c.segment, c.industry, c.country, c.region, c.plan, c.channel, c.created_date,
            c.first_paid_date, s.status, ${figureNames.map((name) => `"${name}".value AS "${name}"`).join(', ')}
     FROM ids JOIN facts.customer c USING (account_id) JOIN (${statusSql}) s USING (account_id)
     ${figureNames.map((name) => `LEFT JOIN (SELECT * FROM (${accountFigures[name]}) WHERE account_id IN (SELECT account_id FROM ids)) "${name}" ON "${name}".account_id = c.account_id`).join('\n     ')}`,
    [asOf, list],
  );
  const health = await healthOfAccounts(workspace, ids, asOf);
  const byId = new Map(rows.map((row) => [String(row['account_id']), row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row ? [rowOf(id, row, health.get(id) ?? unknownHealth)] : [];
  });
};

const rowOf = (id: string, row: Row, health: Health): AccountRow => {
  const status = row['status'] as AccountRow['status'];
  return {
    id,
    name: textOf(row['name']) ?? id,
    status,
    owner: textOf(row['owner']),
    segment: textOf(row['segment']),
    industry: textOf(row['industry']),
    country: textOf(row['country']),
    region: textOf(row['region']),
    plan: textOf(row['plan']),
    channel: textOf(row['channel']),
    createdOn: textOf(row['created_date']),
    customerSince: textOf(row['first_paid_date']),
    revenue12m: textOf(row['revenue']) ?? '0.0000',
    mrr: textOf(row['mrr']),
    openDeals: Number(row['openDeals'] ?? 0),
    openPipeline: textOf(row['openPipeline']) ?? '0.0000',
    openTickets: Number(row['openTickets'] ?? 0),
    lastActivity: textOf(row['lastActivity']),
    nextRenewal: textOf(row['nextRenewal']),
    lastScore: numberOf(row['lastScore']),
    health: status === 'customer' ? health : null,
  };
};
