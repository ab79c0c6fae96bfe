import type { FastifyReply, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import type { Host } from '../host.js';

const json = 'application/json; charset=utf-8';

/**
 * Answers with an ETag made of the data's version and `key` (the hash of the question and its definitions), or with 304.
 * Figures of several statements belong to one state of the data: when it changed in between they are asked for again.
 */
export const tagged = async <T>(
  host: Host,
  request: FastifyRequest,
  reply: FastifyReply,
  key: string,
  make: () => Promise<T>,
): Promise<T | FastifyReply> => {
  const version = await host.version();
  const tag = `W/"${createHash('sha256').update(`${version}:${key}`).digest('base64url').slice(0, 27)}"`;
  const send = (text: string) =>
    reply.header('etag', tag).header('cache-control', 'private, no-cache').type(json).send(text);
  const known = request.headers['if-none-match'];
  if (known !== undefined && known.split(/\s*,\s*/).includes(tag))
    return reply.header('etag', tag).header('cache-control', 'private, no-cache').code(304).send();
  const kept = host.answers.find(tag);
  if (kept !== undefined) return send(kept);
  const answer = await steady(host, make);
  // What changed meanwhile has another tag.
  if ((await host.version()) !== version) return answer;
  const text = reply.serialize(answer);
  if (typeof text !== 'string') return answer;
  host.answers.keep(tag, text);
  return send(text);
};

/** Asks again when figures were rebuilt while the answer was put together. */
export const steady = async <T>(host: Host, make: () => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    const before = await host.factsVersion();
    const answer = await host.timely(make());
    if (attempt === 3 || (await host.factsVersion()) === before) return answer;
  }
};
