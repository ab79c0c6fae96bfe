import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { chooseFiles, csvRows, ready } from './browser.js';

const data =
  process.env['BELLWETHER_DATA'] ?? fileURLToPath(new URL('../../../../shared/data', import.meta.url));
const maven = join(data, 'maven_crm');
export const hasMaven = existsSync(maven);
if (!hasMaven) console.log(`skipped: no ${maven}; set BELLWETHER_DATA to the folder of real exports`);

/** From the import page, by the wizard alone, to the board of the Maven CRM exports. */
export const loadMaven = async (page: Page): Promise<void> => {
  await chooseFiles(
    page,
    ['accounts', 'products', 'sales_pipeline', 'sales_teams'].map((name) => join(maven, `${name}.csv`)),
  );
  await page.getByText('4 tables with 8,927 rows ready to load.').waitFor();
  await page.getByRole('button', { name: 'Load', exact: true }).click();
  // 85 accounts, 7 products, 8,800 opportunities, 35 agents (README of the data set).
  await page.getByText(/Loaded as b\d+: 8,927 rows/).waitFor({ timeout: 120_000 });
  await page.getByRole('link', { name: 'See the board' }).click();
  await ready(page);
  await page
    .getByRole('link', { name: /^Win rate/ })
    .first()
    .waitFor();
};

/** Counted from the file itself: won of those decided in 2017. */
export const mavenWinRate = (): string => {
  const closed = csvRows(readFileSync(join(maven, 'sales_pipeline.csv'), 'utf8')).filter((row) =>
    row[6]?.startsWith('2017'),
  );
  const won = closed.filter((row) => row[4] === 'Won').length;
  expect(won).toBeGreaterThan(4000);
  return `${((won / closed.length) * 100).toFixed(1)}%`;
};
