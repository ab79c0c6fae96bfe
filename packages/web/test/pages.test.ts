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
    expect(now.accounts).toMatchObject([{ records: 2, methods: ['declared'] }]);
    await shared.page.getByRole('button', { name: 'Undo' }).click();
    await shared.page.getByText('They are two accounts again.').waitFor();
    const after = await get<{ total: number }>(
      `/identity/accounts?search=${encodeURIComponent(one?.name ?? '')}`,
    );
    expect(after.total).toBe(0);
  });

  it('lets a person say with the keyboard that two are not one, shows it, and takes it back', async () => {
    const { page } = shared;
    const { accounts } = await get<{ accounts: { id: string; name: string }[] }>(
      '/identity/accounts?limit=1&search=stripe',
    );
    const account = accounts[0] ?? { id: '', name: '' };
    const { links } = await get<{ links: { one: string; other: string }[] }>(
      `/identity/accounts/${encodeURIComponent(account.id)}`,
    );
    // The record of billing is known by what the CRM says: apart from it, it meets nobody.
    const { one, other } = links.find((link) => link.other.startsWith('stripe:')) ?? { one: '', other: '' };
    const pair = `${one} and ${other}`;

    await open('/data?tab=identity&q=stripe');
    await page.getByRole('button', { name: `Why is ${account.name} one account?` }).press('Enter');
    const dialog = page.getByRole('dialog');
    const part = dialog.getByRole('button', { name: `These are not one: ${pair}` });
    await part.waitFor();
    // Two kinds of evidence join the two; it is said of them once.
    expect(await part.count()).toBe(1);
    expect(links.filter((link) => `${link.one} and ${link.other}` === pair)).toHaveLength(2);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await violationsOn(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 390, height: 844 });
    const box = await part.boundingBox();
    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 390) + (box?.width ?? 390)).toBeLessThanOrEqual(390);
    await part.press('Enter');
    await page.getByText(/They are kept apart now \(import b\d+\)/).waitFor();
    await dialog.waitFor({ state: 'detached' });

    // Everything further without leaving the page, so that the way back stays in view.
    await page.getByRole('button', { name: 'Kept apart by a person' }).press('Enter');
    const row = page.getByRole('row', { name: new RegExp(other) });
    await row.waitFor();
    expect(await row.innerText()).toMatch(
      new RegExp(`${one}[\\s\\S]*${other}[\\s\\S]*names the other’s id; same internet domain[\\s\\S]*b\\d+`),
    );
    expect(await violationsOn(page)).toEqual([]);
    const wider = await page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect(wider).toBe(0);
    await page.setViewportSize({ width: 1280, height: 900 });

    // What was parted is not offered again.
    await page.getByRole('button', { name: 'Without a match' }).click();
    const alone = page.getByRole('row', { name: new RegExp(other) });
    await alone.getByText('a person keeps it apart from the record that it matches').waitFor();
    await alone.getByRole('button', { name: /^Unite …/ }).click();
    await dialog.getByText(`What a person keeps apart from it is not offered: ${account.id}.`).waitFor();
    await dialog.getByLabel('Find the account').fill(account.name);
    await dialog.getByText('No other account is called that.').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();

    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('They are no longer kept apart.').waitFor();
    await page.getByRole('button', { name: 'Kept apart by a person' }).click();
    await page.getByText('0 pairs of records').waitFor();
    const after = await get<{ links: object[] }>(`/identity/accounts/${encodeURIComponent(account.id)}`);
    expect(after.links).toEqual(links);
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

describe('the quality of a measure', () => {
  it('names every rule that it depends on, with what holds and what it is checked on', async () => {
    const { checks } = await get<{
      checks: { rule: string; title: string; affected: number; judged: string[] }[];
    }>('/metrics/win_rate');
    const kept = checks.filter(({ affected }) => affected === 0);
    expect(kept.length).toBeGreaterThan(0);
    await open('/metric/win_rate?tab=quality');
    const shown = (await shared.page.locator('.kept-rules > li').allInnerTexts()).map((text) =>
      text.replaceAll(/\s+/g, ' '),
    );
    expect(shown).toHaveLength(kept.length);
    for (const [index, { rule, title, judged }] of kept.entries()) {
      expect(title).not.toBe('');
      expect(shown[index]).toContain(`${rule} ${title}`);
      if (judged.length > 0) expect(shown[index]).toMatch(/0 records break it; checked on [a-z ,]*deal/);
    }
    for (const { rule, title } of checks.filter(({ affected }) => affected > 0))
      await shared.page
        .locator('.issue summary', { hasText: `${rule} ${title}` })
        .first()
        .waitFor();
    expect(await violationsOn(shared.page)).toEqual([]);
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

  it('tell how they fare, with what was found and why it counts, and what waits', async () => {
    interface Told {
      readonly id: string;
      readonly name: string;
      readonly health: string;
      readonly signs: readonly { readonly state: string }[];
      readonly actions: readonly { readonly kind: string }[];
    }
    const { accounts: worried } = await get<{ accounts: Told[] }>(
      '/accounts?concerns=true&sort=concerns&order=desc&limit=50',
    );
    const profiles = await Promise.all(
      worried.map(({ id }) => get<Told>(`/accounts/${encodeURIComponent(id)}`)),
    );
    const one = profiles.find(({ actions }) => actions.length > 0);
    if (!one) throw new Error('no account of the sample has something open and a concern');
    const names: Record<string, string> = { at_risk: 'at risk', watch: 'to watch' };
    const states: Record<string, string> = { bad: 'bad', watch: 'watch', good: 'good', unknown: 'not known' };

    await open(`/accounts/${encodeURIComponent(one.id)}`);
    const health = shared.page.locator('.health');
    expect(await health.locator('h2').innerText()).toContain(names[one.health]);
    const shown = await health.locator('.sign dt .health-tag').allInnerTexts();
    expect(shown.map((text) => text.replace(/^\W+/, ''))).toEqual(
      one.signs.map(({ state }) => states[state]),
    );
    for (const found of await health.locator('.sign dd').allInnerTexts()) {
      expect(found).toMatch(/\. It counts because .+\.$/);
      expect(found, 'days as a person writes them').not.toMatch(/\d{4}-\d{2}-\d{2}/);
    }
    await health.getByText('How this is judged').click();
    await health.getByText(/At risk when one sign is bad; .* well when 3 or more are good/).waitFor();
    expect(await violationsOn(shared.page)).toEqual([]);

    const actions = shared.page.getByRole('table', { name: 'Open actions' });
    expect(await actions.locator('tbody tr').count()).toBe(one.actions.length);
    await actions.locator('tbody a').first().click();
    await shared.page.waitForURL(new RegExp(`kinds=${one.actions[0]?.kind}#timeline`));
    await ready(shared.page);
  });

  it('are at risk on Home, on the list and on their page alike', async () => {
    await open('/');
    const first = shared.page.locator('.below li', { has: shared.page.locator('.health-tag') }).first();
    const name = await first.getByRole('link').innerText();
    const concerns = await first.locator('.quiet').innerText();
    await open('/accounts?concerns=true&sort=-concerns');
    const row = shared.page.locator('tbody tr').first();
    expect(await row.getByRole('rowheader').innerText()).toBe(name);
    expect((await row.innerText()).replace(/\s+/g, ' ')).toContain(`at risk ${concerns}`);
    await shared.page.getByLabel('Health').selectOption('at risk');
    await shared.page.waitForURL(/health=at_risk/);
    await ready(shared.page);
    const { total } = await get<{ total: number }>('/accounts?health=at_risk&limit=1');
    await shared.page.getByText(new RegExp(`^${total} accounts?$`)).waitFor();
    await shared.page.getByRole('link', { name, exact: true }).click();
    await shared.page.locator('.health h2').getByText('at risk').waitFor();
  });
});
