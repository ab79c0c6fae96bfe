import { type Command, Option } from 'commander';
import { writeFileSync } from 'node:fs';
import { print, say } from '../output/format.js';
import { importPlanText } from '../output/import-plan-text.js';
import { startProgress } from '../output/progress.js';
import { reconciliation } from '../output/reconciliation.js';
import { withWorkspace } from '../workspace-option.js';

interface Options {
  readonly workspace?: string;
  readonly as?: string;
  readonly mapping?: string;
  readonly dryRun?: boolean;
  readonly scaffold?: boolean;
  readonly out?: string;
  readonly dateOrder?: 'DMY' | 'MDY' | 'YMD';
  readonly decimal?: '.' | ',';
  readonly encoding?: string;
}

export const addImport = (program: Command): void => {
  program
    .command('import')
    .argument('<path...>', 'files, folders or zips: CSV, TSV, XLSX, JSON, JSON lines, Parquet')
    .description('land, map, check and load files; print where every row went')
    .option('-w, --workspace <dir>', 'the workspace (default: the one this folder lies in)')
    .option('--as <source.table>', 'what the files are, instead of recognising them')
    .option('--mapping <file>', 'a mapping to try before the built-in ones')
    .option('--dry-run', 'show what each file and column is taken for; load nothing')
    .option(
      '--encoding <label>',
      'encoding of text files, such as windows-1252, where finding it out went wrong',
    )
    .option('--scaffold', 'write a mapping to edit for an unknown file')
    .option('--out <file>', 'where --scaffold writes (default: standard output)')
    .addOption(
      new Option('--date-order <order>', 'order of dates that the data cannot decide').choices([
        'DMY',
        'MDY',
        'YMD',
      ]),
    )
    .addOption(new Option('--decimal <mark>', 'decimal mark that the data cannot decide').choices(['.', ',']))
    .addHelpText(
      'after',
      '\nExample:\n  bellwether import --dry-run exports/\n  bellwether import exports/ orders.xlsx',
    )
    .action((paths: string[], options: Options) =>
      withWorkspace(options.workspace, async (library) => {
        const asked = {
          paths,
          from: process.cwd(),
          ...(options.as === undefined ? {} : { as: options.as }),
          ...(options.mapping === undefined ? {} : { mapping: options.mapping }),
          ...(options.dateOrder === undefined ? {} : { dateOrder: options.dateOrder }),
          ...(options.decimal === undefined ? {} : { decimal: options.decimal }),
          ...(options.encoding === undefined ? {} : { encoding: options.encoding }),
        };
        if (options.scaffold) {
          const mapping = await library.ask('scaffold', asked);
          if (options.out === undefined) print(mapping);
          else writeFileSync(options.out, mapping);
          return;
        }
        if (options.dryRun) {
          print(importPlanText(await library.ask('planImport', asked)));
          return;
        }
        const progress = startProgress();
        const report = await library.ask('import', asked, ({ phase, file, fraction }) =>
          progress.update(fraction, `${phase} ${file}`.trim()),
        );
        progress.done();
        print(reconciliation(report));
        if (report.batchId === null) say('Nothing new was loaded.');
        else
          say(
            `Loaded as ${report.batchId} in ${report.seconds.toFixed(1)} s. Take it back: bellwether undo ${report.batchId}. Rows kept out: bellwether rejects --batch ${report.batchId}`,
          );
        if (report.files.some(({ fate }) => fate === 'unrecognised' || fate === 'undecided'))
          process.exitCode = 1;
      }),
    );
};
