import { type Board, board, type JudgedResult, openWorkspace, queryMetrics } from '@bellwether/warehouse';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from '../src/index.js';
import { Client, type Loose } from './support/client.js';
import { makeSampleWorkspace, temporaryFolder } from './support/sample-workspace.js';

const folder = temporaryFolder();
let server: RunningServer;
let client: Client;
/** What the library itself answers, before the server holds the file. */
let direct: { query: JudgedResult; board: Board };

const question = {
  metrics: ['win_rate', 'revenue'],
  from: '2025-07',
  to: '2025-12',
  by: ['segment'],
  compare: ['previous', 'year'] as const,
};
const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

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

const cellOf = async (metric: string, period: string, by: Record<string, string | null> = {}) => {
  const where = Object.entries(by).map(([dimension, value]) => ({ dimension, values: [value] }));
  const { json } = await client.post('/query', { metrics: [metric], from: period, to: period, where });
  return json.cells[0];
};

describe('one number, one definition', () => {
  it('answers a query as the library does', async () => {
    const { status, json } = await client.post('/query', question);
    expect(status).toBe(200);
    expect(json).toEqual(asJson(direct.query));
  });

  it('shows on the board the cells of the library', async () => {
    const { json } = await client.get('/board');
    const cells = json.groups.flatMap(({ lines }: Loose) =>
      lines.map((line: Loose) => [line.metric.id, line.latest, line.series]),
    );
    const wanted = direct.board.groups.flatMap(({ lines }) =>
      lines.map((line) => [line.metric.id, line.latest, line.series]),
    );
    expect(cells).toEqual(asJson(wanted));
    const { better, worse, steady, unknown } = json.verdict;
    expect(better + worse + steady + unknown).toBe(cells.length);
  });

  it('has the same cell on home, in a query, over rows and in the export', async () => {
    const { json } = await client.get('/board');
    const line = json.groups
      .flatMap(({ lines }: Loose) => lines)
      .find(({ metric }: Loose) => metric.id === 'win_rate');
    const period = line.latest.period;
    const queried = await cellOf('win_rate', period);
    const rows = await client.post('/rows', { metric: 'win_rate', from: period, limit: 1000 });
    for (const cell of [queried, rows.json.cell]) {
      for (const part of [
        'value',
        'numerator',
        'denominator',
        'n',
        'interval',
        'quality',
        'reason',
        'partial',
      ])
        expect(cell[part], part).toEqual(line.latest[part]);
    }
    expect(rows.json.reconciles).toBe(true);
    expect(rows.json.metric.hash).toBe(line.metric.hash);
    const won = rows.json.legs.find(({ leg }: Loose) => leg === 'won');
    expect(won.rows.length).toBe(queried.numerator);
    const csv = await client.post('/rows.csv', { metric: 'win_rate', from: period, leg: 'won' });
    expect(csv.headers.get('x-row-count')).toBe(String(queried.numerator));
    expect(csv.headers.get('x-truncated')).toBe('false');
    // A byte order mark, two lines about the export, the header, the rows.
    expect(csv.text.trimEnd().split('\r\n')).toHaveLength(3 + queried.numerator);
  });

  it('exports rows of a bar that add up to the bar, to the cent', async () => {
    const { json } = await client.post('/query', {
      metrics: ['revenue'],
      from: '2025',
      to: '2025',
      by: ['segment'],
    });
    const bar = json.cells.find(({ by }: Loose) => by.segment === 'Mid-market');
    const csv = await client.post('/rows.csv', {
      metric: 'revenue',
      from: '2025',
      by: { segment: 'Mid-market' },
    });
    const [header = '', ...lines] = csv.text.trimEnd().split('\r\n').slice(2);
    const column = header.split(',').indexOf('contribution');
    // Columns before the amount hold ids and dates: no commas in quotes.
    const cents = lines.map((text) => Math.round(Number(text.split(',')[column]) * 10_000));
    expect(cents.reduce((sum, one) => sum + one, 0)).toBe(Math.round(Number(bar.value) * 10_000));
    expect(lines.length).toBe(Number(csv.headers.get('x-row-count')));
  });

  it('pages through rows without losing or repeating one', async () => {
    const all = await client.post('/rows', { metric: 'revenue', from: '2025', limit: 1000 });
    const [leg] = all.json.legs;
    const seen = [];
    for (let offset = 0; offset < leg.count; offset += 37) {
      const page = await client.post('/rows', { metric: 'revenue', from: '2025', limit: 37, offset });
      expect(page.json.legs[0].total).toBe(leg.total);
      seen.push(
        ...page.json.legs[0].rows.map(
          (row: Loose) => `${row.record_id}|${row.row_number}|${row.contribution}`,
        ),
      );
    }
    expect(seen).toHaveLength(leg.count);
    expect(new Set(seen).size).toBe(leg.count);
  });

  it('says that a page is a page and an export is cut', async () => {
    const small = await startSmall();
    try {
      const csv = await new Client(small).post('/rows.csv', { metric: 'revenue', from: '2025' });
      expect(csv.headers.get('x-truncated')).toBe('true');
      expect(csv.text.trimEnd().split('\r\n')).toHaveLength(3 + 5);
      expect(csv.text).toContain('cut after 5');
      const large = await new Client(small).post('/query', {
        metrics: ['revenue'],
        from: '2025-01',
        to: '2025-12',
      });
      expect(large.json).toMatchObject({ status: 422, code: 'answer_too_large' });
    } finally {
      await small.close();
      server = await startServer({ workspace: folder.path, port: 0 });
      client = new Client(server);
    }
  });
});

/** The same workspace under tight limits; the other server lets go of it first. */
const startSmall = async (): Promise<RunningServer> => {
  await server.close();
  return startServer({ workspace: folder.path, port: 0, limits: { exportRows: 5, cells: 11 } });
};

describe('answers that are kept', () => {
  it('gives 304 for the same question of the same data, and a new tag when something was written', async () => {
    const first = await client.post('/query', question);
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^W\/"[\w-]{27}"$/);
    const same = await client.post('/query', question, { 'if-none-match': etag });
    expect(same.status).toBe(304);
    expect(same.text).toBe('');
    const kept = await client.post('/query', question);
    expect(kept.text).toBe(first.text);
    const other = await client.post('/query', { ...question, level: 0.9 }, { 'if-none-match': etag });
    expect(other.status).toBe(200);
    expect(other.headers.get('etag')).not.toBe(etag);
    await client.post('/annotations', { date: '2025-06-01', title: 'New process' });
    const later = await client.post('/query', question, { 'if-none-match': etag });
    expect(later.status).toBe(200);
    expect(later.json).toEqual(first.json);
  });
});

describe('the catalogue', () => {
  it('lists every metric with what it can be broken down by, and one in full', async () => {
    const { json } = await client.get('/metrics');
    expect(json.metrics.length).toBeGreaterThan(60);
    const one = await client.get('/metrics/win_rate');
    const listed = json.metrics.find(({ id }: Loose) => id === 'win_rate');
    expect(one.json).toMatchObject(listed);
    expect(one.json.legs.map(({ leg }: Loose) => leg)).toEqual(['won', 'closed']);
    expect((await client.get('/metrics/no_such')).json).toMatchObject({ status: 404, code: 'not_found' });
  });

  it('lists values of a dimension, and explains a question', async () => {
    const { json } = await client.get('/dimensions/segment/values?limit=2');
    expect(json.values).toHaveLength(2);
    expect(json.truncated).toBe(true);
    expect((await client.get('/dimensions/constructor/values')).status).toBe(404);
    const explained = await client.post('/explain', question);
    expect(explained.json.steps.length).toBeGreaterThan(0);
    expect(explained.json.metrics.map(({ definition }: Loose) => definition.id)).toEqual(question.metrics);
  });

  it('says why a question cannot be answered', async () => {
    const cases: readonly (readonly [body: object, status: number, code: string])[] = [
      [{ metrics: ['win_rat'], from: '2025', to: '2025' }, 422, 'metric_unknown'],
      [{ metrics: ['win_rate'], from: 'May', to: '2025' }, 422, 'period_unreadable'],
      [{ metrics: ['win_rate'], from: '2025-12', to: '2025-01' }, 422, 'period_order'],
      [
        { metrics: ['win_rate'], from: '2025', to: '2025', by: ['ticket_channel'] },
        422,
        'dimension_unsupported',
      ],
      [{ metrics: ['win_rate'], from: '1900-01-01', to: '2025-01-01' }, 422, 'too_many_periods'],
      [{ metrics: [], from: '2025', to: '2025' }, 400, 'request_invalid'],
    ];
    for (const [body, status, code] of cases) {
      const answer = await client.post('/query', body);
      expect(answer.json, JSON.stringify(body)).toMatchObject({ status, code });
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(answer.text).not.toMatch(/SELECT|facts\.| {4}at /);
    }
  });
});

describe('analysis', () => {
  it('makes the customer triangle out of the cells of cohort_retention', async () => {
    const { json } = await client.post('/cohorts', {
      from: '2024-Q1',
      to: '2024-Q4',
      grain: 'quarter',
      oldestAge: 3,
    });
    const cells = await client.post('/query', {
      metrics: ['cohort_retention'],
      from: '2024-Q1',
      to: '2024-Q4',
      grain: 'quarter',
      parameters: { cohort_retention: { oldest_age: 3 } },
    });
    const flat = json.cohorts.flatMap(({ cohort, ages }: Loose) =>
      ages.map(({ age, value, numerator }: Loose) => [cohort, age, value, numerator]),
    );
    expect(flat).toEqual(
      cells.json.cells.map((cell: Loose) => [cell.period, Number(cell.by.age), cell.value, cell.numerator]),
    );
  });

  it('has revenue cohorts that a plain count over accounts gives too', async () => {
    const years = [2022, 2023, 2024, 2025];
    const { json } = await client.post('/query', {
      metrics: ['mrr'],
      from: '2022',
      to: '2025',
      grain: 'year',
      by: ['account_id', 'cohort'],
    });
    const mrr = new Map<string, number>(
      json.cells.map(({ period, by, value }: Loose) => [
        `${by.account_id}|${by.cohort}|${period}`,
        Number(value ?? 0),
      ]),
    );
    const accounts = new Set([...mrr.keys()].map((key) => key.slice(0, key.lastIndexOf('|'))));
    for (const measure of ['revenue_gross', 'revenue_net'] as const) {
      const answer = await client.post('/cohorts', {
        from: '2022',
        to: '2025',
        grain: 'year',
        measure,
        oldestAge: 3,
      });
      for (const [index, year] of years.entries()) {
        const members = [...accounts].filter(
          (one) => one.split('|')[1]?.startsWith(`${year}-`) && (mrr.get(`${one}|${year}`) ?? 0) > 0,
        );
        const { size, ages } = answer.json.cohorts[index];
        expect(size).toBe(members.length);
        for (const { age, value, numerator, reason } of ages) {
          if (year + age > 2025) {
            expect([value, reason.code]).toEqual([null, 'immature']);
            continue;
          }
          const sum = (of: (one: string) => number) => members.reduce((total, one) => total + of(one), 0);
          const base = sum((one) => mrr.get(`${one}|${year}`) ?? 0);
          const later = sum((one) => {
            const now = mrr.get(`${one}|${year + age}`) ?? 0;
            return measure === 'revenue_gross' ? Math.min(now, mrr.get(`${one}|${year}`) ?? 0) : now;
          });
          expect(Number(numerator), `${measure} ${year} ${age}`).toBeCloseTo(later, 2);
          if (base > 0) expect(value).toBeCloseTo(later / base, 9);
        }
      }
    }
  });

  it('has a funnel that reconciles: entered = left + still there, conversion as the metric says', async () => {
    const { json } = await client.post('/funnel', { from: '2025-01', to: '2025-12' });
    expect(json.stages.length).toBeGreaterThan(2);
    for (const stage of json.stages) {
      expect(stage.entered).toBe(stage.decided + stage.open);
      if (stage.decided === 0) expect(stage.conversion.reason.code).toBe('zero_denominator');
      else {
        expect(stage.conversion.numerator).toBe(stage.movedOn);
        expect(stage.conversion.denominator).toBe(stage.decided);
      }
    }
    const rows = await client.post('/rows', {
      metric: 'stage_conversion_rate',
      from: '2025-01',
      to: '2025-12',
      by: { pipeline: json.stages[0].pipeline, stage: json.stages[0].stage },
      legs: ['decided'],
    });
    expect(rows.json.legs[0].count).toBe(json.stages[0].decided);
    const bad = await client.post('/funnel', {
      from: '2025',
      where: [{ dimension: 'record_id', values: ['x'] }],
    });
    expect(bad.json).toMatchObject({ status: 422, code: 'dimension_unknown' });
  });

  it('splits the change of pipeline velocity without a remainder', async () => {
    const { json } = await client.post('/velocity', { period: '2025-12' });
    const now = await cellOf('pipeline_velocity', '2025-12');
    const before = await cellOf('pipeline_velocity', '2025-11');
    expect(Number(json.now.velocity)).toBe(Number(now.value));
    expect(json.before.velocity).toBe(before.value);
    const { open, winRate, averageDeal, cycleDays } = json.now;
    expect((open * winRate * averageDeal) / cycleDays).toBeCloseTo(Number(now.value), 3);
    const sum = json.factors.reduce((total: number, { contribution }: Loose) => total + contribution, 0);
    expect(sum).toBeCloseTo(json.change, 6);
    expect(json.change).toBeCloseTo(Number(now.value) - Number(before.value), 3);
  });
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

  it('counts customers and adds up their MRR as the metrics do', async () => {
    const customers = await client.get('/accounts?status=customer&limit=1000');
    const active = await cellOf('active_customers', '2025-12');
    expect(customers.json.total).toBe(active.value);
    const all = await client.get('/accounts?limit=1000');
    const mrr = all.json.accounts.reduce((sum: number, account: Loose) => sum + Number(account.mrr ?? 0), 0);
    expect(mrr).toBeCloseTo(Number((await cellOf('mrr', '2025-12')).value), 2);
    const tickets = all.json.accounts.reduce((sum: number, account: Loose) => sum + account.openTickets, 0);
    const backlog = await client.post('/query', {
      metrics: ['ticket_backlog'],
      from: '2025-12',
      to: '2025-12',
      by: ['account_id'],
    });
    const known = backlog.json.cells.filter(({ by }: Loose) => by.account_id !== null);
    expect(tickets).toBe(known.reduce((sum: number, { value }: Loose) => sum + value, 0));
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

  it('jumps to metrics, accounts and pages', async () => {
    const { json } = await client.get('/search?q=win');
    expect(json.metrics[0].id).toBe('win_rate');
    expect((await client.get('/search?q=target')).json.pages[0].path).toBe('/scorecards');
  });
});

describe('what people decide', () => {
  it('sets a target on a live figure, logs its changes and gives it back after a deletion', async () => {
    const { denominator, value } = await cellOf('win_rate', '2025');
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
    const was = await cellOf('crm_adoption_rate', '2025-11');
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
    expect(await cellOf('crm_adoption_rate', '2025-11')).toMatchObject({
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
