import { initWorkspace } from '@bellwether/warehouse';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type RunningServer, startServer } from '../src/index.js';
import { Client, type Loose } from './support/client.js';
import { makeSampleWorkspace, temporaryFolder } from './support/sample-workspace.js';

const made = temporaryFolder();
const folder = temporaryFolder();
const inFolder = (...names: string[]) => join(folder.path, ...names);
const reports: string[] = [];
let server: RunningServer;
let client: Client;

beforeAll(() => makeSampleWorkspace(join(made.path, 'sample')), 120_000);
afterAll(() => {
  made.remove();
  folder.remove();
});
beforeEach(async () => {
  cpSync(join(made.path, 'sample'), inFolder('sample'), { recursive: true });
  initWorkspace(inFolder('other'));
  reports.length = 0;
  server = await startServer({
    workspace: inFolder('sample'),
    port: 0,
    report: (line) => reports.push(line),
  });
  client = new Client(server);
});
afterEach(async () => {
  await server?.close();
  rmSync(folder.path, { recursive: true, force: true });
  mkdirSync(folder.path);
});

const enter = async (): Promise<string> => {
  const response = await fetch(server.newLink(), { redirect: 'manual' });
  return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
};
/** As a page of ours asks; a server that is just going over is asked again. */
const asPerson = async (cookie: string, method: string, path: string, body?: unknown): Promise<Loose> => {
  for (;;) {
    try {
      const response = await fetch(`${server.url}/api/v1${path}`, {
        method,
        headers: {
          cookie,
          origin: server.url,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: response.status, json: response.status === 204 ? null : await response.json() };
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
};
/** Waits until the server serves this workspace, or says that it could not. */
const arrived = async (cookie: string, id: string): Promise<Loose> => {
  for (;;) {
    const { status, json } = await asPerson(cookie, 'GET', '/workspaces');
    if (status === 200 && (json.served.id === id || json.failed !== null)) return json;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};
const company = { name: 'Möbel & Söhne: "Nord" # 1', currency: 'SEK', timeZone: 'Europe/Stockholm' };

describe('going over to another workspace', () => {
  it('keeps what was uploaded with its workspace, to be gone on with on return', async () => {
    // 1.234,50: with a comma for decimals 1234.5, as the options of the person say.
    const text = 'Order ID;Customer ID;Order Date;Net;Currency\no1;a1;2025-03-14;"1.234,50";EUR\n';
    const { json: upload } = await client.upload({ 'orders.csv': text });
    const options = { as: 'plain.order', decimal: ',', dateOrder: 'YMD' };
    const planned = await client.post(`/imports/${upload.id}/plan?wait=30`, options);
    expect(planned.json).toMatchObject({ status: 'planned', problem: null });

    await server.goOver(inFolder('other'));
    client = new Client(server);
    expect((await client.get('/imports')).json.imports).toEqual([]);
    expect((await client.get(`/imports/${upload.id}`)).status).toBe(404);
    await client.upload({ 'of-the-other.csv': text });

    await server.goOver(inFolder('sample'));
    client = new Client(server);
    const { json } = await client.get('/imports');
    expect(json.imports).toHaveLength(1);
    expect(json.imports[0]).toMatchObject({
      id: upload.id,
      status: 'uploaded',
      createdAt: upload.createdAt,
      files: [{ name: 'orders.csv', bytes: text.length }],
      options,
      plan: null,
    });
    const before = await client.cellOf('revenue', '2025-03');
    const loaded = await client.post(`/imports/${upload.id}/load?wait=30`, json.imports[0].options);
    expect(loaded.json, loaded.text).toMatchObject({ status: 'loaded', report: { rowsLoaded: 1 } });
    const after = await client.cellOf('revenue', '2025-03');
    expect(Number(after.value) - Number(before.value)).toBeCloseTo(1234.5, 6);
  });

  it('makes one beside the sample, without a row of it, and lets the same session in', async () => {
    const cookie = await enter();
    const { port, token } = server;
    const before = await asPerson(cookie, 'GET', '/workspaces');
    expect(before.json).toMatchObject({
      served: { id: 'sample', isSample: true },
      others: [{ id: 'other', name: 'My company', isSample: false }],
      canMake: true,
      failed: null,
    });
    const answer = await asPerson(cookie, 'POST', '/workspaces', { ...company, fiscalYearStartsMonth: 4 });
    expect(answer).toEqual({ status: 202, json: { id: 'mobel-sohne-nord-1' } });
    const now = await arrived(cookie, 'mobel-sohne-nord-1');
    expect(now).toMatchObject({
      served: { id: 'mobel-sohne-nord-1', name: company.name, isSample: false },
      others: [{ id: 'other' }, { id: 'sample', isSample: true }],
      canMake: false,
      failed: null,
    });
    expect(server.port).toBe(port);

    const organisation = await asPerson(cookie, 'GET', '/organisation');
    expect(organisation.json).toMatchObject({
      name: company.name,
      currency: 'SEK',
      timeZone: 'Europe/Stockholm',
      fiscalYearStartsMonth: 4,
      isSample: false,
      hasData: false,
    });
    expect((await asPerson(cookie, 'GET', '/batches')).json.batches).toEqual([]);
    expect((await asPerson(cookie, 'GET', '/accounts')).json.total).toBe(0);
    expect((await asPerson(cookie, 'GET', '/health')).json.workspace).toBe('mobel-sohne-nord-1');

    const yaml = readFileSync(inFolder('mobel-sohne-nord-1', 'bellwether.yaml'), 'utf8');
    expect(parse(yaml)).toMatchObject({
      organisation: { name: company.name, time_zone: 'Europe/Stockholm', fiscal_year_starts_month: 4 },
    });
    // Programs find the server by the workspace that is served, and by no other.
    expect(existsSync(inFolder('sample', 'data', 'server.json'))).toBe(false);
    expect(existsSync(inFolder('sample', 'data', 'server.token'))).toBe(false);
    const said = JSON.parse(readFileSync(inFolder('mobel-sohne-nord-1', 'data', 'server.json'), 'utf8'));
    expect(said).toMatchObject({ url: server.url, port });
    expect(server.token).not.toBe(token);
    expect((await client.get('/organisation')).json.name).toBe(company.name);

    const back = await asPerson(cookie, 'POST', '/workspaces/sample/open');
    expect(back.status).toBe(202);
    await arrived(cookie, 'sample');
    expect((await asPerson(cookie, 'GET', '/organisation')).json).toMatchObject({
      isSample: true,
      hasData: true,
    });
  });

  it('numbers a folder whose name is taken', async () => {
    const cookie = await enter();
    const { json } = await asPerson(cookie, 'POST', '/workspaces', { ...company, name: 'Other' });
    expect(json).toEqual({ id: 'other-2' });
    await arrived(cookie, 'other-2');
  });

  it('ends a session in every workspace that it was in', async () => {
    const cookie = await enter();
    await server.goOver(inFolder('other'));
    expect((await asPerson(cookie, 'DELETE', '/session')).status).toBe(204);
    await server.close();
    server = await startServer({ workspace: inFolder('sample'), port: 0 });
    expect((await asPerson(cookie, 'GET', '/organisation')).status).toBe(401);
  });

  it('keeps a session over a restart in the workspace it went over to', async () => {
    const cookie = await enter();
    await server.goOver(inFolder('other'));
    await server.close();
    server = await startServer({ workspace: inFolder('other'), port: 0 });
    expect((await asPerson(cookie, 'GET', '/organisation')).status).toBe(200);
  });

  it('never takes an answer of one workspace for that of another with the same counters', async () => {
    cpSync(inFolder('other'), inFolder('twin'), { recursive: true });
    await server.goOver(inFolder('other'));
    const one = await client.get('/quality');
    await server.goOver(inFolder('twin'));
    const other = await client.get('/quality');
    expect(one.headers.get('etag')).toMatch(/^W\//);
    expect(other.headers.get('etag')).not.toBe(one.headers.get('etag'));
  });
});

describe('what is refused', () => {
  it.each([
    ['..', 404],
    ['../sample', 404],
    ['other/../other', 404],
    ['/etc', 404],
    ['plain', 404],
    ['link', 404],
    ['nothing', 404],
    ['', 400],
  ])('the id %j', async (id, status) => {
    mkdirSync(inFolder('plain'));
    symlinkSync(inFolder('other'), inFolder('link'));
    const answer = await client.post(`/workspaces/${encodeURIComponent(id)}/open`);
    expect(answer.status, answer.text).toBe(status);
    expect(answer.text).not.toContain(folder.path);
    expect((await client.get('/workspaces')).json.served.id).toBe('sample');
  });

  it('a request from another site', async () => {
    const cookie = await enter();
    const response = await fetch(`${server.url}/api/v1/workspaces/other/open`, {
      method: 'POST',
      headers: { cookie, origin: 'http://evil.example' },
    });
    expect(response.status).toBe(403);
  });

  it.each([
    ['no zone of this world', { ...company, timeZone: 'Mars/Olympus' }, 422],
    ['no currency', { ...company, currency: 'Taler' }, 400],
    ['no name', { ...company, name: '  ' }, 400],
  ])('%s', async (_, body, status) => {
    const answer = await client.post('/workspaces', body);
    expect(answer.status, answer.text).toBe(status);
    expect((await client.get('/workspaces')).json).toMatchObject({
      served: { id: 'sample' },
      others: [{ id: 'other' }],
    });
  });

  it('making one beside a workspace that is not the sample', async () => {
    await server.goOver(inFolder('other'));
    const answer = await client.post('/workspaces', company);
    expect(answer.json).toMatchObject({ status: 409, code: 'workspace_not_made' });
  });

  it('going over while an import runs', async () => {
    const lines = Array.from({ length: 100_000 }, (_, at) => `o${at},a${at % 90},2025-03-14,100.00,EUR`);
    const { json } = await client.upload({
      'order.csv': ['order_id,account_id,ordered_at,net,currency', ...lines].join('\n'),
    });
    const loading = await client.post(`/imports/${json.id}/load?wait=0`, {});
    expect(loading.json.status).toBe('loading');
    const answer = await client.post('/workspaces/other/open');
    expect(answer.json).toMatchObject({ status: 409, code: 'workspace_at_work' });
    await expect(server.goOver(inFolder('other'))).rejects.toThrow(/import/);
    expect((await client.post('/workspaces', company)).json.code).toBe('workspace_at_work');
    await client.get(`/imports/${json.id}/events`);
    expect((await client.get(`/imports/${json.id}`)).json.status).toBe('loaded');
    expect((await client.get('/workspaces')).json.served.id).toBe('sample');
  });
});

describe('a workspace that cannot be opened', () => {
  const broken: readonly (readonly [what: string, make: () => void, said: RegExp])[] = [
    [
      'broken settings',
      () => writeFileSync(inFolder('other', 'bellwether.yaml'), 'organisation:\n  currency: 7\n'),
      /^other: .*bellwether\.yaml:2.*currency/,
    ],
    [
      'a damaged file',
      () => writeFileSync(inFolder('other', 'data', 'bellwether.duckdb'), 'no database'.repeat(2000)),
      /^other: /,
    ],
    [
      'a data folder that is none',
      () => {
        rmSync(inFolder('other', 'data'), { recursive: true });
        writeFileSync(inFolder('other', 'data'), '');
      },
      /^other: /,
    ],
  ];
  it.each(broken)('leaves the one before served: %s', async (_, make, said) => {
    make();
    const cookie = await enter();
    expect((await asPerson(cookie, 'POST', '/workspaces/other/open')).status).toBe(202);
    const now = await arrived(cookie, 'other');
    expect(now.served.id).toBe('sample');
    expect(now.failed).toMatchObject({ id: 'other', problem: { code: 'workspace_unopened' } });
    expect(now.failed.problem.detail).toMatch(said);
    expect(JSON.stringify(now)).not.toContain(folder.path);
    expect((await asPerson(cookie, 'GET', '/organisation')).json.isSample).toBe(true);
    expect(existsSync(inFolder('sample', 'data', 'server.json'))).toBe(true);
  });

  it('is left for the one before also where it fails only when it is to be served', async () => {
    const cookie = await enter();
    // A folder in the place of the token file cannot be written over.
    mkdirSync(inFolder('other', 'data', 'server.token', 'full'), { recursive: true });
    await expect(server.goOver(inFolder('other'))).rejects.toThrow();
    expect((await arrived(cookie, 'other')).failed.id).toBe('other');
    expect((await asPerson(cookie, 'GET', '/organisation')).json.isSample).toBe(true);
    rmSync(inFolder('other', 'data', 'server.token'), { recursive: true });
    await server.goOver(inFolder('other'));
    expect((await asPerson(cookie, 'GET', '/organisation')).json.isSample).toBe(false);
  });
});
