import { MetricsError } from '@bellwether/metrics';
import { SampleError } from '@bellwether/sample';
import { serverVersion } from '@bellwether/server';
import { SourceError } from '@bellwether/sources';
import { WarehouseError } from '@bellwether/warehouse';
import { Command, CommanderError } from 'commander';
import { CallError, CommandError } from './errors.js';
import { addBackup } from './commands/backup.js';
import { addBatches } from './commands/batches.js';
import { addBoard } from './commands/board.js';
import { addCheck } from './commands/check.js';
import { addExplain } from './commands/explain.js';
import { addExport } from './commands/export.js';
import { addImport } from './commands/import.js';
import { addInit } from './commands/init.js';
import { addMetrics } from './commands/metrics.js';
import { addQuery } from './commands/query.js';
import { addRejects } from './commands/rejects.js';
import { addRows } from './commands/rows.js';
import { addSample } from './commands/sample.js';
import { addServe } from './commands/serve.js';
import { addWhy } from './commands/why.js';

/** Exit codes: 0 done, 1 the request failed, 2 it was not understood. */
const failed = 1;
const misused = 2;

const makeProgram = (): Command => {
  const program = new Command('bellwether')
    .description('Is our CRM working? Every standard measure, right, explained and fast.')
    .version(serverVersion)
    .showHelpAfterError('(bellwether --help shows how)')
    .exitOverride();

  for (const add of [
    addInit,
    addSample,
    addImport,
    addBatches,
    addCheck,
    addRejects,
    addMetrics,
    addQuery,
    addRows,
    addExplain,
    addWhy,
    addBoard,
    addExport,
    addBackup,
    addServe,
  ])
    add(program);
  for (const command of program.commands)
    command.exitOverride().showHelpAfterError(`(bellwether ${command.name()} --help shows how)`);
  return program;
};

/** Errors that say by themselves what happened and what to do. */
const isOurs = (error: unknown): error is Error =>
  error instanceof WarehouseError ||
  error instanceof SampleError ||
  error instanceof SourceError ||
  error instanceof MetricsError ||
  error instanceof CommandError ||
  (error instanceof CallError && error.kind === 'explained');

/** Runs one command and gives its exit code. Data goes to stdout, messages to stderr. */
export const runCommand = async (words: readonly string[]): Promise<number> => {
  try {
    await makeProgram().parseAsync([...words], { from: 'user' });
    // A command that did its work may still have something to say against it.
    return Number(process.exitCode ?? 0);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : misused;
    process.stderr.write(`bellwether: ${messageOf(error)}\n`);
    if (!isOurs(error) && process.env['BELLWETHER_DEBUG'])
      process.stderr.write(`${error instanceof Error ? (error.stack ?? '') : ''}\n`);
    return failed;
  }
};

const messageOf = (error: unknown): string => {
  if (isOurs(error)) return error.message;
  const detail = error instanceof Error ? error.message : String(error);
  // The operating system refused a file.
  if (error instanceof Error && 'code' in error && /^E[A-Z]+$/.test(String(error.code)))
    return `${detail}; nothing was changed; check the path and your permissions`;
  return `something went wrong that should not: ${detail}; what was acknowledged is kept; please report it`;
};
