import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { loadPacks } from '../../src/mapping/load-packs.js';
import { parseMapping } from '../../src/mapping/parse-mapping.js';
import { compileStream } from '../../src/mapping/compile/compile-stream.js';
import { profileTable } from '../../src/profile/profile-table.js';
import { dataFolder, hasData } from '../data.js';
import { land, openEngine, rowsOf } from '../engine.js';
import { mapFile, pick } from '../mapped.js';
import type { Mapped } from '../mapped.js';

const byText = (a: unknown, b: unknown): number => (String(a) < String(b) ? -1 : 1);

/** A file of the data under the mapping of an example, beside all packs. */
const example = (name: string, path: string, currency = 'USD'): Promise<Mapped> => {
  const file = fileURLToPath(new URL(`../../../../examples/${name}/mapping.yaml`, import.meta.url));
  return mapFile(path, [parseMapping(readFileSync(file, 'utf8'), file), ...loadPacks()], { currency });
};

const problems = ({ rows }: Mapped): number =>
  Object.values(rows)
    .flat()
    .filter((row) => (row['_problems'] as unknown[]).length > 0).length;

const count = (values: readonly unknown[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const value of values) counts[String(value)] = (counts[String(value)] ?? 0) + 1;
  return counts;
};

// The figures come from the README files of the data, which counted them independently.
describe.skipIf(!hasData('maven_crm'))('Maven CRM', () => {
  test('the pipeline: 8,800 deals, amounts on won ones only', async () => {
    const mapped = await example('maven-crm', 'maven_crm/sales_pipeline.csv');
    expect(mapped.stream).toBe('maven.sales_pipeline');
    expect(problems(mapped)).toBe(0);
    const deals = mapped.rows['deal'] ?? [];
    expect(deals).toHaveLength(8800);
    const won = deals.filter((deal) => deal['status'] === 'won');
    const mean = won.reduce((sum, deal) => sum + Number(deal['amount']), 0) / won.length;
    expect(mean.toFixed(1)).toBe('2360.9');
    expect(deals.filter((deal) => deal['status'] !== 'won').every((deal) => deal['amount'] === null)).toBe(
      true,
    );
    expect(deals.filter((deal) => deal['account_id'] === null)).toHaveLength(1425);
    expect(deals.filter((deal) => deal['product'] === 'maven:GTXPro')).toHaveLength(1480);
    const prospects = deals.filter((deal) => deal['stage'] === 'Prospecting');
    expect(prospects.every((deal) => deal['created_at'] === null && deal['closed_at'] === null)).toBe(true);
    expect(mapped.rows['pipeline_stage']).toHaveLength(4);
  });

  test('accounts, products and teams by name', async () => {
    const accounts = await example('maven-crm', 'maven_crm/accounts.csv');
    expect(pick(accounts.rows['account'], 'account_id', 'industry', 'annual_revenue', 'currency')[0]).toEqual(
      ['maven:Acme Corporation', 'technolgy', '1100040000.0000', 'USD'],
    );
    expect([
      accounts.rows['account']?.length,
      (await example('maven-crm', 'maven_crm/products.csv')).rows['product']?.length,
    ]).toEqual([85, 7]);
    expect((await example('maven-crm', 'maven_crm/sales_teams.csv')).rows['crm_user']).toHaveLength(35);
  });
});

describe.skipIf(!hasData('ravenstack'))('RavenStack', () => {
  test('three definitions of churn, side by side', async () => {
    const accounts = await example('ravenstack', 'ravenstack/data/ravenstack_accounts.csv');
    expect(count(pick(accounts.rows['account'], 'is_churned').flat())).toEqual({ true: 110, false: 390 });
    const events = await example('ravenstack', 'ravenstack/data/ravenstack_churn_events.csv');
    expect([events.rows['account']?.length, events.compiled.entities[0]?.link]).toEqual([352, true]);
    const subscriptions = await example('ravenstack', 'ravenstack/data/ravenstack_subscriptions.csv');
    expect(subscriptions.rows['subscription']).toHaveLength(5000);
    expect(
      pick(subscriptions.rows['subscription'], 'is_trial', 'mrr').filter(
        ([trial, mrr]) => trial === true && Number(mrr) !== 0,
      ),
    ).toEqual([]);
    expect(problems(accounts) + problems(events) + problems(subscriptions)).toBe(0);
  });

  test('tickets: a date against a time, and 825 without a rating', async () => {
    const { rows } = await example('ravenstack', 'ravenstack/data/ravenstack_supports_ticket.csv');
    expect(
      pick(
        rows['ticket'],
        'ticket_id',
        'created_at',
        'created_at_precision',
        'closed_at',
        'closed_at_precision',
        'source_resolution_seconds',
      )[0],
    ).toEqual([
      'ravenstack:T-0024de',
      '2023-07-27 00:00:00',
      'day',
      '2023-07-28 03:00:00',
      'minute',
      '97200.000000',
    ]);
    expect([rows['ticket']?.length, rows['survey_response']?.length]).toEqual([2000, 2000 - 825]);
  });

  test('feature usage is known and not needed, with the reason', async () => {
    await expect(example('ravenstack', 'ravenstack/data/ravenstack_feature_usage.csv')).rejects.toThrow(
      'nothing is taken from ravenstack.feature_usage: it names subscriptions and no accounts',
    );
  });
});

describe.skipIf(!hasData('telco_ibm'))('Telco', () => {
  test('a snapshot: plan and flag, no dates', async () => {
    const mapped = await example('telco', 'telco_ibm/data/Telco-Customer-Churn.csv');
    const accounts = mapped.rows['account'] ?? [];
    const gone = accounts.filter((account) => account['is_churned'] === true).length;
    expect([accounts.length, ((100 * gone) / accounts.length).toFixed(2)]).toEqual([7043, '26.54']);
    expect(Object.keys(accounts[0] ?? {}).filter((name) => /_at|_on/.test(name))).toEqual([]);
    expect((await example('telco', 'telco_ibm/IBM_Cognos_Data.csv')).rows['account']).toHaveLength(7043);
  });
});

describe.skipIf(!hasData('online_retail'))('Online Retail by day', () => {
  test('the last day: ids without .0, reversals, codes that are no products', async () => {
    const mapped = await example('online-retail', 'online_retail/by-day/2011-12-09.csv', 'GBP');
    const lines = mapped.rows['order_line'] ?? [];
    expect(problems(mapped)).toBe(0);
    expect(new Set(pick(lines, 'order_line_id').flat()).size).toBe(lines.length);
    expect(
      pick(mapped.rows['account'], 'account_id')
        .flat()
        .every((id) => /^retail:\d{5}$/.test(String(id))),
    ).toBe(true);
    // 80,995 pieces ordered and taken back on the same day (README of the data).
    expect(
      pick(lines, 'order_id', 'quantity').filter(([id]) => id === 'retail:581483' || id === 'retail:C581484'),
    ).toEqual([
      ['retail:581483', '80995.000000'],
      ['retail:C581484', '-80995.000000'],
    ]);
    expect(
      pick(mapped.rows['order'], 'order_id', 'status').filter(
        ([id]) => id === 'retail:581483' || id === 'retail:C581484',
      ),
    ).toEqual([
      ['retail:581483', 'placed'],
      ['retail:C581484', 'returned'],
    ]);
    expect(count(pick(lines, 'kind').flat())['shipping']).toBeGreaterThan(0);
  });

  test('the Parquet file and the file of a day give one line one id', async () => {
    const day = await example('online-retail', 'online_retail/by-day/2011-12-09.csv', 'GBP');
    const connection = await openEngine();
    const parquet = `read_parquet('${dataFolder}/online_retail/online_retail.parquet')`;
    const landed = await land(connection, 'online_retail.parquet', parquet);
    const profiles = await profileTable((sql) => rowsOf(connection, sql), 'raw', landed.columns);
    const [entity] = compileStream(day.compiled.stream, landed.columns, profiles, {
      timeZone: 'UTC',
      currency: 'GBP',
    }).entities.filter((one) => one.entity === 'order_line');
    const rows = await rowsOf(
      connection,
      `SELECT order_line_id FROM (${entity?.sql}) WHERE order_id IN ('retail:581483', 'retail:C581484', 'retail:581587')`,
    );
    const wanted = (day.rows['order_line'] ?? []).filter((line) =>
      ['retail:581483', 'retail:C581484', 'retail:581587'].includes(String(line['order_id'])),
    );
    expect(rows.map((row) => row['order_line_id']).sort(byText)).toEqual(
      wanted.map((line) => line['order_line_id']).sort(byText),
    );
    expect(wanted.length).toBeGreaterThan(10);
  });
});
