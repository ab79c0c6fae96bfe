import { type Command } from 'commander';
import { boardText } from '../output/board-text.js';
import { type Format, parseFormat, print, printJson } from '../output/format.js';
import { withWorkspace } from '../workspace-option.js';

export const addBoard = (program: Command): void => {
  program
    .command('board')
    .description(
      'every measure at a glance: the last whole month, its year, and whether it moved beyond noise',
    )
    .option('-w, --workspace <dir>', 'the workspace')
    .option('--months <n>', 'how many months the small plots show', Number, 13)
    .option('--format <format>', 'table or json', parseFormat, 'table')
    .action((options: { workspace?: string; months: number; format: Format }) =>
      withWorkspace(options.workspace, async (library) => {
        const answer = await library.ask('board', { months: options.months });
        if (options.format === 'json') printJson(answer);
        else print(boardText(answer, (await library.ask('settings', {})).organisation));
      }),
    );
};
