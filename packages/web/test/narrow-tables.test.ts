import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violationsOn } from './axe.js';
import { ready, sampleInBrowser } from './browser.js';

const shared = sampleInBrowser();
beforeAll(() => shared.page.setViewportSize({ width: 390, height: 844 }));
afterAll(() => shared.page.emulateMedia({ media: null }));

/** Tables of more columns than fit a phone, with one of their headers. */
const wide: readonly (readonly [path: string, caption: string, header: string])[] = [
  ['/accounts', 'Accounts', 'MRR'],
  ['/metric/win_rate?period=last_year&by=owner', 'Change of each owner', 'n'],
  ['/metric/revenue?period=last_month&tab=rows', 'Records behind amount', 'Came with'],
  ['/data?tab=batches', 'Imports, the newest first', 'Loaded'],
];

/** What an expression about the element that a selector finds gives in the browser. */
const told = (selector: string, expression: string): Promise<unknown> =>
  shared.page.evaluate(`((element) => ${expression})(document.querySelector(${JSON.stringify(selector)}))`);

describe.each(wide)('%s on a phone', (path, caption, header) => {
  it('shows every value without a step to the side, and is still a table to a screen reader', async () => {
    const { page } = shared;
    await shared.open(path);
    const room = page.getByRole('region', { name: caption });
    await room.waitFor();
    const region = `.as-cards[aria-label="${caption}"]`;
    expect(await told(region, 'element.scrollWidth - element.clientWidth')).toBe(0);

    const table = room.getByRole('table', { name: caption });
    const headers = await table.getByRole('columnheader').count();
    const rows = await table.getByRole('rowheader').count();
    expect(headers).toBeGreaterThan(4);
    expect(rows).toBeGreaterThan(0);
    // A value of each column but the first, which names the row; what is empty is no cell.
    const cells = await table.locator('tbody td').count();
    expect(cells).toBe(rows * (headers - 1));
    expect(await table.getByRole('columnheader', { name: header, exact: true }).count()).toBe(1);
    const cell = `${region} td[data-label="${header}"]`;
    expect(await told(cell, 'getComputedStyle(element, "::before").content')).toContain(header);
    expect(await violationsOn(page)).toEqual([]);
  });

  it('is a table on paper', async () => {
    const { page } = shared;
    await shared.open(path);
    await page.emulateMedia({ media: 'print' });
    const row = `.as-cards[aria-label="${caption}"] tbody tr`;
    expect(await told(row, 'getComputedStyle(element).display')).toBe('table-row');
    await page.emulateMedia({ media: 'screen' });
  });
});

it('a list of cards is sorted by the headers that can be sorted by', async () => {
  const { page } = shared;
  await shared.open('/accounts');
  await page.getByRole('button', { name: 'MRR' }).click();
  await page.waitForURL(/sort=-mrr/);
  await ready(page);
  expect(await page.getByRole('columnheader', { name: /MRR/ }).getAttribute('aria-sort')).toBe('descending');
});
