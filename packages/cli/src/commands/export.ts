import { workspaceCatalogue } from '@bellwether/warehouse';
import { type Command, Option } from 'commander';
import { writeFileSync } from 'node:fs';
import { grains } from '@bellwether/metrics';
import { say } from '../output/format.js';
import { resultCsv } from '../output/result-text.js';
import { withWorkspace } from '../workspace-option.js';

export const addExport = (program: Command): void => {
  program
    .command('export')
    .argument('<file>', 'a .csv or .json file')
    .description('every figure of a time, with definition version, filters, zone and as-of in the file')
    .requiredOption('--from <period>', 'first period')
    .option('--to <period>', 'last period, included')
    .addOption(new Option('--grain <grain>', 'length of a period').choices([...grains]))
    .option('-w, --workspace <dir>', 'the workspace')
    .addHelpText('after', '\nExample:\n  bellwether export figures.csv --from 2025-01 --to 2025-12')
    .action(
      (
        file: string,
        options: { from: string; to?: string; grain?: (typeof grains)[number]; workspace?: string },
      ) =>
        withWorkspace(options.workspace, async (library) => {
          const config = await library.ask('settings', {});
          const metrics = workspaceCatalogue({ config }).definitions.map(({ id }) => id);
          const result = await library.ask('query', {
            metrics,
            from: options.from,
            to: options.to ?? options.from,
            ...(options.grain === undefined ? {} : { grain: options.grain }),
          });
          writeFileSync(
            file,
            file.endsWith('.json') ? `${JSON.stringify(result, null, 2)}\n` : resultCsv(result),
          );
          say(`Wrote ${result.cells.length.toLocaleString('en-US')} figures to ${file}.`);
        }),
    );
};
