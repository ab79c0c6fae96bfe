import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { join } from 'node:path';
import { prepareOperations } from '@bellwether/warehouse';
import { buildApp } from './app.js';
import type { App } from './http/app-types.js';
import { Host, type ServerLimits } from './host.js';
import { linkPath } from './session/allow.js';
import { removeServerFiles, writeServerFile, writeToken } from './session/server-file.js';
import { Sessions } from './session/sessions.js';
import { timingSafeEqual } from 'node:crypto';

export interface StartOptions {
  /** Folder of the workspace. */
  readonly workspace: string;
  /** Loopback unless told otherwise. */
  readonly host?: string;
  /** 0 takes any free one. */
  readonly port?: number;
  /** Folder of the built web application. */
  readonly webRoot?: string;
  readonly limits?: Partial<ServerLimits>;
  /** Gets a line for each unexpected error; standard error by default. */
  readonly report?: (line: string) => void;
}

export interface RunningServer {
  /** `http://127.0.0.1:4600` */
  readonly url: string;
  readonly port: number;
  /** Opens a session in a browser, once. */
  readonly link: string;
  /** A further link; an unused earlier one is void. */
  readonly newLink: () => string;
  /** For programs: `Authorization: Bearer`. */
  readonly token: string;
  readonly app: App;
  /** Ends open requests and the import that runs, then lets go of the workspace. */
  close(): Promise<void>;
}

const loopback = new Set(['localhost', '127.0.0.1', '::1']);

const same = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/**
 * Opens the workspace and serves it. While it runs, `data/server.json` says where, for programs of the same user.
 * Throws the errors of opening a workspace, and EADDRINUSE.
 */
export const startServer = async (options: StartOptions): Promise<RunningServer> => {
  const address = options.host ?? '127.0.0.1';
  const report = options.report ?? ((line: string) => process.stderr.write(`${line}\n`));
  const host = await Host.open(options.workspace, options.limits);
  try {
    await prepareOperations(host.workspace);
    const sessions = new Sessions(join(host.data, 'sessions.json'));
    const token = writeToken(host.data);
    const app = await buildApp({
      host,
      sessions,
      door: {
        isLoopback: loopback.has(address),
        hasSession: (cookie) => sessions.has(cookie),
        isProgram: (given) => same(given, token),
      },
      webRoot: options.webRoot === undefined ? null : resolve(options.webRoot),
      report,
    });
    await app.listen({ host: address, port: options.port ?? 4600 });
    const listening = app.server.address();
    const port = typeof listening === 'object' && listening !== null ? listening.port : 0;
    const shown = isIP(address) === 6 ? `[${address}]` : address === '0.0.0.0' ? 'localhost' : address;
    const url = `http://${shown}:${port}`;
    writeServerFile(host.data, url, port);
    const newLink = () => `${url}${linkPath}?token=${sessions.newLink()}`;
    return {
      url,
      port,
      link: newLink(),
      newLink,
      token,
      app,
      close: async () => {
        removeServerFiles(host.data);
        app.server.closeAllConnections();
        await app.close();
        await host.close();
      },
    };
  } catch (error) {
    removeServerFiles(host.data);
    await host.close();
    throw error;
  }
};
