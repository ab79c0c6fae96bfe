import type { RuleCase } from '../support/rule-case.js';
import { many } from '../support/rule-case.js';

const closed = {
  account_id: 'plain:a',
  amount: 10,
  created_at: '2025-01-01',
  closed_at: '2025-02-01',
} as const;
const open = { account_id: 'plain:a', status: 'open', created_at: '2025-12-01' } as const;

export const salesCases: readonly RuleCase[] = [
  {
    rule: 'S-01',
    about: "a stage '-100' that no pipeline has, and a stage without category; a source without any stages",
    rows: {
      pipeline_stage: [
        { stage_id: 'plain:s', name: 'Demo', category: 'open' },
        { stage_id: 'plain:t', name: 'Maybe', category: null },
        { stage_id: 'plain:u', name: 'Old', category: null, is_deleted: true },
      ],
      deal: [
        { deal_id: 'plain:1', ...open, stage_id: 'plain:-100' },
        { deal_id: 'plain:2', ...open, stage_id: 'plain:s' },
        { deal_id: 'other:3', ...open, stage_id: 'other:x', _source: 'other' },
        { deal_id: 'plain:4', ...open, stage_id: null },
      ],
    },
    breaks: ['plain:1', 'plain:t'],
    spares: ['plain:2', 'other:3', 'plain:4', 'plain:u'],
  },
  {
    rule: 'S-02',
    about:
      'Salesforce: won without amount; an amount from its lines, an account from an association, a date from its stage',
    rows: {
      pipeline_stage: [{ stage_id: 'plain:won', category: 'won' }],
      deal: [
        { deal_id: 'plain:1', ...closed, status: 'won', amount: null },
        { deal_id: 'plain:2', ...closed, status: 'won', account_id: null, closed_at: null },
        { deal_id: 'plain:3', ...closed, status: 'lost', closed_at: null },
        { deal_id: 'plain:4', ...closed, status: 'lost', account_id: null, amount: null },
        { deal_id: 'plain:5', ...closed, status: 'won', amount: null },
        { deal_id: 'plain:6', ...closed, status: 'won', account_id: null },
        { deal_id: 'plain:7', ...closed, stage_id: 'plain:won', closed_at: null },
        { deal_id: 'plain:8', ...closed, status: 'won', amount: 0 },
        { deal_id: 'plain:9', ...closed, status: 'won', amount: null, is_test: true },
        { deal_id: 'plain:10', ...open, amount: null },
      ],
      deal_line: [{ deal_line_id: 'plain:1', deal_id: 'plain:5', quantity: 2, unit_price: 5 }],
      deal_party: [{ deal_id: 'plain:6', account_id: 'plain:a', is_primary: true }],
      deal_stage_history: [{ deal_id: 'plain:7', stage_id: 'plain:won', entered_at: '2025-02-01' }],
    },
    breaks: ['plain:1', 'plain:2', 'plain:3'],
    spares: ['plain:4', 'plain:5', 'plain:6', 'plain:7', 'plain:8', 'plain:9', 'plain:10'],
  },
  {
    rule: 'S-03',
    about: 'Salesforce 006q000000HddohAAB: probability 1000; Zoho: lost with 100, won with 0',
    rows: {
      deal: [
        { deal_id: 'plain:1', ...open, probability: 1000 },
        { deal_id: 'plain:2', ...closed, status: 'won', probability: 0 },
        { deal_id: 'plain:3', ...closed, status: 'lost', probability: 1 },
        { deal_id: 'plain:4', ...closed, status: 'won', probability: 1 },
        { deal_id: 'plain:5', ...closed, status: 'lost', probability: 0 },
        { deal_id: 'plain:6', ...open, probability: 0.35 },
        { deal_id: 'plain:7', ...open, probability: null },
      ],
    },
    breaks: ['plain:1', 'plain:2', 'plain:3'],
    spares: ['plain:4', 'plain:5', 'plain:6', 'plain:7'],
  },
  {
    rule: 'S-04',
    about:
      'expected to close the day before the as-of day (2025-12-31), and asleep since 1 September; one closed in time',
    rows: {
      deal: [
        { deal_id: 'plain:1', ...open, expected_close_on: '2025-12-30' },
        { deal_id: 'plain:2', ...open, expected_close_on: '2025-12-31' },
        { deal_id: 'plain:3', ...closed, status: 'won', expected_close_on: '2025-01-15' },
        { deal_id: 'plain:4', ...open, created_at: '2025-06-01' },
        { deal_id: 'plain:5', ...open, created_at: '2025-06-01' },
      ],
      activity: [
        { activity_id: 'plain:1', deal_id: 'plain:4', kind: 'call', occurred_at: '2025-09-01' },
        { activity_id: 'plain:2', deal_id: 'plain:5', kind: 'call', occurred_at: '2025-12-01' },
      ],
    },
    breaks: ['plain:1', 'plain:4'],
    spares: ['plain:2', 'plain:3', 'plain:5'],
  },
  {
    rule: 'S-05',
    about:
      'a recurring part larger than the amount (Zoho: expected revenue above the amount, 2,060 of 3,632)',
    rows: {
      deal: [
        { deal_id: 'plain:1', ...open, amount: 100, recurring_amount: 100.01 },
        { deal_id: 'plain:2', ...open, amount: 100, recurring_amount: 100 },
        { deal_id: 'plain:3', ...open, amount: null, recurring_amount: 100 },
        { deal_id: 'plain:4', ...open, amount: 0, recurring_amount: 100 },
      ],
    },
    breaks: ['plain:1'],
    spares: ['plain:2', 'plain:3', 'plain:4'],
  },
  {
    rule: 'S-06',
    about: "Zoho: 366 leads that are 'Junk Lead' and CONVERTED=Yes; a conversion that its deal dates",
    rows: {
      lead: [
        { lead_id: 'plain:1', created_at: '2025-01-01', status: 'disqualified', converted_at: '2025-02-01' },
        { lead_id: 'plain:2', created_at: '2025-01-01', status: 'converted' },
        { lead_id: 'plain:3', created_at: '2025-01-01', status: 'converted' },
        { lead_id: 'plain:4', created_at: '2025-01-01', status: 'converted', converted_at: '2025-02-01' },
        { lead_id: 'plain:5', created_at: '2025-01-01', status: 'disqualified' },
        { lead_id: 'plain:6', created_at: '2025-01-01', status: 'working', converted_at: '2025-02-01' },
      ],
      deal: [{ deal_id: 'plain:d', ...open, lead_id: 'plain:3' }],
    },
    breaks: ['plain:1', 'plain:2'],
    spares: ['plain:3', 'plain:4', 'plain:5', 'plain:6'],
  },
  {
    rule: 'S-07',
    about:
      'an owner nobody knows, one who had left before it closed, one who left an open deal; who left afterwards did not',
    rows: {
      crm_user: [
        { user_id: 'plain:17', name: 'Ada' },
        { user_id: 'plain:18', name: 'Grace', left_at: '2025-01-15' },
        { user_id: 'plain:19', name: 'Alan', left_at: '2025-03-01' },
      ],
      deal: [
        { deal_id: 'plain:1', ...closed, status: 'won', owner_user_id: 'plain:99' },
        { deal_id: 'plain:2', ...closed, status: 'won', owner_user_id: 'plain:18' },
        { deal_id: 'plain:3', ...open, owner_user_id: 'plain:19' },
        { deal_id: 'plain:4', ...closed, status: 'won', owner_user_id: 'plain:19' },
        { deal_id: 'plain:5', ...closed, status: 'won', owner_user_id: 'plain:17' },
        { deal_id: 'plain:6', ...closed, status: 'won', owner_user_id: 'plain:Ada' },
        { deal_id: 'other:7', ...closed, status: 'won', owner_user_id: 'other:Somebody', _source: 'other' },
      ],
    },
    breaks: ['plain:1', 'plain:2', 'plain:3'],
    spares: ['plain:4', 'plain:5', 'plain:6', 'other:7'],
    also: { 'K-08': ['plain:6'] },
  },
  {
    rule: 'S-08',
    about: 'two of nineteen open deals have no account (Maven: 1,425 of 2,089)',
    rows: {
      deal: many(19, (index) => ({
        deal_id: `plain:${index}`,
        ...open,
        account_id: index < 2 ? null : 'plain:a',
      })),
    },
    breaks: ['plain:0', 'plain:1'],
    spares: ['plain:2'],
  },
  {
    rule: 'S-08',
    about:
      'two of twenty are one in ten; an association is an account, and a lost deal is none of the open ones',
    rows: {
      deal: [
        ...many(20, (index) => ({
          deal_id: `plain:${index}`,
          ...open,
          account_id: index < 3 ? null : 'plain:a',
        })),
        ...many(20, (index) => ({ deal_id: `plain:l${index}`, ...closed, status: 'lost', account_id: null })),
      ],
      deal_party: [{ deal_id: 'plain:2', account_id: 'plain:a' }],
    },
    breaks: [],
    spares: ['plain:0', 'plain:1', 'plain:2', 'plain:l0'],
  },
];
