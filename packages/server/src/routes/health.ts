import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Answer, App } from '../http/app-types.js';
import type { Host } from '../host.js';
import { serverVersion } from '../version.js';
import { idOf } from '../workspaces/neighbours.js';

/** The name of the organisation is told only to who may come in. */
export const healthAnswer = z.object({
  status: z.literal('ok'),
  version: z.string(),
  name: z.string().optional(),
  /** The id of the workspace that is served (`GET /workspaces`). */
  workspace: z.string().optional(),
  isSample: z.boolean().optional(),
  writing: z.boolean().optional(),
});

/** Whether the server answers; says whose it is only to who has come in. */
export const addHealth = (app: App, host: Host, isKnown: (request: FastifyRequest) => boolean): void => {
  app.get(
    '/health',
    { schema: { tags: ['server'], summary: 'Whether the server answers', response: { 200: healthAnswer } } },
    async (request): Promise<Answer<typeof healthAnswer>> => {
      if (!isKnown(request)) return { status: 'ok', version: serverVersion };
      const { organisation } = host.workspace.config;
      return {
        status: 'ok',
        version: serverVersion,
        name: organisation.name,
        workspace: idOf(host.workspace.directory),
        isSample: organisation.is_sample,
        writing: host.workspace.engine.isWriting,
      };
    },
  );
};
