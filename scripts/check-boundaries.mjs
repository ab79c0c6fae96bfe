/**
 * Holds the house: a package imports only those above it, through their flat index, and only the npm packages and
 * Node built-ins it declares. Prints each break with file and line; exit 1 when there is one.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from './project.mjs';

/** Who may import whom. Node: may use Node built-ins. */
const house = {
  stats: { packages: [], node: false },
  model: { packages: [], node: false },
  metrics: { packages: ['stats', 'model'], node: false },
  sources: { packages: ['model'], node: true },
  sample: { packages: ['stats'], node: true },
  warehouse: { packages: ['model', 'metrics', 'sources'], node: true },
  server: { packages: ['metrics', 'model', 'sources', 'warehouse'], node: true },
  cli: { packages: ['metrics', 'sources', 'sample', 'warehouse', 'server'], node: true },
  web: { packages: [], node: false },
};

const filesBelow = (folder) =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return filesBelow(path);
    return /\.(ts|tsx)$/.test(name) ? [path] : [];
  });

/** Imports and re-exports at the start of a line, and dynamic imports; words in SQL and messages are neither. */
const statements = [
  /^(?:import|export)\b[^;'"`]*?\bfrom\s+'([^']+)'/gm,
  /^import\s+'([^']+)'/gm,
  /\bimport\(\s*'([^']+)'\s*\)/g,
];

const breaks = [];
for (const name of readdirSync(join(root, 'packages'))) {
  const rule = house[name];
  const folder = join(root, 'packages', name);
  if (!rule) {
    breaks.push(
      `packages/${name}: not in the house; add it to scripts/check-boundaries.mjs and docs/decisions.md`,
    );
    continue;
  }
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const declared = Object.keys(manifest.dependencies ?? {});
  for (const dependency of declared.filter((d) => d.startsWith('@bellwether/'))) {
    if (!rule.packages.includes(dependency.slice('@bellwether/'.length))) {
      breaks.push(`packages/${name}/package.json: depends on ${dependency}, which is not above it`);
    }
  }
  for (const file of filesBelow(join(folder, 'src'))) {
    const text = readFileSync(file, 'utf8');
    for (const found of statements.flatMap((statement) => [...text.matchAll(statement)])) {
      const target = found[1];
      const line = text.slice(0, found.index + found[0].length).split('\n').length;
      const at = `${relative(root, file)}:${line}`;
      if (target.startsWith('.')) {
        const resolved = relative(folder, join(file, '..', target));
        if (resolved.startsWith('..')) breaks.push(`${at}: leaves its package: ${target}`);
      } else if (target.startsWith('node:')) {
        if (!rule.node) breaks.push(`${at}: ${name} is pure and may not use ${target}`);
      } else if (target.startsWith('@bellwether/')) {
        const other = target.slice('@bellwether/'.length);
        if (other.includes('/')) breaks.push(`${at}: reaches past the flat index: ${target}`);
        else if (!rule.packages.includes(other)) breaks.push(`${at}: ${name} may not import ${other}`);
      } else {
        const dependency = target
          .split('/')
          .slice(0, target.startsWith('@') ? 2 : 1)
          .join('/');
        if (!declared.includes(dependency))
          breaks.push(`${at}: ${dependency} is not declared in packages/${name}/package.json`);
      }
    }
  }
}

for (const line of breaks) console.error(line);
console.error(
  breaks.length === 0 ? 'boundaries: every arrow points one way' : `boundaries: ${breaks.length} broken`,
);
process.exit(breaks.length === 0 ? 0 : 1);
