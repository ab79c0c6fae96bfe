import type { RuleCase } from '../support/rule-case.js';
import { inDays, many } from '../support/rule-case.js';

const won = { status: 'won', amount: 10, account_id: 'plain:a' } as const;

export const timeCases: readonly RuleCase[] = [
  {
    rule: 'T-02',
    about:
      'an order of next month; a meeting that is planned, an open deal that will close, a subscription that begins',
    rows: {
      order: [
        { order_id: 'plain:1', ordered_at: inDays(30), net: 1 },
        { order_id: 'plain:2', ordered_at: inDays(-400), net: 1 },
      ],
      activity: [
        { activity_id: 'plain:call', kind: 'call', occurred_at: inDays(30) },
        { activity_id: 'plain:meeting', kind: 'meeting', occurred_at: inDays(30) },
      ],
      deal: [
        {
          deal_id: 'plain:d',
          status: 'open',
          account_id: 'plain:a',
          created_at: '2025-01-01',
          closed_at: inDays(30),
        },
      ],
      subscription: [
        { subscription_id: 'plain:s', account_id: 'plain:a', status: 'active', started_at: inDays(30) },
      ],
      marketing_spend: [{ spend_id: 'plain:m', amount: 5, started_on: inDays(30) }],
    },
    breaks: ['plain:1', 'plain:call', 'plain:m'],
    spares: ['plain:2', 'plain:meeting', 'plain:d', 'plain:s'],
  },
  {
    rule: 'T-03',
    about:
      'HubSpot ticket 307034542: closed 2020-11-10, created 2021-02-16; one day without a clock is no contradiction',
    rows: {
      ticket: [
        {
          ticket_id: 'hubspot:307034542',
          created_at: '2021-02-16 10:00:00',
          closed_at: '2020-11-10 10:00:00',
          status: 'closed',
        },
        {
          ticket_id: 'plain:2',
          created_at: '2021-02-16 10:00:00',
          solved_at: '2021-02-16 09:59:59',
          status: 'solved',
        },
        {
          ticket_id: 'plain:3',
          created_at: '2021-02-16 10:00:00',
          solved_at: '2021-02-16 10:00:00',
          status: 'solved',
        },
        { ticket_id: 'plain:4', created_at: '2021-02-16 10:00:00', solved_at: null, status: 'open' },
      ],
    },
    breaks: ['hubspot:307034542', 'plain:2'],
    spares: ['plain:3', 'plain:4'],
  },
  {
    rule: 'T-03',
    about:
      'Salesforce deal 006q000000HddueAAB: closed 2018-12-07, created 2018-12-19; an open one only expects to close',
    rows: {
      deal: [
        {
          deal_id: 'salesforce:006q000000HddueAAB',
          ...won,
          created_at: '2018-12-19 08:00:00',
          closed_at: '2018-12-07',
        },
        // Closed on the day it was opened, at midnight for want of a clock.
        { deal_id: 'plain:2', ...won, created_at: '2018-12-07 15:00:00', closed_at: '2018-12-07' },
        {
          deal_id: 'plain:3',
          status: 'open',
          account_id: 'plain:a',
          created_at: '2018-12-19',
          closed_at: '2018-12-07',
        },
      ],
      contract: [
        { contract_id: 'plain:k1', account_id: 'plain:a', started_on: '2025-02-01', due_on: '2025-01-31' },
        { contract_id: 'plain:k2', account_id: 'plain:a', started_on: '2025-02-01', due_on: '2025-02-01' },
      ],
    },
    breaks: ['plain:k1', 'salesforce:006q000000HddueAAB'],
    spares: ['plain:2', 'plain:3', 'plain:k2'],
  },
  {
    rule: 'T-04',
    about:
      'changed before it was created (Zoho Tasks: 2,978 of 2,978); the same day, hours apart, is two clocks',
    rows: {
      account: [
        { account_id: 'plain:1', created_at: '2025-02-02 10:00:00', updated_at: '2025-02-01 10:00:00' },
        { account_id: 'plain:2', created_at: '2025-02-02 10:00:00', updated_at: '2025-02-02 09:00:00' },
        { account_id: 'plain:3', created_at: '2025-02-02', updated_at: null },
      ],
    },
    breaks: ['plain:1'],
    spares: ['plain:2', 'plain:3'],
  },
  {
    rule: 'T-05',
    about: 'a deal older than its lead (Zoho: 1,819 of 3,632), a review before its order (Olist b91cf881)',
    rows: {
      lead: [{ lead_id: 'plain:l', created_at: '2025-03-10' }],
      deal: [
        {
          deal_id: 'plain:1',
          lead_id: 'plain:l',
          status: 'open',
          account_id: 'plain:a',
          created_at: '2025-03-09',
        },
        {
          deal_id: 'plain:2',
          lead_id: 'plain:l',
          status: 'open',
          account_id: 'plain:a',
          created_at: '2025-03-10',
        },
      ],
      order: [{ order_id: 'plain:o', ordered_at: '2025-03-10', net: 5 }],
      survey_response: [
        { response_id: 'plain:r1', order_id: 'plain:o', kind: 'csat', score: 5, responded_at: '2025-03-08' },
        { response_id: 'plain:r2', order_id: 'plain:o', kind: 'csat', score: 5, responded_at: '2025-03-10' },
      ],
      refund: [
        { refund_id: 'plain:f1', order_id: 'plain:o', amount: 1, refunded_at: '2025-03-09' },
        { refund_id: 'plain:f2', order_id: 'plain:o', amount: 1, refunded_at: '2025-04-01' },
      ],
    },
    breaks: ['plain:1', 'plain:f1', 'plain:r1'],
    spares: ['plain:2', 'plain:f2', 'plain:r2'],
    also: { 'V-07': ['csat'] },
  },
  {
    rule: 'T-05',
    about:
      'usage outside the life of every subscription (RavenStack: 19,432 of 25,000); an account after a change of CRM',
    rows: {
      account: [
        { account_id: 'plain:a', created_at: '2025-06-01' },
        { account_id: 'plain:b', created_at: '2025-06-01' },
      ],
      subscription: [
        {
          subscription_id: 'plain:1',
          account_id: 'plain:a',
          status: 'canceled',
          started_at: '2025-02-01',
          ended_at: '2025-03-01',
        },
        {
          subscription_id: 'plain:2',
          account_id: 'plain:a',
          status: 'canceled',
          started_at: '2025-04-01',
          ended_at: '2025-05-01',
        },
      ],
      product_usage_daily: [
        { account_id: 'plain:a', day: '2025-01-31', events: 1 },
        { account_id: 'plain:a', day: '2025-02-01', events: 1 },
        { account_id: 'plain:a', day: '2025-05-01', events: 1 },
        { account_id: 'plain:a', day: '2025-05-02', events: 1 },
        { account_id: 'plain:b', day: '2025-05-02', events: 1 },
      ],
      ticket: [{ ticket_id: 'plain:t', account_id: 'plain:a', created_at: '2025-04-01 10:00:00' }],
      ticket_message: [
        { message_id: 'plain:m1', ticket_id: 'plain:t', sent_at: '2025-04-01 09:58:59' },
        { message_id: 'plain:m2', ticket_id: 'plain:t', sent_at: '2025-04-01 09:59:30' },
      ],
    },
    breaks: ['plain:a 2025-01-31', 'plain:a 2025-05-02', 'plain:m1'],
    spares: ['plain:a 2025-02-01', 'plain:a 2025-05-01', 'plain:b 2025-05-02', 'plain:m2'],
  },
  {
    rule: 'T-06',
    about: 'RavenStack: submitted_at lost its time, closed_at kept it; two days, or two clocks, go together',
    rows: {
      ticket: [
        {
          ticket_id: 'plain:1',
          created_at: '2023-07-27',
          solved_at: '2023-07-28 03:00:00',
          status: 'solved',
        },
        { ticket_id: 'plain:2', created_at: '2023-07-27', solved_at: '2023-07-28', status: 'solved' },
        {
          ticket_id: 'plain:3',
          created_at: '2023-07-27 01:00:00',
          solved_at: '2023-07-28 03:00:00',
          status: 'solved',
        },
        { ticket_id: 'plain:4', created_at: '2023-07-27', status: 'open' },
      ],
    },
    breaks: ['plain:1'],
    spares: ['plain:2', 'plain:3', 'plain:4'],
  },
  {
    rule: 'T-07',
    about:
      'Zendesk 11071: its history begins 7 hours before it was created; a minute is two clocks, a week is a late change',
    rows: {
      ticket: ['11071', '2', '3'].map((id) => ({
        ticket_id: `zendesk:${id}`,
        created_at: '2025-03-01 12:00:00',
        status: 'open',
      })),
      ticket_event: [
        {
          ticket_id: 'zendesk:11071',
          field: 'status',
          occurred_at: '2025-03-01 05:00:00',
          new_value: 'open',
        },
        { ticket_id: 'zendesk:2', field: 'status', occurred_at: '2025-03-01 11:59:00', new_value: 'open' },
        { ticket_id: 'zendesk:3', field: 'status', occurred_at: '2025-03-08 12:00:00', new_value: 'open' },
      ],
      deal: [
        {
          deal_id: 'plain:d',
          status: 'open',
          account_id: 'plain:a',
          created_at: '2025-03-02 00:30:00',
          stage_id: 'plain:s',
        },
      ],
      deal_stage_history: [{ deal_id: 'plain:d', stage_id: 'plain:s', entered_at: '2025-03-02' }],
    },
    breaks: ['zendesk:11071'],
    spares: ['zendesk:2', 'zendesk:3', 'plain:d'],
  },
  {
    rule: 'T-08',
    about: "afternoons that became small hours (Zoho Sales_Orders): 200 orders between 1 and 12 o'clock",
    rows: {
      order: many(200, (index) => ({
        order_id: `plain:${index}`,
        net: 1,
        // 9, 10, 11, 12, then 1 to 5 in the afternoon without their PM.
        ordered_at: `2025-03-01 ${String([9, 10, 11, 12, 1, 2, 3, 4, 5][index % 9]).padStart(2, '0')}:30:00`,
      })),
    },
    breaks: ['ordered_at'],
    spares: [],
  },
  {
    rule: 'T-08',
    about: 'a market that opens at seven and closes at noon has no afternoon, and no small hours either',
    rows: {
      order: many(200, (index) => ({
        order_id: `plain:${index}`,
        net: 1,
        ordered_at: `2025-03-01 ${String(7 + (index % 6)).padStart(2, '0')}:30:00`,
      })),
    },
    breaks: [],
    spares: ['ordered_at'],
  },
  {
    rule: 'T-09',
    about:
      'two versions of an item that hold at once, and one that never ended; versions that touch, and a gap',
    rows: {
      subscription_item: [
        { item_id: 'plain:1', valid_from: '2025-01-01', valid_to: '2025-03-01' },
        { item_id: 'plain:1', valid_from: '2025-02-01', valid_to: null },
        { item_id: 'plain:2', valid_from: '2025-01-01', valid_to: null },
        { item_id: 'plain:2', valid_from: '2025-02-01', valid_to: null },
        { item_id: 'plain:3', valid_from: '2025-01-01', valid_to: '2025-02-01' },
        { item_id: 'plain:3', valid_from: '2025-02-01', valid_to: '2025-03-01' },
        { item_id: 'plain:3', valid_from: '2025-05-01', valid_to: null },
        // Intercom leaves versions without length behind.
        { item_id: 'plain:4', valid_from: '2025-01-01 10:00:00', valid_to: '2025-01-01 10:00:00' },
        { item_id: 'plain:4', valid_from: '2025-01-01 10:00:00', valid_to: null },
      ],
    },
    breaks: ['plain:1', 'plain:2'],
    spares: ['plain:3', 'plain:4'],
  },
  {
    rule: 'T-10',
    about:
      'the history lags the record (airbyte #46576); closed after solved is one end, and hold is on_hold',
    rows: {
      ticket: [
        { ticket_id: 'plain:1', created_at: '2025-01-01 08:00:00', status: 'pending' },
        { ticket_id: 'plain:2', created_at: '2025-01-01 08:00:00', status: 'closed' },
        { ticket_id: 'plain:3', created_at: '2025-01-01 08:00:00', status: 'on_hold' },
        { ticket_id: 'plain:4', created_at: '2025-01-01 08:00:00', status: 'open' },
      ],
      ticket_event: [
        { ticket_id: 'plain:1', field: 'status', occurred_at: '2025-01-02 08:00:00', new_value: 'open' },
        { ticket_id: 'plain:2', field: 'status', occurred_at: '2025-01-02 08:00:00', new_value: 'Solved' },
        { ticket_id: 'plain:3', field: 'status', occurred_at: '2025-01-02 08:00:00', new_value: 'hold' },
        // Two changes in one second have no order.
        { ticket_id: 'plain:4', field: 'status', occurred_at: '2025-01-02 08:00:00', new_value: 'pending' },
        { ticket_id: 'plain:4', field: 'status', occurred_at: '2025-01-02 08:00:00', new_value: 'open' },
      ],
      pipeline_stage: ['s', 't'].map((id) => ({ stage_id: `plain:${id}`, category: 'open' })),
      deal: ['d', 'e'].map((id) => ({
        deal_id: `plain:${id}`,
        account_id: 'plain:a',
        created_at: '2025-01-01',
        stage_id: 'plain:t',
      })),
      deal_stage_history: [
        { deal_id: 'plain:d', stage_id: 'plain:s', entered_at: '2025-01-02' },
        { deal_id: 'plain:e', stage_id: 'plain:s', entered_at: '2025-01-02' },
        { deal_id: 'plain:e', stage_id: 'plain:t', entered_at: '2025-01-03' },
      ],
    },
    breaks: ['plain:1', 'plain:d'],
    spares: ['plain:2', 'plain:3', 'plain:4', 'plain:e'],
  },
  {
    rule: 'T-11',
    about: 'a row of state New that knows when it was resolved (the incident log); a new one that does not',
    rows: {
      ticket: [
        { ticket_id: 'plain:1', created_at: '2025-01-01', solved_at: '2025-01-02', status: 'new' },
        { ticket_id: 'plain:2', created_at: '2025-01-01', status: 'new' },
        { ticket_id: 'plain:3', created_at: '2025-01-01', solved_at: '2025-01-02', status: 'open' },
      ],
    },
    breaks: ['plain:1'],
    spares: ['plain:2', 'plain:3'],
  },
];
