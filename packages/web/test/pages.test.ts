import { describe, expect, it } from 'vitest';
import { violationsOn } from './axe.js';
import { numberIn, ready, sampleInBrowser } from './browser.js';

const shared = sampleInBrowser();
const { open } = shared;

const get = async <T>(path: string): Promise<T> =>
  (await (await shared.page.request.get(`${shared.server.url}/api/v1${path}`)).json()) as T;
const figureOf = async (metric: string, period: string, where: object[]): Promise<number> => {
  const answer = await shared.page.request.post(`${shared.server.url}/api/v1/query`, {
    data: { metrics: [metric], from: period, to: period, where },
    headers: { origin: shared.server.url },
  });
  const { cells } = (await answer.json()) as { cells: { value: string | number | null }[] };
  return Number(cells[0]?.value);
};

describe('Home narrowed to a part', () => {
  it('shows the figures of that part, says what it is, and names what it cannot tell', async () => {
    await open('/');
    await shared.page.getByLabel('Only', { exact: false }).selectOption('segment');
    await shared.page.getByLabel('Value of Segment').selectOption({ label: 'Enterprise' });
    await shared.page.waitForURL(/where=segment=Enterprise/);
    await ready(shared.page);
    expect(await shared.page.locator('.verdict-reasons').innerText()).toContain('only segment Enterprise');
    const tile = shared.page.locator('.tile', {
      has: shared.page.locator('a[href^="/metric/active_customers"]'),
    });
    const shown = numberIn(await tile.locator('.value').innerText());
    const where = [{ dimension: 'segment', values: ['Enterprise'] }];
    expect(shown).toBe(await figureOf('active_customers', '2025-12', where));
    expect(shown).not.toBe(await figureOf('active_customers', '2025-12', []));
    // Spend on advertising belongs to no segment.
    await shared.page.getByText(/Cost per lead.*: cannot be told by segment/).waitFor();
    expect(await violationsOn(shared.page)).toEqual([]);
    await tile.getByRole('link').click();
    await shared.page.waitForURL(/metric\/active_customers\?.*where=segment=Enterprise/);
    await ready(shared.page);
    expect(numberIn(await shared.page.locator('.figure-value').innerText())).toBe(shown);
  });
});

describe('a tile', () => {
  it('says what it is and how far it can be trusted when it is reached with the keyboard, and Escape puts that away', async () => {
    await open('/');
    const tile = shared.page.locator('.tile', { has: shared.page.locator('a[href^="/metric/win_rate"]') });
    const about = tile.getByRole('tooltip');
    expect(await about.isVisible()).toBe(false);
    await tile.getByRole('link').focus();
    await shared.page.keyboard.press('Shift+Tab');
    await shared.page.keyboard.press('Tab');
    await about.waitFor();
    const said = await about.innerText();
    for (const part of [
      /The share of new deals decided in the period that were won\./,
      /Dec 2025: [\d.]+%/,
      /n = \d+/,
      /95 % interval [\d.]+% to [\d.]+%/,
      /data quality [A-D], definition version 1/,
    ])
      expect(said).toMatch(part);
    await shared.page.keyboard.press('Escape');
    await about.waitFor({ state: 'hidden' });
    await tile.locator('.tile-name').hover();
  });
});

describe('a breakdown without parts', () => {
  it('gives the reason of the undivided figure', async () => {
    await open('/metric/win_rate?period=2030-12&by=owner');
    await shared.page.locator('.note-empty').getByText('The period has not begun.').waitFor();
    expect(await shared.page.locator('.chart-bars').count()).toBe(0);
  });
});

describe('scorecards', () => {
  it('begin with three targets beside what the figures were, and are one delete each away', async () => {
    await open('/scorecards');
    await shared.page.getByRole('heading', { name: 'Set three targets' }).waitFor();
    expect(await violationsOn(shared.page)).toEqual([]);
    const fields = shared.page.locator('.first-target input');
    expect(await fields.count()).toBe(3);
    for (const index of [0, 1, 2]) await fields.nth(index).fill('50');
    await shared.page.getByRole('button', { name: 'Set these 3 targets' }).click();
    await shared.page.getByRole('heading', { name: 'The company' }).waitFor();
    expect(await shared.page.locator('.scorecard tbody tr').count()).toBe(3);
    await open('/');
    await shared.page.getByText(/of 3 targets met or on track/).waitFor();
    await open('/scorecards');
    for (const left of [2, 1, 0]) {
      await shared.page.getByRole('button', { name: 'Delete', exact: true }).first().click();
      await shared.page.locator('.scorecard tbody tr').nth(left).waitFor({ state: 'detached' });
    }
    await shared.page.getByRole('heading', { name: 'Set three targets' }).waitFor();
  });

  it('stand under whose they are: the company, a team, a person; or who looks after them', async () => {
    const set = (body: object) =>
      shared.page.request.post(`${shared.server.url}/api/v1/targets`, {
        data: body,
        headers: { origin: shared.server.url },
      });
    await set({ metric: 'win_rate', period: '2025', value: 0.3, owner: 'Zoe' });
    await set({
      metric: 'win_rate',
      period: '2025',
      value: 0.4,
      owner: 'Zoe',
      where: [{ dimension: 'owner', values: ['Ada Albers'] }],
    });
    await set({
      metric: 'win_rate',
      period: '2025',
      value: 0.35,
      where: [{ dimension: 'team', values: ['North'] }],
    });
    await open('/scorecards');
    const headings = shared.page.locator('.scorecard h2');
    expect((await headings.allInnerTexts()).map((text) => text.replace(/\s+/g, ' '))).toEqual([
      'The company',
      'Team North Team',
      'Owner Ada Albers Person',
    ]);
    expect(await violationsOn(shared.page)).toEqual([]);
    await shared.page.getByLabel('Grouped by').selectOption('owner');
    await shared.page.waitForURL(/by=owner/);
    expect((await headings.allInnerTexts()).map((text) => text.replace(/\s+/g, ' '))).toEqual([
      'Zoe looks after',
      'Nobody yet looks after',
    ]);
    // A target of a part belongs to that part of the metric shared.page, not to the company.
    await shared.page.getByRole('link', { name: 'Win rate' }).nth(1).click();
    await shared.page.waitForURL(/where=owner=Ada/);
    await ready(shared.page);
    await shared.page.locator('.figure').getByText('40.0%').waitFor();
  });
});

describe('identity', () => {
  it('says why records are one account', async () => {
    const { accounts, total } = await get<{ accounts: { name: string; records: number }[]; total: number }>(
      '/identity/accounts?limit=1',
    );
    await open('/data?tab=identity');
    await shared.page.getByText(`${total} accounts made of several records`).waitFor();
    await shared.page.getByRole('button', { name: `Why is ${accounts[0]?.name} one account?` }).click();
    const dialog = shared.page.getByRole('dialog');
    await dialog.getByText('names the other’s id').first().waitFor();
    expect(await dialog.locator('tbody tr').count()).toBe(accounts[0]?.records);
    expect(await violationsOn(shared.page)).toEqual([]);
    await shared.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  it('lets a person unite two and take it back', async () => {
    const { records } = await get<{ records: { id: string; name: string }[] }>('/identity/alone?limit=2');
    const [one, other] = records;
    await open('/data?tab=identity&show=alone');
    await shared.page.getByRole('button', { name: `Unite … ${one?.name}` }).click();
    const dialog = shared.page.getByRole('dialog');
    await dialog.getByLabel('Find the account').fill(other?.name ?? '');
    await dialog.getByRole('radio', { name: new RegExp(`^${other?.name}`) }).check();
    expect(await violationsOn(shared.page)).toEqual([]);
    await dialog.getByRole('button', { name: 'They are one account' }).click();
    await shared.page.getByText(/They are one account now \(import b\d+\)/).waitFor();
    const now = await get<{ accounts: { records: number; methods: string[] }[] }>(
      `/identity/accounts?search=${encodeURIComponent(one?.name ?? '')}`,
    );
    expect(now.accounts).toMatchObject([{ records: 2, methods: ['source_merge'] }]);
    await shared.page.getByRole('button', { name: 'Undo' }).click();
    await shared.page.getByText('They are two accounts again.').waitFor();
    const after = await get<{ total: number }>(
      `/identity/accounts?search=${encodeURIComponent(one?.name ?? '')}`,
    );
    expect(after.total).toBe(0);
  });
});

describe('versions of a definition', () => {
  it('are those that the workspace kept, and no others', async () => {
    await open('/metric/win_rate?tab=definition');
    const { current } = await get<{ current: { hash: string } }>('/metrics/win_rate/versions');
    const entries = shared.page.locator('.versions > li');
    expect(await entries.count()).toBe(1);
    expect(await entries.innerText()).toContain(current.hash.slice(0, 12));
    await shared.page.getByText('what was defined before is not recorded').waitFor();
  });
});

describe('data quality', () => {
  it('names what no figure counts', async () => {
    await open('/data?tab=quality');
    const answer = await shared.page.request.post(`${shared.server.url}/api/v1/explain`, {
      data: { metrics: ['revenue'], from: '2025', to: '2025' },
      headers: { origin: shared.server.url },
    });
    const { exclusions } = (await answer.json()) as { exclusions: { records: number; reason: string }[] };
    expect(exclusions.length).toBeGreaterThan(0);
    for (const { records, reason } of exclusions)
      await shared.page.getByText(new RegExp(`${records} records? ${reason.replaceAll('_', ' ')}`)).waitFor();
  });
});

describe('accounts', () => {
  it('are narrowed by what stands in the address', async () => {
    await open('/accounts');
    await shared.page.getByLabel('Status').selectOption('former');
    await shared.page.waitForURL(/status=former/);
    await ready(shared.page);
    const { total } = await get<{ total: number }>('/accounts?status=former&limit=1');
    await shared.page.getByText(new RegExp(`^${total} accounts?$`)).waitFor();
  });
});
