/**
 * What every script of the repository needs: the root, an install when one is missing, and the project's own Node.
 * Runs on the Node that the machine has (20 or newer); everything else runs on the Node of the dev dependency `node`.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, 'node_modules', '.bellwether-lock');
const bin = join(root, 'node_modules', '.bin');

const lockHash = () =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');

/** Installs from the lock file when node_modules is missing or older than the lock file. */
export const install = () => {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash()) return;
  console.error('Installing packages from the lock file …');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const result = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (result.status !== 0) {
    console.error(
      'The install failed; nothing was changed outside node_modules. See the messages of npm above.',
    );
    process.exit(1);
  }
  writeFileSync(stamp, lockHash());
};

const environment = () => ({ ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` });

/** Runs a tool of node_modules/.bin, or `node`, under the project's Node. Returns the exit code. */
export const run = (command, args, options = {}) => {
  const result = spawnSync(join(bin, command), args, {
    cwd: root,
    stdio: 'inherit',
    env: environment(),
    ...options,
  });
  if (result.error) throw result.error;
  return result.status ?? 1;
};

/** Builds every package; quiet when nothing changed. */
export const build = () => {
  const code = run('tsc', ['-b']);
  if (code !== 0) process.exit(code);
};

/** When anything below a folder was last changed, in milliseconds; 0 where there is nothing. */
const lastChange = (path) => {
  if (!existsSync(path)) return 0;
  const info = statSync(path);
  if (!info.isDirectory()) return info.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => lastChange(join(path, name))));
};

/** Builds the browser application when its sources are newer than what was built. */
export const buildWeb = () => {
  const web = join(root, 'packages', 'web');
  const sources = ['src', 'public', 'index.html', 'vite.config.ts', 'package.json'];
  const built = lastChange(join(web, 'dist', 'index.html'));
  if (built > Math.max(...sources.map((name) => lastChange(join(web, name))))) return;
  const code = run('vite', ['build', '--logLevel', 'warn'], { cwd: web });
  if (code !== 0) process.exit(code);
};
