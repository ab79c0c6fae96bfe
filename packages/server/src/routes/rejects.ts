import { listRejects, type Reject } from '@bellwether/warehouse';
import { z } from 'zod';
import { byteOrderMark, csvLine } from '../http/csv.js';
import type { Answer, App } from '../http/app-types.js';
import { answered } from '../http/answered.js';
import type { Host } from '../host.js';
import { page } from '../schemas/common.js';
import { reject } from '../schemas/data.js';

const batchQuery = {
  batch: z
    .string()
    .regex(/^b\d{1,9}$/, 'not the name of a batch')
    .optional(),
};
const answer = z.object({
  total: z.number(),
  limit: z.number(),
  offset: z.number(),
  rejects: z.array(reject),
});

/** Rows that were kept out, to look at and to correct. */
export const addRejects = (app: App, host: Host): void => {
  app.get(
    '/rejects',
    {
      schema: {
        tags: ['quality'],
        summary: 'Rows that were kept out, with file, line, column, rule and reason',
        querystring: z.strictObject({ ...batchQuery, ...page }),
        response: { 200: answer },
      },
    },
    async (request, reply): Promise<Answer<typeof answer>> => {
      const { batch, limit, offset } = request.query;
      const all = await answered(host, reply, () => listRejects(host.workspace, batch));
      return {
        total: all.length,
        limit,
        offset,
        rejects: all
          .slice(offset, offset + limit)
          .map((one) => ({ ...one, file: host.shownFile(one.file), message: host.hide(one.message) })),
      };
    },
  );

  app.get(
    '/rejects.csv',
    {
      schema: {
        tags: ['quality'],
        summary: 'The rejected rows of one file as CSV, to correct and import again',
        produces: ['text/csv'],
        querystring: z.strictObject({ ...batchQuery, file: z.string().max(500).optional() }),
      },
    },
    async (request, reply) => {
      const { batch, file } = request.query;
      const rejects = (await answered(host, reply, () => listRejects(host.workspace, batch))).filter(
        (one) => file === undefined || host.shownFile(one.file) === file,
      );
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="rejects.csv"')
        .send(byteOrderMark + rejectsCsv(rejects, (path) => host.shownFile(path)));
    },
  );
};

/** Each row once, under the headers of its own file, with where it stood and every reason behind it. */
const rejectsCsv = (rejects: readonly Reject[], shown: (path: string) => string): string => {
  const headers = [...new Set(rejects.flatMap(({ row }) => Object.keys(row)))];
  const rows = Map.groupBy(
    rejects,
    ({ batchId, file, line }) => `${batchId}\u0000${file}\u0000${String(line)}`,
  );
  const lines = [...rows.values()].map((reasons) => {
    const [first] = reasons;
    const why = reasons.map(({ rule, column, message }) => `${rule} ${column ?? ''}: ${message}`).join('; ');
    return csvLine([
      ...headers.map((header) => first?.row[header] ?? null),
      `${shown(first?.file ?? '')} line ${String(first?.line ?? '?')}: ${why}`,
    ]);
  });
  return csvLine([...headers, '_reject_reason']) + lines.join('');
};
