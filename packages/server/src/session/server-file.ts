import { randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { serverVersion } from '../version.js';

/** What `data/server.json` says while a server runs: enough for a program of the same user to reach it. */
export const serverFile = z.object({
  pid: z.int(),
  url: z.url({ protocol: /^http$/ }),
  port: z.int(),
  startedAt: z.string(),
  /** Of Bellwether. */
  version: z.string(),
  /** Beside it; readable by its owner only. */
  tokenFile: z.literal('server.token'),
});
export type ServerFile = Readonly<z.output<typeof serverFile>>;

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
    version: serverVersion,
    tokenFile: 'server.token',
  };
  writeFileSync(join(data, 'server.json'), `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
};

export const removeServerFiles = (data: string): void => {
  for (const name of ['server.json', 'server.token']) rmSync(join(data, name), { force: true });
};
