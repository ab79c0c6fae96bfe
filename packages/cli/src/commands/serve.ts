import { startServer } from '@bellwether/server';
import { type Command, InvalidArgumentError } from 'commander';
import { fileURLToPath } from 'node:url';
import { say } from '../output/format.js';

const portOf = (given: string): number => {
  const port = Number(given);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new InvalidArgumentError('it is a whole number from 0 to 65535');
  return port;
};

/** Where the build puts the web application, seen from the built command line. */
const builtWeb = fileURLToPath(new URL('../../../web/dist', import.meta.url));

/** Waits for Ctrl-C or a polite end. */
const stopped = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });

export const addServe = (program: Command): void => {
  program
    .command('serve')
    .description('serve the API and the web application of a workspace; prints a link that opens it once')
    .option('-w, --workspace <dir>', 'the workspace', '.')
    .option(
      '--host <host>',
      'address to listen on; anything but loopback is open to your network',
      '127.0.0.1',
    )
    .option('--port <port>', 'port; 0 takes any free one', portOf, 4600)
    .option('--web <dir>', 'folder of the built web application', builtWeb)
    .addHelpText('after', '\nExample:\n  bellwether serve --workspace demo')
    .action(async (options: { workspace: string; host: string; port: number; web: string }) => {
      const server = await startServer({
        workspace: options.workspace,
        host: options.host,
        port: options.port,
        webRoot: options.web,
      });
      const end = stopped();
      say(
        `Bellwether runs at ${server.url}. Open it with this link, once:\n\n  ${server.link}\n\nCtrl-C stops it.`,
      );
      await end;
      say('Stopping …');
      await server.close();
    });
};
