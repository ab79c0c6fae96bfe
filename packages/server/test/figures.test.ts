import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { board, openWorkspace, queryMetrics } from '@bellwether/warehouse';
import { type RunningServer, startServer } from '../src/index.js';
import { Client } from './support/client.js';
import { makeSampleWorkspace, temporaryFolder } from './support/sample-workspace.js';

const folder = temporaryFolder();
let server: RunningServer;
let client: Client;
/** What the library itself answers, before the server holds the file. */
let direct: { query: unknown; board: Awaited<ReturnType<typeof board>> };

const question = {
  metrics: ['win_rate', 'revenue'],
  from: '2025-07',
  to: '2025-12',
  by: ['segment'],
  compare: ['previous' as const, 'year' as const],
};

beforeAll(async () => {
  await makeSampleWorkspace(folder.path);
  const workspace = await openWorkspace(folder.path);
  direct = { query: await queryMetrics(workspace, question), board: await board(workspace) };
  await workspace.close();
  server = await startServer({ workspace: folder.path, port: 0 });
  client = new Client(server);
}, 600_000);

afterAll(async () => {
  await server?.close();
  folder.remove();
});

describe('figures', () => {
  it('answers a query as the library does, byte for byte', async () => {
    const { status, json } = await client.post('/query', question);
    expect(status).toBe(200);
    expect(json).toEqual(JSON.parse(JSON.stringify(direct.query)));
  });
});
