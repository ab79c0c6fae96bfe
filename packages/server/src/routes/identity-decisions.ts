import { type AccountPair, accountPair, type KeptApart, type PairedRecord } from '@bellwether/warehouse';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { answered } from '../http/answered.js';
import type { Answer, App } from '../http/app-types.js';
import { problem, type Problem } from '../http/problems.js';
import type { Host } from '../host.js';
import { type Decision, importDecision } from '../imports/decision.js';
import { waitQuery } from '../schemas/common.js';
import { job } from '../schemas/data.js';
import { separateBody, uniteBody } from '../schemas/identity.js';

const tags = ['identity'];

/** Both records, and how they stand to each other. Throws the problems `records_same` and `record_unknown`. */
const pairOf = async (
  host: Host,
  one: string,
  other: string,
): Promise<AccountPair & { readonly one: PairedRecord; readonly other: PairedRecord }> => {
  if (one === other) throw problem('records_same', `Both are '${one}'.`);
  const pair = await accountPair(host.workspace, one, other);
  if (pair.one === null || pair.other === null)
    throw problem('record_unknown', `There is no account record '${pair.one === null ? one : other}'.`);
  return { ...pair, one: pair.one, other: pair.other };
};

const said = ({ one, other, batches }: KeptApart): string =>
  `that '${one.id}' and '${other.id}' are not one (import ${batches.join(', ')})`;

/** The merge that says what the person means. Throws `records_united`, `records_apart` and those of `pairOf`. */
const unite = async (host: Host, body: z.output<typeof uniteBody>): Promise<Decision> => {
  const { one, other, isOne, apart, wouldMeet } = await pairOf(host, body.losing, body.winning);
  if (apart) throw problem('records_apart', `A person said ${said(apart)}.`);
  const [first] = wouldMeet;
  if (first)
    throw problem('records_apart', `They would bring two records together: a person said ${said(first)}.`);
  if (isOne) throw problem('records_united', `Both count as the account '${one.accountId}'.`);
  // A record is merged into one other. One that was merged before speaks through the account that it is a part of.
  return { kind: 'unite', losing: one.hasLost ? one.accountId : one.id, winning: other.id };
};

/** The separation that says what the person means. Throws `records_apart` and those of `pairOf`. */
const separate = async (host: Host, body: z.output<typeof separateBody>): Promise<Decision> => {
  const { one, other, apart } = await pairOf(host, body.one, body.other);
  if (apart) throw problem('records_apart', `A person said before ${said(apart)}.`);
  return { kind: 'separate', one: one.id, other: other.id };
};

/** What a person decides about which records are one. Each decision is an import, and undoing that takes it back. */
export const addIdentityDecisions = (app: App, host: Host, describe: (error: unknown) => Problem): void => {
  const decide = async (
    kind: Decision['kind'],
    wait: number,
    reply: FastifyReply,
    decision: () => Promise<Decision>,
  ): Promise<Answer<typeof job>> => {
    await answered(host, reply, decision);
    // Asked again when it is its turn: what ran before may have decided the same.
    const work = async () => ({ batchId: await importDecision(host, await decision()) });
    const started = host.jobs.start(kind, () => host.queue.run(work), describe);
    return (await host.jobs.wait(started.id, wait * 1000)) ?? started;
  };

  app.post(
    '/identity/unite',
    {
      schema: {
        tags,
        summary: 'A person says that two account records are one; the result of the job names the import',
        querystring: waitQuery,
        body: uniteBody,
        response: { 200: job },
      },
    },
    ({ body, query }, reply) => decide('unite', query.wait, reply, () => unite(host, body)),
  );

  app.post(
    '/identity/separate',
    {
      schema: {
        tags,
        summary:
          'A person says that two account records are not one, whatever speaks for it; the result of the job names the import',
        querystring: waitQuery,
        body: separateBody,
        response: { 200: job },
      },
    },
    ({ body, query }, reply) => decide('separate', query.wait, reply, () => separate(host, body)),
  );
};
