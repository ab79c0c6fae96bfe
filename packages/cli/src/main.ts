#!/usr/bin/env node
import { MetricsError } from '@bellwether/metrics';
import { SampleError } from '@bellwether/sample';
import { SourceError } from '@bellwether/sources';
import { WarehouseError } from '@bellwether/warehouse';
import { Command, CommanderError } from 'commander';
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

/** Exit codes: 0 done, 1 the request failed, 2 it was not understood. */
const failed = 1;
const misused = 2;

const program = new Command('bellwether')
  .description('Is our CRM working? Every standard measure, right, explained and fast.')
  .version('0.1.0')
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
  addBoard,
  addExport,
  addBackup,
  addServe,
])
  add(program);
for (const command of program.commands)
  command.exitOverride().showHelpAfterError(`(bellwether ${command.name()} --help shows how)`);

/** Errors that say by themselves what happened and what to do. */
const isOurs = (error: unknown): error is Error =>
  error instanceof WarehouseError ||
  error instanceof SampleError ||
  error instanceof SourceError ||
  error instanceof MetricsError;

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : misused;
  } else if (isOurs(error)) {
    process.stderr.write(`bellwether: ${error.message}\n`);
    process.exitCode = failed;
  } else if (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    /^E[A-Z]+$/.test(error.code)
  ) {
    // The operating system refused a file.
    process.stderr.write(
      `bellwether: ${error.message}; nothing was changed; check the path and your permissions\n`,
    );
    process.exitCode = failed;
  } else {
    const detail = error instanceof Error ? error.message : String(error);
    process.stderr.write(
      `bellwether: something went wrong that should not: ${detail}; what was acknowledged is kept; please report it\n`,
    );
    if (process.env['BELLWETHER_DEBUG'])
      process.stderr.write(`${error instanceof Error ? (error.stack ?? '') : ''}\n`);
    process.exitCode = failed;
  }
}
