import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refreshFacts } from '../../src/index.js';
import { temporaryWorkspace } from '../temporary.js';
import { customerSpans, lapseWindow, type SpanSettings } from './oracle/customer-spans.js';
import { asGroups } from './oracle/groups.js';
import { mrrItems, mrrMovements, mrrSpans } from './oracle/mrr.js';
import { orderRows } from './oracle/orders.js';
import { renewalRows } from './oracle/renewals.js';
import { reversalRows } from './oracle/reversals.js';
import { revenueLines } from './oracle/revenue-lines.js';
import { checkWorlds } from './worlds/check-worlds.js';
import { groupWorld, returnsWorld, revenueWorld, subscriptionWorld } from './worlds/revenue-world.js';
import { inCurrencies } from './worlds/foreign-world.js';
import { insertWorlds, type World } from './worlds/world.js';

const zone = 'Europe/Berlin';
const asOf = '2025-07-15';
const settings = (more = ''): string =>
  `organisation: { name: Test, time_zone: ${zone}, currency: EUR, as_of: "${asOf}" }\n${more}`;
const spanSettings: SpanSettings = { zone, asOf, basis: 'auto', lapseDays: 30, hasPurchases: true };
const spanSql = `
  SELECT account_id, sequence, from_date, to_date, next_from_date, next_to_date, days, basis, end_reason, is_involuntary, cohort
  FROM facts.customer_span`;

const mrrChecks = {
  mrr_item: {
    sql: 'SELECT record_id, account_id, subscription_id, mrr, from_date, to_date, has_scheduled_end, origin FROM facts.mrr_item',
    oracle: (world) => mrrItems(world, zone),
  },
  mrr_span: {
    sql: 'SELECT account_id, mrr, from_date, to_date FROM facts.mrr_span',
    oracle: (world) => mrrSpans(world, zone),
  },
  mrr_movement: {
    sql: 'SELECT account_id, kind, date, amount, expansion_kind, end_reason FROM facts.mrr_movement',
    oracle: (world) => mrrMovements(world, zone),
  },
} satisfies Parameters<typeof checkWorlds>[0]['checks'];

const purchaseChecks = {
  order: {
    sql: 'SELECT record_id, account_id, ordered_date, sequence, gross, net, cost FROM facts."order"',
    oracle: (world) => orderRows(world, zone),
  },
  revenue_line: {
    sql: 'SELECT record_id, account_id, kind, line_kind, date, amount, cost, is_recurring FROM facts.revenue_line',
    oracle: (world) => revenueLines(world, zone),
  },
} satisfies Parameters<typeof checkWorlds>[0]['checks'];

const reversalCheck: Parameters<typeof checkWorlds>[0]['checks'][string] = {
  sql: 'SELECT order_line_id, back_order_id, order_id, units::DOUBLE AS units, amount FROM derived.reversal',
  oracle: (world) => reversalRows(world, zone),
};

describe('revenue facts of random worlds', () => {
  it('subscriptions: items, spans and movements of MRR', async () => {
    const checked = await checkWorlds({
      settings: settings(),
      zone,
      worlds: subscriptionWorld,
      count: 1200,
      seed: 101,
      checks: mrrChecks,
    });
    expect(checked).toBeGreaterThan(0);
  });

  it('customers, orders and revenue lines', async () => {
    const checked = await checkWorlds({
      settings: settings('customers: { lapse_days: 30 }\n'),
      zone,
      worlds: revenueWorld,
      count: 1200,
      seed: 102,
      checks: {
        ...mrrChecks,
        ...purchaseChecks,
        customer_span: { sql: spanSql, oracle: (world) => customerSpans(world, spanSettings) },
      },
    });
    expect(checked).toBeGreaterThan(0);
  });

  it('what comes back: reversals and refunds', async () => {
    const checked = await checkWorlds({
      settings: settings(),
      zone,
      worlds: returnsWorld,
      count: 2400,
      seed: 103,
      checks: {
        reversal: reversalCheck,
        ...purchaseChecks,
      },
    });
    expect(checked).toBeGreaterThan(0);
  });

  it('the same counted by the head of each group of accounts', async () => {
    const checks = {
      ...mrrChecks,
      ...purchaseChecks,
      customer_span: { sql: spanSql, oracle: (world) => customerSpans(world, spanSettings) },
    } satisfies Parameters<typeof checkWorlds>[0]['checks'];
    const checked = await checkWorlds({
      settings: settings('customers: { lapse_days: 30, level: parent }\n'),
      zone,
      worlds: groupWorld,
      count: 800,
      seed: 107,
      checks: Object.fromEntries(
        Object.entries(checks).map(([name, { sql, oracle }]) => [
          name,
          { sql, oracle: (world: World) => oracle(asGroups(world)) },
        ]),
      ),
    });
    expect(checked).toBeGreaterThan(0);
  });

  it('the same in several currencies', async () => {
    const today = {
      mrr_item: { ...mrrChecks.mrr_item, oracle: (world) => mrrItems(world, zone, asOf) },
      mrr_span: { ...mrrChecks.mrr_span, oracle: (world) => mrrSpans(world, zone, asOf) },
      mrr_movement: { ...mrrChecks.mrr_movement, oracle: (world) => mrrMovements(world, zone, asOf) },
    } satisfies Parameters<typeof checkWorlds>[0]['checks'];
    const bought = await checkWorlds({
      settings: settings(),
      zone,
      worlds: inCurrencies(revenueWorld),
      count: 800,
      seed: 105,
      checks: { ...today, ...purchaseChecks },
    });
    const returned = await checkWorlds({
      settings: settings(),
      zone,
      worlds: inCurrencies(returnsWorld),
      count: 800,
      seed: 106,
      checks: { reversal: reversalCheck, ...purchaseChecks },
    });
    expect(Math.min(bought, returned)).toBeGreaterThan(0);
  });

  it('contracts up for renewal', async () => {
    const due = '2025-04-20';
    const checked = await checkWorlds({
      settings: `organisation: { name: Test, time_zone: ${zone}, currency: EUR, as_of: "${due}" }\nassumptions: { renewal_grace_days: 20 }\n`,
      zone,
      worlds: inCurrencies(revenueWorld),
      count: 1200,
      seed: 108,
      checks: {
        renewal: {
          sql: `SELECT record_id, account_id, due_date, decided_date, value_due, value_renewed, value_renewed_capped, is_decided,
                  is_renewed, timing, auto_renew FROM facts.renewal`,
          oracle: (world) => renewalRows(world, due, 20),
        },
      },
    });
    expect(checked).toBeGreaterThan(0);
  });

  it('the lapse window of an organisation that states none', async () => {
    const home = await temporaryWorkspace(settings());
    try {
      const worlds = fc.sample(revenueWorld, { numRuns: 300, seed: 104 });
      await insertWorlds(home.workspace, worlds, zone);
      await refreshFacts(home.workspace, 'all');
      const [row] = await home.workspace.engine.rows(
        `SELECT value FROM control.setting WHERE name = 'lapse_days'`,
      );
      expect(Number(row?.['value'])).toBe(lapseWindow(worlds, zone, asOf));
    } finally {
      await home.close();
    }
  });
});
