import { afterAll, beforeAll, expect, it } from 'vitest';
import { importFiles, metricRules, openIssues } from '../../src/index.js';
import { temporaryWorkspace } from '../temporary.js';

let home: Awaited<ReturnType<typeof temporaryWorkspace>>;
beforeAll(async () => {
  home = await temporaryWorkspace(
    'organisation: { name: Test, time_zone: UTC, currency: EUR, as_of: 2025-06-30 }\nwaivers: [{ rule: T-02, reason: plans are welcome }]\n',
  );
  const deals = home.file(
    'deal.csv',
    [
      'Deal ID,Deal Name,Account ID,Create Date,Close Date,Deal Status,Amount,Currency',
      'd1,One,a1,2025-01-10,2025-02-10,won,100,EUR',
      // Won without an amount, and won without an account: two records break S-02.
      'd2,Two,a1,2025-01-11,2025-02-11,won,,EUR',
      'd3,Three,,2025-01-12,2025-02-12,won,100,EUR',
    ].join('\n'),
  );
  await importFiles(home.workspace, [deals], { dateOrder: 'YMD', decimal: '.' });
});
afterAll(() => home.close());

it('names every rule of a measure, whether or not anything breaks it, and what it is judged on', async () => {
  // A measure of deals and of what was billed: only deals are imported.
  const metric = {
    rules: ['S-02', 'S-04', 'M-01', 'M-04', 'T-02', 'V-01'],
    legs: { won: { fact: 'deal' }, billed: { fact: 'revenue_line' } },
  };
  const found = await metricRules(home.workspace, metric, await openIssues(home.workspace));
  expect(
    found.map(({ rule, judged, unfilled, appliedBy, affected, waived }) => ({
      rule,
      judged,
      unfilled,
      appliedBy,
      affected,
      waived,
    })),
  ).toEqual([
    { rule: 'S-02', judged: ['deal'], unfilled: [], appliedBy: null, affected: 2, waived: null },
    { rule: 'S-04', judged: ['deal'], unfilled: [], appliedBy: null, affected: 0, waived: null },
    // No check of its own: a row is kept out while its columns are matched.
    { rule: 'M-01', judged: [], unfilled: [], appliedBy: 'mapping', affected: 0, waived: null },
    { rule: 'M-04', judged: [], unfilled: ['order', 'invoice'], appliedBy: null, affected: 0, waived: null },
    {
      rule: 'T-02',
      judged: ['deal'],
      unfilled: expect.arrayContaining(['order', 'invoice']) as string[],
      appliedBy: null,
      affected: 0,
      waived: 'plans are welcome',
    },
    // Of tickets, which the measure is not made of.
    { rule: 'V-01', judged: [], unfilled: [], appliedBy: null, affected: 0, waived: null },
  ]);
  expect(found.map(({ title }) => title)).not.toContain('');
  expect(found[0]).toMatchObject({
    title: 'A won deal has an account, an amount and a close date; a lost one a close date',
    severity: 'warn',
    remedy: 'Fill the fields in the CRM',
  });
});
