import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import type { Schema } from './support/openapi-requests.js';
import { operationTypes } from './support/openapi-types.js';
import { temporaryFolder } from './support/sample-workspace.js';

/** The web application writes down by hand what it takes from the API; the compiler holds that to the OpenAPI document. */
const root = fileURLToPath(new URL('../../../', import.meta.url));
const webApi = join(root, 'packages/web/src/api');
const modules = ['types', 'types-business', 'types-data', 'types-identity'];
const folder = temporaryFolder();
afterAll(() => folder.remove());

const document = JSON.parse(readFileSync(new URL('../openapi.json', import.meta.url), 'utf8')) as Schema;
const operations = operationTypes(document, '/api/v1');

interface Claim {
  readonly operation: string;
  /** A type of the web application. */
  readonly type: string;
}

/** `/accounts/${…}/timeline${queryText(…)}` is the path `/accounts/{}/timeline`. */
const pathOf = (template: string): string =>
  template
    .replaceAll(/\$\{(?:queryText|isAll)[^]*$/g, '')
    .replaceAll(/\$\{[^}]*\}/g, '{}')
    .replace(/\?.*$/, '');

/** What `queries.ts` says of every address that it asks. */
const queries = readFileSync(join(webApi, 'queries.ts'), 'utf8');
const asked: Claim[] = [
  ...queries.matchAll(/\b(fromData|asked)<((?:[^<>]|<[^<>]*>)*)>\(\s*(?:'([^']*)'|`((?:[^`])*)`)/g),
].map(([, how, type = '', plain, template]) => ({
  operation: `${how === 'asked' ? 'POST' : 'GET'} ${pathOf(plain ?? template ?? '')}`,
  type: type.replaceAll(/\s+/g, ' ').trim(),
}));
/** What other files of it ask. */
const answers: readonly Claim[] = [
  ...asked,
  { operation: 'GET /jobs/{}', type: 'Job' },
  { operation: 'POST /batches/{}/undo', type: 'Job' },
  { operation: 'PUT /settings', type: '{ readonly job?: Job | null }' },
  { operation: 'POST /imports', type: 'ImportJob' },
  { operation: 'GET /imports/{}', type: 'ImportJob' },
  { operation: 'POST /imports/{}/plan', type: 'ImportJob' },
  { operation: 'POST /imports/{}/load', type: 'ImportJob' },
  { operation: 'POST /identity/unite', type: 'Job' },
  { operation: 'POST /identity/separate', type: 'Job' },
  { operation: 'POST /targets', type: 'Target' },
  { operation: 'POST /workspaces', type: '{ readonly id: string }' },
  { operation: 'POST /workspaces/{}/open', type: '{ readonly id: string }' },
  { operation: 'GET /health', type: '{ readonly workspace?: string }' },
];
const bodies: readonly Claim[] = [
  { operation: 'POST /query', type: 'QueryRequest' },
  { operation: 'POST /explain', type: 'QueryRequest' },
  { operation: 'POST /rows', type: 'RowsRequest' },
  { operation: 'POST /imports/{}/plan', type: 'ImportOptions' },
  { operation: 'POST /imports/{}/load', type: 'ImportOptions' },
  { operation: 'POST /identity/unite', type: 'Unite' },
  { operation: 'POST /identity/separate', type: 'Separate' },
  { operation: 'POST /targets', type: 'TargetDraft' },
  { operation: 'POST /workspaces', type: 'NewWorkspace' },
];

/** Settings are named by `bellwether.yaml`, not by the document: there the values stay open. */
const open = new Set(['GET /settings']);

const typeNamed = (operation: string, part: 'answer' | 'body'): string => {
  const type = operations.find(({ name }) => name === operation)?.[part] ?? null;
  if (type === null) throw new Error(`openapi.json has no ${part} in JSON for ${operation}`);
  return type;
};

/** Compiles one assignment a claim; gives what the compiler says against it, by operation. */
const compiled = (lines: readonly { readonly operation: string; readonly code: string }[]): string[] => {
  const imports = modules.map(
    (name) => `import type * as ${name.replace('-', '_')} from '${webApi}/${name}.js';`,
  );
  const named = modules.flatMap((name) =>
    [...readFileSync(join(webApi, `${name}.ts`), 'utf8').matchAll(/^export (?:interface|type) (\w+)/gm)].map(
      ([, type = '']) => `type ${type} = ${name.replace('-', '_')}.${type};`,
    ),
  );
  const head = [...imports, ...named];
  const file = join(folder.path, 'claims.ts');
  writeFileSync(file, [...head, ...lines.map(({ code }) => code)].join('\n'));
  writeFileSync(
    join(folder.path, 'tsconfig.json'),
    JSON.stringify({
      extends: join(root, 'tsconfig.base.json'),
      compilerOptions: {
        noEmit: true,
        composite: false,
        incremental: false,
        declaration: false,
        declarationMap: false,
        sourceMap: false,
        noUnusedLocals: false,
        module: 'esnext',
        moduleResolution: 'bundler',
        lib: ['es2024', 'dom'],
      },
      files: [file],
    }),
  );
  const { stdout } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder.path, '--pretty', 'false'],
    { encoding: 'utf8' },
  );
  return stdout
    .split(/\n(?=\S)/)
    .filter((text) => text.includes('error TS'))
    .map((text) => {
      const line = Number(/claims\.ts\((\d+),/.exec(text)?.[1] ?? 0) - 1 - head.length;
      return `${lines[line]?.operation ?? 'elsewhere'}: ${text.trim()}`;
    });
};

describe('what the web application takes from the API', () => {
  it('is read off its own questions, none left out', () => {
    const told = [...queries.matchAll(/\b(?:fromData|asked)</g)].length;
    expect(asked.length).toBe(told);
    expect(asked.length).toBeGreaterThan(25);
  });

  it('is what the API answers', () => {
    const lines = answers
      .filter(({ operation }) => !open.has(operation))
      .map(({ operation, type }, index) => ({
        operation,
        code: `export const answer${index}: ${type} = null as unknown as ${typeNamed(operation, 'answer')};`,
      }));
    expect(compiled(lines)).toEqual([]);
  });

  it('asks what the API takes', () => {
    const lines = bodies.map(({ operation, type }, index) => ({
      operation,
      code: `export const body${index}: ${typeNamed(operation, 'body')} = null as unknown as ${type};`,
    }));
    expect(compiled(lines)).toEqual([]);
  });

  it('would be told of a difference', () => {
    const code = `export const wrong: Board = null as unknown as ${typeNamed('GET /metrics', 'answer')};`;
    const [said, ...more] = compiled([{ operation: 'GET /metrics', code }]);
    expect(said).toContain("'Board'");
    expect(more).toEqual([]);
  });
});
