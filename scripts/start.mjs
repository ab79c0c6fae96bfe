/**
 * npm start: installs, builds, makes the sample workspace on the first run, imports it and prints its board. At a
 * terminal it then serves the browser application. `npm start -- <arguments>` hands the arguments to the command line.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, buildWeb, install, root, run } from './project.mjs';

install();
build();

const cli = join(root, 'packages', 'cli', 'dist', 'main.js');
const bellwether = (...args) => run('node', [cli, ...args]);
const given = process.argv.slice(2);
if (given[0] === 'serve') buildWeb();
if (given.length > 0) process.exit(bellwether(...given));

const workspace = join(root, 'workspace', 'sample');
// Written when both steps are through: a first run that was interrupted is taken up where it stopped.
const ready = join(workspace, '.ready');
if (!existsSync(ready)) {
  console.error('First run: making the sample company …');
  const isMade = existsSync(join(workspace, 'data', 'bellwether.duckdb'));
  const code =
    (isMade ? 0 : bellwether('sample', workspace)) ||
    bellwether('import', '--workspace', workspace, join(workspace, 'exports'));
  if (code !== 0) process.exit(code);
  writeFileSync(ready, '');
}
const shown = bellwether('board', '--workspace', workspace);
if (shown !== 0) process.exit(shown);
if (!process.stdout.isTTY) {
  console.error('In a browser: npm start -- serve --workspace workspace/sample');
  process.exit(0);
}
buildWeb();
process.exit(bellwether('serve', '--workspace', workspace));
