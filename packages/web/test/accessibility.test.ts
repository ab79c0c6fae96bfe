import { join } from 'node:path';
import type { RunningServer } from '@bellwether/server';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violationsOn } from './axe.js';
import { buildWeb, serveSample, temporaryFolder } from './served.js';
import { launch, tour, waiting } from './tour.js';

const views = [
  { name: 'light', width: 1280, height: 900, colorScheme: 'light' },
  { name: 'dark', width: 1280, height: 900, colorScheme: 'dark' },
  { name: 'on a phone', width: 390, height: 844, colorScheme: 'light' },
] as const;

const folder = temporaryFolder();
let server: RunningServer;
let browser: Browser;
let account: string;
let state: Awaited<ReturnType<BrowserContext['storageState']>>;

beforeAll(async () => {
  const webRoot = await buildWeb(folder.path);
  server = await serveSample(join(folder.path, 'sample'), webRoot);
  browser = await launch();
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(server.link);
  state = await context.storageState();
  const answer = await context.request.get(
    `${server.url}/api/v1/accounts?limit=1&sort=revenue12m&order=desc`,
  );
  const found = (await answer.json()) as { accounts: { id: string }[] };
  account = found.accounts[0]?.id ?? '';
  await context.close();
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await server?.close();
  folder.remove();
});

const open = async (page: Page, path: string): Promise<void> => {
  await page.goto(server.url + path.replace('{account}', encodeURIComponent(account)));
  await page.locator('h1').first().waitFor();
  await page.locator(waiting).first().waitFor({ state: 'detached', timeout: 60_000 });
};

describe.each(views)('every page, $name', ({ width, height, colorScheme }) => {
  let context: BrowserContext;
  let page: Page;
  const wrong: string[] = [];

  beforeAll(async () => {
    context = await browser.newContext({ viewport: { width, height }, colorScheme, storageState: state });
    page = await context.newPage();
    page.on('pageerror', (error) => wrong.push(error.message));
    page.on('console', (message) => {
      // A content policy that stops something, or a component that fails, says so on the console.
      if (message.type() === 'error') wrong.push(message.text());
    });
  });
  afterAll(() => context?.close());

  it.each(tour)('$name has no violation of WCAG 2.2 AA, no error, and fits the width', async ({ path }) => {
    wrong.length = 0;
    await open(page, path);
    expect(await violationsOn(page)).toEqual([]);
    expect(wrong).toEqual([]);
    const wider = await page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect(wider).toBe(0);
  });
});
