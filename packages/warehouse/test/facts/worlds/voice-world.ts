import fc from 'fast-check';
import {
  dayBetween,
  instantBetween,
  maybe,
  moneyBetween,
  oneOf,
  rarely,
  refer,
  table,
  uniqueBy,
  worldOf,
} from './arbitrary.js';
import { accountMerges, accountTable } from './revenue-world.js';
import { userTable } from './sales-world.js';
import type { World } from './world.js';

const first = '2025-01-01';
const last = '2025-03-31';
const instant = instantBetween(first, last);
const day = dayBetween(first, last);

/** A question with a scale that makes sense for its kind, and one that does not. */
const survey = fc
  .array(
    fc.constantFrom(
      { kind: 'nps', scale_min: 0, scale_max: 10 },
      { kind: 'nps', scale_min: 1, scale_max: 5 },
      { kind: 'csat', scale_min: 1, scale_max: 5 },
      { kind: 'csat', scale_min: 1, scale_max: 4 },
      { kind: 'csat', scale_min: 1, scale_max: 3 },
      { kind: 'csat', scale_min: 0, scale_max: 1 },
      { kind: 'ces', scale_min: 1, scale_max: 7 },
      { kind: 'ces', scale_min: 1, scale_max: 7, higher_is_better: false },
    ),
    { maxLength: 2 },
  )
  .map((list) =>
    list.map((row, index) => ({
      survey_id: `voice:~s${index + 1}`,
      question: `~Question ${index + 1}`,
      ...row,
    })),
  );

export const voiceTables = {
  person: table('person_id', 'p', 3, {
    account_id: maybe(refer('a', 4)),
    title: maybe(oneOf('CEO', 'User')),
  }),
  survey,
  survey_invitation: table('invitation_id', 'i', 4, {
    survey_id: maybe(refer('s', 2, 'voice'), 4),
    person_id: maybe(refer('p', 3)),
    account_id: maybe(refer('a', 4), 2),
    sent_at: instant,
    is_delivered: maybe(oneOf(true, false), 2),
  }),
  survey_response: table('response_id', 'r', 6, {
    survey_id: maybe(refer('s', 2, 'voice'), 4),
    kind: maybe(oneOf('csat', 'nps', 'ces'), 8),
    responded_at: instant,
    score: maybe(oneOf(-1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), 8),
    person_id: maybe(refer('p', 3), 2),
    account_id: maybe(refer('a', 4)),
    invitation_id: maybe(refer('i', 4), 2),
    is_test: rarely(oneOf(true), 10),
  }),
};

/** One channel in two spellings, and others. */
const channelName = oneOf('Paid Search ~', 'paid_search ~', 'Referral ~', 'Trade Fair ~');

export const costTables = {
  campaign: table('campaign_id', 'k', 2, {
    name: oneOf('~Spring', '~Autumn'),
    channel: maybe(channelName),
  }),
  marketing_spend: table('spend_id', 'm', 3, {
    channel: maybe(channelName),
    campaign_id: maybe(refer('k', 2)),
    started_on: day,
    ended_on: maybe(dayBetween('2025-02-15', '2025-04-30'), 2),
    amount: fc.oneof(moneyBetween(0, 1000), moneyBetween(0, 1)),
    impressions: maybe(oneOf(0, 10, 12345)),
    clicks: maybe(oneOf(0, 7)),
    conversions: maybe(oneOf(0, 1.5)),
  }),
  cost_item: table('cost_id', 'c', 3, {
    started_on: day,
    ended_on: maybe(dayBetween('2025-02-15', '2025-04-30'), 2),
    category: oneOf('sales_salary', 'tooling', 'support', 'success', 'cost_of_goods', 'overhead', 'research'),
    purpose: rarely(oneOf('acquisition', 'retention'), 4),
    channel: maybe(fc.oneof(channelName, oneOf('google_ads'))),
    amount: moneyBetween(-50, 5000),
  }),
};

export const marketingTables = {
  channel: table('channel_id', 'h', 3, { name: channelName, is_paid: maybe(oneOf(true, false)) }),
  touchpoint: table('touchpoint_id', 't', 7, {
    person_id: maybe(refer('p', 2), 2),
    anonymous_id: maybe(oneOf('~cookie', '~other'), 2),
    account_id: maybe(refer('a', 4), 2),
    occurred_at: instant,
    kind: maybe(oneOf('visit', 'form', 'call', 'ad_click'), 6),
    is_action: maybe(oneOf(true, false), 2),
    channel: maybe(channelName),
    campaign_id: maybe(refer('k', 2)),
  }),
  cash_flow: table('cash_flow_id', 'f', 3, {
    project: maybe(oneOf('~Portal')),
    flowed_on: day,
    amount: moneyBetween(-900, 900),
  }),
};

export const usageTables = {
  crm_user: userTable,
  crm_usage_daily: uniqueBy(
    table(null, '', 6, {
      user_id: refer('u', 3),
      day,
      logins: maybe(oneOf(1, 9)),
      records_created: maybe(oneOf(0, 2)),
      records_updated: maybe(oneOf(0, 3)),
      activities_logged: maybe(oneOf(0, 1)),
    }),
    'user_id',
    'day',
  ),
};

/** Invitations and answers, what was spent, and who works in the CRM. */
export const voiceWorld: fc.Arbitrary<World> = worldOf({
  account: accountTable,
  entity_merge: accountMerges,
  ...voiceTables,
  ...costTables,
  ...marketingTables,
  ...usageTables,
});
