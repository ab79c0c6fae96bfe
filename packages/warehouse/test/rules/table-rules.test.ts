import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Workspace } from '../../src/workspace/workspace.js';
import { ruleCases } from './cases/index.js';
import { clearGround, judgeGround, openGround, putRows } from './support/ground.js';

let ground: Workspace;
beforeAll(async () => {
  ground = await openGround();
});
afterAll(async () => {
  await ground.close();
});

/** What a case must find, by rule; nothing else. */
describe('rules over what is in the tables', () => {
  it.each(ruleCases.map((one) => [one.rule, one.about, one] as const))('%s: %s', async (_, __, one) => {
    await clearGround(ground);
    for (const [entity, rows] of Object.entries(one.rows)) await putRows(ground, entity, rows);
    const found = await judgeGround(ground, Object.keys(one.rows));
    expect(found).toEqual({ ...(one.breaks.length > 0 ? { [one.rule]: one.breaks } : {}), ...one.also });
    // A near miss that is expected after all would be a slip of this table.
    for (const record of one.spares) expect(one.breaks).not.toContain(record);
  });
});
