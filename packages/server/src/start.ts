import { join, resolve } from 'node:path';
import type { Host, ServerLimits } from './host.js';
import type { App } from './http/app-types.js';
import { problem } from './http/problems.js';
import { openHost, type Served, type ServeOptions, serveHost } from './serve-host.js';
import { linkPath } from './session/allow.js';
import { Sessions } from './session/sessions.js';
import type { Crossing, FailedCrossing } from './workspaces/crossing.js';
import { idOf } from './workspaces/neighbours.js';
import { whyUnopened } from './workspaces/why-unopened.js';

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

/** What it says and does is of the workspace that is served now. */
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
  /**
   * Serves another workspace in the place of this one, at the same address and for the same sessions. Where it cannot be
   * opened, the one before is served on and the error thrown. Throws `workspace_at_work` while an import runs.
   */
  goOver(directory: string): Promise<void>;
  /** Ends open requests and the import that runs, then lets go of the workspace. */
  close(): Promise<void>;
}

/**
 * Opens the workspace and serves it. While it runs, `data/server.json` says where, for programs of the same user.
 * Throws the errors of opening a workspace, and EADDRINUSE.
 */
export const startServer = async (options: StartOptions): Promise<RunningServer> => {
  const report = options.report ?? ((line: string) => process.stderr.write(`${line}\n`));
  let served: Served;
  let moving: Promise<void> | null = null;
  let failed: FailedCrossing | null = null;
  let isClosed = false;

  const checkFree = (): void => {
    if (moving !== null || isClosed)
      throw problem('workspace_at_work', 'The server is going over to another workspace, or ends.');
  };
  const checkIdle = (): void => {
    if (served.host.isAtWork)
      throw problem(
        'workspace_at_work',
        'An import, an undo or a change of settings runs in this workspace.',
      );
  };
  const crossing: Crossing = {
    check: () => {
      checkFree();
      checkIdle();
    },
    begin: (directory) => void goOver(directory).catch(() => undefined),
    failed: () => failed,
  };
  const first = await openHost(options.workspace, options.limits);
  const sessions = new Sessions(join(first.data, 'sessions.json'));
  const settings: Omit<ServeOptions, 'port'> = {
    address: options.host ?? '127.0.0.1',
    webRoot: options.webRoot === undefined ? null : resolve(options.webRoot),
    sessions,
    crossing,
    report,
  };
  served = await serveHost(first, { ...settings, port: options.port ?? 4600 });

  const serve = async (host: Host, port: number): Promise<void> => {
    served = await serveHost(host, { ...settings, port });
    sessions.keepIn(join(host.data, 'sessions.json'));
  };
  const cross = async (directory: string): Promise<void> => {
    const before = served;
    const { directory: home } = before.host.workspace;
    if (directory === home) return;
    checkIdle();
    // Opened first: while that takes its time, or fails, the one before is served as ever.
    const host = await openHost(directory, options.limits);
    try {
      checkIdle();
    } catch (error) {
      await host.close();
      throw error;
    }
    await before.close();
    try {
      await serve(host, before.port);
    } catch (error) {
      await serve(await openHost(home, options.limits), before.port);
      throw error;
    }
  };
  const goOver = async (directory: string): Promise<void> => {
    checkFree();
    const goal = resolve(directory);
    failed = null;
    try {
      moving = cross(goal);
      await moving;
    } catch (error) {
      failed = { id: idOf(goal), problem: whyUnopened(error, goal, report) };
      throw error;
    } finally {
      moving = null;
    }
  };

  const newLink = () => `${served.url}${linkPath}?token=${sessions.newLink()}`;
  return {
    get url() {
      return served.url;
    },
    get port() {
      return served.port;
    },
    link: newLink(),
    newLink,
    get token() {
      return served.token;
    },
    get app() {
      return served.app;
    },
    goOver,
    close: async () => {
      isClosed = true;
      await moving?.catch(() => undefined);
      await served.close();
    },
  };
};
