import { listBatches, listBatchFiles, undoBatch } from '@bellwether/warehouse';
import { z } from 'zod';
import type { Answer, App } from '../http/app-types.js';
import { problem, type Problem } from '../http/problems.js';
import { answered } from '../http/answered.js';
import type { Host } from '../host.js';
import { waitQuery } from '../schemas/common.js';
import { batch, batchFile, job } from '../schemas/data.js';

const batchId = z.strictObject({ id: z.string().regex(/^b\d{1,9}$/, 'not the name of a batch') });
const oneBatch = batch.extend({ list: z.array(batchFile) });
const tags = ['imports'];

/** Imports that were loaded, and taking one back. */
export const addBatches = (app: App, host: Host, describe: (error: unknown) => Problem): void => {
  app.get(
    '/batches',
    {
      schema: {
        tags,
        summary: 'Every import, the newest first',
        response: { 200: z.object({ batches: z.array(batch) }) },
      },
    },
    async (_, reply) => ({ batches: await answered(host, reply, () => listBatches(host.workspace)) }),
  );

  app.get(
    '/batches/:id',
    { schema: { tags, summary: 'One import with its files', params: batchId, response: { 200: oneBatch } } },
    ({ params: { id } }, reply): Promise<Answer<typeof oneBatch>> =>
      answered(host, reply, async () => {
        const found = (await listBatches(host.workspace)).find((one) => one.batchId === id);
        if (!found) throw problem('not_found', `There is no batch '${id}'.`);
        const files = await listBatchFiles(host.workspace);
        return {
          ...found,
          list: files
            .filter((file) => file.batchId === id)
            .map((file) => ({ ...file, file: host.shownFile(file.file) })),
        };
      }),
  );

  app.post(
    '/batches/:id/undo',
    {
      schema: {
        tags,
        summary: 'Take an import back: its rows go, rows that it replaced return',
        params: batchId,
        querystring: waitQuery,
        response: { 200: job },
      },
    },
    async (request): Promise<Answer<typeof job>> => {
      const { id } = request.params;
      const found = (await listBatches(host.workspace)).find((one) => one.batchId === id);
      if (!found) throw problem('not_found', `There is no batch '${id}'.`);
      const work = async () => {
        await undoBatch(host.workspace, id);
        return { batchId: id };
      };
      const started = host.jobs.start('undo', () => host.queue.run(work), describe);
      return (await host.jobs.wait(started.id, request.query.wait * 1000)) ?? started;
    },
  );

  app.get(
    '/jobs/:id',
    {
      schema: {
        tags: ['server'],
        summary: 'Long work as it stands',
        params: z.strictObject({ id: z.string().regex(/^[0-9a-f]{16}$/, 'not the id of a job') }),
        querystring: waitQuery.extend({ wait: waitQuery.shape.wait.unwrap().default(0) }),
        response: { 200: job },
      },
    },
    async (request): Promise<Answer<typeof job>> => {
      const found = await host.jobs.wait(request.params.id, request.query.wait * 1000);
      if (!found) throw problem('not_found', 'There is no such job; jobs are forgotten at a restart.');
      return found;
    },
  );
};
