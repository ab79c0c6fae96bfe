import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { App } from '../http/app-types.js';
import { whileWaiting } from '../http/answered.js';
import { problem } from '../http/problems.js';
import type { Host } from '../host.js';
import { type Call, type CallName, type CallProgress, calls } from '../library/calls.js';
import { failureOf } from '../library/line.js';

/** Only who may read the token file comes here, and only from this machine: `session/allow.ts` sees to that. */
export const libraryPath = '/library';

const named = z.strictObject({ call: z.enum(Object.keys(calls) as [CallName, ...CallName[]]) });

/**
 * The calls of the command line while the server holds the workspace. Answers in lines of JSON (`callLine`), so that
 * progress comes while the work is done.
 */
export const addLibrary = (app: App, host: Host, report: (line: string) => void): void => {
  app.post(
    `${libraryPath}/:call`,
    { schema: { hide: true, params: named, body: z.unknown() } },
    async (request, reply) => {
      const { call } = request.params;
      const { asks, writes, run } = calls[call] as Call<unknown, unknown>;
      const asked = asks.safeParse(request.body);
      if (!asked.success)
        throw problem(
          'request_invalid',
          `The call '${call}' does not take what was sent.`,
          asked.error.issues.map((issue) => ({ path: `/${issue.path.join('/')}`, message: issue.message })),
        );
      reply.hijack();
      const { raw } = reply;
      raw.writeHead(200, {
        ...reply.getHeaders(),
        'content-type': 'application/x-ndjson; charset=utf-8',
        'cache-control': 'no-store',
      } as Record<string, string>);
      const write = (line: object) => raw.write(`${JSON.stringify(line)}\n`);
      const say = (progress: CallProgress) => write({ progress });
      try {
        const answer = await whileWaiting(reply, (left) => {
          if (!writes)
            return host.workspace.engine.snapshot(() => run(host.workspace, asked.data, say), left);
          say({ phase: 'wait', file: '', fraction: 0 });
          // Who leaves now leaves the work to be done, as a browser does.
          return host.queue.run(() => run(host.workspace, asked.data, say));
        });
        write({ answer });
      } catch (error) {
        const known = failureOf(error);
        if (known !== null) write({ failure: known });
        else {
          const number = randomBytes(4).toString('hex');
          report(
            `error ${number}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
          );
          write({
            failure: {
              kind: 'defect',
              code: 'INTERNAL',
              message: `the server reports it as error ${number}`,
            },
          });
        }
      }
      raw.end();
    },
  );
};
