import { cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createRandom } from '@bellwether/stats';
import { afterAll, describe, expect, it } from 'vitest';
import {
  cellRows,
  importFiles,
  openIssues,
  openWorkspace,
  queryMetrics,
  type Workspace,
} from '../../src/index.js';
import { dataFolder, examplesFolder, rowsOf, temporaryFolder, temporaryWorkspace } from '../temporary.js';

/** A workspace with the settings and the mapping of an example. */
const exampleWorkspace = async (name: string) => {
  const folder = temporaryFolder();
  const directory = join(folder.path, name);
  mkdirSync(directory);
  cpSync(join(examplesFolder, name), directory, { recursive: true });
  const workspace = await openWorkspace(directory);
  return {
    workspace,
    close: async () => {
      await workspace.close();
      folder.remove();
    },
  };
};

const has = (name: string): boolean => existsSync(join(dataFolder, name));

const value = async (workspace: Workspace, metric: string, from: string, to = from) => {
  const { cells } = await queryMetrics(workspace, { metrics: [metric], from, to, grain: 'total' });
  return cells[0];
};

const closing: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closing) await close();
});

describe.skipIf(!has('maven_crm'))('Maven CRM (skipped without the data: set BELLWETHER_DATA)', () => {
  it('gives the documented counts, win rate and deal sizes, and names what is dirty', async () => {
    const { workspace, close } = await exampleWorkspace('maven-crm');
    closing.push(close);
    const report = await importFiles(workspace, [join(dataFolder, 'maven_crm')]);
    expect(report).toMatchObject({
      rowsIn: 85 + 7 + 8800 + 35,
      rowsLoaded: 8927,
      rowsQuarantined: 0,
      rowsIgnored: 0,
    });

    // README of the data: 4,238 won of 6,711 decided; mean 2,360.9 over won deals (1,490.9 if lost zeros were averaged in).
    const winRate = await value(workspace, 'win_rate', '2016', '2017');
    expect([winRate?.numerator, winRate?.denominator]).toEqual([4238, 6711]);
    const dealSize = await value(workspace, 'average_deal_size', '2016', '2017');
    expect(dealSize?.numerator).toBe('10005534.00');
    expect(dealSize?.denominator).toBe(4238);
    expect(Number(dealSize?.value)).toBeCloseTo(2360.909391, 4);
    expect(Number((await value(workspace, 'median_deal_size', '2016', '2017'))?.value)).toBe(1117);

    const issues = await openIssues(workspace);
    const named = issues.map(({ rule, message, affected }) => `${rule} ${affected} ${message}`).join('\n');
    expect(named).toMatch(/K-05 .*GTX Pro.*GTXPro/);
    expect(named).toMatch(/S-08 1425 /);
    expect(named).toMatch(/I-07 1 .*Philipines/);

    const rows = await cellRows(workspace, { metric: 'win_rate', from: '2017-03', limit: 5 });
    expect(rows.reconciles).toBe(true);
    expect(rows.legs[0]?.rows[0]?.file).toMatch(/sales_pipeline\.csv$/);
  });

  it('counts won and lost deals without any mapping, from what the stages are called', async () => {
    const { workspace, close } = await temporaryWorkspace();
    closing.push(close);
    await importFiles(workspace, [join(dataFolder, 'maven_crm')]);
    const winRate = await value(workspace, 'win_rate', '2016', '2017');
    expect([winRate?.numerator, winRate?.denominator]).toEqual([4238, 6711]);
  });
});

describe.skipIf(!has('online_retail'))(
  'Online Retail (skipped without the data: set BELLWETHER_DATA)',
  () => {
    it('adds up, nets cancellations against their orders and keeps the two huge reversals out of every value', {
      timeout: 300_000,
    }, async () => {
      const { workspace, close } = await exampleWorkspace('online-retail');
      closing.push(close);
      const report = await importFiles(workspace, [
        join(dataFolder, 'online_retail', 'online_retail.parquet'),
      ]);
      expect(report.rowsIn).toBe(541_909);
      expect(report.rowsLoaded + report.rowsQuarantined + report.rowsIgnored).toBe(541_909);
      const [counts] = await rowsOf(
        workspace,
        `SELECT count(*) FILTER (o.account_id IS NULL) AS without_customer, count(*) AS lines FROM canonical.order_line l JOIN canonical."order" o USING (order_id)`,
      );
      // 135,080 rows of the file have no customer (README of the data).
      expect(counts).toEqual({ without_customer: 135_080, lines: 541_909 });
      expect(
        await rowsOf(
          workspace,
          `SELECT count(*) AS n FROM facts."order" WHERE record_id IN ('retail:581483', 'retail:541431')`,
        ),
      ).toEqual([{ n: 0 }]);
      const [largest] = await rowsOf(workspace, `SELECT max(net)::DOUBLE AS net FROM facts."order"`);
      expect(largest?.['net']).toBeLessThan(77_183.6); // 541431 was 77,183.60, 581483 was 168,469.60
    });

    it('gives the same figures for the days one by one, in any order, twice, as for all at once', {
      timeout: 600_000,
    }, async () => {
      const folder = join(dataFolder, 'online_retail', 'by-day');
      const days = readdirSync(folder).sort();
      const question = {
        metrics: ['revenue', 'new_customers', 'average_purchase_value', 'active_customers'],
        from: '2011-11',
        to: '2011-12',
        grain: 'month',
      } as const;
      const facts = async (workspace: Workspace) => ({
        cells: (await queryMetrics(workspace, question)).cells.map(
          ({ metric, period, value: figure, numerator, denominator }) => [
            metric,
            period,
            figure,
            numerator,
            denominator,
          ],
        ),
        lines: await rowsOf(
          workspace,
          `SELECT count(*) AS n, bit_xor(hash(order_line_id, amount))::VARCHAR AS content FROM canonical.order_line`,
        ),
        spans: await rowsOf(
          workspace,
          `SELECT count(*) AS n, bit_xor(hash(account_id, from_date, to_date))::VARCHAR AS content FROM facts.customer_span`,
        ),
      });
      const whole = await exampleWorkspace('online-retail');
      closing.push(whole.close);
      await importFiles(whole.workspace, [folder]);

      const single = await exampleWorkspace('online-retail');
      closing.push(single.close);
      const random = createRandom('days');
      const shuffled = days
        .map((day) => ({ day, at: random.uniform() }))
        .sort((one, other) => one.at - other.at);
      for (const { day } of shuffled) await importFiles(single.workspace, [join(folder, day)]);
      const again = await importFiles(single.workspace, [folder]);
      expect(again.batchId).toBeNull();
      expect(await facts(single.workspace)).toEqual(await facts(whole.workspace));
    });
  },
);

describe.skipIf(!has('ravenstack'))('RavenStack (skipped without the data: set BELLWETHER_DATA)', () => {
  it('shows that its churn definitions disagree and names the one that is used', async () => {
    const { workspace, close } = await exampleWorkspace('ravenstack');
    closing.push(close);
    await importFiles(workspace, [join(dataFolder, 'ravenstack')]);
    const [flags] = await rowsOf(
      workspace,
      'SELECT count(*) FILTER (is_churned) AS flagged, count(churned_at) AS dated FROM canonical.account',
    );
    // 110 accounts flagged, 352 with a churn event, none whose paying MRR fell to 0 in 2024 (README of the data).
    expect(flags).toEqual({ flagged: 110, dated: 352 });
    const result = await queryMetrics(workspace, {
      metrics: ['customer_churn_rate'],
      from: '2024',
      to: '2024',
    });
    expect(result.cells[0]).toMatchObject({
      value: 0,
      quality: { warnings: [expect.objectContaining({ rule: 'R-04' })] },
    });
    expect(result.customers?.sentence).toMatch(/paid contract or subscription/);
    const nrr = await value(workspace, 'nrr', '2024');
    expect(Number(nrr?.value)).toBeCloseTo(2.92, 2);
    const rows = await cellRows(workspace, { metric: 'nrr', from: '2024', limit: 1000 });
    expect(rows.reconciles).toBe(true);
    // n counts accounts: each is behind one row of the opening amount.
    const opening = rows.legs.find(({ leg }) => leg === 'opening');
    expect(opening?.rows).toHaveLength(nrr?.n ?? -1);
    expect(Number((await value(workspace, 'grr', '2024'))?.value)).toBeCloseTo(0.996, 3);
  });
});

describe.skipIf(!has('fivetran'))(
  'the seeds of eight vendors (skipped without the data: set BELLWETHER_DATA)',
  () => {
    it('import without a mapping: every file is recognised, every row accounted for', {
      timeout: 300_000,
    }, async () => {
      const folder = temporaryFolder();
      const { initWorkspace } = await import('../../src/index.js');
      const directory = join(folder.path, 'seeds');
      initWorkspace(directory, 'organisation: { name: Seeds, time_zone: UTC, currency: USD }\n');
      const workspace = await openWorkspace(directory);
      closing.push(async () => {
        await workspace.close();
        folder.remove();
      });
      const report = await importFiles(workspace, [join(dataFolder, 'fivetran')]);
      expect(
        report.files.filter(({ fate }) => !['load', 'not_needed', 'empty', 'already_loaded'].includes(fate)),
      ).toEqual([]);
      expect(report.rowsIn).toBe(report.rowsLoaded + report.rowsQuarantined + report.rowsIgnored);
      // Merged records of HubSpot are still present as rows, and are counted once (README of the data).
      const merged = await rowsOf(
        workspace,
        `SELECT losing_id, winning_id FROM canonical.entity_merge WHERE winning_id = 'hubspot:78971951' ORDER BY 1`,
      );
      expect(merged.map((row) => row['losing_id'])).toEqual(
        expect.arrayContaining(['hubspot:46897301', 'hubspot:76226001', 'hubspot:76340251']),
      );
    });
  },
);

describe.skipIf(!has('telco_ibm'))('Telco (skipped without the data: set BELLWETHER_DATA)', () => {
  it('loads a snapshot without dates and invents none', async () => {
    const { workspace, close } = await exampleWorkspace('telco');
    closing.push(close);
    const report = await importFiles(workspace, [join(dataFolder, 'telco_ibm', 'data')]);
    expect(report).toMatchObject({ rowsIn: 7043, rowsLoaded: 7043 });
    const [flags] = await rowsOf(
      workspace,
      'SELECT count(*) FILTER (is_churned) AS gone, count(created_at) AS dated FROM canonical.account',
    );
    expect(flags).toEqual({ gone: 1869, dated: 0 });
    const churn = await value(workspace, 'customer_churn_rate', '2024');
    expect(churn?.value).toBeNull();
    expect(churn?.reason?.code).toBe('not_available');
  });
});
