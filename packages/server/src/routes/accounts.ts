import {
  accountProfile,
  type AccountRow,
  accountSorts,
  accountTimeline,
  listAccounts,
  timelineKinds,
} from '@bellwether/warehouse';
import { z } from 'zod';
import type { Answer, App } from '../http/app-types.js';
import { problem } from '../http/problems.js';
import { answered } from '../http/answered.js';
import { tagged } from '../http/tagged.js';
import type { Host } from '../host.js';
import { idParams, page } from '../schemas/common.js';

const tags = ['accounts'];

const accountRow = z
  .object({
    id: z.string(),
    name: z.string(),
    status: z.enum(['customer', 'former', 'prospect']),
    owner: z.string().nullable(),
    segment: z.string().nullable(),
    industry: z.string().nullable(),
    country: z.string().nullable(),
    region: z.string().nullable(),
    plan: z.string().nullable(),
    channel: z.string().nullable(),
    createdOn: z.string().nullable(),
    customerSince: z.string().nullable(),
    revenue12m: z.string(),
    mrr: z.string().nullable(),
    openDeals: z.number(),
    openPipeline: z.string(),
    openTickets: z.number(),
    lastActivity: z.string().nullable(),
    nextRenewal: z.string().nullable(),
    lastScore: z.number().nullable(),
    /** Plain facts that ask for a look. */
    concerns: z.array(z.string()),
  })
  .meta({ id: 'AccountRow' });

const accountsAnswer = z.object({
  total: z.number(),
  limit: z.number(),
  offset: z.number(),
  /** There are more than this page shows. */
  truncated: z.boolean(),
  currency: z.string(),
  accounts: z.array(accountRow),
});

const accountsQuery = z.strictObject({
  search: z.string().max(200).default(''),
  status: z.enum(['customer', 'former', 'prospect']).optional(),
  owner: z.string().max(200).optional(),
  segment: z.string().max(200).optional(),
  concerns: z.stringbool().default(false),
  /** Ids with commas. */
  ids: z.string().max(20_000).optional(),
  sort: z.enum(accountSorts).default('name'),
  order: z.enum(['asc', 'desc']).default('asc'),
  ...page,
});

const profile = accountRow
  .extend({
    domain: z.string().nullable(),
    spans: z.array(
      z.object({
        from: z.string(),
        to: z.string().nullable(),
        basis: z.string().nullable(),
        endReason: z.string().nullable(),
      }),
    ),
    contacts: z.array(
      z.object({
        id: z.string(),
        name: z.string().nullable(),
        email: z.string().nullable(),
        title: z.string().nullable(),
      }),
    ),
    /** Records of the sources that were united into this account. */
    sources: z.array(
      z.object({
        id: z.string(),
        source: z.string(),
        name: z.string().nullable(),
        because: z.string().nullable(),
      }),
    ),
    currency: z.string(),
  })
  .meta({ id: 'AccountProfile' });

const timeline = z.object({
  events: z.array(
    z.object({
      date: z.string(),
      kind: z.enum(timelineKinds),
      title: z.string(),
      detail: z.string().nullable(),
      amount: z.string().nullable(),
      recordId: z.string().nullable(),
      batchId: z.string().nullable(),
      rowNumber: z.number().nullable(),
    }),
  ),
  next: z.string().nullable(),
});

const timelineQuery = z.strictObject({
  /** Kinds with commas; all where absent. */
  kinds: z
    .string()
    .max(200)
    .default('')
    .transform((text) => text.split(',').filter((part) => part !== ''))
    .pipe(z.array(z.enum(timelineKinds))),
  before: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])~\d{1,9}$/, 'not the next of a page')
    .refine((text) => z.iso.date().safeParse(text.slice(0, 10)).success, 'not a day')
    .optional(),
  limit: page.limit,
});

/** Who the customers are, and all that happened with one. */
export const addAccounts = (app: App, host: Host): void => {
  const currency = () => host.workspace.config.organisation.currency;

  app.get(
    '/accounts',
    {
      schema: {
        tags,
        summary: 'The customer list: search, filter, sort, page by page',
        querystring: accountsQuery,
        response: { 200: accountsAnswer },
      },
    },
    (request, reply) =>
      tagged(host, request, reply, request.url, async (): Promise<Answer<typeof accountsAnswer>> => {
        const { search, status, owner, segment, concerns, ids, sort, order, limit, offset } = request.query;
        const found = await listAccounts(host.workspace, {
          search,
          status: status ?? null,
          owner: owner ?? null,
          segment: segment ?? null,
          onlyConcerns: concerns,
          ids: ids === undefined ? null : ids.split(','),
          sort,
          order,
          limit,
          offset,
        });
        const truncated = found.total > offset + found.accounts.length;
        return {
          total: found.total,
          limit,
          offset,
          truncated,
          currency: currency(),
          accounts: found.accounts.map(presentRow),
        };
      }),
  );

  app.get(
    '/accounts/:id',
    { schema: { tags, summary: 'One account', params: idParams, response: { 200: profile } } },
    async (request, reply): Promise<Answer<typeof profile>> => {
      const found = await answered(host, reply, () => accountProfile(host.workspace, request.params.id));
      if (!found) throw problem('not_found', 'There is no account of that id.');
      const { records, ...rest } = found;
      return { ...rest, ...presentRow(found), sources: records, currency: currency() };
    },
  );

  app.get(
    '/accounts/:id/timeline',
    {
      schema: {
        tags,
        summary: 'What happened with an account across all sources, newest first',
        params: idParams,
        querystring: timelineQuery,
        response: { 200: timeline },
      },
    },
    async (request, reply): Promise<Answer<typeof timeline>> => {
      const { kinds, before, limit } = request.query;
      return answered(host, reply, () =>
        accountTimeline(host.workspace, request.params.id, { kinds, before: before ?? null, limit }),
      );
    },
  );
};

const presentRow = (row: AccountRow): Answer<typeof accountRow> => ({
  ...row,
  concerns: row.concerns.map(({ text }) => text),
});
