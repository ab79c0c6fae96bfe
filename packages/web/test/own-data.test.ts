import { initWorkspace } from '@bellwether/warehouse';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { violationsOn } from './axe.js';
import { chooseFiles, ready, sampleInBrowser } from './browser.js';
import { hasMaven, loadMaven, mavenWinRate } from './maven.js';

const shared = sampleInBrowser();
const isSample = () => shared.page.locator('.sample-banner').getByText('Sample company.').isVisible();

it('the import page of the sample leads to a workspace of one’s own, and takes files only when told so', async () => {
  const { page } = shared;
  await shared.open('/data/import');
  const main = page.locator('main');
  await main.getByRole('link', { name: 'Use my own data' }).waitFor();
  expect(await page.locator('input[type=file]').count()).toBe(0);
  await main.getByRole('button', { name: 'Into the sample anyway' }).click();
  expect(await page.locator('input[type=file]').count()).toBe(1);
  expect(await violationsOn(page)).toEqual([]);
});

it.skipIf(!hasMaven)('from the sample to one’s own files and their board, and back', async () => {
  const { page } = shared;
  await shared.open('/');
  await page.locator('.sample-banner').getByRole('link', { name: 'Use my own data' }).click();
  await page.waitForURL(/\/start$/);
  await page.getByLabel('Company name').waitFor();
  const zone = await page.evaluate('Intl.DateTimeFormat().resolvedOptions().timeZone');
  expect(await page.getByLabel('Time zone').inputValue()).toBe(zone);

  // With nothing filled in it says what is missing, and nothing is made.
  await page.getByRole('button', { name: 'Make my workspace' }).click();
  await page.getByText('Give the company a name.').waitFor();
  expect(await page.evaluate('document.activeElement.labels[0].innerText')).toContain('Company name');
  expect(await violationsOn(page)).toEqual([]);

  await page.getByLabel('Company name').fill('Maven Hardware');
  await page.getByLabel('Currency').fill('usd');
  await page.getByLabel('Fiscal year starts in').selectOption('April');
  await page.keyboard.press('Tab');
  await page.getByLabel('Company name').press('Enter');
  await page.waitForURL(/\/data\/import$/, { timeout: 60_000 });
  await page.locator('input[type=file]').waitFor({ state: 'attached' });
  expect(await isSample()).toBe(false);
  await page.locator('.foot').getByText('Maven Hardware').waitFor();

  await loadMaven(page);
  expect(await isSample()).toBe(false);
  await shared.open('/metric/win_rate?period=2017');
  expect((await page.locator('.figure-value').innerText()).trim()).toBe(mavenWinRate());
  // 85 accounts of the export and none of the sample.
  await shared.open('/accounts');
  await page.getByText(/^85 accounts$/).waitFor();

  await shared.open('/settings');
  expect(await page.getByLabel('Fiscal year starts in').inputValue()).toBe('4');
  expect(await page.getByLabel('Currency', { exact: true }).inputValue()).toBe('USD');
  const list = page.locator('.workspaces');
  expect(await list.locator('li').first().innerText()).toMatch(/Maven Hardware[\s\S]*open now/);
  expect(await violationsOn(page)).toEqual([]);
  await list.getByRole('button', { name: /^Open/ }).click();
  await page.locator('.sample-banner').getByText('Sample company.').waitFor({ timeout: 60_000 });
  await page.waitForURL(`${shared.server.url}/`);
  await ready(page);

  // And to one's own again: what was imported is there.
  await shared.open('/settings');
  await list.getByRole('button', { name: 'Open Maven Hardware' }).click();
  await page.waitForURL(`${shared.server.url}/`, { timeout: 60_000 });
  await page.locator('.foot').getByText('Maven Hardware').waitFor();
  await shared.open('/metric/win_rate?period=2017');
  expect((await page.locator('.figure-value').innerText()).trim()).toBe(mavenWinRate());
});

it('keeps what was uploaded and not loaded while another workspace is open', async () => {
  const { page } = shared;
  initWorkspace(join(shared.folder, 'other'));
  const home = (await page.request
    .get(`${shared.server.url}/api/v1/workspaces`)
    .then((answer) => answer.json())) as {
    served: { name: string; id: string };
  };
  const go = async (name: string): Promise<void> => {
    await shared.open('/settings');
    await page.getByRole('button', { name: `Open ${name}`, exact: true }).click();
    await page.waitForURL(`${shared.server.url}/`, { timeout: 60_000 });
    await ready(page);
  };
  await shared.open('/data/import');
  const anyway = page.getByRole('button', { name: 'Into the sample anyway' });
  if (await anyway.isVisible()) await anyway.click();
  await chooseFiles(page, {
    name: 'orders-of-may.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('Order ID,Customer ID,Order Date,Net,Currency\nm1,a1,2025-05-14,10.00,EUR\n'),
  });
  await go('My company');
  await shared.open('/data/import');
  await page.locator('input[type=file]').waitFor({ state: 'attached' });
  expect(await page.getByText('orders-of-may.csv').count()).toBe(0);
  await go(home.served.name);
  await shared.open('/data/import');
  await page.getByRole('heading', { name: 'Waiting to be loaded' }).waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await page.getByRole('link', { name: 'orders-of-may.csv' }).click();
  await page.getByRole('button', { name: 'Go on with these files' }).click();
  await page.getByText(/1 table with 1 row ready to load/).waitFor({ timeout: 60_000 });
  await shared.open('/data/import');
  await page.getByRole('button', { name: 'Remove orders-of-may.csv' }).click();
  await page.getByRole('button', { name: 'Remove for good orders-of-may.csv' }).click();
  await page.getByText('The upload is removed; its files were not loaded.').waitFor();
  expect(await page.getByRole('heading', { name: 'Waiting to be loaded' }).count()).toBe(0);
});

it('says why a workspace cannot be opened, and stays where it is', async () => {
  const { page } = shared;
  await shared.open('/');
  const before = await page.locator('.foot span').first().innerText();
  initWorkspace(join(shared.folder, 'broken'), 'organisation:\n  currency: Taler\n');
  await shared.open('/settings');
  await page.getByRole('button', { name: 'Open broken' }).click();
  const alert = page.getByRole('alert');
  await alert.waitFor({ timeout: 60_000 });
  expect(await alert.innerText()).toMatch(
    /cannot be opened[\s\S]*broken\/bellwether\.yaml:2:\d+ organisation\.currency[\s\S]*served on/,
  );
  expect(await violationsOn(page)).toEqual([]);
  await shared.open('/');
  expect(await page.locator('.foot span').first().innerText()).toBe(before);
});
