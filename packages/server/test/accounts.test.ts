import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from '../src/index.js';
import { Client, type Loose } from './support/client.js';
import { makeSampleWorkspace, temporaryFolder } from './support/sample-workspace.js';

const folder = temporaryFolder();
let server: RunningServer;
let client: Client;

beforeAll(async () => {
  await makeSampleWorkspace(folder.path);
  server = await startServer({ workspace: folder.path, port: 0 });
  client = new Client(server);
}, 600_000);

afterAll(async () => {
  await server?.close();
  folder.remove();
});

describe('accounts', () => {
  it('finds, filters, sorts and pages', async () => {
    const all = await client.get('/accounts?limit=1000');
    expect(all.json.total).toBe(all.json.accounts.length);
    const first = await client.get('/accounts?limit=10');
    const second = await client.get('/accounts?limit=10&offset=10');
    expect([...first.json.accounts, ...second.json.accounts]).toEqual(all.json.accounts.slice(0, 20));
    expect(first.json.truncated).toBe(true);
    const past = await client.get('/accounts?limit=10&offset=100000');
    expect(past.json).toMatchObject({ total: all.json.total, accounts: [] });
    const [one] = all.json.accounts;
    const found = await client.get(`/accounts?search=${encodeURIComponent(one.name.toUpperCase())}`);
    expect(found.json.accounts.map(({ id }: Loose) => id)).toContain(one.id);
    const sorted = (await client.get('/accounts?sort=revenue12m&order=desc&limit=1000')).json.accounts.map(
      ({ revenue12m }: Loose) => Number(revenue12m),
    );
    expect(sorted).toEqual(sorted.toSorted((a: number, b: number) => b - a));
    const wild = await client.get('/accounts?search=%25');
    expect(wild.json.total).toBe(0);
  });

  it('counts customers as the metric does', async () => {
    const customers = await client.get('/accounts?status=customer&limit=1000');
    expect(customers.json.total).toBe((await client.cellOf('active_customers', '2025-12')).value);
  });

  /** Hundredths, exactly: money comes as decimal text. */
  const hundredths = (value: string | number | null): bigint => {
    const [, sign = '', whole = '', part = ''] =
      /^(-?)(\d+)(?:\.(\d{1,2})0*)?$/.exec(String(value ?? 0)) ?? [];
    expect(whole, `${value} has at most two places`).not.toBe('');
    return BigInt(`${sign}${whole}${part.padEnd(2, '0')}`);
  };
  const sum = (values: readonly (string | number | null)[]): bigint =>
    values.reduce((total, value) => total + hundredths(value), 0n);

  it.each([
    ['mrr', 'mrr'],
    ['openPipeline', 'pipeline_value'],
    ['openTickets', 'ticket_backlog'],
  ])('has %s that add up to %s, to the last hundredth', async (column, metric) => {
    const { accounts } = (await client.get('/accounts?limit=1000')).json;
    const total = sum(accounts.map((account: Loose) => account[column]));
    // What belongs to no account stands in no row of the list.
    const nobodys = await client.cellOf(metric, '2025-12', { account_id: null });
    const whole = await client.cellOf(metric, '2025-12');
    expect(total + hundredths(nobodys.value)).toBe(hundredths(whole.value));
    expect(total).toBeGreaterThan(0n);
  });

  it('shows one account with a timeline that pages back to its beginning', async () => {
    const { json } = await client.get('/accounts?sort=revenue12m&order=desc&limit=1');
    const [top] = json.accounts;
    const profile = await client.get(`/accounts/${encodeURIComponent(top.id)}`);
    expect(profile.json).toMatchObject(top);
    expect(profile.json.sources.length).toBeGreaterThan(1);
    const path = `/accounts/${encodeURIComponent(top.id)}/timeline`;
    const whole = await client.get(`${path}?limit=1000`);
    const events = [];
    let next: string | null = '';
    while (next !== null) {
      const page: Loose = (await client.get(`${path}?limit=7${next === '' ? '' : `&before=${next}`}`)).json;
      events.push(...page.events);
      next = page.next;
    }
    expect(events).toEqual(whole.json.events);
    const dates = events.map(({ date }: Loose) => date);
    expect(dates).toEqual(dates.toSorted((a: string, b: string) => b.localeCompare(a)));
    const orders = await client.get(`${path}?kinds=order,ticket&limit=1000`);
    expect(orders.json.events).toEqual(
      whole.json.events.filter(({ kind }: Loose) => kind === 'order' || kind === 'ticket'),
    );
    expect((await client.get('/accounts/nobody')).status).toBe(404);
    expect((await client.get(`${path}?before=2025-02-31~1`)).status).toBe(400);
  });

  it('tells how customers fare the same way on the list, on the page and however the list is narrowed', async () => {
    const { accounts } = (await client.get('/accounts?limit=1000')).json;
    const isWorse = ({ state }: Loose) => state === 'bad' || state === 'watch';
    for (const state of ['at_risk', 'watch', 'well', 'unknown']) {
      const { json } = await client.get(`/accounts?limit=1000&health=${state}`);
      expect(json.accounts).toEqual(accounts.filter(({ health }: Loose) => health === state));
    }
    const { json: worried } = await client.get('/accounts?limit=1000&concerns=true&sort=concerns&order=desc');
    expect(worried.total).toBe(accounts.filter(({ concerns }: Loose) => concerns.length > 0).length);
    expect(worried.total).toBeGreaterThan(0);
    // At risk before to watch, each with the largest revenue first.
    const places = worried.accounts.map(
      ({ health, revenue12m }: Loose) => (health === 'at_risk' ? 1e12 : 0) + Number(revenue12m),
    );
    expect(places).toEqual(places.toSorted((a: number, b: number) => b - a));
    for (const account of worried.accounts.slice(0, 5)) {
      const { json: profile } = await client.get(`/accounts/${encodeURIComponent(account.id)}`);
      expect(profile.health).toBe(account.health);
      expect(profile.signs).toHaveLength(7);
      expect(profile.signs.filter(isWorse)).toEqual(account.concernSigns);
      expect(account.concerns).toHaveLength(account.concernSigns.length);
      expect(account.concerns.join(), 'days as a person writes them').not.toMatch(/\d{4}-\d{2}-\d{2}/);
    }
    expect((await client.get('/accounts?health=fine')).status).toBe(400);
  });

  it('jumps to metrics, accounts and pages', async () => {
    const { json } = await client.get('/search?q=win');
    expect(json.metrics[0].id).toBe('win_rate');
    expect((await client.get('/search?q=target')).json.pages[0].path).toBe('/scorecards');
  });
});

describe('what people decide', () => {
  it('sets a target on a live figure, logs its changes and gives it back after a deletion', async () => {
    const { denominator, value } = await client.cellOf('win_rate', '2025');
    expect(denominator).toBeGreaterThan(0);
    const body = { metric: 'win_rate', period: '2025', value: Number(value) - 0.01, owner: 'Ada' };
    const made = await client.post('/targets', body);
    expect(made.status, made.text).toBe(201);
    expect((await client.post('/targets', body)).json).toMatchObject({ status: 409, code: 'target_exists' });
    const card = await client.get('/scorecard?metric=win_rate');
    expect(card.json.lines[0]).toMatchObject({
      id: made.json.id,
      status: 'met',
      actual: value,
      unit: 'ratio',
    });
    const { json: home } = await client.get('/board');
    const line = home.groups
      .flatMap(({ lines }: Loose) => lines)
      .find(({ metric }: Loose) => metric.id === 'win_rate');
    expect(line.target).toMatchObject({ id: made.json.id, status: 'met' });
    expect(home.verdict).toMatchObject({ targets: 1, met: 1, missed: 0 });

    const changed = await client.send('PUT', `/targets/${made.json.id}`, {
      body: { ...body, value: Number(value) + 0.01 },
    });
    expect(changed.json.value).toBeCloseTo(Number(value) + 0.01, 12);
    expect((await client.get('/scorecard')).json.lines[0].status).toBe('missed');
    const gone = await client.send('DELETE', `/targets/${made.json.id}`);
    expect((await client.get('/targets')).json.targets).toEqual([]);
    const back = await client.post('/targets', gone.json);
    expect(back.json).toMatchObject({ metric: 'win_rate', value: gone.json.value, owner: 'Ada' });
    const { json: log } = await client.get(`/targets/${made.json.id}/changes`);
    expect(log.changes.map(({ kind }: Loose) => kind)).toEqual(['deleted', 'changed', 'made']);
  });

  it('keeps money exact and refuses what no figure can be', async () => {
    const money = await client.post('/targets', {
      metric: 'revenue',
      period: '2025-Q4',
      value: '123456789.1',
    });
    expect(money.json.value).toBe('123456789.1');
    const cases = [
      { metric: 'no_such', period: '2025', value: 1 },
      { metric: 'win_rate', period: 'soon', value: 0.4 },
      { metric: 'win_rate', period: '2025', value: 42 },
      {
        metric: 'win_rate',
        period: '2025',
        value: 0.4,
        where: [{ dimension: 'ticket_channel', values: ['x'] }],
      },
    ];
    for (const body of cases)
      expect((await client.post('/targets', body)).status, JSON.stringify(body)).toBe(422);
  });

  it('keeps notes and views', async () => {
    const note = await client.post('/annotations', {
      date: '2025-05-01',
      title: 'CRM went live',
      metrics: ['win_rate'],
    });
    expect((await client.get('/annotations?metric=win_rate')).json.annotations).toContainEqual(note.json);
    expect((await client.get('/annotations?metric=revenue')).json.annotations).not.toContainEqual(note.json);
    const view = await client.post('/views', {
      name: 'My quarter',
      page: '/metric/win_rate',
      search: 'by=owner',
    });
    expect((await client.get('/views')).json.views).toEqual([view.json]);
    expect((await client.post('/views', { name: 'x', page: 'javascript:alert(1)' })).status).toBe(400);
    const renamed = await client.send('PUT', `/views/${view.json.id}`, {
      body: { ...view.json, name: 'Quarter' },
    });
    expect(renamed.json).toMatchObject({ id: view.json.id, name: 'Quarter' });
    await client.send('DELETE', `/views/${view.json.id}`);
    expect((await client.send('DELETE', `/views/${view.json.id}`)).json).toMatchObject({
      status: 404,
      code: 'record_unknown',
    });
  });

  it('changes a setting, keeps the comments of the file, and moves the figures that it says it moves', async () => {
    const { json: settings } = await client.get('/settings');
    expect(settings.moves['assumptions.gross_margin']).toContain('clv_margin');
    const before = readFileSync(join(folder.path, 'bellwether.yaml'), 'utf8');
    const was = await client.cellOf('crm_adoption_rate', '2025-11');
    expect(was.numerator).toBeGreaterThan(0);
    expect(settings.moves['assumptions.adoption_writes']).toEqual(['crm_adoption_rate']);
    const { json } = await client.send('PUT', '/settings?wait=30', {
      body: { assumptions: { adoption_writes: 100_000 } },
    });
    expect(json.job, JSON.stringify(json)).toMatchObject({ status: 'done', problem: null });
    const after = readFileSync(join(folder.path, 'bellwether.yaml'), 'utf8');
    expect(after.split('\n')[0]).toBe(before.split('\n')[0]);
    expect(after.split('\n').filter((line, index) => line !== before.split('\n')[index])).toEqual([
      '  adoption_writes: 100000',
    ]);
    // Nobody writes a hundred thousand records a month.
    expect(await client.cellOf('crm_adoption_rate', '2025-11')).toMatchObject({
      value: 0,
      denominator: was.denominator,
    });
    const cases = [
      { organisation: { time_zone: 'Mars/Olympus' } },
      { organisation: { currency: 'Euro' } },
      { assumptions: { gross_margin: 80 } },
      { assumptions: { no_such: 1 } },
    ];
    for (const body of cases) {
      const refused = await client.send('PUT', '/settings', { body });
      expect(refused.json, JSON.stringify(body)).toMatchObject({ status: 422, code: 'config_invalid' });
    }
    expect(readFileSync(join(folder.path, 'bellwether.yaml'), 'utf8')).toBe(after);
  });
});

describe('the data page', () => {
  it('shows sources, batches and what is wrong', async () => {
    const { json: sources } = await client.get('/sources');
    expect(sources.sources.map(({ source }: Loose) => source)).toContain('hubspot');
    expect(sources.entities.find(({ entity }: Loose) => entity === 'deal').rows).toBeGreaterThan(0);
    const { json: batches } = await client.get('/batches');
    expect(batches.batches).toHaveLength(1);
    const { json: one } = await client.get('/batches/b1');
    expect(one.list.reduce((sum: number, { rowsIn }: Loose) => sum + rowsIn, 0)).toBe(one.rowsIn);
    const { json: quality, text } = await client.get('/quality?all=true');
    expect(Array.isArray(quality.issues)).toBe(true);
    expect(text).not.toContain(folder.path);
  });
});
