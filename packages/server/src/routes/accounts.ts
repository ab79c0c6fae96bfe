import {
  accountProfile,
  type AccountRow,
  accountTimeline,
  healthRule,
  listAccounts,
} from '@bellwether/warehouse';
import type { Answer, App } from '../http/app-types.js';
import { problem } from '../http/problems.js';
import { answered } from '../http/answered.js';
import { tagged } from '../http/tagged.js';
import type { Host } from '../host.js';
import { concernText } from '../present/concern-text.js';
import {
  accountProfileAnswer,
  type accountRow,
  accountsAnswer,
  accountsQuery,
  timelineAnswer,
  timelineQuery,
} from '../schemas/account.js';
import { idParams } from '../schemas/common.js';

const tags = ['accounts'];

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
        const { search, status, owner, segment, concerns, health, ids, sort, order, limit, offset } =
          request.query;
        const found = await listAccounts(host.workspace, {
          search,
          status: status ?? null,
          owner: owner ?? null,
          segment: segment ?? null,
          onlyConcerns: concerns,
          health: health ?? null,
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
          accounts: found.accounts.map((row) => presentRow(row, currency())),
        };
      }),
  );

  app.get(
    '/accounts/:id',
    { schema: { tags, summary: 'One account', params: idParams, response: { 200: accountProfileAnswer } } },
    async (request, reply): Promise<Answer<typeof accountProfileAnswer>> => {
      const found = await answered(host, reply, () => accountProfile(host.workspace, request.params.id));
      if (!found) throw problem('not_found', 'There is no account of that id.');
      const { records, ...rest } = found;
      return {
        ...rest,
        ...presentRow(found, currency()),
        signs: [...(found.health?.signs ?? [])],
        healthRule,
        sources: records,
        currency: currency(),
      };
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
        response: { 200: timelineAnswer },
      },
    },
    async (request, reply): Promise<Answer<typeof timelineAnswer>> => {
      const { kinds, before, limit } = request.query;
      return answered(host, reply, () =>
        accountTimeline(host.workspace, request.params.id, { kinds, before: before ?? null, limit }),
      );
    },
  );
};

const presentRow = ({ health, ...row }: AccountRow, currency: string): Answer<typeof accountRow> => {
  const concernSigns = (health?.signs ?? []).filter(({ state }) => state === 'bad' || state === 'watch');
  return {
    ...row,
    health: health?.state ?? null,
    concernSigns,
    concerns: concernSigns.map((sign) => concernText(sign, currency)),
  };
};
