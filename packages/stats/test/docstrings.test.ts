import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { STATISTICS_ERRORS } from '../src/errors.js';

const source = fileURLToPath(new URL('../src/', import.meta.url));
const areas = readdirSync(source, { withFileTypes: true }).filter((entry) => entry.isDirectory());
const read = (path: string): string => readFileSync(`${source}${path}`, 'utf8');

interface Documented {
  readonly name: string;
  readonly docstring: string;
}

/** Every function that an area's index exports, with the comment before it. */
function publicFunctions(area: string): Documented[] {
  return [...read(`${area}/index.ts`).matchAll(/export \{([^}]*)\} from '\.\/([\w-]+)\.js'/g)].flatMap(
    ([, names, file]) => {
      const text = read(`${area}/${file}.ts`);
      return names!
        .split(',')
        .map((name) => name.trim())
        .flatMap((name): Documented[] => {
          const found = new RegExp(`((?:/\\*\\*(?:(?!\\*/)[^])*\\*/\n)?)export function ${name}\\b`).exec(
            text,
          );
          return found === null || name === ''
            ? []
            : [{ name: `${area}/${file}: ${name}`, docstring: found[1]! }];
        });
    },
  );
}

const functions = areas.flatMap((entry) => publicFunctions(entry.name));

test('every public function says what it throws: codes of the registry, or where they stand', () => {
  expect(functions.length).toBeGreaterThan(250);
  const silent = functions.filter(
    ({ docstring }) => !/\b[A-Z]+_[A-Z_]*[A-Z]\b|[Tt]hrows|[Ee]rrors as|@throws/.test(docstring),
  );
  expect(silent.map(({ name }) => name)).toEqual([]);
});

test('every code that a docstring names is in the registry', () => {
  const named = functions.flatMap(({ name, docstring }) =>
    [
      ...docstring.matchAll(
        /\b(?:SPECIAL|RANDOM|LINEAR|OPTIMISE|INTERVAL|SURVIVAL|PURCHASE|CONTRACT|SPEND|IMPACT|SERIES|RISK|RFM)_[A-Z_]+\b/g,
      ),
    ].map(([code]) => ({ name, code })),
  );
  expect(named.filter(({ code }) => !(code in STATISTICS_ERRORS))).toEqual([]);
});
