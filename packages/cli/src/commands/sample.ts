import { generateSample } from '@bellwether/sample';
import { type Command, InvalidArgumentError } from 'commander';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { say } from '../output/format.js';
import { startProgress } from '../output/progress.js';

const whole = (given: string): number => {
  const value = Number(given);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('it is a whole number above 0');
  return value;
};

export const addSample = (program: Command): void => {
  program
    .command('sample')
    .argument('[dir]', 'folder of the workspace', 'sample')
    .description(
      'generate the sample company: exports of its tools, and truth.json with what the simulation itself counted',
    )
    .option('--customers <n>', 'how many customers, 20 to 2000000', whole, 200)
    .option('--seed <n>', 'another seed makes another company', whole, 1)
    .option('--faults', 'put dirt into the exports and record it in faults.json')
    .addHelpText(
      'after',
      '\nExample:\n  bellwether sample demo --customers 500\n  bellwether import --workspace demo demo/exports',
    )
    .action(async (dir: string, options: { customers: number; seed: number; faults?: boolean }) => {
      if (existsSync(join(dir, 'data', 'bellwether.duckdb'))) {
        say(`${dir} already holds imported data; nothing was changed; choose another folder`);
        process.exitCode = 1;
        return;
      }
      const progress = startProgress();
      await generateSample({
        directory: dir,
        customers: options.customers,
        seed: options.seed,
        faults: options.faults ?? false,
        onProgress: ({ share, accounts }) =>
          progress.update(share, `${accounts.toLocaleString('en-US')} accounts`),
      });
      progress.done();
      say(
        `Made the sample company in ${dir}. Import it: bellwether import --workspace ${dir} ${join(dir, 'exports')}`,
      );
    });
};
