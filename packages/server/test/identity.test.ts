import { importFiles, initWorkspace, openWorkspace } from '@bellwether/warehouse';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from '../src/index.js';
import { type Answer, Client } from './support/client.js';
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
    expect(json.apart).toBe(0);
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
    expect(answer.json.detail).toBe(
      'There is no account of that id that has several records or that a person keeps apart from another.',
    );
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

/** Takes an import back. */
const undo = async (batch: string): Promise<void> => {
  const { json } = await client.post(`/batches/${batch}/undo?wait=30`);
  expect(json.status).toBe('done');
};
const unite = (losing: string, winning: string) =>
  client.post('/identity/unite?wait=30', { losing, winning });
const separate = (one: string, other: string) => client.post('/identity/separate?wait=30', { one, other });
const batchOf = ({ json }: Answer): string => {
  expect(json).toMatchObject({ status: 'done', problem: null });
  return json.result.batchId;
};

describe('a person who knows better', () => {
  it('declares two to be one with an import, and takes it back by undoing it', async () => {
    const answer = await unite('billing:c', 'crm:3');
    expect(answer.json).toMatchObject({ kind: 'unite', status: 'done' });
    const batch = batchOf(answer);
    const united = await client.get('/identity/accounts/crm:3');
    expect(united.json.links).toEqual([
      { one: 'billing:c', other: 'crm:3', method: 'declared', confidence: 1, because: `import ${batch}` },
    ]);
    expect(united.json.keptApart).toEqual([]);
    const listed = await client.get(`/batches/${batch}`);
    expect(listed.json).toMatchObject({
      status: 'loaded',
      rowsLoaded: 1,
      list: [{ file: 'united-by-a-person.csv', stream: 'people.united', rowsIn: 1 }],
    });
    const again = await unite('crm:3', 'billing:c');
    expect(again.json).toMatchObject({
      status: 409,
      code: 'records_united',
      detail: "Both count as the account 'crm:3'.",
    });
    await undo(batch);
    expect((await client.get('/identity/accounts/crm:3')).status).toBe(404);
  });

  it('declares two not to be one, whatever speaks for it, and takes it back by undoing it', async () => {
    const batch = batchOf(await separate('crm:1', 'billing:a'));
    const pair = {
      entity: 'account',
      one: { id: 'billing:a', name: 'Ada Limited', accountId: 'billing:a' },
      other: { id: 'crm:1', name: 'Ada Ltd', accountId: 'crm:1' },
      batches: [batch],
      separatedAt: expect.stringMatching(/^\d{4}-\d\d-\d\d/),
      refused: [
        { one: 'billing:a', other: 'crm:1', method: 'domain', confidence: 0.9, because: 'ada.example' },
      ],
    };
    for (const id of ['crm:1', 'billing:a']) {
      const { json } = await client.get(`/identity/accounts/${id}`);
      expect(json).toMatchObject({ id, links: [], records: [{ id }], keptApart: [pair] });
    }
    expect((await client.get('/identity/apart')).json).toEqual({
      total: 1,
      limit: 50,
      offset: 0,
      pairs: [pair],
    });
    expect((await client.get('/identity/apart?search=nobody')).json).toMatchObject({ total: 0, pairs: [] });
    const coverage = (await client.get('/identity')).json;
    expect(coverage).toMatchObject({ apart: 1, links: [{ method: 'external_id', links: 1 }] });
    const alone = (await client.get('/identity/alone?reason=kept_apart')).json;
    expect(alone.records).toMatchObject([
      { id: 'billing:a', apartFrom: ['crm:1'] },
      { id: 'crm:1', apartFrom: ['billing:a'] },
    ]);

    const detail = `that 'billing:a' and 'crm:1' are not one (import ${batch}).`;
    expect((await separate('billing:a', 'crm:1')).json).toMatchObject({
      status: 409,
      code: 'records_apart',
      detail: `A person said before ${detail}`,
    });
    expect((await unite('billing:a', 'crm:1')).json).toMatchObject({
      status: 409,
      code: 'records_apart',
      detail: `A person said ${detail}`,
      remedy: expect.stringContaining('Undo the import'),
    });
    await undo(batch);
    expect((await client.get('/identity/accounts/billing:a')).json).toMatchObject({
      links: [{ method: 'domain' }],
      keptApart: [],
    });
    // What was taken back can be said again.
    await undo(batchOf(await separate('crm:1', 'billing:a')));
  });

  it('does not bring two together over a third that were said to be apart', async () => {
    // billing:b and crm:2 are one by the id that billing names; crm:8 is not crm:2.
    const batch = batchOf(await separate('crm:8', 'crm:2'));
    expect((await unite('crm:8', 'billing:b')).json).toMatchObject({
      status: 409,
      code: 'records_apart',
      detail: `They would bring two records together: a person said that 'crm:2' and 'crm:8' are not one (import ${batch}).`,
    });
    await undo(batch);
  });

  it('unites a record that was merged before through the account that it is part of', async () => {
    const first = batchOf(await unite('crm:5', 'crm:6'));
    const second = batchOf(await unite('crm:5', 'crm:8'));
    const { json } = await client.get('/identity/accounts/crm:8');
    // A second merge of crm:5 itself would have taken the place of the first.
    expect(json.links).toMatchObject([
      { one: 'crm:5', other: 'crm:6', because: `import ${first}` },
      { one: 'crm:6', other: 'crm:8', because: `import ${second}` },
    ]);
    await undo(second);
    await undo(first);
  });

  it('may decide of a record with any id', async () => {
    const { json } = await client.upload({ 'accounts.csv': 'Account ID,Name\n"Say ""hi"", Ltd",Say hi\n' });
    const loaded = await client.post(`/imports/${json.id}/load?wait=30`, {});
    const batch = batchOf(await separate('plain:Say "hi", Ltd', 'crm:8'));
    expect((await client.get('/identity/apart')).json.pairs).toMatchObject([
      { one: { id: 'crm:8' }, other: { id: 'plain:Say "hi", Ltd', name: 'Say hi' } },
    ]);
    await undo(batch);
    await undo(loaded.json.report.batchId);
  });

  it('says it once, however often it is sent at one time', async () => {
    const answers = await Promise.all([separate('crm:8', 'crm:7'), separate('crm:7', 'crm:8')]);
    const made = answers.filter(({ json }) => json.status === 'done');
    const refused = answers.filter(({ json }) => json.status !== 'done');
    expect([made.length, refused.length]).toEqual([1, 1]);
    const { json } = refused[0] ?? answers[0];
    expect(json.problem?.code ?? json.code).toBe('records_apart');
    for (const answer of made) await undo(batchOf(answer));
  });

  it.each([
    [
      'one record twice',
      { losing: 'crm:1', winning: 'crm:1' },
      { one: 'crm:1', other: 'crm:1' },
      422,
      'records_same',
      "Both are 'crm:1'.",
    ],
    [
      'a record that is not there',
      { losing: 'crm:1', winning: 'crm:99' },
      { one: 'crm:99', other: 'crm:1' },
      404,
      'record_unknown',
      "There is no account record 'crm:99'.",
    ],
    ['nothing', {}, {}, 400, 'request_invalid', 'A part of the request is not valid.'],
    [
      'more than that',
      { losing: 'crm:1', winning: 'crm:2', why: 'x' },
      { one: 'crm:1', other: 'crm:2', why: 'x' },
      400,
      'request_invalid',
      'A part of the request is not valid.',
    ],
  ])('is told what is wrong with %s', async (_, merged, separated, status, code, detail) => {
    for (const answer of [
      await client.post('/identity/unite', merged),
      await client.post('/identity/separate', separated),
    ])
      expect(answer.json).toMatchObject({ status, code, detail, remedy: expect.any(String) });
  });
});
