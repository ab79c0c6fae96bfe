import { prepareOperations } from '@bellwether/warehouse';
import { timingSafeEqual } from 'node:crypto';
import { isIP } from 'node:net';
import { apiPrefix, buildApp } from './app.js';
import { Host, type ServerLimits } from './host.js';
import type { App } from './http/app-types.js';
import type { Ask } from './http/ask-ahead.js';
import { removeServerFiles, writeServerFile, writeToken } from './session/server-file.js';
import type { Sessions } from './session/sessions.js';
import type { Crossing } from './workspaces/crossing.js';

/** One workspace while it is served. */
export interface Served {
  readonly host: Host;
  readonly app: App;
  readonly url: string;
  readonly port: number;
  readonly token: string;
  /** Ends open requests and the import that runs, then lets go of the workspace. */
  close(): Promise<void>;
}

export interface ServeOptions {
  readonly address: string;
  readonly port: number;
  readonly webRoot: string | null;
  readonly sessions: Sessions;
  readonly crossing: Crossing;
  readonly report: (line: string) => void;
}

const loopback = new Set(['localhost', '127.0.0.1', '::1']);

const same = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/** Asks as a program of the same user does, without the way over the network. */
const askingItself =
  (app: App, token: string): Ask =>
  async ({ method, url, body }, signal) => {
    await app.inject({
      method: method === 'POST' ? 'POST' : 'GET',
      url,
      headers: { host: 'localhost', authorization: `Bearer ${token}` },
      ...(body === undefined || body === null ? {} : { payload: body }),
      signal,
    });
  };

/** Opens a workspace, ready to be served. Throws the errors of opening. */
export const openHost = async (directory: string, limits?: Partial<ServerLimits>): Promise<Host> => {
  const host = await Host.open(directory, limits);
  try {
    await prepareOperations(host.workspace);
    return host;
  } catch (error) {
    await host.close();
    throw error;
  }
};

/** Listens for a workspace that is open, and says so in its data folder; closes it where that fails. Throws EADDRINUSE. */
export const serveHost = async (host: Host, options: ServeOptions): Promise<Served> => {
  const { address, sessions, crossing, webRoot, report } = options;
  let app: App | undefined;
  const end = async (): Promise<void> => {
    try {
      await host.ahead.close();
      removeServerFiles(host.data);
    } finally {
      app?.server.closeAllConnections();
      await app?.close();
      await host.close();
    }
  };
  try {
    const token = writeToken(host.data);
    app = await buildApp({
      host,
      sessions,
      door: {
        isLoopback: loopback.has(address),
        hasSession: (cookie) => sessions.has(cookie),
        isProgram: (given) => same(given, token),
      },
      crossing,
      webRoot,
      report,
    });
    await app.listen({ host: address, port: options.port });
    const listening = app.server.address();
    const port = typeof listening === 'object' && listening !== null ? listening.port : 0;
    const shown = isIP(address) === 6 ? `[${address}]` : address === '0.0.0.0' ? 'localhost' : address;
    const url = `http://${shown}:${port}`;
    writeServerFile(host.data, url, port);
    host.ahead.open(askingItself(app, token), [
      { method: 'GET', url: `${apiPrefix}/board`, body: undefined },
    ]);
    let ended: Promise<void> | null = null;
    return { host, app, url, port, token, close: () => (ended ??= end()) };
  } catch (error) {
    // What went wrong first is what a person can mend.
    await end().catch(() => undefined);
    throw error;
  }
};
