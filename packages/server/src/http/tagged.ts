import type { FastifyReply, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import { dataVersion } from '../data-version.js';
import type { Host } from '../host.js';
import { timely, whileWaiting } from './answered.js';
import { sendPacked } from './packed.js';

const json = 'application/json; charset=utf-8';

const tagOf = (version: string, key: string): string =>
  `W/"${createHash('sha256').update(`${version}:${key}`).digest('base64url').slice(0, 27)}"`;

/**
 * Answers with an ETag made of the data's version and `key` (the hash of the question and its definitions), or with 304.
 * What many ask at once is made once. Version and answer are of one state of the data.
 */
export const tagged = async <T>(
  host: Host,
  request: FastifyRequest,
  reply: FastifyReply,
  key: string,
  make: () => Promise<T>,
): Promise<FastifyReply> => {
  const tag = tagOf(await host.version(), key);
  const known = request.headers['if-none-match'];
  if (known !== undefined && known.split(/\s*,\s*/).includes(tag))
    return reply.header('etag', tag).header('cache-control', 'private, no-cache').code(304).send();
  const send = (found: string, text: string) =>
    sendPacked(
      host,
      request,
      reply.header('etag', found).header('cache-control', 'private, no-cache').type(json),
      found,
      text,
    );
  const kept = host.answers.find(tag);
  if (kept !== undefined) return send(tag, kept);
  const asked = performance.now();
  const made = await whileWaiting(reply, (left) =>
    host.shared.join(tag, left, (stop) =>
      timely(host, stop, async () => {
        // Something may have been committed since: then the answer is tagged with what it was made of.
        const seen = tagOf(await dataVersion(host.workspace), key);
        return { tag: seen, text: textOf(reply.serialize(await make())) };
      }),
    ),
  );
  host.answers.keep(made.tag, made.text);
  const { method, url, body } = request;
  host.ahead.note({ method, url, body }, performance.now() - asked);
  return send(made.tag, made.text);
};

const textOf = (serialized: unknown): string => {
  if (typeof serialized !== 'string') throw new Error('an answer is serialized to text');
  return serialized;
};
