import { initWorkspace } from '@bellwether/warehouse';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from '../src/index.js';
import { Client } from './support/client.js';
import { temporaryFolder } from './support/sample-workspace.js';

const repository = fileURLToPath(new URL('../../../', import.meta.url));
const data = process.env['BELLWETHER_DATA'] ?? join(repository, '..', 'shared', 'data');
const exports = join(data, 'maven_crm');
const isThere = existsSync(exports);
if (!isThere)
  console.log(`skipped: no maven_crm in ${data}; BELLWETHER_DATA names the folder of real exports`);

const folder = temporaryFolder();
let server: RunningServer;
let client: Client;

beforeAll(async () => {
  if (!isThere) return;
  const directory = initWorkspace(join(folder.path, 'workspace'));
  server = await startServer({ workspace: directory, port: 0 });
  client = new Client(server);
});
afterAll(async () => {
  await server?.close();
  folder.remove();
});

describe.skipIf(!isThere)('real exports through the wizard, as a new user would', () => {
  it('shows the board of a CRM that was dropped on an empty workspace with its mapping', async () => {
    // Without it the plain reader takes the stages Won and Lost for names of stages, and every deal stays open.
    const mapping = readFileSync(join(repository, 'examples', 'maven-crm', 'mapping.yaml'), 'utf8');
    const names = readdirSync(exports).filter((name) => name.endsWith('.csv'));
    const files = Object.fromEntries(names.map((name) => [name, readFileSync(join(exports, name))]));
    const { json: uploaded } = await client.upload(files);
    const planned = await client.post(`/imports/${uploaded.id}/plan?wait=30`, { mapping });
    expect(planned.json).toMatchObject({ status: 'planned', plan: { questions: 0 } });
    const loaded = await client.post(`/imports/${uploaded.id}/load?wait=30`, { mapping });
    expect(loaded.json, loaded.text.slice(0, 1000)).toMatchObject({ status: 'loaded', problem: null });
    const pipeline = loaded.json.report.files.find(
      ({ file }: { file: string }) => file === 'sales_pipeline.csv',
    );
    // Every line of the file after its header is accounted for.
    const lines = readFileSync(join(exports, 'sales_pipeline.csv'), 'utf8').trimEnd().split('\n').slice(1);
    expect(pipeline.rowsIn).toBe(lines.length);
    expect(pipeline.rowsLoaded + pipeline.rowsQuarantined + pipeline.rowsIgnored).toBe(lines.length);
    // Won ÷ (won + lost) counted from the text of the file alone, on the close dates of 2017.
    const header =
      readFileSync(join(exports, 'sales_pipeline.csv'), 'utf8').split('\n')[0]?.trim().split(',') ?? [];
    const [stage, closed] = [header.indexOf('deal_stage'), header.indexOf('close_date')];
    const of2017 = lines.map((line) => line.split(',')).filter((cells) => cells[closed]?.startsWith('2017'));
    const won = of2017.filter((cells) => cells[stage] === 'Won').length;
    const lost = of2017.filter((cells) => cells[stage] === 'Lost').length;
    // README of the data: 4,238 won of 6,711 decided.
    expect([won, won + lost]).toEqual([4238, 6711]);
    const rate = await client.post('/query', { metrics: ['win_rate'], from: '2017', to: '2017' });
    expect(rate.json.cells[0]).toMatchObject({ numerator: won, denominator: won + lost });
    const { json: board } = await client.get('/board');
    expect(board.groups.map(({ group }: { group: string }) => group)).toContain('sales');
  });
});
