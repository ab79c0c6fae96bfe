import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import readXlsxFile from 'read-excel-file/node';
import { beforeAll, describe, expect, it } from 'vitest';
import { sampleInBrowser } from './browser.js';

const shared = sampleInBrowser();
const { open } = shared;
const wrong: string[] = [];

beforeAll(() => {
  shared.page.on('pageerror', (error) => wrong.push(error.message));
  shared.page.on('console', (message) => {
    // What the content policy refuses (a worker, a style) is said on the console only.
    if (message.type() === 'error') wrong.push(message.text());
  });
});

/** Clicks what exports and reads the workbook with another library than the one that wrote it. */
const workbookOf = async (name: string | RegExp) => {
  const downloading = shared.page.waitForEvent('download');
  await shared.page.getByRole('button', { name, exact: true }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/\.xlsx$/);
  const bytes = readFileSync((await download.path()) ?? '');
  const [figures, about] = await readXlsxFile(bytes);
  return { bytes, figures: figures?.data ?? [], about: about?.data ?? [] };
};

const query = async (body: object) => {
  const answer = await shared.page.request.post(`${shared.server.url}/api/v1/query`, {
    data: body,
    headers: { origin: shared.server.url },
  });
  return ((await answer.json()) as { cells: { period: string; value: number | string | null }[] }).cells;
};

describe('XLSX', () => {
  it('of Home holds every figure as the API gives it, and what it was filtered by', async () => {
    await open('/?period=last_quarter&where=segment=Enterprise');
    const { figures, about } = await workbookOf('Export XLSX');
    const [header = [], ...rows] = figures;
    const row = rows.find((one) => one[header.indexOf('metric')] === 'revenue') ?? [];
    const [cell] = await query({
      metrics: ['revenue'],
      from: '2025-Q4',
      to: '2025-Q4',
      grain: 'quarter',
      where: [{ dimension: 'segment', values: ['Enterprise'] }],
    });
    expect(row[header.indexOf('value')]).toBe(Number(cell?.value));
    expect(row[header.indexOf('version')]).toBe(1);
    expect(String(row[header.indexOf('hash')])).toMatch(/^[0-9a-f]{64}$/);
    expect(about).toEqual(
      expect.arrayContaining([
        ['Filters', 'segment Enterprise'],
        ['Period', 'Q4 2025'],
        ['Time zone', 'Europe/Berlin'],
        ['Currency', 'EUR'],
        ['Data to', '2025-12-31'],
      ]),
    );
  });

  it('of a trend is the trend', async () => {
    await open('/metric/revenue?period=2022-01-01..2025-12-31&grain=day');
    const { figures } = await workbookOf('Export Revenue by day as XLSX');
    const days = await query({ metrics: ['revenue'], from: '2022-01-01', to: '2025-12-31', grain: 'day' });
    const [, ...rows] = figures;
    // The days of four years, one of them a leap year.
    expect(days).toHaveLength(1461);
    expect(rows.map(([period, value]) => [period, value])).toEqual(
      days.slice(-rows.length).map(({ period, value }) => [period, value === null ? null : Number(value)]),
    );
    expect(rows.length).toBeGreaterThan(300);
  });

  it('of rows adds up to the figure, also when it is too large for the writer’s own worker', async () => {
    await open('/metric/revenue?period=last_year&tab=rows');
    const { bytes, figures, about } = await workbookOf('as XLSX');
    // From here on the writer would start a worker, which the content policy stops without a word.
    expect(unzipSync(bytes)['xl/worksheets/sheet1.xml']?.length).toBeGreaterThan(160_000);
    const [header = [], ...rows] = figures;
    const at = header.indexOf('contribution');
    const [cell] = await query({ metrics: ['revenue'], from: '2025', to: '2025', grain: 'year' });
    const total = rows.reduce((sum, row) => sum + Number(row[at]), 0);
    expect(total).toBeCloseTo(Number(cell?.value), 2);
    expect(rows[0]?.[header.indexOf('date')]).toBeInstanceOf(Date);
    expect(about.find(([name]) => name === 'Definition')?.[1]).toMatch(/^version 1, [0-9a-f]{64}$/);
  });

  it.each([
    ['/accounts', 'Export XLSX'],
    ['/cohorts', /^Export Customers kept.* as XLSX$/],
    ['/cohorts?tab=funnel&period=last_year', /^Export Deals that entered.* as XLSX$/],
    ['/metric/win_rate?period=last_year&by=owner', /^Export Win rate by owner.* as XLSX$/],
  ])('of %s can be written', async (path, name) => {
    await open(path);
    const { figures, about } = await workbookOf(name);
    expect(figures.length).toBeGreaterThan(1);
    expect(about.map(([name]) => name)).toEqual(expect.arrayContaining(['Company', 'Time zone', 'Data to']));
  });

  it('left nothing on the console', () => {
    expect(wrong).toEqual([]);
  });
});

describe('print', () => {
  it('says definition, filters, zone and as-of, without controls, black on white', async () => {
    await open('/metric/revenue?period=last_quarter&where=segment=Enterprise');
    await shared.page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const notes = await shared.page.locator('.print-notes').innerText();
    expect(notes).toMatch(/Definition\s+version 1, [0-9a-f]{64}/);
    expect(notes).toMatch(/Filters\s+segment Enterprise/);
    expect(notes).toMatch(/Time zone\s+Europe\/Berlin/);
    expect(notes).toMatch(/Data to\s+2025-12-31/);
    expect(await shared.page.locator('main button:visible, main select:visible, nav:visible').count()).toBe(
      1,
    );
    expect(await shared.page.locator('main button:visible').innerText()).toBe('Breakdown');
    expect(await shared.page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe(
      'rgb(255, 255, 255)',
    );
    // The margins of each sheet; only the browser that draws them can be asked.
    const margins = String(
      await shared.page.evaluate(
        'document.adoptedStyleSheets.map((sheet) => sheet.cssRules[0].cssText).join()',
      ),
    );
    expect(margins).toContain('Filters segment Enterprise');
    expect(margins).toMatch(/Definition version 1, [0-9a-f]{12} /);
    expect(margins).toContain('counter(page)');
    const pdf = await shared.page.pdf({ format: 'A4' });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    // One sheet: the charts shrink with the paper, nothing hangs over its edge.
    expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(1);
  });

  it('is asked for with a button, and leaves no margin note of a page that was left', async () => {
    await shared.page.emulateMedia({ media: 'screen', colorScheme: 'light' });
    await shared.page.evaluate('window.print = () => { window.printed = true }');
    await shared.page.getByRole('button', { name: 'Print / PDF' }).click();
    expect(await shared.page.evaluate('window.printed')).toBe(true);
    await shared.page.getByRole('link', { name: 'Settings' }).click();
    await shared.page.waitForURL(/settings/);
    await shared.page.getByRole('heading', { name: 'Settings' }).waitFor();
    expect(await shared.page.evaluate('document.adoptedStyleSheets.length')).toBe(0);
  });
});
