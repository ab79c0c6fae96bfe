import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judgeTables } from '../../src/quality/judge-tables.js';
import { openIssues } from '../../src/quality/open-issues.js';
import type { Workspace } from '../../src/workspace/workspace.js';
import { clearGround, openGround, putRows } from './support/ground.js';
import { many } from './support/rule-case.js';

let ground: Workspace;
beforeAll(async () => {
  ground = await openGround();
});
afterAll(async () => {
  await ground.close();
});

/** Imports of one table, one after the other: rows that were new, and rows that said what was known already. */
const imports = async (
  counts: readonly (readonly [inserted: number, unchanged: number])[],
): Promise<void> => {
  await clearGround(ground);
  await ground.engine.run('DELETE FROM control.batch');
  await ground.engine.run('DELETE FROM control.batch_file');
  for (const [index, [inserted, unchanged]] of counts.entries()) {
    const id = `b${index + 1}`;
    await ground.engine.run(
      `INSERT INTO control.batch BY NAME SELECT ? AS batch_id, ? AS number, 'loaded' AS status`,
      [id, index + 1],
    );
    await ground.engine.run(
      `INSERT INTO control.batch_file BY NAME SELECT ? AS batch_id, ? AS file_id, 'crm.deals' AS stream, ? AS entities`,
      [id, `${id}.1`, JSON.stringify([{ entity: 'deal', inserted, replaced: 0, unchanged }])],
    );
  }
  await putRows(ground, 'deal', [{ deal_id: 'plain:1', account_id: 'plain:a', owner_user_id: 'plain:u' }]);
};

const found = async (): Promise<string[]> => {
  await judgeTables(ground, null);
  return (await openIssues(ground)).filter(({ rule }) => rule === 'F-08').map(({ message }) => message);
};

describe('F-08: an import is as large and as full as those before it', () => {
  it.each([
    [
      'the whole table again, cut off at 119,998 of 141,712 rows (the incident log)',
      [
        [141_712, 0],
        [0, 119_998],
      ] as const,
      ['import b2 repeats crm.deals and holds 119998 rows; the one before it held 141712'],
    ],
    [
      'the whole table again, a little smaller after some deletions',
      [
        [1000, 0],
        [0, 905],
      ] as const,
      [],
    ],
    [
      'small increments after a first full export',
      [
        [8800, 0],
        [120, 10],
        [90, 5],
      ] as const,
      [],
    ],
    [
      'less than half of what the three imports before brought, 1000 in the middle',
      [
        [1200, 0],
        [1000, 0],
        [900, 0],
        [499, 0],
      ] as const,
      ['import b4 of crm.deals holds 499 rows; usual are 1000'],
    ],
    [
      'just half of what is usual',
      [
        [1200, 0],
        [1000, 0],
        [900, 0],
        [500, 0],
      ] as const,
      [],
    ],
    [
      'few rows vary by themselves',
      [
        [90, 0],
        [80, 0],
        [70, 0],
        [3, 0],
      ] as const,
      [],
    ],
  ])('%s', async (_, counts, expected) => {
    await imports(counts);
    expect(await found()).toEqual(expected);
  });

  it.each([
    // 79 and 80 of 100 against 100 of 100.
    [
      'a column that lost 21 of 100 values',
      79,
      ['owner_user_id is filled in 79 of 100 rows of import b2, and in 100 of import b1'],
    ],
    ['a column that lost 20 of 100 values', 80, []],
  ] as const)('%s', async (_, filled, expected) => {
    await imports([
      [100, 0],
      [100, 0],
    ]);
    await ground.engine.run('DELETE FROM canonical.deal');
    for (const [batch, owned] of [
      ['b1', 100],
      ['b2', filled],
    ] as const) {
      await putRows(
        ground,
        'deal',
        many(100, (index) => ({
          deal_id: `plain:${batch}-${index}`,
          account_id: 'plain:a',
          owner_user_id: index < owned ? 'plain:u' : null,
          _batch_id: `${batch}.1`,
        })),
      );
    }
    expect(await found()).toEqual(expected);
  });
});
