import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refreshFacts } from '../../src/facts/refresh-facts.js';
import { judgeTables } from '../../src/quality/judge-tables.js';
import { openIssues } from '../../src/quality/open-issues.js';
import type { Workspace } from '../../src/workspace/workspace.js';
import { openGround, putRows } from './support/ground.js';

let ground: Workspace;
beforeAll(async () => {
  ground = await openGround();
  await putRows(ground, 'subscription', [
    { subscription_id: 'plain:1', account_id: 'plain:a', status: 'active', started_at: '2025-01-01' },
    {
      subscription_id: 'plain:2',
      account_id: 'plain:b',
      status: 'canceled',
      started_at: '2025-01-01',
      ended_at: '2025-04-01',
      mrr: 30,
    },
  ]);
  await putRows(ground, 'subscription_item', [
    {
      item_id: 'plain:1',
      subscription_id: 'plain:1',
      unit_amount: 10,
      interval: 'month',
      valid_from: '2025-01-01',
      valid_to: '2025-03-01',
    },
    {
      item_id: 'plain:1',
      subscription_id: 'plain:1',
      unit_amount: 15,
      interval: 'month',
      valid_from: '2025-03-01',
      valid_to: null,
    },
  ]);
  await refreshFacts(ground, 'all');
});
afterAll(async () => {
  await ground.close();
});

const found = async () => {
  await judgeTables(ground, null);
  return (await openIssues(ground)).filter(({ rule }) => rule === 'R-03');
};

/** Facts are ours: only a defect of Bellwether breaks the bridge, so the test has to break it by hand. */
describe('R-03: MRR before plus movements is MRR after', () => {
  it('holds for an expansion and for a customer who left', async () => {
    expect(await found()).toEqual([]);
  });

  it('finds a movement that is off by a cent, and a span that no movement begins', async () => {
    await ground.engine.run(
      `UPDATE facts.mrr_movement SET amount = amount + 0.01 WHERE account_id = 'plain:a' AND date = '2025-03-01'`,
    );
    await ground.engine.run(`DELETE FROM facts.mrr_movement WHERE account_id = 'plain:b'`);
    const [issue] = await found();
    expect(issue?.severity).toBe('block');
    expect(issue?.examples).toEqual([
      { record: 'plain:a', message: 'on 2025-03-01 its movements add up to 15.0100, its MRR is 15.0000' },
      { record: 'plain:b', message: 'its MRR of 30.0000 from 2025-01-01 comes from no movement' },
    ]);
  });
});
