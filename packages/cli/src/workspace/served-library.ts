import { type CallName, callLine } from '@bellwether/server';
import { once } from 'node:events';
import { type IncomingMessage, request as httpRequest } from 'node:http';
import { createInterface } from 'node:readline';
import { CallError, commandError } from '../errors.js';
import { say } from '../output/format.js';
import type { Library, Progress } from './library.js';
import type { FoundServer } from './running-server.js';

/** Calls that the server ends also when nobody waits any more. */
const goesOn: ReadonlySet<CallName> = new Set(['import', 'undo', 'backup']);

/** The workspace as the server that holds it answers for it. */
export const servedLibrary = (server: FoundServer): Library => ({
  ask: async (name, asked, onProgress) => {
    const leave = () => {
      say(`The server at ${server.url} goes on with it; 'bellwether batches' shows its end.`);
      process.exit(130);
    };
    if (goesOn.has(name)) process.once('SIGINT', leave);
    try {
      // The answer is that of the same function of the same version: findServer sees to that.
      return (await ask(server, name, asked, onProgress)) as never;
    } finally {
      process.off('SIGINT', leave);
    }
  },
  close: async () => undefined,
});

const ask = async (
  server: FoundServer,
  name: CallName,
  asked: unknown,
  onProgress?: (progress: Progress) => void,
): Promise<unknown> => {
  try {
    const response = await post(server, name, asked);
    if (response.statusCode !== 200) throw await refusal(server, response);
    for await (const text of createInterface({ input: response })) {
      const line = callLine.parse(JSON.parse(text));
      if ('progress' in line) onProgress?.(line.progress);
      else if ('failure' in line) throw new CallError(line.failure);
      else return line.answer;
    }
  } catch (error) {
    // Whatever the connection died of: the server is gone.
    if (!(error instanceof Error && 'code' in error && connectionLost.has(String(error.code)))) throw error;
  }
  throw commandError('SERVER_GONE', server.url);
};

const connectionLost = new Set(['ECONNRESET', 'ECONNREFUSED', 'EPIPE']);

/** Without a limit of time: an import takes as long as it takes. */
const post = async (
  { url, token }: FoundServer,
  name: CallName,
  asked: unknown,
): Promise<IncomingMessage> => {
  const request = httpRequest(`${url}/api/v1/library/${name}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
  });
  request.end(JSON.stringify(asked));
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  return response;
};

const refusal = async (server: FoundServer, response: IncomingMessage): Promise<Error> => {
  const text = (await response.toArray()).join('');
  let why = `status ${String(response.statusCode)}`;
  try {
    why = (JSON.parse(text) as { detail?: string }).detail ?? why;
  } catch {
    // Not a problem document: the status has to do.
  }
  return commandError('SERVER_REFUSED', server.url, why);
};
