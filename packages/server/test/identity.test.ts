import { importFiles, initWorkspace, openWorkspace } from '@bellwether/warehouse';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from '../src/index.js';
import { Client } from './support/client.js';
import { temporaryFolder } from './support/sample-workspace.js';

const folder = temporaryFolder();
const directory = join(folder.path, 'workspace');
let server: RunningServer;
let client: Client;

const mapping = (source: string): string => `source: ${source}
title: ${source}
streams:
  accounts:
    recognise: { headers: [key, name, domain, email, other] }
    entities:
      - entity: account
        columns: { account_id: key, name: name, domain: domain, email: email, external_id: other }
`;

/** Two sources by hand. What meets what, and why the rest does not, can be read off the rows. */
const files = {
  crm: `key,name,domain,email,other
1,Ada Ltd,ada.example,,
2,Bo GmbH,bo.example,,
3,Cy,cy.example,,
4,Cy South,cy.example,,
5,Di,,,
6,Ed,,ed@gmail.com,
7,Flo Inc,flo.example,,nowhere:9
8,Gus,gus.example,,
`,
  billing: `key,name,domain,email,other
a,Ada Limited,www.ada.example,,
b,Bo,,pay@else.example,crm:2
c,Cy,cy.example,,
`,
};

beforeAll(async () => {
  initWorkspace(directory);
  for (const [source, text] of Object.entries(files)) {
    const own = join(folder.path, source);
    mkdirSync(own);
    writeFileSync(join(own, 'accounts.csv'), text);
    writeFileSync(join(own, 'mapping.yaml'), mapping(source));
    const workspace = await openWorkspace(directory);
    await importFiles(workspace, [join(own, 'accounts.csv')], { mapping: join(own, 'mapping.yaml') });
    await workspace.close();
  }
  server = await startServer({ workspace: directory, port: 0 });
  client = new Client(server);
});
afterAll(async () => {
  await server?.close();
  folder.remove();
});

describe('coverage', () => {
  it('counts what met and what did not, source by source, with the reasons', async () => {
    const { json } = await client.get('/identity');
    expect(json.sources).toEqual([
      { source: 'billing', records: 3, matched: 2, mergedWithin: 0, alone: 1, onlyNamed: 0 },
      { source: 'crm', records: 8, matched: 2, mergedWithin: 0, alone: 6, onlyNamed: 0 },
    ]);
    // cy.example stands on two accounts of the CRM, so it says nothing about billing's.
    expect(
      Object.fromEntries(
        json.alone.map((one: { reason: string; records: number }) => [one.reason, one.records]),
      ),
    ).toEqual({
      shared: 2,
      no_counterpart: 2,
      nothing_to_match: 1,
      free_mail: 1,
      reference_unknown: 1,
    });
    expect(json.links).toEqual([
      { method: 'domain', links: 1 },
      { method: 'external_id', links: 1 },
    ]);
    expect(json.held).toEqual({ clusters: 0, records: 0 });
  });
});

describe('accounts of several records', () => {
  it('come with the weakest evidence first, and can be searched', async () => {
    const { json } = await client.get('/identity/accounts');
    expect(json).toMatchObject({
      total: 2,
      accounts: [
        { id: 'billing:a', records: 2, sources: ['billing', 'crm'], methods: ['domain'], confidence: 0.9 },
        { id: 'billing:b', records: 2, sources: ['billing', 'crm'], methods: ['external_id'], confidence: 1 },
      ],
    });
    const search = async (query: string) => (await client.get(`/identity/accounts?${query}`)).json;
    expect((await search('search=ada%20ltd')).accounts.map(({ id }: { id: string }) => id)).toEqual([
      'billing:a',
    ]);
    expect((await search('search=crm:2')).accounts.map(({ id }: { id: string }) => id)).toEqual([
      'billing:b',
    ]);
    expect((await search('method=domain')).total).toBe(1);
    expect((await search('limit=1&offset=1')).accounts).toHaveLength(1);
    // Past the end the total is still told.
    expect(await search('limit=1&offset=5')).toMatchObject({ total: 2, accounts: [] });
  });

  it('say why: records side by side and each link with its evidence', async () => {
    const { json } = await client.get('/identity/accounts/billing:a');
    expect(json.links).toEqual([
      { one: 'billing:a', other: 'crm:1', method: 'domain', confidence: 0.9, because: 'ada.example' },
    ]);
    expect(json.records).toMatchObject([
      { id: 'billing:a', name: 'Ada Limited', domain: 'www.ada.example', file: 'accounts.csv', row: 1 },
      { id: 'crm:1', name: 'Ada Ltd', domain: 'ada.example', file: 'accounts.csv', row: 1 },
    ]);
  });

  it('refuse an account of one record in words', async () => {
    const answer = await client.get('/identity/accounts/crm:8');
    expect(answer.status).toBe(404);
    expect(answer.json.detail).toBe('There is no account of several records of that id.');
  });
});

describe('records without a match', () => {
  it.each([
    ['reason=nothing_to_match', ['crm:5']],
    ['reason=free_mail', ['crm:6']],
    ['reason=reference_unknown', ['crm:7']],
    ['reason=shared', ['crm:3', 'crm:4']],
    ['reason=no_counterpart', ['billing:c', 'crm:8']],
    ['source=billing', ['billing:c']],
    ['search=gus', ['crm:8']],
  ])('%s are %j', async (query, ids) => {
    const { json } = await client.get(`/identity/alone?${query}`);
    expect(json.records.map(({ id }: { id: string }) => id)).toEqual(ids);
    expect(json.total).toBe(ids.length);
  });
});

describe('a person who knows better', () => {
  it('declares two to be one with an import, and takes it back by undoing it', async () => {
    const { json: uploaded } = await client.upload({
      'united.csv': 'entity,losing_id,winning_id\naccount,billing:c,crm:3\n',
    });
    const declared = `source: people
title: Decisions of people
streams:
  united:
    recognise: { headers: [entity, losing_id, winning_id] }
    entities:
      - entity: entity_merge
        columns:
          entity: entity
          losing_id: { from: losing_id, prefix: '' }
          winning_id: { from: winning_id, prefix: '' }
`;
    const loaded = await client.post(`/imports/${uploaded.id}/load?wait=30`, { mapping: declared });
    expect(loaded.json).toMatchObject({ status: 'loaded', report: { rowsLoaded: 1 } });
    const united = await client.get('/identity/accounts/crm:3');
    expect(united.json.links).toMatchObject([{ one: 'billing:c', other: 'crm:3', method: 'source_merge' }]);
    await client.post(`/batches/${loaded.json.report.batchId}/undo?wait=30`);
    expect((await client.get('/identity/accounts/crm:3')).status).toBe(404);
  });
});
