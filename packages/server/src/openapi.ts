import type { SwaggerOptions } from '@fastify/swagger';
import { z } from 'zod';
import type { App } from './http/app-types.js';
import { problemDocument } from './schemas/common.js';
import { healthPath } from './session/allow.js';

/** The head of the document; paths and schemas come from the routes. */
export const openApiDocument: NonNullable<Extract<SwaggerOptions, { openapi?: unknown }>['openapi']> = {
  openapi: '3.1.0',
  info: {
    title: 'Bellwether',
    version: '0.1.0',
    description: 'Is our CRM working? Every standard measure, right, explained and fast.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: '/' }],
  components: {
    securitySchemes: {
      session: { type: 'apiKey', in: 'cookie', name: 'bellwether_session' },
      program: { type: 'http', scheme: 'bearer' },
    },
  },
  security: [{ session: [] }, { program: [] }],
};

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Tree = { [key: string]: Json };

const isTree = (value: Json | undefined): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const problemAnswer: Tree = {
  description: 'What went wrong, what was kept and what to do (RFC 9457)',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

/** Keys in their order of names, so that the file only changes when the contract does. */
const sorted = (value: Json): Json => {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isTree(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key] ?? null)]),
  );
};

/** What the schemas of zod cannot say: files in, and answers that are not JSON. */
const uploads: Tree = {
  required: true,
  content: {
    'multipart/form-data': {
      schema: {
        type: 'object',
        required: ['files'],
        properties: { files: { type: 'array', items: { type: 'string', format: 'binary' } } },
      },
    },
  },
};
const plainAnswers: Readonly<Record<string, string>> = {
  '/api/v1/rows.csv': 'text/csv',
  '/api/v1/rejects.csv': 'text/csv',
  '/api/v1/imports/{id}/events': 'text/event-stream',
};

const each = (value: Json | undefined): [string, Tree][] =>
  Object.entries(isTree(value) ? value : {}).filter((entry): entry is [string, Tree] => isTree(entry[1]));

/** Names of the components that a part of the document refers to. */
const referred = (value: Json): string[] => {
  if (Array.isArray(value)) return value.flatMap(referred);
  if (!isTree(value)) return [];
  const own = value['$ref'];
  const name = typeof own === 'string' ? own.split('/').at(-1) : undefined;
  return [...(name === undefined ? [] : [name]), ...Object.values(value).flatMap(referred)];
};

/** The components that the paths lead to; zod makes each of them twice, for in and for out. */
const reachable = (paths: Json, schemas: Tree): Tree => {
  const found = new Set<string>();
  const open = referred(paths);
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    open.push(...referred(schemas[name] ?? null));
  }
  return Object.fromEntries(Object.entries(schemas).filter(([name]) => found.has(name)));
};

/** The OpenAPI document of the routes that are there; each may answer with a problem. */
export const openApiOf = (app: App): Tree => {
  // Plain JSON, without the prototypes of whoever made it.
  const document = JSON.parse(JSON.stringify(app.swagger())) as Tree;
  for (const [path, item] of each(document['paths'])) {
    for (const [method, operation] of each(item)) {
      const responses = isTree(operation['responses']) ? operation['responses'] : {};
      operation['responses'] = responses;
      responses['default'] = problemAnswer;
      const type = plainAnswers[path];
      if (type !== undefined) {
        responses['200'] = { description: 'The file', content: { [type]: { schema: { type: 'string' } } } };
      }
      if (path === '/api/v1/imports' && method === 'post') operation['requestBody'] = uploads;
      if (path === healthPath) operation['security'] = [];
    }
  }
  const components = document['components'];
  if (isTree(components) && isTree(components['schemas'])) {
    const { $schema: _, ...schema } = z.toJSONSchema(problemDocument, { io: 'output' });
    components['schemas']['Problem'] ??= JSON.parse(JSON.stringify(schema)) as Tree;
    components['schemas'] = reachable(document['paths'] ?? null, components['schemas']);
  }
  return sorted(document) as Tree;
};
