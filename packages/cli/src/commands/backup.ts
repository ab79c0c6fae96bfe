import { restoreWorkspace } from '@bellwether/warehouse';
import type { Command } from 'commander';
import { say } from '../output/format.js';
import { withWorkspace } from '../workspace-option.js';

export const addBackup = (program: Command): void => {
  program
    .command('backup')
    .argument('<dir>', 'an empty or new folder')
    .description('copy the workspace: settings, originals and data')
    .option('-w, --workspace <dir>', 'the workspace')
    .addHelpText('after', '\nExample:\n  bellwether backup ../backup-2025-03-01')
    .action((dir: string, options: { workspace?: string }) =>
      withWorkspace(options.workspace, async (library) => {
        await library.ask('backup', { to: dir, from: process.cwd() });
        say(`Copied to ${dir}. Get it back: bellwether restore ${dir} <new folder>`);
      }),
    );
  program
    .command('restore')
    .argument('<backup>', 'the backup')
    .argument('<dir>', 'an empty or new folder')
    .description('make a workspace out of a backup')
    .action(async (backup: string, dir: string) => {
      await restoreWorkspace(backup, dir);
      say(`Restored into ${dir}. Look: bellwether board --workspace ${dir}`);
    });
};
