import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import swagger from '@fastify/swagger';
import {
  createSerializerCompiler,
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  validatorCompiler,
} from 'fastify-type-provider-zod';
import fastify, { type FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { App, ZodTypes } from './http/app-types.js';
import { describeError } from './http/describe-error.js';
import { brotliParameters, packFrom } from './http/packed.js';
import { problem, type Problem } from './http/problems.js';
import { securityHeaders } from './http/security-headers.js';
import { serveWeb } from './http/serve-web.js';
import type { Host } from './host.js';
import { openApiDocument } from './openapi.js';
import { addRoutes } from './routes/routes.js';
import { allow, askerOf, type AskedRequest, type Door, linkPath, sessionCookie } from './session/allow.js';
import { enteredPage, lockedPage } from './session/locked-page.js';
import { type Sessions, sessionSeconds } from './session/sessions.js';
import type { Crossing } from './workspaces/crossing.js';

export interface AppOptions {
  readonly host: Host;
  readonly sessions: Sessions;
  readonly door: Door;
  /** The way to another workspace. */
  readonly crossing: Crossing;
  /** Folder of the built web application; null serves the API alone. */
  readonly webRoot: string | null;
  /** Gets what no person may see: unexpected errors with the number that was shown. */
  readonly report: (line: string) => void;
}

export const apiPrefix = '/api/v1';

/** A connection whose two ends are the same machine. */
const isLocal = ({ remoteAddress = '', localAddress = '' }: FastifyRequest['socket']): boolean =>
  /^(::ffff:)?127\.|^::1$/.test(remoteAddress) || (remoteAddress !== '' && remoteAddress === localAddress);

const asked = (request: FastifyRequest): AskedRequest => ({
  method: request.method,
  path: request.url.split('?')[0] ?? '',
  headers: request.headers,
  cookies: request.cookies,
  isLocal: isLocal(request.socket),
});

/** The whole server without a port: plugins, who may come in, routes, errors. */
export const buildApp = async (options: AppOptions): Promise<App> => {
  const { host, sessions, door, crossing, webRoot, report } = options;
  const app: App = fastify({
    bodyLimit: host.limits.bodyBytes,
    logger: false,
    trustProxy: false,
    requestTimeout: 0,
    return503OnClosing: true,
    routerOptions: { maxParamLength: 300 },
  }).withTypeProvider<ZodTypes>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(createSerializerCompiler());
  const hide = (text: string) => host.hide(text);
  const describe = (error: unknown): Problem =>
    describeError(error, hide, (number, cause) => {
      const detail = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
      report(`error ${number}: ${detail}`);
    });

  await app.register(cookie);
  await app.register(compress, {
    global: true,
    threshold: packFrom,
    encodings: ['br', 'gzip'],
    brotliOptions: { params: brotliParameters },
  });
  await app.register(multipart);
  await app.register(swagger, {
    openapi: openApiDocument,
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });

  app.addHook('onRequest', async (request, reply) => {
    reply.headers(securityHeaders);
    if (request.url.startsWith(apiPrefix)) reply.header('cache-control', 'no-store');
    const refusal = allow(asked(request), door);
    if (refusal) throw refusal;
  });

  app.setErrorHandler((error, request, reply) => {
    const found = describe(error);
    if (found.code === 'client_left')
      report(`info: ${request.method} ${asked(request).path}: ${found.detail}`);
    // A browser that opens a page is shown a page.
    const isPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
    if (found.status === 401 && isPage && !request.url.startsWith(apiPrefix))
      return reply.code(401).type('text/html; charset=utf-8').send(lockedPage(found.title, found.detail));
    // An upload that was refused half way is not read to its end.
    if (found.status === 413) reply.header('connection', 'close');
    return reply
      .code(found.status)
      .type('application/problem+json; charset=utf-8')
      .send(JSON.stringify(found));
  });

  app.get(
    linkPath,
    {
      schema: {
        hide: true,
        querystring: z.object({ token: z.string().max(200).default('') }),
      },
    },
    async (request, reply) => {
      const session = sessions.redeem(request.query.token);
      if (session === null)
        throw problem('link_spent', 'The link was opened before, or is not the latest one.');
      return reply
        .setCookie(sessionCookie, session, {
          httpOnly: true,
          sameSite: 'strict',
          path: '/',
          maxAge: sessionSeconds,
          secure: false,
        })
        .header('cache-control', 'no-store')
        .type('text/html; charset=utf-8')
        .send(enteredPage);
    },
  );

  await app.register(
    async (api) => {
      addRoutes(api.withTypeProvider<ZodTypes>(), {
        host,
        describe,
        crossing,
        report,
        isKnown: (request) => askerOf(asked(request), door) !== 'nobody',
        endSession: (request) => {
          const session = request.cookies[sessionCookie];
          if (session !== undefined) sessions.end(session);
        },
      });
    },
    { prefix: apiPrefix },
  );
  await serveWeb(app, webRoot);
  await app.ready();
  return app;
};
