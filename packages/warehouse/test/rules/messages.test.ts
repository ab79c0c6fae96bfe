import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { refreshFacts } from '../../src/facts/refresh-facts.js';
import { judgeTables } from '../../src/quality/judge-tables.js';
import { openIssues } from '../../src/quality/open-issues.js';
import { clearGround, openGround, putRows } from './support/ground.js';

const ground = await openGround();
beforeEach(() => clearGround(ground));
afterAll(() => ground.close());

/** What a rule says of each record. */
const messages = async (rule: string): Promise<Record<string, string | null>> => {
  await refreshFacts(ground, 'all');
  await judgeTables(ground, null);
  const issues = (await openIssues(ground)).filter((issue) => issue.rule === rule);
  return Object.fromEntries(
    issues.flatMap(({ examples }) => examples.map(({ record, message }) => [record, message])),
  );
};

describe('rules say what was done about it', () => {
  it('R-01: until when a subscription without an end counts', async () => {
    const over = { account_id: 'plain:a', status: 'canceled', started_at: '2025-01-01', mrr: 10 };
    await putRows(ground, 'subscription', [
      { subscription_id: 'plain:billed', ...over, cancel_at: null, ended_at: null },
      { subscription_id: 'plain:planned', ...over, cancel_at: '2025-05-31', ended_at: null },
      { subscription_id: 'plain:unknown', ...over, cancel_at: null, ended_at: null },
      {
        subscription_id: 'plain:again',
        ...over,
        status: 'active',
        cancel_at: null,
        ended_at: '2025-06-01',
      },
    ]);
    await putRows(ground, 'invoice', [
      {
        invoice_id: 'plain:1',
        account_id: 'plain:a',
        subscription_id: 'plain:billed',
        issued_at: '2025-03-01',
        status: 'paid',
        subtotal: 10,
      },
    ]);
    await putRows(ground, 'invoice_line', [
      { invoice_line_id: 'plain:1', invoice_id: 'plain:1', amount: 10, period_end: '2025-04-01' },
    ]);
    expect(await messages('R-01')).toEqual({
      'plain:billed': 'canceled without an end; it counts until 2025-04-01, the last that is known of it',
      'plain:planned': 'canceled without an end; it counts until 2025-05-31, when it was to end',
      'plain:unknown': 'canceled without an end, and nothing shows how long it lasted; it is in no MRR',
      'plain:again': 'active although it ended on 2025-06-01',
    });
  });

  it('M-06: how much of what came back the customer held', async () => {
    await putRows(
      ground,
      'order',
      ['S1', 'C1', 'C2'].map((name, index) => ({
        order_id: `plain:${name}`,
        account_id: 'plain:a',
        ordered_at: `2025-01-0${index + 1} 09:00:00`,
        status: name.startsWith('C') ? 'returned' : 'placed',
      })),
    );
    await putRows(
      ground,
      'order_line',
      Object.entries({ S1: 10, C1: -12.5, C2: -1 }).map(([name, quantity]) => ({
        order_line_id: `plain:${name}`,
        order_id: `plain:${name}`,
        product_id: 'plain:p',
        quantity,
        unit_price: 1,
      })),
    );
    expect(await messages('M-06')).toEqual({
      'plain:C1':
        'came back, and the customer holds only 10 of the 12.5 from earlier orders; what nobody holds is a loss on its own day',
      'plain:C2':
        'came back, and the customer holds none of it from earlier orders; what nobody holds is a loss on its own day',
    });
  });
});
