import { entities } from '@bellwether/model';
import { loadPacks } from '@bellwether/sources';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Answer, App } from '../http/app-types.js';
import { problem, type Problem, ProblemError } from '../http/problems.js';
import type { Host } from '../host.js';
import { waitQuery } from '../schemas/common.js';
import { importAnswer, importOptions } from '../schemas/import.js';

const uploadId = z.strictObject({ id: z.string().regex(/^[0-9a-f]{16}$/, 'not the id of an upload') });
const tags = ['imports'];

const streams = z.object({
  streams: z.array(
    z.object({
      id: z.string(),
      source: z.string(),
      sourceTitle: z.string(),
      title: z.string(),
      entities: z.array(z.string()),
      unusedReason: z.string().nullable(),
    }),
  ),
});

const entityList = z.object({
  entities: z.array(
    z.object({
      entity: z.string(),
      area: z.string(),
      description: z.string(),
      key: z.array(z.string()),
      columns: z.array(
        z.object({
          name: z.string(),
          type: z.string(),
          description: z.string(),
          required: z.boolean(),
          choices: z.array(z.string()),
          headers: z.array(z.string()),
        }),
      ),
    }),
  ),
});

/** Upload → plan → load, with progress; and what a file can be taken for. */
export const addImports = (app: App, host: Host, describe: (error: unknown) => Problem): void => {
  app.post(
    '/imports',
    {
      schema: {
        tags,
        summary: 'Upload files (multipart field `files`); nothing is loaded yet',
        consumes: ['multipart/form-data'],
        response: { 201: importAnswer },
      },
    },
    async (request, reply) => {
      if (!request.isMultipart()) throw problem('media_type', 'Files come as multipart/form-data.');
      try {
        return await reply.code(201).send(await host.imports.upload(filesOf(request, host)));
      } catch (error) {
        throw isCut(error) ? problem('upload_cut', 'The upload ended before its files did.') : error;
      }
    },
  );

  app.get(
    '/imports',
    {
      schema: {
        tags,
        summary: 'Uploads, the newest first',
        response: { 200: z.object({ imports: z.array(importAnswer) }) },
      },
    },
    async () => ({ imports: host.imports.list() }),
  );

  app.get(
    '/imports/:id',
    {
      schema: { tags, summary: 'An import as it stands', params: uploadId, response: { 200: importAnswer } },
    },
    async (request) => host.imports.find(request.params.id),
  );

  app.delete(
    '/imports/:id',
    {
      schema: {
        tags,
        summary: 'Remove an upload; what it loaded stays',
        params: uploadId,
        response: { 200: importAnswer },
      },
    },
    async (request) => host.imports.remove(request.params.id),
  );

  app.post(
    '/imports/:id/plan',
    {
      schema: {
        tags,
        summary: 'What each file and column is taken for; loads nothing',
        params: uploadId,
        querystring: waitQuery,
        body: importOptions,
        response: { 200: importAnswer },
      },
    },
    ({ params, body, query }) => host.imports.plan(params.id, body, query.wait * 1000, describe),
  );

  app.post(
    '/imports/:id/load',
    {
      schema: {
        tags,
        summary: 'Load as one batch: all of it or nothing',
        params: uploadId,
        querystring: waitQuery,
        body: importOptions,
        response: { 200: importAnswer },
      },
    },
    ({ params, body, query }) => host.imports.load(params.id, body, query.wait * 1000, describe),
  );

  app.get(
    '/imports/:id/events',
    {
      schema: {
        tags,
        summary: 'Server-sent events `progress`, each with the import; ends when it is idle',
        produces: ['text/event-stream'],
        params: uploadId,
      },
    },
    async (request, reply) => {
      host.imports.find(request.params.id);
      const left = new AbortController();
      reply.hijack();
      const { raw } = reply;
      raw.on('close', () => left.abort());
      raw.writeHead(200, {
        ...reply.getHeaders(),
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
      } as Record<string, string>);
      await host.imports.watch(request.params.id, left.signal, (state) => {
        raw.write(`event: progress\ndata: ${JSON.stringify(state)}\n\n`);
      });
      raw.end();
    },
  );

  app.get(
    '/streams',
    { schema: { tags, summary: 'What a file can be taken for', response: { 200: streams } } },
    async (): Promise<Answer<typeof streams>> => ({
      streams: loadPacks().flatMap((pack) =>
        pack.streams.map((stream) => ({
          id: stream.id,
          source: stream.source,
          sourceTitle: pack.title,
          title: stream.title,
          entities: stream.entities.map(({ entity }) => entity),
          unusedReason: stream.unusedReason,
        })),
      ),
    }),
  );

  app.get(
    '/entities',
    {
      schema: {
        tags,
        summary: 'Kinds of record and their columns, to map to',
        response: { 200: entityList },
      },
    },
    async (): Promise<Answer<typeof entityList>> => ({
      entities: entities.map(({ name, area, description, key, columns }) => ({
        entity: name,
        area,
        description,
        key,
        columns: Object.entries(columns).map(
          ([column, { type, description: text, required, values, headers }]) => ({
            name: column,
            type,
            description: text,
            required,
            choices: values ?? [],
            headers,
          }),
        ),
      })),
    }),
  );
};

/** The files of a multipart request as they come; fields beside them are passed over. */
async function* filesOf(request: FastifyRequest, host: Host) {
  const { fileBytes, filesPerUpload } = host.limits;
  const limits = {
    fileSize: fileBytes,
    files: filesPerUpload + 1,
    fields: 20,
    fieldSize: 10_000,
    parts: filesPerUpload + 21,
  };
  for await (const part of request.parts({ limits })) {
    if (part.type !== 'file') continue;
    yield { name: part.filename === '' ? 'file' : part.filename, content: part.file };
    if (part.file.truncated) throw problem('upload_too_large', `A file is larger than ${fileBytes} bytes.`);
  }
}

/** What the reader of the body throws has no code; whatever else goes wrong (disk, limits) has one or is a problem. */
const isCut = (error: unknown): boolean =>
  error instanceof Error &&
  !(error instanceof ProblemError) &&
  (!('code' in error) || error.code === 'ECONNRESET');
