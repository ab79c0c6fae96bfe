import fastifyStatic from '@fastify/static';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from './app-types.js';
import { problem } from './problems.js';

/** Names of the router's pages have no dot; what has one and is not there is missing. */
const isPage = (path: string): boolean => !/\.[a-z0-9]+$/i.test(path.split('/').at(-1) ?? '');

/** Serves the built web application: its files, and its one page for every address of a page. */
export const serveWeb = async (app: App, root: string | null): Promise<void> => {
  const hasWeb = root !== null && existsSync(join(root, 'index.html'));
  if (root !== null && hasWeb) {
    await app.register(fastifyStatic, {
      root,
      index: false,
      cacheControl: false,
      dotfiles: 'ignore',
      setHeaders: (reply, path) => {
        // Names under assets/ carry the hash of their content.
        const kept = path.includes('/assets/') ? 'private, max-age=31536000, immutable' : 'no-cache';
        reply.header('cache-control', kept);
      },
    });
    app.get('/', { schema: { hide: true } }, (_, reply) =>
      reply.header('cache-control', 'no-cache').sendFile('index.html', root),
    );
  } else {
    app.get('/', { schema: { hide: true } }, (_, reply) =>
      reply
        .type('text/html; charset=utf-8')
        .send(
          '<!doctype html><html lang="en"><title>Bellwether</title><p>The server runs; the web application is not built. The API is at <a href="/api/v1/openapi.json">/api/v1</a>.</p></html>',
        ),
    );
  }
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (hasWeb && isRead && !path.startsWith('/api/') && isPage(path))
      return reply.header('cache-control', 'no-cache').sendFile('index.html', root);
    throw problem('not_found', 'There is nothing at this address.');
  });
};
