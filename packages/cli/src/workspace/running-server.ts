import { healthAnswer, type ServerFile, serverFile, serverVersion } from '@bellwether/server';
import { readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { commandError } from '../errors.js';

/** A server that holds a workspace, and what it takes to speak to it. */
export interface FoundServer {
  readonly url: string;
  readonly token: string;
}

/** Milliseconds that a server has to say that it is there. */
const patience = 10_000;

/**
 * The server that says in `data/server.json` that it holds the workspace. Null where there is none, or where the file was
 * left behind by one that was killed. Throws SERVER_OTHER_VERSION.
 */
export const findServer = async (directory: string): Promise<FoundServer | null> => {
  const told = readServerFile(join(directory, 'data'));
  if (told === null || !isAlive(told.file.pid) || !isHere(told.file.url)) return null;
  const { url, version } = told.file;
  // Another process may have the number of one that is dead: only who knows the token is the server.
  const answer = await fetch(`${url}/api/v1/health`, {
    headers: { authorization: `Bearer ${told.token}` },
    signal: AbortSignal.timeout(patience),
  }).then(
    (response): Promise<unknown> => response.json(),
    () => null,
  );
  if (healthAnswer.safeParse(answer).data?.name === undefined) return null;
  if (version !== serverVersion) throw commandError('SERVER_OTHER_VERSION', url, version, serverVersion);
  return { url, token: told.token };
};

const readServerFile = (data: string): { readonly file: ServerFile; readonly token: string } | null => {
  try {
    const file = serverFile.parse(JSON.parse(readFileSync(join(data, 'server.json'), 'utf8')));
    return { file, token: readFileSync(join(data, file.tokenFile), 'utf8') };
  } catch {
    // Absent, cut short, or of another kind: then nobody says that he holds the workspace.
    return null;
  }
};

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Alive, and somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

/** A folder from elsewhere must not send the command line to another machine. */
const isHere = (url: string): boolean => {
  const host = new URL(url).hostname.replaceAll(/[[\]]/g, '');
  const own = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return host === 'localhost' || own.some(({ address }) => address === host);
};
