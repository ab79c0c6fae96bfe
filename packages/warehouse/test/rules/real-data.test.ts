import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { importFiles } from '../../src/import/import-files.js';
import { type OpenIssue, openIssues } from '../../src/quality/open-issues.js';
import { initWorkspace, openWorkspace } from '../../src/workspace/workspace.js';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const data = process.env['BELLWETHER_DATA'] ?? join(root, '../shared/data');
if (!existsSync(data)) console.warn(`skipped: no real exports at ${data}; set BELLWETHER_DATA`);

/** What the rules say of a real export, imported as its example does (or without a mapping). */
const judged = async (path: string, example: string | null): Promise<OpenIssue[]> => {
  const directory = mkdtempSync(join(tmpdir(), 'bellwether-real-'));
  const settings =
    example === null ? undefined : readFileSync(join(root, 'examples', example, 'bellwether.yaml'), 'utf8');
  initWorkspace(directory, settings);
  if (example !== null)
    copyFileSync(join(root, 'examples', example, 'mapping.yaml'), join(directory, 'mapping.yaml'));
  const workspace = await openWorkspace(directory);
  try {
    await importFiles(workspace, [join(data, path)]);
    return await openIssues(workspace);
  } finally {
    await workspace.close();
    rmSync(directory, { recursive: true, force: true });
  }
};

/** `RULE entity` with the records affected, for what is more than a remark. */
const counts = (issues: readonly OpenIssue[]): Record<string, number[]> => {
  const found: Record<string, number[]> = {};
  for (const { rule, entity, severity, affected } of issues) {
    const name = `${rule} ${entity ?? 'file'}`;
    if (severity !== 'info') found[name] = [...(found[name] ?? []), affected];
  }
  return found;
};

/** Counts are those of the READMEs beside the data, counted there on the raw files. */
describe.skipIf(!existsSync(data))('the documented dirt of real exports, and nothing else', () => {
  it('Maven CRM: GTXPro on 1,480 deals, Philipines once, 1,425 of 2,089 open deals without account', async () => {
    expect(counts(await judged('maven_crm', 'maven-crm'))).toEqual({
      'K-03 deal': [1480],
      'K-05 deal': [1],
      'I-07 account': [1],
      'S-08 deal': [1425],
    });
  });

  it('RavenStack: three kinds of churn, lost times, 36 answers after the solution, no unhappy customer', async () => {
    const issues = await judged('ravenstack/data', 'ravenstack');
    expect(counts(issues)).toEqual({
      // 110 accounts flagged as gone, all of which still pay; 277 with an event and no flag, 35 with a flag and no event.
      'R-04 account': [110, 277 + 35],
      'T-06 ticket': [2000],
      'V-01 ticket': [36],
      'V-06 survey_response': [1],
      'V-07 survey_response': [1],
      // Open subscriptions: 5,000 less 486 that have an end date.
      'R-07 subscription': [5000 - 486],
      'R-06 account': [24],
    });
    // 1,175 of 2,000 tickets are rated.
    expect(issues.find(({ rule }) => rule === 'V-07')?.message).toBe(
      '1175 answers to support, and no invitation',
    );
  });

  it('Telco: a snapshot without dates contradicts nothing', async () => {
    expect(counts(await judged('telco_ibm/data', 'telco'))).toEqual({});
  });

  it('Zendesk seeds: ticket 11071 begins seven hours early, ten users share one placeholder', async () => {
    const issues = await judged('fivetran/zendesk', null);
    expect(issues.find(({ rule }) => rule === 'T-07')?.examples).toEqual([
      {
        record: 'zendesk:11071',
        message: 'its history begins 2020-08-28 11:01 UTC, before its creation 2020-08-28 18:06 UTC',
      },
    ]);
    expect(issues.find(({ rule }) => rule === 'I-03')?.affected).toBe(10);
  });

  it('HubSpot seeds: ticket 307034542 closed before it was created, two contacts still there beside their winner', async () => {
    const issues = await judged('fivetran/hubspot', null);
    expect(issues.find(({ rule }) => rule === 'T-03')?.examples).toEqual([
      {
        record: 'hubspot:307034542',
        message:
          'created 2021-02-16 20:31 UTC, solved 2020-11-10 14:54 UTC, which is earlier; no duration is taken from it',
      },
    ]);
    const merged = issues.find(({ rule, entity }) => rule === 'K-06' && entity === 'entity_merge');
    expect(merged?.examples.map(({ record }) => record)).toEqual(
      expect.arrayContaining(['hubspot:76340251', 'hubspot:46897301']),
    );
  });
});
