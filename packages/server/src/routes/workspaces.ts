import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Answer, App } from '../http/app-types.js';
import { problem } from '../http/problems.js';
import type { Host } from '../host.js';
import { idParams, problemDocument } from '../schemas/common.js';
import type { Crossing } from '../workspaces/crossing.js';
import { folderOf, hasRoomBeside, idOf, makeBeside, neighboursOf } from '../workspaces/neighbours.js';

const neighbour = z
  .object({
    /** Name of its folder. */
    id: z.string(),
    name: z.string(),
    isSample: z.boolean(),
  })
  .meta({ id: 'Workspace' });

const workspacesAnswer = z.object({
  served: neighbour,
  /** Those in the same parent folder. */
  others: z.array(neighbour),
  /** A new one can be made beside the sample that is served. */
  canMake: z.boolean(),
  /** The one that could not be opened at the last try, and why. */
  failed: z.object({ id: z.string(), problem: problemDocument }).nullable(),
});

const newWorkspace = z
  .strictObject({
    name: z.string().trim().min(1).max(200),
    currency: z.string().regex(/^[A-Z]{3}$/),
    /** IANA, such as Europe/Berlin. */
    timeZone: z.string().min(1).max(100),
    fiscalYearStartsMonth: z.int().min(1).max(12).default(1),
  })
  .meta({ id: 'NewWorkspace' });

const opening = z.object({ id: z.string() });
const tags = ['workspaces'];

/** Which workspace is served, and the way to another beside it. */
export const addWorkspaces = (app: App, host: Host, crossing: Crossing): void => {
  const { directory } = host.workspace;
  const canMake = () => host.workspace.config.organisation.is_sample && hasRoomBeside(directory);
  /** The switch cuts every connection, so it waits until this answer is out. */
  const beginAfter = (reply: FastifyReply, folder: string): void => {
    reply.header('connection', 'close');
    reply.raw.once('close', () => crossing.begin(folder));
  };

  app.get(
    '/workspaces',
    {
      schema: {
        tags,
        summary: 'The workspace that is served, and those beside it',
        response: { 200: workspacesAnswer },
      },
    },
    async (): Promise<Answer<typeof workspacesAnswer>> => {
      const { name, is_sample } = host.workspace.config.organisation;
      return {
        served: { id: idOf(directory), name, isSample: is_sample },
        others: neighboursOf(directory),
        canMake: canMake(),
        failed: crossing.failed(),
      };
    },
  );

  app.post(
    '/workspaces',
    {
      schema: {
        tags,
        summary: 'Make an empty workspace beside the sample and go over to it',
        body: newWorkspace,
        response: { 202: opening },
      },
    },
    async (request, reply) => {
      if (!canMake())
        throw problem(
          'workspace_not_made',
          host.workspace.config.organisation.is_sample
            ? 'The folder that holds the workspace cannot be written.'
            : 'A workspace is made beside the sample company only; another is served.',
        );
      crossing.check();
      const folder = makeBeside(directory, request.body);
      beginAfter(reply, folder);
      return reply.code(202).send({ id: idOf(folder) });
    },
  );

  app.post(
    '/workspaces/:id/open',
    {
      schema: {
        tags,
        summary: 'Go over to a workspace beside this one',
        params: idParams,
        response: { 202: opening },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      if (id === idOf(directory)) return reply.code(202).send({ id });
      if (!neighboursOf(directory).some((other) => other.id === id))
        throw problem('not_found', 'There is no workspace of that name beside this one.');
      crossing.check();
      beginAfter(reply, folderOf(directory, id));
      return reply.code(202).send({ id });
    },
  );
};
