import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { MappingPack } from './pack.js';
import { parseMapping } from './parse-mapping.js';
import { plainPacks } from './plain-packs.js';

/** The same folder seen from `src/mapping` and from `dist/mapping`. */
const folder = fileURLToPath(new URL('../../packs/', import.meta.url));

let loaded: readonly MappingPack[] | null = null;

/** The vendors' packs that come with Bellwether and the plain templates, read once. */
export const loadPacks = (): readonly MappingPack[] => {
  loaded ??= Object.freeze([
    ...readdirSync(folder)
      .filter((name) => name.endsWith('.yaml'))
      .sort()
      .map((name) => parseMapping(readFileSync(`${folder}${name}`, 'utf8'), name)),
    plainPacks(),
  ]);
  return loaded;
};
