import type { Reject } from '@bellwether/warehouse';
import type { Command } from 'commander';
import { writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { mkdirSync } from 'node:fs';
import { csv, exactCsv } from '../output/csv.js';
import { type Format, parseFormat, print, printJson, say } from '../output/format.js';
import { textTable } from '../output/text-table.js';
import { withWorkspace } from '../workspace-option.js';

/** One CSV a file, with its own columns and the reason behind them: to be corrected and imported again. */
const writeFiles = (rejects: readonly Reject[], folder: string): string[] => {
  mkdirSync(folder, { recursive: true });
  const byFile = Map.groupBy(rejects, ({ file }) => file);
  return [...byFile].map(([file, rows]) => {
    const headers = Object.keys(rows[0]?.row ?? {});
    const name = join(folder, `${basename(file, extname(file))}.rejects.csv`);
    const seen = new Set<string>();
    const lines = rows.flatMap((reject) => {
      const key = `${reject.batchId}:${String(reject.line)}`;
      if (seen.has(key)) return [];
      seen.add(key);
      const reasons = rows
        .filter((one) => one.line === reject.line && one.batchId === reject.batchId)
        .map((one) => `${one.rule} ${one.column ?? ''}: ${one.message}`);
      return [
        [
          ...headers.map((header) => reject.row[header] ?? null),
          `line ${String(reject.line)}: ${reasons.join('; ')}`,
        ],
      ];
    });
    writeFileSync(name, exactCsv([...headers, '_reject_reason'], lines));
    return name;
  });
};

export const addRejects = (program: Command): void => {
  program
    .command('rejects')
    .description('rows that were kept out, with file, line, column, rule and reason')
    .option('-w, --workspace <dir>', 'the workspace')
    .option('--batch <batch>', 'only those of one import')
    .option('--out <folder>', 'write them as CSV, one a file, to correct and import again')
    .option('--format <format>', 'table, json or csv', parseFormat, 'table')
    .addHelpText(
      'after',
      '\nExample:\n  bellwether rejects --out to-correct/\n  bellwether import to-correct/',
    )
    .action((options: { workspace?: string; batch?: string; out?: string; format: Format }) =>
      withWorkspace(options.workspace, async (library) => {
        const rejects = await library.ask('rejects', { batch: options.batch });
        if (options.out !== undefined) {
          for (const name of writeFiles(rejects, options.out)) say(`wrote ${name}`);
          return;
        }
        if (options.format === 'json') return printJson(rejects);
        const headers = ['File', 'Line', 'Column', 'Rule', 'Reason'];
        const rows = rejects.map(({ file, line, column, rule, message }) => [
          file,
          line ?? '',
          column ?? '',
          rule,
          message,
        ]);
        if (options.format === 'csv') return print(csv(headers, rows));
        if (rows.length === 0) return print('No row was kept out.');
        print(
          textTable(
            headers.map((header, index) => ({
              header,
              align: index === 1 ? 'right' : 'left',
              flexible: index === 0 || index === 4,
            })),
            rows.map((row) => row.map(String)),
          ),
        );
      }),
    );
};
