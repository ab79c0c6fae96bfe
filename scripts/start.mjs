/**
 * npm start: installs, builds, makes the sample workspace on the first run, imports it and prints its board.
 * `npm start -- <arguments>` hands the arguments to the command line instead.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build, install, root, run } from './project.mjs';

install();
build();

const cli = join(root, 'packages', 'cli', 'dist', 'main.js');
const bellwether = (...args) => run('node', [cli, ...args]);
const given = process.argv.slice(2);
if (given.length > 0) process.exit(bellwether(...given));

const workspace = join(root, 'workspace', 'sample');
if (!existsSync(join(workspace, 'data', '.imported'))) {
  console.error('First run: making the sample company …');
  const code =
    bellwether('sample', workspace) ||
    bellwether('import', '--workspace', workspace, join(workspace, 'exports'));
  if (code !== 0) process.exit(code);
}
process.exit(bellwether('board', '--workspace', workspace));
