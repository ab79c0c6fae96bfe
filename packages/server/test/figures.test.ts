import { type Board, board, type JudgedResult, openWorkspace, queryMetrics } from '@bellwether/warehouse';
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
    const queried = await client.cellOf('win_rate', period);
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
    const now = await client.cellOf('pipeline_velocity', '2025-12');
    const before = await client.cellOf('pipeline_velocity', '2025-11');
    expect(Number(json.now.velocity)).toBe(Number(now.value));
    expect(json.before.velocity).toBe(before.value);
    const { open, winRate, averageDeal, cycleDays } = json.now;
    expect((open * winRate * averageDeal) / cycleDays).toBeCloseTo(Number(now.value), 3);
    const sum = json.factors.reduce((total: number, { contribution }: Loose) => total + contribution, 0);
    expect(sum).toBeCloseTo(json.change, 6);
    expect(json.change).toBeCloseTo(Number(now.value) - Number(before.value), 3);
  });
});
