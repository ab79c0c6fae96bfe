import { randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What `data/server.json` says while a server runs: enough for a program of the same user to reach it. */
export interface ServerFile {
  readonly pid: number;
  readonly url: string;
  readonly port: number;
  readonly startedAt: string;
  /** Beside it; readable by its owner only. */
  readonly tokenFile: string;
}

/** Text that a program of the same user sends as `Authorization: Bearer`; made anew at each start. */
export const writeToken = (data: string): string => {
  const token = randomBytes(32).toString('base64url');
  const path = join(data, 'server.token');
  // A file that is there keeps its mode when it is written over.
  rmSync(path, { force: true });
  writeFileSync(path, token, { mode: 0o600 });
  return token;
};

export const writeServerFile = (data: string, url: string, port: number): void => {
  const content: ServerFile = {
    pid: process.pid,
    url,
    port,
    startedAt: new Date().toISOString(),
    tokenFile: 'server.token',
  };
  writeFileSync(join(data, 'server.json'), `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
};

export const removeServerFiles = (data: string): void => {
  for (const name of ['server.json', 'server.token']) rmSync(join(data, name), { force: true });
};
