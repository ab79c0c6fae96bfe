import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Answer, App } from '../http/app-types.js';
import type { Host } from '../host.js';

const answer = z.object({
  status: z.literal('ok'),
  version: z.string(),
  name: z.string().optional(),
  isSample: z.boolean().optional(),
  writing: z.boolean().optional(),
});

export const apiVersion = '0.1.0';

/** Whether the server answers; says whose it is only to who has come in. */
export const addHealth = (app: App, host: Host, isKnown: (request: FastifyRequest) => boolean): void => {
  app.get(
    '/health',
    { schema: { tags: ['server'], summary: 'Whether the server answers', response: { 200: answer } } },
    async (request): Promise<Answer<typeof answer>> => {
      if (!isKnown(request)) return { status: 'ok', version: apiVersion };
      const { organisation } = host.workspace.config;
      return {
        status: 'ok',
        version: apiVersion,
        name: organisation.name,
        isSample: organisation.is_sample,
        writing: host.workspace.engine.isWriting,
      };
    },
  );
};
