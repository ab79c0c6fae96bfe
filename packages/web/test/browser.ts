import { join } from 'node:path';
import type { RunningServer } from '@bellwether/server';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { buildWeb, serveSample, temporaryFolder } from './served.js';
import { launch, waiting } from './tour.js';

/** A page that came in by the one-time link, as a person does. */
export const enter = async (browser: Browser, server: RunningServer): Promise<Page> => {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  await page.goto(server.newLink());
  await ready(page);
  return page;
};

/** Waits until the page stands and nothing on it is being fetched. */
export const ready = async (page: Page): Promise<void> => {
  await page.locator('h1').first().waitFor();
  await page.locator(waiting).first().waitFor({ state: 'detached', timeout: 60_000 });
};

/** Gives files to the import page, and waits until it says what they were taken for. */
export const chooseFiles = async (
  page: Page,
  files: Parameters<ReturnType<Page['locator']>['setInputFiles']>[0],
): Promise<void> => {
  await page.locator('input[type=file]').setInputFiles(files);
  await page.waitForURL(/import=/);
  await page
    .locator('main')
    .getByText(/ready to load|Nothing is ready|cannot be read|not recognised/)
    .first()
    .waitFor({ timeout: 60_000 });
};

/** Lines of a CSV without quoted line breaks: notes dropped, fields split. */
export const csvRows = (text: string): string[][] =>
  text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line !== '' && !/^"?'?#/.test(line))
    .map((line) =>
      [...line.matchAll(/("([^"]|"")*"|[^,]*)(,|$)/g)]
        .slice(0, -1)
        .map((match) => (match[1] ?? '').replace(/^"|"$/g, '').replaceAll('""', '"')),
    );

/** €1,234 or 12.5% as a number. */
export const numberIn = (text: string): number => Number(text.replace('−', '-').replace(/[^\d.-]/g, ''));

/** For the tests of a file: the sample company, served, and a page that came in. Filled before the first test. */
export const sampleInBrowser = (): {
  server: RunningServer;
  page: Page;
  /** That the workspace stands in. */
  folder: string;
  open: (path: string) => Promise<void>;
} => {
  const folder = temporaryFolder();
  let browser: Browser | undefined;
  const shared = {
    folder: folder.path,
    open: async (path: string): Promise<void> => {
      await shared.page.goto(shared.server.url + path);
      await ready(shared.page);
    },
  } as ReturnType<typeof sampleInBrowser>;
  beforeAll(async () => {
    shared.server = await serveSample(join(folder.path, 'sample'), await buildWeb(folder.path));
    browser = await launch();
    shared.page = await enter(browser, shared.server);
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await shared.server?.close();
    folder.remove();
  });
  return shared;
};
