import { type RunningServer, startServer } from '@bellwether/server';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command, type Ran } from './support/command.js';

const root = mkdtempSync(join(tmpdir(), 'bellwether-cli-'));
/** Two equal folders: in one the workspace is opened by each command, in the other a server holds it. */
const own = join(root, 'own');
const served = join(root, 'served');
let server: RunningServer;

const orders = `order_id,account_id,ordered_at,net,currency
n1,a1,2025-03-14,100.00,EUR
n2,a2,2025-04-15,250.50,EUR
n3,a2,never,1.00,EUR
`;

beforeAll(async () => {
  mkdirSync(own);
  await command(own, 'sample', 'workspace', '--customers', '30');
  const made = await command(own, 'import', '-w', 'workspace', 'workspace/exports', '--decimal', '.');
  expect(made.code, made.stderr).toBe(0);
  mkdirSync(join(own, 'new'));
  writeFileSync(join(own, 'new', 'orders.csv'), orders);
  writeFileSync(join(own, 'new', 'doubtful.csv'), 'order_id,account_id,ordered_at,net\nd1,a1,03/04/2025,5\n');
  writeFileSync(join(own, 'new', 'unknown.csv'), 'colour,shape\nred,round\n');
  cpSync(own, served, { recursive: true });
  server = await startServer({ workspace: join(served, 'workspace'), port: 0 });
});
afterAll(async () => {
  await server?.close();
  rmSync(root, { recursive: true, force: true });
});

/** What differs between two runs of anything: moments, how long it took, and the folder where they ran. */
const timeless = ({ code, stdout, stderr }: Ran): Ran => ({
  code,
  stdout: stdout.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z?/g, '<moment>'),
  stderr: stderr
    .replaceAll(/ in \d+\.\d s/g, ' in <time>')
    .replaceAll(own, '<folder>')
    .replaceAll(served, '<folder>'),
});

/** Each runs in both folders, in this order: what one writes the next one sees. */
const commands: readonly (readonly string[])[] = [
  ['board'],
  ['board', '--format', 'json', '--months', '6'],
  ['metrics'],
  ['metrics', 'show', 'win_rate'],
  [
    'query',
    'revenue',
    'win_rate',
    '--from',
    '2025-01',
    '--to',
    '2025-12',
    '--by',
    'segment',
    '--compare',
    'previous,year',
  ],
  ['query', 'revenue', '--from', '2025-01', '--to', '2025-12', '--format', 'json'],
  ['query', 'nrr', '--from', '2025-Q1', '--set', 'nrr.look_back_months=1', '--format', 'csv'],
  ['query', 'nonsense', '--from', '2025'],
  ['query', 'revenue', '--from', 'yesterday'],
  ['query', 'revenue', '--from', '2025', '--by', 'nonsense'],
  ['rows', 'revenue', '--period', '2025-03', '--limit', '3'],
  ['rows', 'revenue', '--period', '2025-03', '--format', 'json'],
  ['rows', 'revenue', '--period', '2025-03', '--format', 'csv', '--offset', '5'],
  ['rows', 'win_rate', '--period', '2025', '--where', 'segment=Small'],
  ['explain', 'win_rate', '--from', '2025-01', '--by', 'owner'],
  ['explain', 'win_rate', '--from', '2025-01', '--format', 'json'],
  ['why', 'hubspot:20000061'],
  ['why', 'nobody:1'],
  ['check'],
  ['check', '--all', '--format', 'json'],
  ['rejects'],
  ['batches'],
  ['export', 'figures.csv', '--from', '2025-01', '--to', '2025-03'],
  ['import', '--dry-run', 'new/orders.csv', 'new/unknown.csv'],
  ['import', '--scaffold', 'new/unknown.csv'],
  ['import', '--scaffold', 'new/unknown.csv', '--out', 'mapping.yaml'],
  ['import', 'new/nothing.csv'],
  ['import', 'new/doubtful.csv'],
  ['import', 'new/orders.csv', '--as', 'no.such'],
  ['import', 'new/orders.csv', '--mapping', 'no-such.yaml'],
  ['import', 'new/orders.csv', 'new/unknown.csv'],
  ['import', 'new/orders.csv'],
  ['batches', '--format', 'csv'],
  ['rejects', '--batch', 'b2'],
  ['rejects', '--format', 'json'],
  ['rejects', '--out', 'to-correct'],
  ['rows', 'revenue', '--period', '2025-04', '--format', 'csv', '--limit', '1000'],
  ['query', 'revenue', '--from', '2025-03', '--to', '2025-04', '--format', 'csv'],
  ['undo', 'b2'],
  ['undo', 'b2'],
  ['undo', 'b77'],
  ['query', 'revenue', '--from', '2025-03', '--to', '2025-04', '--format', 'csv'],
  ['backup', 'backup'],
  ['backup', 'backup'],
];

describe('a command through the server that holds the workspace', () => {
  const printed = new Map<string, Ran>();

  it.each(commands.map((words, index) => ({ words, index, line: words.join(' ') })))(
    '$index bellwether $line: prints what it prints without one',
    async ({ words, index }) => {
      const withWorkspace = [...words, '--workspace', 'workspace'];
      const alone = timeless(await command(own, ...withWorkspace));
      const through = timeless(await command(served, ...withWorkspace));
      expect(through).toEqual(alone);
      expect(alone.stderr).not.toContain('should not');
      printed.set(`${index}`, through);
    },
  );

  it('printed figures, refusals and reconciliations, not nothing', () => {
    const of = (...words: string[]): Ran => {
      const index = commands.findIndex((one) => one.join(' ') === words.join(' '));
      return printed.get(`${index}`) ?? { code: -1, stdout: '', stderr: '' };
    };
    expect(of('board').stdout).toContain('is our CRM working?');
    expect(of('query', 'nonsense', '--from', '2025')).toMatchObject({
      code: 1,
      stderr: "bellwether: unknown metric: 'nonsense'\n",
    });
    // Three rows: two load, 'never' is no date.
    expect(of('import', 'new/orders.csv', 'new/unknown.csv').stdout).toMatch(
      /new\/orders\.csv\s+plain\.order\s+\d+ %\s+3\s+2\s+1\s+0/,
    );
    expect(of('import', 'new/orders.csv', 'new/unknown.csv').code).toBe(1);
    expect(of('rejects', '--batch', 'b2').stdout).toContain('new/orders.csv');
    expect(of('import', 'new/nothing.csv').stderr).toContain('file is not there: new/nothing.csv');
    expect(of('undo', 'b77').stderr).toContain("unknown batch: 'b77'");
    expect(of('backup', 'backup').stderr).toContain('Copied to backup');
  });

  it('wrote the same files, beside whoever asked', () => {
    for (const name of [
      'figures.csv',
      'mapping.yaml',
      'to-correct/orders.rejects.csv',
      'backup/bellwether.yaml',
    ])
      expect(readFileSync(join(served, name), 'utf8'), name).toBe(readFileSync(join(own, name), 'utf8'));
    expect(existsSync(join(served, 'backup', 'data', 'bellwether.duckdb'))).toBe(true);
  });

  it('calls a file that came by the browser by its own name', async () => {
    const { url, token } = server;
    const authorization = `Bearer ${token}`;
    const form = new FormData();
    form.append('files', new Blob([orders.replaceAll(/^n(?=\d)/gm, 'm')]), 'by hand.csv');
    const uploaded = await fetch(`${url}/api/v1/imports`, {
      method: 'POST',
      headers: { authorization },
      body: form,
    });
    const { id } = (await uploaded.json()) as { id: string };
    const address = `${url}/api/v1/imports/${id}`;
    await fetch(`${address}/load?wait=0`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ as: 'plain.order' }),
    });
    // The events end with the import.
    await (await fetch(`${address}/events`, { headers: { authorization } })).text();
    const loaded = await fetch(address, { headers: { authorization } });
    const { report } = (await loaded.json()) as { report: { batchId: string } };
    const rejects = await command(
      served,
      'rejects',
      '-w',
      'workspace',
      '--batch',
      report.batchId,
      '--format',
      'csv',
    );
    expect(rejects.stdout).toMatch(/^by hand\.csv,4,ordered_at,/m);
    for (const words of [
      ['rejects', '--format', 'json'],
      ['rows', 'revenue', '--period', '2025', '--format', 'json', '--limit', '9999'],
    ])
      expect((await command(served, ...words, '-w', 'workspace')).stdout).not.toContain('staging');
    expect((await command(served, 'undo', report.batchId, '-w', 'workspace')).code).toBe(0);
  });

  it('takes imports of several terminals one after the other', async () => {
    const file = (name: string) => {
      writeFileSync(
        join(served, 'new', `${name}.csv`),
        `order_id,account_id,ordered_at,net,currency\n${name},a1,2025-05-01,10.00,EUR\n`,
      );
      return `new/${name}.csv`;
    };
    const { url, token } = server;
    const load = async (path: string) => {
      const response = await fetch(`${url}/api/v1/library/import`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ paths: [path], from: served }),
      });
      const lines = (await response.text()).trimEnd().split('\n');
      return lines.map((line) => JSON.parse(line) as Record<string, { phase?: string; batchId?: string }>);
    };
    const both = await Promise.all(['q1', 'q2', 'q3'].map((name) => load(file(name))));
    // b2 and b3 were undone above; each of these is one of its own.
    const ids = both.map((lines) => lines.at(-1)?.['answer']?.batchId);
    expect(new Set(ids)).toEqual(new Set(['b4', 'b5', 'b6']));
    for (const lines of both) {
      const phases = lines.flatMap(({ progress }) => progress?.phase ?? []);
      expect([...new Set(phases)]).toEqual(['wait', 'read', 'load', 'figures', 'check']);
    }
    const { stdout } = await command(served, 'batches', '-w', 'workspace', '--format', 'csv');
    expect(stdout.split('\n').filter((line) => line.includes('loaded'))).toHaveLength(4);
  });
});
