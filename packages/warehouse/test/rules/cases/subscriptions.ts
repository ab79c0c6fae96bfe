import type { RuleCase } from '../support/rule-case.js';

const active = { status: 'active', started_at: '2025-01-01', mrr: 10 } as const;

export const subscriptionCases: readonly RuleCase[] = [
  {
    rule: 'R-01',
    about:
      'canceled without any end, active although it ended; an end of term that lies ahead, a cancellation without end',
    rows: {
      subscription: [
        { subscription_id: 'plain:1', account_id: 'plain:a', ...active, status: 'canceled' },
        { subscription_id: 'plain:2', account_id: 'plain:b', ...active, ended_at: '2025-12-31' },
        { subscription_id: 'plain:3', account_id: 'plain:c', ...active, ended_at: '2026-01-01' },
        {
          subscription_id: 'plain:4',
          account_id: 'plain:d',
          ...active,
          status: 'canceled',
          canceled_at: '2025-06-01',
        },
        {
          subscription_id: 'plain:5',
          account_id: 'plain:e',
          ...active,
          status: 'expired',
          ended_at: '2025-06-01',
        },
        {
          subscription_id: 'plain:6',
          account_id: 'plain:f',
          ...active,
          status: 'canceled',
          is_deleted: true,
        },
      ],
    },
    breaks: ['plain:1', 'plain:2'],
    spares: ['plain:3', 'plain:4', 'plain:5', 'plain:6'],
  },
  {
    rule: 'R-02',
    about:
      'two subscriptions at one time (RavenStack: 500 of 500 accounts); one after the other, and a trial beside one',
    rows: {
      subscription: [
        { subscription_id: 'plain:1', account_id: 'plain:a', ...active },
        { subscription_id: 'plain:2', account_id: 'plain:a', ...active },
        {
          subscription_id: 'plain:3',
          account_id: 'plain:b',
          ...active,
          status: 'canceled',
          ended_at: '2025-06-01',
        },
        { subscription_id: 'plain:4', account_id: 'plain:b', ...active },
        { subscription_id: 'plain:5', account_id: 'plain:c', ...active },
        { subscription_id: 'plain:6', account_id: 'plain:c', ...active, mrr: 0, is_trial: true },
      ],
    },
    breaks: ['plain:a'],
    spares: ['plain:b', 'plain:c'],
  },
  {
    rule: 'R-04',
    about: 'flagged as gone and paying, not flagged and gone; the two that agree, and one that never paid',
    rows: {
      account: [
        { account_id: 'plain:1', is_churned: true },
        { account_id: 'plain:2', is_churned: false },
        { account_id: 'plain:3', is_churned: true },
        { account_id: 'plain:4', is_churned: false },
        { account_id: 'plain:5', is_churned: true },
        { account_id: 'plain:6', is_churned: null },
      ],
      subscription: [
        { subscription_id: 'plain:1', account_id: 'plain:1', ...active },
        {
          subscription_id: 'plain:2',
          account_id: 'plain:2',
          ...active,
          status: 'canceled',
          ended_at: '2025-06-01',
        },
        {
          subscription_id: 'plain:3',
          account_id: 'plain:3',
          ...active,
          status: 'canceled',
          ended_at: '2025-06-01',
        },
        { subscription_id: 'plain:4', account_id: 'plain:4', ...active },
        { subscription_id: 'plain:6', account_id: 'plain:6', ...active },
      ],
    },
    breaks: ['plain:1', 'plain:2'],
    spares: ['plain:3', 'plain:4', 'plain:5', 'plain:6'],
  },
  {
    rule: 'R-04',
    about:
      'the flag against the date (RavenStack: 277 with an event and no flag, 35 with a flag and no event)',
    rows: {
      account: [
        { account_id: 'plain:1', is_churned: false, churned_at: '2025-06-01' },
        { account_id: 'plain:2', is_churned: true, churned_at: null },
        { account_id: 'plain:3', is_churned: true, churned_at: '2025-06-01' },
        { account_id: 'plain:4', is_churned: false, churned_at: null },
        // A source that dates nothing (Telco) contradicts nothing.
        { account_id: 'telco:5', is_churned: true, churned_at: null, _source: 'telco' },
      ],
    },
    breaks: ['plain:1', 'plain:2'],
    spares: ['plain:3', 'plain:4', 'telco:5'],
  },
  {
    rule: 'R-05',
    about: 'a trial that states an MRR; RavenStack: 778 trials with 0',
    rows: {
      subscription: [
        { subscription_id: 'plain:1', account_id: 'plain:a', ...active, is_trial: true },
        { subscription_id: 'plain:2', account_id: 'plain:b', ...active, is_trial: true, mrr: 0 },
        { subscription_id: 'plain:3', account_id: 'plain:c', ...active, is_trial: false },
      ],
    },
    breaks: ['plain:1'],
    spares: ['plain:2', 'plain:3'],
  },
  {
    rule: 'R-06',
    about:
      'an account on Basic that pays for Pro (RavenStack); one of two subscriptions is enough, and case is nothing',
    rows: {
      account: [
        { account_id: 'plain:1', plan: 'Basic' },
        { account_id: 'plain:2', plan: 'Basic' },
        { account_id: 'plain:3', plan: 'pro' },
        { account_id: 'plain:4', plan: null },
        { account_id: 'plain:5', plan: 'Basic' },
      ],
      subscription: [
        { subscription_id: 'plain:1', account_id: 'plain:1', ...active, plan: 'Pro' },
        { subscription_id: 'plain:2a', account_id: 'plain:2', ...active, plan: 'Pro' },
        { subscription_id: 'plain:2b', account_id: 'plain:2', ...active, plan: 'Basic' },
        { subscription_id: 'plain:3', account_id: 'plain:3', ...active, plan: 'Pro' },
        { subscription_id: 'plain:4', account_id: 'plain:4', ...active, plan: 'Pro' },
        // What it paid for once says nothing of today.
        {
          subscription_id: 'plain:5',
          account_id: 'plain:5',
          ...active,
          plan: 'Pro',
          status: 'canceled',
          ended_at: '2025-06-01',
        },
      ],
    },
    breaks: ['plain:1'],
    spares: ['plain:2', 'plain:3', 'plain:4', 'plain:5'],
    also: { 'R-02': ['plain:2'] },
  },
  {
    rule: 'R-07',
    about:
      'it renews, and no contract says when (RavenStack: none does); an ended one, and one of which nothing is said',
    rows: {
      subscription: [
        { subscription_id: 'plain:1', account_id: 'plain:a', ...active, auto_renew: true },
        { subscription_id: 'plain:2', account_id: 'plain:b', ...active, auto_renew: false },
        { subscription_id: 'plain:3', account_id: 'plain:c', ...active, auto_renew: null },
        {
          subscription_id: 'plain:4',
          account_id: 'plain:d',
          ...active,
          auto_renew: true,
          status: 'canceled',
          ended_at: '2025-06-01',
        },
      ],
    },
    breaks: ['plain:1', 'plain:2'],
    spares: ['plain:3', 'plain:4'],
  },
  {
    rule: 'R-07',
    about: 'with contracts the renewal dates are known',
    rows: {
      subscription: [{ subscription_id: 'plain:1', account_id: 'plain:a', ...active, auto_renew: true }],
      contract: [
        { contract_id: 'plain:k', account_id: 'plain:a', started_on: '2025-01-01', due_on: '2026-01-01' },
      ],
    },
    breaks: [],
    spares: ['plain:1'],
  },
];
