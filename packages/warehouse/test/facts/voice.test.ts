import { describe, expect, it } from 'vitest';
import { accountScores, surveyInvitations, surveyResponses } from './oracle/answers.js';
import { cashFlowRows } from './oracle/cash-flows.js';
import { crmUserMonths } from './oracle/crm-user-months.js';
import { spendSpreads, spendTotals, spreadSql } from './oracle/spreads.js';
import { touchpointRows } from './oracle/touchpoints.js';
import { checkWorlds } from './worlds/check-worlds.js';
import { inCurrencies } from './worlds/foreign-world.js';
import { voiceWorld } from './worlds/voice-world.js';

const zone = 'Europe/Berlin';
const cashFlowSql = 'SELECT record_id, project, date, amount FROM facts.cash_flow';
/** The log of every world begins and ends with a user of its own, so that all worlds cover the same months. */
const worlds = voiceWorld.map((world) => ({
  ...world,
  crm_usage_daily: [
    ...(world['crm_usage_daily'] ?? []),
    { user_id: 'crm:~u9', day: '2025-01-01' },
    { user_id: 'crm:~u9', day: '2025-03-31' },
  ],
}));

describe('facts of voices, costs and use of random worlds', () => {
  it('answers, invitations, spend and CRM users', async () => {
    const checked = await checkWorlds({
      settings: `organisation: { name: Test, time_zone: ${zone}, currency: EUR, as_of: "2025-05-31" }\nassumptions: { adoption_writes: 3 }\n`,
      zone,
      worlds,
      count: 1200,
      seed: 701,
      checks: {
        survey_response: {
          sql: `SELECT record_id, account_id, survey_kind, answered_date, score, round(score_percent, 6) AS score_percent, is_positive,
                  is_negative, respondent_id FROM facts.survey_response`,
          oracle: (world) => surveyResponses(world, zone),
        },
        survey_account_score: {
          sql: 'SELECT account_id, answered_date, round(category, 6) AS category, answers FROM facts.survey_account_score',
          oracle: (world) => accountScores(world, zone),
        },
        survey_invitation: {
          sql: 'SELECT record_id, account_id, sent_date, is_answered FROM facts.survey_invitation',
          oracle: (world) => surveyInvitations(world, zone),
        },
        spend_day: { sql: spreadSql('facts.spend_day'), oracle: spendSpreads },
        spend: {
          sql: `SELECT record_id, spend_channel, campaign, purpose, kind, category, is_paid_channel, sum(impressions)::BIGINT AS impressions,
                  sum(clicks)::BIGINT AS clicks, sum(platform_conversions) AS platform_conversions
                FROM facts.spend_day GROUP BY ALL`,
          oracle: spendTotals,
        },
        touchpoint: {
          sql: 'SELECT record_id, account_id, kind, campaign, is_action, occurred_date FROM facts.touchpoint',
          oracle: (world) => touchpointRows(world, zone),
        },
        cash_flow: { sql: cashFlowSql, oracle: cashFlowRows },
        crm_user_month: {
          sql: 'SELECT record_id, date, writes, is_adopting FROM facts.crm_user_month',
          oracle: (world) =>
            crmUserMonths(world, zone, { months: ['2025-01', '2025-02', '2025-03'], adoptionWrites: 3 }),
        },
      },
    });
    expect(checked).toBeGreaterThan(0);
  });

  it('spend and cash flows in several currencies', async () => {
    const checked = await checkWorlds({
      settings: `organisation: { name: Test, time_zone: ${zone}, currency: EUR, as_of: "2025-05-31" }\n`,
      zone,
      worlds: inCurrencies(voiceWorld),
      count: 800,
      seed: 702,
      checks: {
        spend_day: { sql: spreadSql('facts.spend_day'), oracle: spendSpreads },
        cash_flow: { sql: cashFlowSql, oracle: cashFlowRows },
      },
    });
    expect(checked).toBeGreaterThan(0);
  });
});
