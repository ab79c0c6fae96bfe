import type { FastifyReply, FastifyRequest } from 'fastify';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Host } from '../host.js';

/** Good enough that a higher one saves little, and several times faster. */
export const brotliParameters = { [constants.BROTLI_PARAM_QUALITY]: 4 };
/** Characters below which packing saves nothing. */
export const packFrom = 1024;

const brotliPacked = promisify(brotliCompress);
const packers = {
  br: (text: string) => brotliPacked(text, { params: brotliParameters }),
  gzip: promisify(gzip),
};

/** The best way that a client takes; null where it names none of ours, or only with a weight (rare: left to the plugin). */
export const packingOf = (accepted: string): keyof typeof packers | null => {
  const named = accepted.split(',').map((part) => part.trim().toLowerCase());
  return named.includes('br') ? 'br' : named.includes('gzip') ? 'gzip' : null;
};

/** Sends a text that may be asked for again: packed once, not for each who asks. */
export const sendPacked = async (
  host: Host,
  request: FastifyRequest,
  reply: FastifyReply,
  tag: string,
  text: string,
): Promise<FastifyReply> => {
  const packing = packingOf(request.headers['accept-encoding'] ?? '');
  if (text.length < packFrom || packing === null) return reply.send(text);
  const packed = await host.packed.of(`${packing} ${tag}`, () => packers[packing](text));
  return reply.header('content-encoding', packing).header('vary', 'accept-encoding').send(packed);
};
