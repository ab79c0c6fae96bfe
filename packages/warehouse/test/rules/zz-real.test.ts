import { it } from 'vitest';
import { mkdtempSync, readFileSync, cpSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { initWorkspace, openWorkspace } from '../../src/workspace/workspace.js';
import { importFiles } from '../../src/import/import-files.js';
import { openIssues } from '../../src/quality/open-issues.js';
const data = '/work/shared/data';
const sets: Record<string, [string | null, string[]]> = {
  maven: ['maven-crm', ['maven_crm']],
  ravenstack: ['ravenstack', ['ravenstack/data']],
  telco: ['telco', ['telco_ibm/data']],
  retail: ['online-retail', ['online_retail/by-day']],
  parquet: ['online-retail', ['online_retail/online_retail.parquet']],
  hubspot: [null, ['fivetran/hubspot']],
  zendesk: [null, ['fivetran/zendesk']],
  salesforce: [null, ['fivetran/salesforce']],
  stripe: [null, ['fivetran/stripe']],
  intercom: [null, ['fivetran/intercom']],
  google_ads: [null, ['fivetran/google_ads']],
  facebook_ads: [null, ['fivetran/facebook_ads']],
  shopify: [null, ['fivetran/shopify']],
};
for (const name of (process.env.SETS ?? Object.keys(sets).join(',')).split(',')) {
  it(name, async () => {
    const [example, paths] = sets[name]!;
    const dir = mkdtempSync(join(tmpdir(), 'real-'));
    const src = `/work/main/examples/${example}`;
    initWorkspace(dir, example ? readFileSync(join(src, 'bellwether.yaml'), 'utf8') : undefined);
    if (example) cpSync(join(src, 'mapping.yaml'), join(dir, 'mapping.yaml'));
    const ws = await openWorkspace(dir);
    try {
      const r = await importFiles(
        ws,
        paths.map((p) => join(data, p)),
      );
      console.log(
        `### ${name}: in ${r.rowsIn} loaded ${r.rowsLoaded} quarantined ${r.rowsQuarantined} ignored ${r.rowsIgnored} ${r.seconds.toFixed(1)}s; not loaded: ${r.files
          .filter((f) => f.fate !== 'load')
          .map((f) => f.file.split('/').pop() + ':' + f.fate)
          .join(' ')}`,
      );
      const out = (await openIssues(ws)).map(
        (i) =>
          `${i.rule} ${i.severity} ${i.scope} ${i.entity} ${i.affected}/${i.population} | ${i.message} | ${i.examples
            .slice(0, 3)
            .map((e) => e.record + (e.message ? ': ' + e.message : ''))
            .join(' ;; ')} ${i.file ? i.file.split('/').pop() : ''}`,
      );
      console.log(out.join('\n'));
    } finally {
      await ws.close();
    }
  });
}
