import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ColumnProfile, PreparedTable, Query } from '../../src/index.js';
import { describeFormat, prepareFiles, profileTable } from '../../src/index.js';
import { openDuckDb } from '../support/duckdb.js';
import { temporaryFolder } from '../support/files.js';
import { pick } from '../support/pick.js';

/** Counts and traps are those of the READMEs beside the data. */
const data =
  process.env['BELLWETHER_DATA'] ?? fileURLToPath(new URL('../../../../../shared/data', import.meta.url));
const present = existsSync(data);
if (!present) console.log(`skipped: real exports are not at ${data}; set BELLWETHER_DATA`);

const folder = temporaryFolder();
let query: Query;
let close: () => void;
beforeAll(async () => {
  ({ query, close } = await openDuckDb());
});
afterAll(() => close());

const prepare = async (path: string): Promise<readonly PreparedTable[]> =>
  (await prepareFiles([`${data}/${path}`], { workDirectory: folder.work })).tables;
const profileOf = async (table: PreparedTable): Promise<Map<string, ColumnProfile>> => {
  await query(`CREATE OR REPLACE TABLE landing AS SELECT * FROM ${table.sql}`);
  const profiles = await profileTable(query, 'landing', table.columns);
  return new Map(profiles.map((profile) => [profile.header, profile]));
};
const firstFormat = (profile: ColumnProfile | undefined): string =>
  profile?.formats[0] === undefined ? 'none' : describeFormat(profile.formats[0]);

describe.skipIf(!present)('real exports', () => {
  test('every row of every file is loaded or listed', async () => {
    for (const source of ['maven_crm', 'ravenstack', 'telco_ibm', 'fivetran', 'online_retail/by-day']) {
      for (const table of await prepare(source)) {
        const [row] = await query(`SELECT count(*) AS n FROM ${table.sql}`);
        expect([table.path, Number(row?.['n'])]).toEqual([table.path, table.rows]);
        expect([table.path, table.problems]).toEqual([table.path, []]);
      }
    }
  });
  test('Maven CRM: 85 accounts, 8,800 deals, 7 products, 35 agents', async () => {
    const tables = await prepare('maven_crm');
    expect(tables.map((table) => [table.name, table.rows])).toEqual([
      ['accounts', 85],
      ['products', 7],
      ['sales_pipeline', 8800],
      ['sales_teams', 35],
    ]);
    const pipeline = await profileOf(pick(tables, 2));
    expect(firstFormat(pipeline.get('close_date'))).toBe('date YYYY-MM-DD');
    // Prospecting 500 and Engaging 1,589 have no close date.
    expect(pipeline.get('close_date')?.empty).toBe(2089);
    expect(pipeline.get('account')?.empty).toBe(1425);
  });
  test('RavenStack: a mark before the first header, days before months, time lost in one of two columns', async () => {
    const tables = await prepare('ravenstack/data');
    const counts = new Map(tables.map((table) => [table.name, table.rows]));
    expect(counts.get('ravenstack_accounts')).toBe(500);
    expect(counts.get('ravenstack_subscriptions')).toBe(5000);
    expect(counts.get('ravenstack_feature_usage')).toBe(25_000);
    const tickets = tables.find((table) => table.name === 'ravenstack_supports_ticket') as PreparedTable;
    expect(tickets.columns[0]?.header).toBe('ticket_id');
    const profiles = await profileOf(tickets);
    expect(firstFormat(profiles.get('submitted_at'))).toBe('date DD-MM-YYYY');
    expect(firstFormat(profiles.get('closed_at'))).toBe('date DD-MM-YYYY HH:MM');
    expect(profiles.get('satisfaction_score')?.empty).toBe(825);
  });
  test('Telco: a blank on 11 rows does not turn charges into text', async () => {
    const table = (await prepare('telco_ibm')).find(
      (each) => each.name === 'Telco-Customer-Churn',
    ) as PreparedTable;
    const profiles = await profileOf(table);
    const total = profiles.get('TotalCharges');
    expect(firstFormat(total)).toBe("number, decimal mark '.'");
    expect([total?.rows, total?.empty, total?.nulls, total?.bad.count]).toEqual([7043, 11, [''], 0]);
    expect(firstFormat(profiles.get('MultipleLines'))).toBe('text');
    expect(firstFormat(profiles.get('Partner'))).toBe('yes/no');
  });
  test('Online Retail (Parquet): 541,909 rows, 135,080 without a customer, ids through a float', async () => {
    const table = pick(await prepare('online_retail/online_retail.parquet'));
    expect(table.rows).toBe(541_909);
    const profiles = await profileOf(table);
    expect(profiles.get('CustomerID')?.empty).toBe(135_080);
    expect(profiles.get('StockCode')?.formats[0]).toEqual({ kind: 'text' });
    const day = pick(await prepare('online_retail/by-day'));
    expect((await profileOf(day)).get('CustomerID')?.floatIds).toBe(true);
  });
  test('Fivetran seeds: unpadded hours, marks, mixed case flags, zones in words', async () => {
    const tables = await prepare('fivetran/shopify');
    expect(
      tables.find((table) => table.name === 'shopify_customer_data')?.columns[0]?.header.charCodeAt(0),
    ).not.toBe(0xfeff);
    for (const table of tables) {
      for (const profile of (await profileOf(table)).values())
        expect([table.path, profile.header, profile.ambiguous?.question]).not.toContain('date order');
    }
  });
});
