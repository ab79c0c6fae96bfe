import { initWorkspace } from '@bellwether/warehouse';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from '../src/index.js';
import { Client, type Loose } from './support/client.js';
import { temporaryFolder } from './support/sample-workspace.js';

const folder = temporaryFolder();
const directory = join(folder.path, 'workspace');
let server: RunningServer;
let client: Client;
const limits = { fileBytes: 200_000, uploadBytes: 300_000, filesPerUpload: 4, uploads: 50 };

beforeAll(async () => {
  initWorkspace(directory);
  server = await startServer({ workspace: directory, port: 0, limits });
  client = new Client(server);
});
afterAll(async () => {
  await server?.close();
  folder.remove();
});

/** Orders of two customers: 100 + 250.50 + 40. */
const orders = `order_id,account_id,ordered_at,net,currency
o1,a1,2025-03-14,100.00,EUR
o2,a2,2025-03-15,250.50,EUR
o3,a1,2025-04-02,40.00,EUR
`;
const revenueOf = async (period: string): Promise<string | null> => {
  const { json } = await client.post('/query', { metrics: ['revenue'], from: period, to: period });
  return json.cells[0].value;
};
const idOf = async (files: Record<string, string | Uint8Array>): Promise<string> => {
  const answer = await client.upload(files);
  expect(answer.status, answer.text).toBe(201);
  return answer.json.id;
};
const noPath = (text: string) => {
  expect(text).not.toContain(folder.path);
  expect(text).not.toContain('staging');
};

describe('the import wizard', () => {
  it('goes from files to figures and back', async () => {
    const uploaded = await client.upload({ 'order.csv': orders });
    expect(uploaded.json).toMatchObject({
      status: 'uploaded',
      files: [{ name: 'order.csv', bytes: orders.length }],
    });
    const { id } = uploaded.json;

    const planned = await client.post(`/imports/${id}/plan?wait=30`, {});
    expect(planned.json).toMatchObject({ status: 'planned', problem: null });
    const [table] = planned.json.plan.tables;
    expect(table).toMatchObject({
      file: 'order.csv',
      rows: 3,
      fate: 'load',
      stream: 'plain.order',
      ambiguous: [],
    });
    expect(table.samples[0]).toEqual(['o1', 'a1', '2025-03-14', '100.00', 'EUR']);
    const headers = Object.fromEntries(table.headers.map((one: Loose) => [one.header, one]));
    expect(headers.net).toMatchObject({ mapped: ['order.net'], used: true });
    expect(headers.ordered_at.mapped).toEqual(['order.ordered_at']);
    expect(headers.ordered_at.proof).not.toBe('');
    expect(await revenueOf('2025-03')).toBeNull();

    const loaded = await client.post(`/imports/${id}/load?wait=30`, {});
    expect(loaded.json).toMatchObject({ status: 'loaded', problem: null });
    expect(loaded.json.report).toMatchObject({
      batchId: 'b1',
      rowsIn: 3,
      rowsLoaded: 3,
      rowsQuarantined: 0,
      rowsIgnored: 0,
    });
    noPath(loaded.text);
    expect(await revenueOf('2025-03')).toBe('350.50');
    expect((await client.post(`/imports/${id}/load`, {})).json.code).toBe('import_done');

    const batch = await client.get('/batches/b1');
    expect(batch.json).toMatchObject({ status: 'loaded', list: [{ file: 'order.csv', rowsLoaded: 3 }] });
    const undone = await client.post('/batches/b1/undo?wait=30');
    expect(undone.json).toMatchObject({ kind: 'undo', status: 'done', result: { batchId: 'b1' } });
    expect(await revenueOf('2025-03')).toBeNull();
    const again = await client.post('/batches/b1/undo?wait=30');
    expect(again.json).toMatchObject({ status: 'failed', problem: { code: 'batch_undone', status: 409 } });
  });

  it('asks which order dates have, loads nothing until it is told, and takes the answer', async () => {
    // 03/04 and 05/06 can be read both ways; rule F-04.
    const text =
      'order_id,account_id,ordered_at,net,currency\nx1,a1,03/04/2025,10.00,EUR\nx2,a1,05/06/2025,20.00,EUR\n';
    const id = await idOf({ 'order.csv': text });
    const planned = await client.post(`/imports/${id}/plan?wait=30`, {});
    const [table] = planned.json.plan.tables;
    expect(planned.json.plan.questions).toBe(1);
    expect(table).toMatchObject({ fate: 'ambiguous', ambiguous: [{ header: 'ordered_at', rule: 'F-04' }] });
    expect(table.ambiguous[0].examples[0]).toBe('03/04/2025');

    const refused = await client.post(`/imports/${id}/load?wait=30`, {});
    expect(refused.json).toMatchObject({
      status: 'failed',
      problem: { code: 'import_ambiguous', status: 422 },
    });
    noPath(refused.text);
    expect(await revenueOf('2025-04')).toBeNull();

    const loaded = await client.post(`/imports/${id}/load?wait=30`, { dateOrder: 'DMY' });
    expect(loaded.json).toMatchObject({ status: 'loaded', problem: null });
    expect(await revenueOf('2025-04')).toBe('10.00');
    expect(await revenueOf('2025-06')).toBe('20.00');
    await client.post(`/batches/${loaded.json.report.batchId}/undo?wait=30`);
  });

  it('says of a broken file what is wrong and that nothing was kept', async () => {
    const id = await idOf({ 'order.csv': 'order_id,account_id,ordered_at,net\nx1,a1,"2025-01-01,10\n' });
    const planned = await client.post(`/imports/${id}/plan?wait=30`, {});
    expect(planned.json).toMatchObject({
      status: 'failed',
      problem: { status: 422, title: 'The file cannot be read', kept: 'Nothing of this import was loaded.' },
    });
    expect(planned.json.problem.detail).toContain('order.csv');
    noPath(planned.text);
  });

  it('keeps rejected rows to be corrected', async () => {
    const text =
      'order_id,account_id,ordered_at,net,currency\nr1,a1,2025-07-01,10.00,EUR\nr2,a1,not a day,=1+1,EUR\n';
    const id = await idOf({ 'order.csv': text });
    const { json } = await client.post(`/imports/${id}/load?wait=30`, {});
    expect(json.report, JSON.stringify(json.problem)).toMatchObject({
      rowsIn: 2,
      rowsLoaded: 1,
      rowsQuarantined: 1,
    });
    const { batchId } = json.report;
    const rejects = await client.get(`/rejects?batch=${batchId}`);
    expect(rejects.json.rejects[0]).toMatchObject({ file: 'order.csv', line: 3, row: { order_id: 'r2' } });
    const csv = await client.get(`/rejects.csv?batch=${batchId}&file=order.csv`);
    expect(csv.headers.get('content-type')).toContain('text/csv');
    expect(csv.text).toContain("r2,a1,not a day,'=1+1,EUR");
    expect(csv.text).toContain('order.csv line 3');
    await client.post(`/batches/${batchId}/undo?wait=30`);
  });

  it('takes a mapping by hand for headers that nobody knows', async () => {
    const text = 'Nummer;Wer;Wann;Summe\n1;a1;2025-09-01;12.00\n2;a2;2025-09-02;30.00\n';
    const id = await idOf({ 'was.csv': text });
    const unknown = await client.post(`/imports/${id}/plan?wait=30`, {});
    expect(unknown.json.plan.tables[0]).toMatchObject({ fate: 'unrecognised', stream: null });
    expect(unknown.json.plan.tables[0].headers.map((one: Loose) => one.header)).toEqual([
      'Nummer',
      'Wer',
      'Wann',
      'Summe',
    ]);
    const mapping = {
      entity: 'order',
      columns: { order_id: 'Nummer', account_id: 'Wer', ordered_at: 'Wann', net: 'Summe' },
    };
    const planned = await client.post(`/imports/${id}/plan?wait=30`, { mapping });
    expect(planned.json.plan?.tables[0], planned.text).toMatchObject({ fate: 'load', stream: 'own.order' });
    const loaded = await client.post(`/imports/${id}/load?wait=30`, { mapping });
    expect(loaded.json.report).toMatchObject({ rowsLoaded: 2 });
    expect(await revenueOf('2025-09')).toBe('42.00');
    await client.post(`/batches/${loaded.json.report.batchId}/undo?wait=30`);
  });

  it('tells of its progress as it goes', async () => {
    const id = await idOf({ 'order.csv': orders.replaceAll('2025', '2024') });
    await client.post(`/imports/${id}/load?wait=0`, {});
    const events = await client.get(`/imports/${id}/events`);
    expect(events.headers.get('content-type')).toContain('text/event-stream');
    const states = events.text
      .split('\n\n')
      .filter(Boolean)
      .map((block) => JSON.parse(block.split('\ndata: ')[1] ?? ''));
    expect(states.at(-1)).toMatchObject({ status: 'loaded', progress: { fraction: 1 } });
    const fractions = states.map(({ progress }) => progress.fraction);
    expect(fractions).toEqual(fractions.toSorted((a: number, b: number) => a - b));
    await client.post(`/batches/${states.at(-1).report.batchId}/undo?wait=30`);
  });
});

describe('uploads that are not what they should be', () => {
  it('keeps nothing of an upload that is over a limit', async () => {
    const folderOf = () =>
      existsSync(join(directory, 'data', 'staging')) ? readdirSync(join(directory, 'data', 'staging')) : [];
    const before = folderOf();
    const big = 'x'.repeat(200_001);
    const cases: Record<string, string>[] = [
      { 'big.csv': big },
      { 'a.csv': 'x'.repeat(160_000), 'b.csv': 'x'.repeat(160_000) },
      { 'a.csv': '1', 'b.csv': '1', 'c.csv': '1', 'd.csv': '1', 'e.csv': '1' },
    ];
    for (const files of cases) {
      const answer = await client.upload(files);
      expect(answer.status, answer.text).toBe(413);
      expect(answer.json).toMatchObject({
        code: 'upload_too_large',
        kept: 'Nothing of this upload was kept.',
      });
    }
    expect(folderOf()).toEqual(before);
  });

  it('refuses other content types, and an upload without files', async () => {
    const wrong = await client.post('/imports', { files: 1 });
    expect(wrong.json).toMatchObject({ status: 415, code: 'media_type' });
    const empty = new FormData();
    empty.append('note', 'no file');
    expect((await client.post('/imports', empty)).json).toMatchObject({ status: 400, code: 'upload_empty' });
    const cut = await client.post(
      '/imports',
      '--x\r\nContent-Disposition: form-data; name="files"; filename="a.csv"\r\n\r\nabc',
      {
        'content-type': 'multipart/form-data; boundary=x',
      },
    );
    expect(cut.json).toMatchObject({ status: 400, code: 'upload_cut' });
  });

  it('writes a file called ../../x into its own folder', async () => {
    const body =
      '--x\r\nContent-Disposition: form-data; name="files"; filename="../../../escaped.csv"\r\n\r\na,b\r\n1,2\r\n--x--\r\n';
    const answer = await client.post('/imports', body, { 'content-type': 'multipart/form-data; boundary=x' });
    expect(answer.json.files).toEqual([{ name: 'escaped.csv', bytes: 8 }]);
    expect(existsSync(join(directory, 'escaped.csv'))).toBe(false);
    expect(existsSync(join(folder.path, 'escaped.csv'))).toBe(false);
    expect((await client.send('DELETE', `/imports/${answer.json.id}`)).status).toBe(200);
    expect((await client.get(`/imports/${answer.json.id}`)).status).toBe(404);
  });

  it('names what is wrong with the options', async () => {
    const id = await idOf({ 'order.csv': orders });
    const cases: readonly (readonly [options: unknown, status: number, code: string])[] = [
      [{ files: ['other.csv'] }, 422, 'value_unfit'],
      [{ mapping: { entity: 'planet', columns: { a: 'b' } } }, 422, 'value_unfit'],
      [{ mapping: { entity: 'order', columns: { moon: 'b' } } }, 422, 'value_unfit'],
      [{ dateOrder: 'XYZ' }, 400, 'request_invalid'],
      [{ unknown: 1 }, 400, 'request_invalid'],
    ];
    for (const [options, status, code] of cases) {
      const answer = await client.post(`/imports/${id}/plan?wait=30`, options);
      expect(answer.json, JSON.stringify(options)).toMatchObject({ status, code });
    }
    const stream = await client.post(`/imports/${id}/plan?wait=30`, { as: 'no.such' });
    expect(stream.json.problem).toMatchObject({ status: 422, code: 'import_unknown_stream' });
    const yaml = await client.post(`/imports/${id}/plan?wait=30`, { mapping: 'source: [broken' });
    expect(yaml.json.problem).toMatchObject({ status: 422, code: 'mapping_yaml' });
    noPath(yaml.text);
  });
});

describe('imports and questions at one time', () => {
  it('answers while imports run, and each answer is of one state of the data', async () => {
    const months = Array.from({ length: 4 }, (_, index) => `2023-0${index + 1}`);
    const ids = await Promise.all(
      months.map((month, index) =>
        idOf({
          'order.csv': `order_id,account_id,ordered_at,net,currency\nc${index},a1,${month}-10,5.00,EUR\nd${index},a2,${month}-11,7.00,EUR\n`,
        }),
      ),
    );
    const state = { busy: true };
    const loads = Promise.all(ids.map((id) => client.post(`/imports/${id}/load?wait=30`, {}))).finally(() => {
      state.busy = false;
    });
    const seen = new Set<string>();
    let asked = 0;
    while (state.busy) {
      const answers = await Promise.all(
        months.map((month) => client.post('/query', { metrics: ['revenue'], from: month, to: month })),
      );
      for (const answer of answers) {
        asked += 1;
        expect(answer.status, answer.text).toBe(200);
        seen.add(String(answer.json.cells[0].value));
      }
    }
    const done = await loads;
    expect(done.map(({ json }) => json.status)).toEqual(months.map(() => 'loaded'));
    expect(asked).toBeGreaterThan(0);
    // Nothing yet, nothing in that month, or all of it: never one order of the two.
    expect(
      [...seen].every((value) => ['null', '0.00', '12.00'].includes(value)),
      [...seen].join(),
    ).toBe(true);
    for (const month of months) expect(await revenueOf(month)).toBe('12.00');
  });
});

describe('what is written beside the workspace', () => {
  it('is there again after a restart while it waits, and gone once it is loaded', async () => {
    const waits = await idOf({ 'waits.csv': orders.replaceAll('o1', 'w1') });
    const loads = await idOf({ 'loads.csv': orders.replaceAll('o1', 'l1') });
    await client.post(`/imports/${loads}/load?wait=30`, {});
    await server.close();
    // As a server leaves them that was killed while files came in.
    mkdirSync(join(directory, 'data', 'staging', '0123456789abcdef'));
    server = await startServer({ workspace: directory, port: 0, limits });
    client = new Client(server);
    const { json } = await client.get('/imports');
    expect(json.imports.map(({ id }: Loose) => id)).toContain(waits);
    expect(json.imports.map(({ id }: Loose) => id)).not.toContain(loads);
    const left = readdirSync(join(directory, 'data', 'staging'));
    expect(left).toEqual(expect.arrayContaining([waits, `${waits}.json`]));
    expect(left).not.toContain(loads);
    expect(left).not.toContain('0123456789abcdef');
    await client.send('DELETE', `/imports/${waits}`);
    expect(readdirSync(join(directory, 'data', 'staging')).some((name) => name.startsWith(waits))).toBe(
      false,
    );
  });

  it('is the settings as they were', () => {
    expect(readFileSync(join(directory, 'bellwether.yaml'), 'utf8')).toContain(
      '# days and months begin in this zone',
    );
  });
});
