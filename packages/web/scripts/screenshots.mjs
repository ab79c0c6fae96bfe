/**
 * Writes pictures of every page, in both themes and at the width of a phone, to the folder screenshots/ of the
 * repository (kept out of git). Needs a build (`npm run build`) and a workspace with data.
 *
 *   node packages/web/scripts/screenshots.mjs [workspace] [page…]
 */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startServer } from '@bellwether/server';
import { launch, tour, waiting } from '../test/tour.ts';

const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
const [workspace = join(root, 'workspace', 'sample'), ...wanted] = process.argv.slice(2);
const folder = join(root, 'screenshots');
if (!existsSync(join(workspace, 'bellwether.yaml'))) {
  console.error(`no workspace in ${workspace}; npm start makes the sample there`);
  process.exit(2);
}
mkdirSync(folder, { recursive: true });

const server = await startServer({ workspace, port: 0, webRoot: join(root, 'packages', 'web', 'dist') });
const browser = await launch();
const views = [
  { name: 'light', width: 1280, height: 900, colorScheme: 'light' },
  { name: 'dark', width: 1280, height: 900, colorScheme: 'dark' },
  { name: 'phone', width: 390, height: 844, colorScheme: 'light' },
];
let wrong = 0;
try {
  let state;
  let account = 'none';
  for (const { name, width, height, colorScheme } of views) {
    const context = await browser.newContext({
      viewport: { width, height },
      colorScheme,
      ...(state ? { storageState: state } : {}),
    });
    const page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('404'))
        console.error(`  console: ${message.text()}`);
    });
    page.on('pageerror', (error) => {
      wrong += 1;
      console.error(`  page: ${error.message}`);
    });
    if (!state) {
      await page.goto(server.link);
      state = await context.storageState();
      const answer = await context.request.get(
        `${server.url}/api/v1/accounts?limit=1&sort=revenue12m&order=desc`,
      );
      account = (await answer.json()).accounts?.[0]?.id ?? account;
    }
    for (const { name: pageName, path } of tour) {
      if (wanted.length > 0 && !wanted.includes(pageName)) continue;
      const began = performance.now();
      await page.goto(server.url + path.replace('{account}', encodeURIComponent(account)));
      await page.locator('h1').first().waitFor();
      await page.waitForFunction((selector) => !document.querySelector(selector), waiting, {
        timeout: 60_000,
      });
      await page.waitForTimeout(150);
      const took = Math.round(performance.now() - began);
      await page.screenshot({ path: join(folder, `${pageName}-${name}.png`), fullPage: true });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      console.log(
        `${pageName}-${name}.png  ${took} ms${wide > 0 ? `  (${wide} px wider than the screen)` : ''}`,
      );
    }
    if (wanted.length === 0 && name === 'light') {
      await page.goto(server.url);
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: /Jump/ }).fill('churn');
      await page.waitForTimeout(200);
      await page.screenshot({ path: join(folder, 'palette-light.png') });
    }
    await context.close();
  }
} finally {
  await browser.close();
  await server.close();
}
process.exit(wrong === 0 ? 0 : 1);
