import { initWorkspace } from '@bellwether/warehouse';
import type { Command } from 'commander';
import { say } from '../output/format.js';

export const addInit = (program: Command): void => {
  program
    .command('init')
    .argument('[dir]', 'folder of the workspace', '.')
    .description('make a workspace: bellwether.yaml and data/')
    .addHelpText('after', '\nExample:\n  bellwether init my-company')
    .action((dir: string) => {
      initWorkspace(dir);
      say(
        `Made ${dir}/bellwether.yaml. Set name, time zone and currency in it, then: bellwether import --workspace ${dir} <your exports>`,
      );
    });
};
