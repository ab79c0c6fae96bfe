import { WarehouseError } from '@bellwether/warehouse';
import type { FastifyReply } from 'fastify';
import type { Host } from '../host.js';
import { problem } from './problems.js';

/**
 * An answer out of one state of the data, whatever is imported meanwhile. Its statement is ended when the time limit has
 * passed or the client has left.
 */
export const answered = async <T>(host: Host, reply: FastifyReply, make: () => Promise<T>): Promise<T> =>
  whileWaiting(reply, (left) => timely(host, left, make));

/** Does the work with a signal that is aborted when the client leaves before its answer. */
export const whileWaiting = async <T>(
  { raw }: FastifyReply,
  work: (left: AbortSignal) => Promise<T>,
): Promise<T> => {
  if (raw.destroyed) throw clientLeft();
  const gone = new AbortController();
  const leave = () => gone.abort();
  raw.once('close', leave);
  try {
    return await work(gone.signal);
  } finally {
    raw.off('close', leave);
  }
};

const clientLeft = () => problem('client_left', 'The client left before its answer was there.');

/** As `answered`, for whoever brings a signal of his own. Throws the problems `too_slow` and `client_left`. */
export const timely = async <T>(host: Host, left: AbortSignal, make: () => Promise<T>): Promise<T> => {
  const { answerMilliseconds } = host.limits;
  const late = AbortSignal.timeout(answerMilliseconds);
  const stop = AbortSignal.any([late, left]);
  const why = () =>
    late.aborted
      ? problem('too_slow', `The answer was not there after ${answerMilliseconds / 1000} seconds.`)
      : clientLeft();
  const stopped = new Promise<never>((_, reject) => stop.addEventListener('abort', () => reject(why())));
  const work = steady(host, stop, make).catch((error: unknown) => {
    // What was stopped is told by why it was stopped.
    if (error instanceof WarehouseError && error.code === 'QUERY_STOPPED' && stop.aborted) throw why();
    throw error;
  });
  return Promise.race([work, stopped]);
};

/** Asks again when settings were changed meanwhile: figures and settings of an answer belong together. */
const steady = async <T>(host: Host, stop: AbortSignal, make: () => Promise<T>): Promise<T> => {
  for (;;) {
    const { workspace } = host;
    const answer = await workspace.engine.snapshot(make, stop);
    await host.settled();
    if (host.workspace === workspace) return answer;
  }
};
