import { numberOf, textOf } from '../engine/cell.js';
import type { Row } from '../engine/engine.js';
import type { Workspace } from '../workspace/workspace.js';
import {
  type AccountFigure,
  accountFigures,
  type AccountRow,
  asOfDay,
  asOfTable,
  type Concern,
  concernsSql,
  statusSql,
} from './account-columns.js';

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
  /** Only accounts with something to look at. */
  readonly onlyConcerns: boolean;
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

/** What the list is sorted by: a join and the expression. */
const sortParts = (sort: AccountSort): { readonly join: string; readonly by: string } => {
  if (sort === 'name') return { join: '', by: 'lower(c.name)' };
  if (sort === 'customerSince') return { join: '', by: 'c.first_paid_date' };
  if (sort === 'concerns')
    return {
      join: `LEFT JOIN (SELECT account_id, count(*) AS n FROM concern GROUP BY 1) x USING (account_id)
             LEFT JOIN (${accountFigures.revenue}) v ON v.account_id = c.account_id`,
      by: 'x.n DESC NULLS LAST, v.value',
    };
  const figure = sort === 'revenue12m' ? 'revenue' : sort;
  return { join: `LEFT JOIN (${accountFigures[figure]}) x ON x.account_id = c.account_id`, by: 'x.value' };
};

/** A page of the customer list. */
export const listAccounts = async (workspace: Workspace, request: AccountsRequest): Promise<AccountsPage> => {
  const { engine } = workspace;
  const asOf = await asOfDay(workspace);
  const { join, by } = sortParts(request.sort);
  const direction = request.order === 'asc' ? 'ASC' : 'DESC';
  const needsConcerns = request.onlyConcerns || request.sort === 'concerns';
  const found = await engine.rows(
    `WITH ${asOfTable}, status AS (${statusSql}), asked AS (SELECT unnest(from_json(?, '["VARCHAR"]')) AS account_id)
     ${needsConcerns ? `, concern AS (SELECT * FROM (${concernsSql}) WHERE account_id IN (SELECT account_id FROM status WHERE status = 'customer'))` : ''}
     SELECT c.account_id, count(*) OVER () AS total
     FROM facts.customer c JOIN status s USING (account_id) ${join}
     WHERE (? = '' OR contains(lower(c.name), lower(?)) OR contains(lower(c.account_id), lower(?))
            OR c.account_id IN (SELECT account_id FROM resolved.account WHERE contains(lower(domain), lower(?)))
            OR c.account_id IN (SELECT account_id FROM resolved.account_link WHERE contains(lower(source_id), lower(?))))
       AND (?::VARCHAR IS NULL OR s.status = ?)
       AND (?::VARCHAR IS NULL OR c.owner = ?)
       AND (?::VARCHAR IS NULL OR c.segment = ?)
       AND (? OR c.account_id IN (SELECT account_id FROM asked))
       ${request.onlyConcerns ? 'AND c.account_id IN (SELECT account_id FROM concern)' : ''}
     ORDER BY ${by} ${direction} NULLS LAST, lower(c.name), c.account_id
     LIMIT ? OFFSET ?`,
    [
      asOf,
      JSON.stringify(request.ids ?? []),
      request.search,
      request.search,
      request.search,
      request.search,
      request.search,
      request.status,
      request.status,
      request.owner,
      request.owner,
      request.segment,
      request.segment,
      request.ids === null,
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
  const concerns = await engine.rows(
    `WITH ${asOfTable}, ${idsTable}
     SELECT * FROM (${concernsSql}) WHERE account_id IN (SELECT account_id FROM ids) ORDER BY code`,
    [asOf, list],
  );
  const concernsOf = Map.groupBy(concerns, (row) => String(row['account_id']));
  const byId = new Map(rows.map((row) => [String(row['account_id']), row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row ? [rowOf(id, row, concernsOf.get(id) ?? [])] : [];
  });
};

const rowOf = (id: string, row: Row, concerns: readonly Row[]): AccountRow => {
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
    // Who has left, or never came, can not be lost.
    concerns:
      status === 'customer'
        ? concerns.map((one) => ({ code: one['code'] as Concern['code'], text: String(one['text']) }))
        : [],
  };
};
