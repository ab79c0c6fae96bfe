import type { Command } from 'commander';
import { csv } from '../output/csv.js';
import { type Format, parseFormat, print, printJson, say } from '../output/format.js';
import { textTable } from '../output/text-table.js';
import { withWorkspace } from '../workspace-option.js';

const headers = ['Batch', 'Status', 'Finished', 'Files', 'Rows in', 'Loaded', 'Quarantined', 'Ignored'];

export const addBatches = (program: Command): void => {
  program
    .command('batches')
    .description('list the imports, newest first')
    .option('-w, --workspace <dir>', 'the workspace')
    .option('--format <format>', 'table, json or csv', parseFormat, 'table')
    .action((options: { workspace?: string; format: Format }) =>
      withWorkspace(options.workspace, async (library) => {
        const batches = await library.ask('batches', {});
        if (options.format === 'json') return printJson(batches);
        const rows = batches.map((batch) => [
          batch.batchId,
          batch.status,
          batch.finishedAt.slice(0, 19),
          batch.files,
          batch.rowsIn,
          batch.rowsLoaded,
          batch.rowsQuarantined,
          batch.rowsIgnored,
        ]);
        if (options.format === 'csv') return print(csv(headers, rows));
        print(
          textTable(
            headers.map((header, index) => ({ header, align: index > 2 ? 'right' : 'left' })),
            rows.map((row) =>
              row.map((value) => (typeof value === 'number' ? value.toLocaleString('en-US') : value)),
            ),
          ),
        );
      }),
    );
  program
    .command('undo')
    .argument('<batch>', 'the batch, as batches shows it')
    .description('take an import back: its rows go, rows that it replaced return')
    .option('-w, --workspace <dir>', 'the workspace')
    .addHelpText('after', '\nExample:\n  bellwether undo b3')
    .action((batch: string, options: { workspace?: string }) =>
      withWorkspace(options.workspace, async (library) => {
        await library.ask('undo', { batch });
        say(
          `${batch} is undone. Its files are still kept under data/landing; import them again to have it back.`,
        );
      }),
    );
};
