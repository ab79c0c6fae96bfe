import {
  accountEvidence,
  aloneAccounts,
  identityCoverage,
  type KeptApart,
  keptApart,
  unitedAccounts,
} from '@bellwether/warehouse';
import type { Answer, App } from '../http/app-types.js';
import { answered } from '../http/answered.js';
import { problem } from '../http/problems.js';
import type { Host } from '../host.js';
import { idParams } from '../schemas/common.js';
import {
  aloneAnswer,
  aloneQuery,
  apartAnswer,
  apartQuery,
  coverageAnswer,
  evidenceAnswer,
  unitedAnswer,
  unitedQuery,
} from '../schemas/identity.js';

const tags = ['identity'];

const presentPair = (pair: KeptApart) => ({
  ...pair,
  batches: [...pair.batches],
  refused: [...pair.refused],
});

/** Which records of the sources are one account, and why; and which met nobody. */
export const addIdentity = (app: App, host: Host): void => {
  app.get(
    '/identity',
    {
      schema: {
        tags,
        summary: 'How much of each source was matched with the others, by what, and why the rest was not',
        response: { 200: coverageAnswer },
      },
    },
    (_request, reply): Promise<Answer<typeof coverageAnswer>> =>
      answered(host, reply, async () => {
        const { sources, alone, links, held, apart, people } = await identityCoverage(host.workspace);
        return { sources: [...sources], alone: [...alone], links: [...links], held, apart, people };
      }),
  );

  app.get(
    '/identity/accounts',
    {
      schema: {
        tags,
        summary: 'Accounts made of several records, those with the weakest evidence first',
        querystring: unitedQuery,
        response: { 200: unitedAnswer },
      },
    },
    (request, reply): Promise<Answer<typeof unitedAnswer>> =>
      answered(host, reply, async () => {
        const { search, method, limit, offset } = request.query;
        const { total, found } = await unitedAccounts(host.workspace, {
          search,
          method: method ?? null,
          limit,
          offset,
        });
        return {
          total,
          limit,
          offset,
          accounts: found.map((one) => ({ ...one, sources: [...one.sources], methods: [...one.methods] })),
        };
      }),
  );

  app.get(
    '/identity/accounts/:id',
    {
      schema: {
        tags,
        summary:
          'Why these records are one account: every link with its evidence, and what a person keeps apart',
        params: idParams,
        response: { 200: evidenceAnswer },
      },
    },
    async (request, reply): Promise<Answer<typeof evidenceAnswer>> => {
      const found = await answered(host, reply, () => accountEvidence(host.workspace, request.params.id));
      if (!found)
        throw problem(
          'not_found',
          'There is no account of that id that has several records or that a person keeps apart from another.',
        );
      return {
        ...found,
        links: [...found.links],
        keptApart: found.keptApart.map(presentPair),
        records: found.records.map((one) => ({
          ...one,
          file: one.file === null ? null : host.shownFile(one.file),
        })),
      };
    },
  );

  app.get(
    '/identity/alone',
    {
      schema: {
        tags,
        summary: 'Account records that met no record of another source, and why',
        querystring: aloneQuery,
        response: { 200: aloneAnswer },
      },
    },
    (request, reply): Promise<Answer<typeof aloneAnswer>> =>
      answered(host, reply, async () => {
        const { search, source, reason, limit, offset } = request.query;
        const { total, found } = await aloneAccounts(host.workspace, {
          search,
          source: source ?? null,
          reason: reason ?? null,
          limit,
          offset,
        });
        return {
          total,
          limit,
          offset,
          records: found.map((one) => ({ ...one, apartFrom: [...one.apartFrom] })),
        };
      }),
  );

  app.get(
    '/identity/apart',
    {
      schema: {
        tags,
        summary:
          'Records that a person keeps apart, with the imports that say so and the links that they refuse',
        querystring: apartQuery,
        response: { 200: apartAnswer },
      },
    },
    (request, reply): Promise<Answer<typeof apartAnswer>> =>
      answered(host, reply, async () => {
        const { search, limit, offset } = request.query;
        const { total, found } = await keptApart(host.workspace, { search, limit, offset });
        return { total, limit, offset, pairs: found.map(presentPair) };
      }),
  );
};
