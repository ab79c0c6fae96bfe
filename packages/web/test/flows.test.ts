import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunningServer } from '@bellwether/server';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violationsOn } from './axe.js';
import { buildWeb, serveEmpty, serveSample, temporaryFolder } from './served.js';
import { chooseFiles, csvRows, enter as enterAs, numberIn, ready } from './browser.js';
import { hasMaven, loadMaven, mavenWinRate } from './maven.js';
import { launch } from './tour.js';

const sampleFolder = temporaryFolder();
const ownFolder = temporaryFolder();
let browser: Browser;
let sample: RunningServer;
let own: RunningServer;

beforeAll(async () => {
  const webRoot = await buildWeb(ownFolder.path);
  sample = await serveSample(join(sampleFolder.path, 'sample'), webRoot);
  own = await serveEmpty(join(ownFolder.path, 'company'), webRoot);
  browser = await launch();
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await sample?.close();
  await own?.close();
  sampleFolder.remove();
  ownFolder.remove();
});

const enter = (server: RunningServer): Promise<Page> => enterAs(browser, server);

/** Presses Tab until the focus is on what the selector names; fails when it cannot be reached. */
const tabTo = async (page: Page, selector: string): Promise<void> => {
  for (let press = 0; press < 150; press += 1) {
    await page.keyboard.press('Tab');
    const isThere = await page.evaluate(
      `document.activeElement?.matches(${JSON.stringify(selector)}) ?? false`,
    );
    if (isThere === true) return;
  }
  throw new Error(`Tab never reached ${selector}`);
};

describe('without a session', () => {
  it('shows no figure', async () => {
    const response = await fetch(`${sample.url}/api/v1/board`);
    expect(response.status).toBe(401);
  });
});

describe('with the keyboard only', () => {
  it('goes from the palette to a metric, a period, a part, its rows and their export, which add up', async () => {
    const page = await enter(sample);
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: /Jump/ }).waitFor();
    await page.keyboard.type('revenue what was sold');
    await page.getByRole('option', { name: /^Revenue\s*Metric$/ }).waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.waitForURL(/metric\/revenue/);
    await ready(page);
    await tabTo(page, '.period-picker select');
    await page.keyboard.type('Latest whole year');
    await page.waitForURL(/period=last_year/);
    await ready(page);
    await tabTo(page, '.chart-bars [data-point]');
    const said = await page.evaluate('document.activeElement.getAttribute("aria-label")');
    await page.keyboard.press('Enter');
    await page.waitForURL(/tab=rows/);
    await ready(page);
    await page.locator('.rows-total').waitFor();
    await tabTo(page, '.rows-total button');
    const downloading = page.waitForEvent('download');
    await page.keyboard.press('Enter');
    const download = await downloading;
    const [header = [], ...rows] = csvRows(readFileSync((await download.path()) ?? '', 'utf8'));
    const at = header.indexOf('contribution');
    expect(at).toBeGreaterThanOrEqual(0);
    const total = rows.reduce((sum, row) => sum + Number(row[at]), 0);
    expect(rows.length).toBeGreaterThan(0);
    expect(Math.round(total)).toBe(numberIn(/€[\d,.]+/.exec(String(said))?.[0] ?? ''));
    await page.context().close();
  });

  it('walks the points of a trend with the arrow keys and chooses one with Enter', async () => {
    const page = await enter(sample);
    await page.goto(`${sample.url}/metric/new_customers`);
    await ready(page);
    await tabTo(page, '.chart-trend [data-point]');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    const label = String(await page.evaluate('document.activeElement.getAttribute("aria-label")'));
    // The latest whole month is December 2025; two steps back is October.
    expect(label).toMatch(/^Oct 2025: /);
    await page.keyboard.press('Enter');
    await page.waitForURL(/period=2025-10/);
    await ready(page);
    expect(await page.locator('.period-note strong').innerText()).toBe('Oct 2025');
    await page.context().close();
  });
});

describe('one number', () => {
  it.each(['win_rate', 'revenue', 'csat', 'first_response_time', 'active_customers'])(
    '%s is the same on Home, its page, in the export and from the API',
    async (id) => {
      const page = await enter(sample);
      const tile = page.locator('.tile', { has: page.locator(`a[href="/metric/${id}"]`) });
      const onHome = (await tile.locator('.value').innerText()).trim();
      const downloading = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Export CSV' }).click();
      const [header = [], ...rows] = csvRows(readFileSync((await (await downloading).path()) ?? '', 'utf8'));
      const exported = rows.find((row) => row[header.indexOf('metric')] === id);
      await page.goto(`${sample.url}/metric/${id}`);
      await ready(page);
      const onPage = (await page.locator('.figure-value .value').innerText()).trim();
      const answer = await page.request.post(`${sample.url}/api/v1/query`, {
        data: { metrics: [id], from: '2025-12', to: '2025-12', grain: 'month' },
        headers: { origin: sample.url },
      });
      const { cells } = (await answer.json()) as {
        cells: { value: number | string | null; period: string }[];
      };
      expect(onPage).toBe(onHome);
      expect(exported?.[header.indexOf('value')]).toBe(String(cells[0]?.value ?? ''));
      expect(exported?.[header.indexOf('period')]).toBe('2025-12');
      await page.context().close();
    },
  );
});

describe('targets', () => {
  it('are set, shown on Home and taken back with undo', async () => {
    const page = await enter(sample);
    await page.goto(`${sample.url}/scorecards`);
    await ready(page);
    await page.getByRole('button', { name: 'Set a target' }).click();
    const form = page.getByRole('dialog');
    expect(await violationsOn(page)).toEqual([]);
    await form.getByLabel('Measure').selectOption('win_rate');
    await form.getByLabel(/^Target/).fill('40');
    await form.getByRole('textbox', { name: 'Owner' }).fill('Ada');
    await form.getByRole('button', { name: 'Save' }).click();
    const row = page.getByRole('row', { name: /Win rate.*Ada/ });
    await row.waitFor();
    expect(await row.innerText()).toContain('40.0%');
    expect(await violationsOn(page)).toEqual([]);
    await page.getByRole('button', { name: 'Undo' }).click();
    await row.waitFor({ state: 'detached' });
    await page.context().close();
  });
});

describe('own files', () => {
  const importing = async (page: Page, files: Parameters<typeof chooseFiles>[1]): Promise<void> => {
    await page.goto(`${own.url}/data/import`);
    await chooseFiles(page, files);
  };
  const csv = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

  it('an empty company says what is missing and leads to the import', async () => {
    const page = await enter(own);
    await page.getByRole('link', { name: 'Import your files' }).click();
    await page.waitForURL(/data\/import/);
    await page.context().close();
  });

  it('a column of dates that can be read in two ways is asked about, then loaded, then taken back', async () => {
    const page = await enter(own);
    await importing(
      page,
      csv(
        'orders.csv',
        'Order ID,Customer,Order date,Amount\n1,Ada,03/04/2025,10.50\n2,Bo,05/06/2025,12.00\n',
      ),
    );
    expect(await page.getByRole('button', { name: 'Load', exact: true }).isDisabled()).toBe(true);
    expect(await violationsOn(page)).toEqual([]);
    await page.getByLabel('day first: 03/04/2025 is 3 April 2025').check();
    await page.getByRole('button', { name: 'Read them so' }).click();
    await page.getByText('1 table with 2 rows ready to load.').waitFor();
    await page.getByRole('button', { name: 'Load', exact: true }).click();
    await page.getByText(/Loaded as b\d+: 2 rows/).waitFor({ timeout: 60_000 });
    expect(await violationsOn(page)).toEqual([]);
    const rows = await page.request.post(`${own.url}/api/v1/query`, {
      data: { metrics: ['revenue'], from: '2025-04', to: '2025-04' },
      headers: { origin: own.url },
    });
    // 3 April, not 4 March: April holds Ada's 10.50.
    expect(((await rows.json()) as { cells: { value: string }[] }).cells[0]?.value).toMatch(/^10\.50*$/);
    await page.getByRole('button', { name: 'Undo this import' }).click();
    await page
      .getByText(/is taken back\./)
      .first()
      .waitFor({ timeout: 60_000 });
    await page.context().close();
  });

  it('a broken file is refused with what happened, what was kept and what to do', async () => {
    const page = await enter(own);
    await importing(page, csv('broken.csv', 'id,name\n1,"never closed\n'));
    const alert = page.getByRole('alert');
    expect(await alert.innerText()).toMatch(
      /quote is never closed[\s\S]*Nothing of this import was loaded[\s\S]*export it again/i,
    );
    await page.context().close();
  });

  it.skipIf(!hasMaven)('the Maven CRM exports load through the wizard alone and give a board', async () => {
    const page = await enter(own);
    await page.goto(`${own.url}/data/import`);
    await loadMaven(page);
    await page.goto(`${own.url}/metric/win_rate?period=2017`);
    await ready(page);
    expect((await page.locator('.figure-value').innerText()).trim()).toBe(mavenWinRate());
    await page.context().close();
  });
});
