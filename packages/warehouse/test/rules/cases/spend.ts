import type { RuleCase } from '../support/rule-case.js';
import { many } from '../support/rule-case.js';

export const spendCases: readonly RuleCase[] = [
  {
    rule: 'M-11',
    about:
      'negative spend; five days without spend in a daily channel; a long weekend, and a channel that comes and goes',
    rows: {
      marketing_spend: [
        { spend_id: 'plain:credit', channel: 'other', amount: -3, started_on: '2025-05-01' },
        // Days 0 to 29 and 35 to 64: 60 of 65 days, five are missing.
        ...many(60, (index) => ({
          spend_id: `plain:s${index}`,
          channel: 'search',
          amount: 9,
          started_on: day(index < 30 ? index : index + 5),
        })),
        // Three days are missing: no more than a weekend with a holiday.
        ...many(60, (index) => ({
          spend_id: `plain:f${index}`,
          channel: 'social',
          amount: 9,
          started_on: day(index < 30 ? index : index + 3),
        })),
        // Thirty days in spring, thirty in autumn.
        ...many(60, (index) => ({
          spend_id: `plain:e${index}`,
          channel: 'events',
          amount: 9,
          started_on: day(index < 30 ? index : index + 150),
        })),
      ],
    },
    // 1 January and 35 days is 5 February.
    breaks: ['plain:credit', 'search 2025-02-05'],
    spares: ['plain:s0', 'social 2025-02-03', 'events 2025-06-30'],
  },
  {
    rule: 'M-11',
    about: 'one campaign by two imports; two campaigns, two days, and two small rows that happen to be alike',
    rows: {
      marketing_spend: [
        ['1', 'Brand', '2025-05-01', 1000],
        ['2', 'Brand', '2025-05-01', 1000],
        ['3', 'Generic', '2025-05-01', 1000],
        ['4', 'Brand', '2025-05-02', 1000],
        ['5', 'Long tail', '2025-05-01', 3],
        ['6', 'Long tail', '2025-05-01', 3],
      ].map(([id, campaign, on, impressions]) => ({
        spend_id: `plain:${id}`,
        campaign_name: String(campaign),
        channel: 'search',
        started_on: String(on),
        amount: 12.5,
        impressions: Number(impressions),
        clicks: 3,
        // The second import; the sixth row came with the fifth, and is a matter of K-02.
        _batch_id: id === '2' ? 'b2.1' : 'b1.1',
      })),
    },
    breaks: ['plain:2'],
    spares: ['plain:1', 'plain:3', 'plain:4', 'plain:6'],
    also: { 'K-02': ['plain:6'] },
  },
  {
    rule: 'M-12',
    about:
      "'Content Syndication ' against 'paid-content-syndication' (paid media); Paid Search and paid_search are one",
    rows: {
      marketing_spend: [
        { spend_id: 'plain:1', channel: 'Content Syndication ', amount: 10, started_on: '2025-05-01' },
        { spend_id: 'plain:2', channel: 'Paid Search', amount: 10, started_on: '2025-05-01' },
        { spend_id: 'plain:3', channel: 'radio', amount: 0, started_on: '2025-05-01' },
      ],
      lead: [
        { lead_id: 'plain:1', created_at: '2025-05-02', channel: 'paid-content-syndication' },
        { lead_id: 'plain:2', created_at: '2025-05-02', channel: 'paid_search' },
        { lead_id: 'plain:3', created_at: '2025-05-02', channel: 'paid-remarketing' },
        { lead_id: 'plain:4', created_at: '2025-05-02', channel: 'organic' },
      ],
      channel: [
        { channel_id: 'plain:r', name: 'paid-remarketing', is_paid: true },
        { channel_id: 'plain:o', name: 'organic', is_paid: false },
      ],
    },
    breaks: ['Content Syndication ', 'paid-remarketing'],
    spares: ['Paid Search', 'paid_search', 'radio', 'organic'],
  },
  {
    rule: 'M-12',
    about: 'where no lead has a channel there is nothing to meet',
    rows: {
      marketing_spend: [{ spend_id: 'plain:1', channel: 'search', amount: 10, started_on: '2025-05-01' }],
      lead: [{ lead_id: 'plain:1', created_at: '2025-05-02' }],
    },
    breaks: [],
    spares: ['search'],
  },
];

/** The day so many days after 1 January 2025. */
function day(offset: number): string {
  return new Date(Date.UTC(2025, 0, 1 + offset)).toISOString().slice(0, 10);
}
