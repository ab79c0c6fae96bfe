import { beforeAll, expect, test } from 'vitest';
import { definitions, planQuery, runQuery } from '@bellwether/metrics';
import { Engine } from './support/engine.js';

let engine: Engine;
beforeAll(async () => {
  engine = await Engine.open();
});
const context = {
  timeZone: 'Europe/Berlin',
  currency: 'EUR',
  asOf: '2025-10-15',
  fiscalYearStartsMonth: 4,
  assumptions: { gross_margin: 0.5, discount_rate: 0.1 },
};
test.each(definitions.map((d) => [d.id] as const))('%s runs on empty facts', async (id) => {
  for (const by of [[], ['segment']]) {
    try {
      const plan = planQuery(
        { metrics: [id], from: '2025-01', to: '2025-12', grain: 'month', by, compare: ['previous', 'year'] },
        context,
      );
      try {
        const result = await runQuery(plan, engine.execute);
        expect(result.cells.every((c) => c.value === null)).toBe(true);
      } catch (e) {
        console.log(plan.steps.map((s) => s.sql).join('\n;\n'));
        throw e;
      }
    } catch (e) {
      if ((e as { code?: string }).code !== 'dimension_unsupported') throw e;
    }
  }
});
