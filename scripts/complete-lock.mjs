/**
 * node scripts/complete-lock.mjs: adds to package-lock.json the builds of other platforms that a package offers and that
 * the registry at hand did not serve when the lock was written. `npm ci` refuses a lock that lacks them, on any machine.
 * Run it after `npm install` has changed the lock. What is added has a version, and the platform from its name.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './project.mjs';

const systems = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
];
const processors = [
  'arm64',
  'arm',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'wasm32',
  'x64',
];

const path = process.argv[2] ?? join(root, 'package-lock.json');
const lock = JSON.parse(readFileSync(path, 'utf8'));
let added = 0;
for (const [place, entry] of Object.entries(lock.packages)) {
  for (const [name, wanted] of Object.entries(entry.optionalDependencies ?? {})) {
    const nested = `${place}/node_modules/${name}`;
    const key = `node_modules/${name}`;
    if (lock.packages[nested] || lock.packages[key]) continue;
    const words = name.split(/[/@_-]/);
    const os = systems.find((system) => words.includes(system));
    const cpu = processors.find((processor) =>
      words.some(
        (word) =>
          word === processor ||
          word.startsWith(`${processor}gnu`) ||
          (processor === 'ppc64' && word.startsWith('ppc64')),
      ),
    );
    if (!os && !cpu) continue;
    if (!/^\d/.test(wanted)) throw new Error(`not an exact version: ${name}@${wanted}`);
    lock.packages[key] = {
      version: wanted,
      ...(cpu ? { cpu: [cpu] } : {}),
      ...(entry.dev ? { dev: true } : {}),
      optional: true,
      ...(os ? { os: [os] } : {}),
      ...(words.includes('musl')
        ? { libc: ['musl'] }
        : os === 'linux' && words.includes('gnu')
          ? { libc: ['glibc'] }
          : {}),
    };
    added += 1;
  }
}
const [first, ...rest] = Object.entries(lock.packages);
lock.packages = Object.fromEntries([first, ...rest.sort(([a], [b]) => (a < b ? -1 : 1))]);
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
console.error(`package-lock.json: ${added} builds of other platforms added`);
