import { beforeAll, describe, expect, test } from 'vitest';
import { planQuery } from '@bellwether/metrics';
import { cellOf, cellsOf, context } from './support/ask-engine.js';
import { closed } from './support/closed-deal.js';
import { Engine } from './support/engine.js';

let engine: Engine;
beforeAll(async () => {
  engine = await Engine.open();
});

describe('breakdowns', () => {
  test('spend and customers without a channel have a row, so that the sum reconciles', async () => {
    const world = {
      spend_day: [
        { date: '2025-03-02', purpose: 'acquisition', amount: 100, spend_channel: 'ads' },
        { date: '2025-03-02', purpose: 'acquisition', amount: 50 },
      ],
      customer_span: [
        { account_id: 'a', sequence: 1, from_date: '2025-03-05', channel: 'ads' },
        { account_id: 'b', sequence: 1, from_date: '2025-03-06', channel: 'ads' },
        { account_id: 'c', sequence: 1, from_date: '2025-03-06', channel: 'seo' },
      ],
    };
    const cells = await cellsOf(engine, world, {
      metrics: ['cac'],
      from: '2025-03',
      to: '2025-03',
      by: ['channel'],
    });
    expect(
      cells.map(({ by, value, numerator, denominator }) => [by['channel'], value, numerator, denominator]),
    ).toEqual([
      ['ads', '50.00', '100.00', 2],
      ['seo', '0.00', '0.00', 1],
      [null, null, '50.00', 0],
    ]);
    const total = await cellOf(engine, world, 'cac', '2025-03');
    expect(total).toMatchObject({ value: '50.00', numerator: '150.00', denominator: 3 });
  });

  test('a dimension that a leg lacks is refused with those that there are', () => {
    expect(() => planQuery({ metrics: ['cac'], from: '2025', to: '2025', by: ['segment'] }, context)).toThrow(
      "cac: cannot break down or filter by 'segment'; possible here: channel",
    );
  });

  test('filters keep, exclude and know the unknown', async () => {
    const deal = ['Ada', 'Bo', null].map((owner) => closed(true, '2025-03-05', { owner }));
    const asked = async (values: (string | null)[], exclude: boolean): Promise<number | null> =>
      (
        await cellOf(engine, { deal }, 'win_rate', '2025-03', {
          where: [{ dimension: 'owner', values, exclude }],
        })
      ).n;
    expect(await asked(['Ada'], false)).toBe(1);
    expect(await asked([null], false)).toBe(1);
    expect(await asked(['Ada', null], false)).toBe(2);
    expect(await asked(['Ada'], true)).toBe(2);
    expect(await asked(['Ada', null], true)).toBe(1);
  });

  test('text of a request never becomes SQL', async () => {
    const owner = "x' OR '1'='1'; DROP TABLE facts.deal; --";
    const deal = [closed(true, '2025-03-05', { owner }), closed(true, '2025-03-05', { owner: 'Ada' })];
    const where = [{ dimension: 'owner', values: [owner] }];
    expect((await cellOf(engine, { deal }, 'win_rate', '2025-03', { where })).n).toBe(1);
    const plan = planQuery({ metrics: ['win_rate'], from: '2025', to: '2025', where }, context);
    expect(plan.steps.some(({ sql }) => sql.includes('DROP'))).toBe(false);
    expect(plan.steps.some(({ params }) => params.includes(owner))).toBe(true);
  });
});
