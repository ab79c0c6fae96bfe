import { describe, expect, it } from 'vitest';
import { activityRows } from './oracle/activities.js';
import { customerSpans } from './oracle/customer-spans.js';
import { dealRows, dealSpans, dealStageEntries } from './oracle/deals.js';
import { leadRows } from './oracle/leads.js';
import { quotaSpreads, spreadSql } from './oracle/spreads.js';
import { checkWorlds } from './worlds/check-worlds.js';
import { inCurrencies } from './worlds/foreign-world.js';
import { salesWorld } from './worlds/sales-world.js';

const zone = 'Europe/Berlin';
const asOf = '2025-05-31';

describe('sales facts of random worlds', () => {
  it('deals, the time they were open, stages, leads and quotas', async () => {
    const checked = await checkWorlds({
      settings: `organisation: { name: Test, time_zone: ${zone}, currency: EUR, as_of: "${asOf}" }\n`,
      zone,
      worlds: salesWorld,
      count: 1200,
      seed: 601,
      checks: {
        deal: {
          sql: `SELECT record_id, account_id, status, deal_type, owner, team, is_won, is_lost, is_closed, is_open, amount, created_date,
                  qualified_date, closed_date, cycle_days, activity_count, last_activity_date FROM facts.deal`,
          oracle: (world) => dealRows(world, zone, asOf),
        },
        deal_span: {
          sql: 'SELECT record_id, account_id, is_qualified, amount, from_date, qualified_date, to_date FROM facts.deal_span',
          oracle: (world) => dealSpans(world, zone, asOf),
        },
        deal_stage_entry: {
          sql: `SELECT record_id, pipeline, stage, stage_position, entered_date, days_in_stage, reached_next, is_decided, origin
                FROM facts.deal_stage_entry`,
          oracle: (world) => dealStageEntries(world, zone, asOf),
        },
        lead: {
          sql: 'SELECT record_id, account_id, created_date, qualified_date, converted_date, days_to_convert, score_band FROM facts.lead',
          oracle: (world) => leadRows(world, zone, asOf),
        },
        activity: {
          sql: `SELECT record_id, account_id, kind, team, deal_id, deal_closed_date, deal_is_won, occurred_date FROM facts.activity`,
          oracle: (world) => activityRows(world, zone, asOf),
        },
        quota_day: { sql: spreadSql('facts.quota_day'), oracle: quotaSpreads },
      },
    });
    expect(checked).toBeGreaterThan(0);
  });

  it('customers by won deals, where a workspace says so', async () => {
    const checked = await checkWorlds({
      settings: `organisation: { name: Test, time_zone: ${zone}, currency: EUR, as_of: "${asOf}" }\ncustomers: { basis: won_deals, lapse_days: 30 }\n`,
      zone,
      worlds: salesWorld,
      count: 400,
      seed: 602,
      checks: {
        customer_span: {
          sql: `SELECT account_id, sequence, from_date, to_date, next_from_date, next_to_date, days, basis, end_reason, is_involuntary, cohort
                FROM facts.customer_span`,
          oracle: (world) =>
            customerSpans(world, { zone, asOf, basis: 'won_deals', lapseDays: 30, hasPurchases: false }),
        },
      },
    });
    expect(checked).toBeGreaterThan(0);
  });

  it('deals and quotas in several currencies', async () => {
    const checked = await checkWorlds({
      settings: `organisation: { name: Test, time_zone: ${zone}, currency: EUR, as_of: "${asOf}" }\n`,
      zone,
      worlds: inCurrencies(salesWorld),
      count: 800,
      seed: 603,
      checks: {
        deal: {
          sql: 'SELECT record_id, status, amount, closed_date FROM facts.deal',
          oracle: (world) =>
            dealRows(world, zone, asOf).map(({ record_id, status, amount, closed_date }) => ({
              record_id: record_id ?? null,
              status: status ?? null,
              amount: amount ?? null,
              closed_date: closed_date ?? null,
            })),
        },
        quota_day: { sql: spreadSql('facts.quota_day'), oracle: quotaSpreads },
      },
    });
    expect(checked).toBeGreaterThan(0);
  });
});
