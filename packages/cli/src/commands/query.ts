import type { Command } from 'commander';
import { type Format, parseFormat, print, printJson } from '../output/format.js';
import { resultCsv, resultText } from '../output/result-text.js';
import { addQueryOptions, type QueryOptions, requestOf } from '../query-options.js';
import { withWorkspace } from '../workspace-option.js';

export const addQuery = (program: Command): void => {
  addQueryOptions(
    program
      .command('query')
      .argument('<metric...>', 'one metric or several')
      .description('figures, over time and by segment'),
  )
    .option('--format <format>', 'table, json or csv', parseFormat, 'table')
    .addHelpText(
      'after',
      '\nExample:\n  bellwether query win_rate revenue --from 2025-01 --to 2025-12 --by owner --compare previous,year',
    )
    .action((metrics: string[], options: QueryOptions & { format: Format }) =>
      withWorkspace(options.workspace, async (library) => {
        const result = await library.ask('query', requestOf(metrics, options));
        if (options.format === 'json') printJson(result);
        else print(options.format === 'csv' ? resultCsv(result) : resultText(result));
      }),
    );
};
