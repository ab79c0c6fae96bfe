/** npm run bench [name…]: builds, then runs bench/**\/*.bench.ts one after the other, each in a process of its own. */
import { readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build, install, root, run } from './project.mjs';

install();
build();

const below = (folder) =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? below(path) : path.endsWith('.bench.ts') ? [path] : [];
  });

const wanted = process.argv.slice(2);
const files = below(join(root, 'bench')).filter(
  (file) => wanted.length === 0 || wanted.some((name) => file.includes(name)),
);
let worst = 0;
for (const file of files.sort()) {
  console.log(`\n── ${relative(root, file)}`);
  worst = Math.max(worst, run('node', ['--expose-gc', file]));
}
process.exit(worst);
