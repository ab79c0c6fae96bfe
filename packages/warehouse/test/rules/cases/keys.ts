import type { RuleCase } from '../support/rule-case.js';
import { many } from '../support/rule-case.js';

export const keyCases: readonly RuleCase[] = [
  {
    rule: 'K-02',
    about:
      'the same order line twice under two ids (Online Retail: 5,268 rows); another price is another line',
    rows: {
      order_line: [
        {
          order_line_id: 'plain:1',
          order_id: 'plain:536409',
          product_id: 'plain:21866',
          description: 'UNION JACK FLAG',
          quantity: 1,
          unit_price: 1.25,
        },
        {
          order_line_id: 'plain:2',
          order_id: 'plain:536409',
          product_id: 'plain:21866',
          description: 'UNION JACK FLAG',
          quantity: 1,
          unit_price: 1.25,
        },
        {
          order_line_id: 'plain:3',
          order_id: 'plain:536409',
          product_id: 'plain:21866',
          description: 'UNION JACK FLAG',
          quantity: 1,
          unit_price: 1.45,
        },
        {
          order_line_id: 'plain:4',
          order_id: 'plain:536410',
          product_id: 'plain:21866',
          description: 'UNION JACK FLAG',
          quantity: 1,
          unit_price: 1.25,
        },
      ],
    },
    breaks: ['plain:2'],
    spares: ['plain:1', 'plain:3', 'plain:4'],
  },
  {
    rule: 'K-02',
    about: 'one lead twice (paid media: 273 groups); the same person a day later is a lead of its own',
    rows: {
      lead: [
        { lead_id: 'plain:1', email: 'a@x.org', created_at: '2025-02-01', channel: 'paid search' },
        { lead_id: 'plain:2', email: 'A@x.org ', created_at: '2025-02-01', channel: 'paid search' },
        { lead_id: 'plain:3', email: 'a@x.org', created_at: '2025-02-02', channel: 'paid search' },
        { lead_id: 'plain:4', email: null, created_at: '2025-02-01', channel: 'paid search' },
        { lead_id: 'plain:5', email: null, created_at: '2025-02-01', channel: 'paid search' },
      ],
    },
    breaks: ['plain:2'],
    spares: ['plain:1', 'plain:3', 'plain:5'],
  },
  {
    rule: 'K-02',
    about:
      'the same campaign and day twice in one file; cents that are alike by chance, and the same out of another file',
    rows: {
      marketing_spend: [
        {
          spend_id: 'plain:1',
          campaign_name: 'Retargeting',
          started_on: '2022-12-30',
          amount: 31,
          impressions: 10,
          clicks: 1,
        },
        {
          spend_id: 'plain:2',
          campaign_name: 'Retargeting',
          started_on: '2022-12-30',
          amount: 31,
          impressions: 10,
          clicks: 1,
        },
        {
          spend_id: 'plain:3',
          campaign_name: 'Retargeting',
          started_on: '2022-12-30',
          amount: 31,
          impressions: 10,
          clicks: 2,
        },
        {
          spend_id: 'plain:4',
          campaign_name: 'Long tail',
          started_on: '2022-12-30',
          amount: 0.35,
          impressions: 3,
          clicks: 1,
        },
        {
          spend_id: 'plain:5',
          campaign_name: 'Long tail',
          started_on: '2022-12-30',
          amount: 0.35,
          impressions: 3,
          clicks: 1,
        },
        {
          spend_id: 'plain:6',
          campaign_name: 'Retargeting',
          started_on: '2022-12-30',
          amount: 31,
          impressions: 10,
          clicks: 1,
          _batch_id: 'b2.1',
        },
      ],
    },
    breaks: ['plain:2'],
    spares: ['plain:1', 'plain:3', 'plain:5', 'plain:6'],
  },
  {
    rule: 'K-03',
    about: "Maven's GTXPro is in no product list; a source that brought no products at all points at nothing",
    rows: {
      product: [{ product_id: 'plain:GTX Basic' }, { product_id: 'plain:MG Special' }],
      deal: [
        { deal_id: 'plain:1', product: 'plain:GTXPro' },
        { deal_id: 'plain:2', product: 'plain:GTX Basic' },
        { deal_id: 'other:3', product: 'other:Anything', _source: 'other' },
        { deal_id: 'plain:4', product: null },
      ],
    },
    breaks: ['plain:1'],
    spares: ['plain:2', 'other:3', 'plain:4'],
  },
  {
    rule: 'K-03',
    about:
      'a complaint without its customer (telecom: 6,090 of 6,587); a customer who was merged away is found again',
    rows: {
      account: [{ account_id: 'plain:a' }],
      entity_merge: [{ entity: 'account', losing_id: 'plain:b', winning_id: 'plain:a' }],
      ticket: [
        { ticket_id: 'plain:1', account_id: 'plain:z', created_at: '2025-01-01' },
        { ticket_id: 'plain:2', account_id: 'plain:b', created_at: '2025-01-01' },
        { ticket_id: 'plain:3', account_id: 'plain:a', created_at: '2025-01-01' },
      ],
    },
    breaks: ['plain:1'],
    spares: ['plain:2', 'plain:3'],
  },
  {
    rule: 'K-03',
    about:
      'postage is no product of the list, and what came back of a product sold out long ago is none either',
    rows: {
      product: [{ product_id: 'plain:22423' }],
      order_line: [
        { order_line_id: 'plain:1', product_id: 'plain:84879', kind: 'product', quantity: 2, unit_price: 1 },
        { order_line_id: 'plain:2', product_id: 'plain:POST', kind: 'shipping', quantity: 1, unit_price: 18 },
        { order_line_id: 'plain:3', product_id: 'plain:22423', quantity: 1, unit_price: 12.75 },
      ],
    },
    breaks: ['plain:1'],
    spares: ['plain:2', 'plain:3'],
  },
  {
    rule: 'K-03',
    about: 'a deal merged into one that is not there counts nowhere; a chain of merges that ends well does',
    rows: {
      deal: [{ deal_id: 'plain:1' }, { deal_id: 'plain:2' }, { deal_id: 'plain:4' }],
      entity_merge: [
        { entity: 'deal', losing_id: 'plain:1', winning_id: 'plain:9' },
        { entity: 'deal', losing_id: 'plain:2', winning_id: 'plain:3' },
        { entity: 'deal', losing_id: 'plain:3', winning_id: 'plain:4' },
      ],
    },
    breaks: ['plain:1'],
    spares: ['plain:2'],
    also: { 'K-06': ['plain:1', 'plain:2'] },
  },
  {
    rule: 'K-03',
    about: 'one of two that are kept apart is not there; an account that only an order names is',
    rows: {
      account: [{ account_id: 'crm:1' }],
      order: [{ order_id: 'shop:1', account_id: 'shop:2', ordered_at: '2025-01-01' }],
      person: [{ person_id: 'crm:1' }, { person_id: 'crm:2' }],
      entity_separation: [
        { entity: 'account', one_id: 'crm:1', other_id: 'crm:7' },
        { entity: 'account', one_id: 'shop:2', other_id: 'crm:1' },
        { entity: 'person', one_id: 'crm:1', other_id: 'crm:2' },
        { entity: 'person', one_id: 'shop:2', other_id: 'crm:2' },
      ],
    },
    breaks: ['crm:1 crm:7', 'shop:2 crm:2'],
    spares: ['shop:2 crm:1', 'crm:1 crm:2'],
  },
  {
    rule: 'K-06',
    about: 'a record that was merged counts there only, unless a person says that the two are not one',
    rows: {
      account: [{ account_id: 'crm:1' }, { account_id: 'crm:2' }, { account_id: 'crm:3' }],
      entity_merge: [
        { entity: 'account', losing_id: 'crm:2', winning_id: 'crm:1' },
        { entity: 'account', losing_id: 'crm:3', winning_id: 'crm:1' },
      ],
      entity_separation: [{ entity: 'account', one_id: 'crm:1', other_id: 'crm:2' }],
    },
    breaks: ['crm:3'],
    spares: ['crm:2'],
  },
  {
    rule: 'K-05',
    about: 'GTXPro and GTX Pro (Maven); Team A and Team B, Iceland and Ireland, GTX 1 and GTX 2 are two each',
    rows: {
      product: [
        { product_id: 'plain:GTX Pro' },
        { product_id: 'plain:GTXPro' },
        { product_id: 'plain:GTX 100' },
        { product_id: 'plain:GTX 200' },
        { product_id: 'plain:1-23' },
        { product_id: 'plain:12-3' },
      ],
      deal: [
        { deal_id: 'plain:1', product: 'plain:GTX Pro' },
        { deal_id: 'plain:2', product: 'plain:GTXPro' },
      ],
      crm_user: many(12, (index) => ({
        user_id: `plain:${index}`,
        team: index === 0 ? 'Field Team B' : 'Field Team A',
      })),
      account: many(12, (index) => ({
        account_id: `plain:${index}`,
        country: index === 0 ? 'Iceland' : 'Ireland',
      })),
    },
    breaks: ['GTX Pro ~ GTXPro'],
    spares: ['Field Team A ~ Field Team B', 'Iceland ~ Ireland', 'GTX 100 ~ GTX 200', '1-23 ~ 12-3'],
  },
  {
    rule: 'K-05',
    about:
      "'technolgy' beside 'technology' (Maven has the former only); banking and baking, both common, are two trades",
    rows: {
      account: [
        ...many(10, (index) => ({ account_id: `plain:t${index}`, industry: 'technology' })),
        { account_id: 'plain:t', industry: 'technolgy' },
        ...many(10, (index) => ({
          account_id: `plain:b${index}`,
          industry: index < 5 ? 'banking' : 'baking',
        })),
      ],
    },
    breaks: ['technolgy ~ technology'],
    spares: ['baking ~ banking'],
  },
  {
    rule: 'K-05',
    about: 'stock codes 85049E and 85049e (Online Retail); 85049A is another article',
    rows: {
      order_line: [
        {
          order_line_id: 'plain:1',
          order_id: 'plain:1',
          product_id: 'plain:85049E',
          quantity: 1,
          unit_price: 1,
        },
        {
          order_line_id: 'plain:2',
          order_id: 'plain:2',
          product_id: 'plain:85049e',
          quantity: 1,
          unit_price: 1,
        },
        {
          order_line_id: 'plain:3',
          order_id: 'plain:3',
          product_id: 'plain:85049A',
          quantity: 1,
          unit_price: 1,
        },
      ],
    },
    breaks: ['85049E ~ 85049e'],
    spares: ['85049A ~ 85049E'],
  },
  {
    rule: 'K-06',
    about: 'HubSpot contacts 76340251 and 46897301 are still there beside 78971951; 76226001 is gone',
    rows: {
      person: [
        { person_id: 'hubspot:78971951' },
        { person_id: 'hubspot:76340251' },
        { person_id: 'hubspot:46897301' },
      ],
      entity_merge: ['76340251', '46897301', '76226001'].map((id) => ({
        entity: 'person',
        losing_id: `hubspot:${id}`,
        winning_id: 'hubspot:78971951',
      })),
      deal: [
        { deal_id: 'plain:1', is_deleted: true },
        { deal_id: 'plain:2', is_deleted: false },
      ],
    },
    breaks: ['hubspot:46897301', 'hubspot:76340251', 'plain:1'],
    spares: ['hubspot:78971951', 'hubspot:76226001', 'plain:2'],
  },
  {
    rule: 'K-07',
    about:
      'two primary companies of one deal; one company named twice (Airbyte: "5000526215","5000526215") is one',
    rows: {
      deal_party: [
        { deal_id: 'plain:1', account_id: 'plain:a', is_primary: true },
        { deal_id: 'plain:1', account_id: 'plain:b', is_primary: true },
        { deal_id: 'plain:2', account_id: 'plain:a', is_primary: true },
        { deal_id: 'plain:2', account_id: 'plain:b', is_primary: false },
        { deal_id: 'plain:3', account_id: 'plain:5000526215', is_primary: true },
        { deal_id: 'plain:3', account_id: 'plain:5000526215', is_primary: true },
      ],
      account_person: [
        { person_id: 'plain:p', account_id: 'plain:a', is_primary: true },
        { person_id: 'plain:p', account_id: 'plain:b', is_primary: true },
        { person_id: 'plain:q', account_id: 'plain:a', is_primary: true },
      ],
    },
    breaks: ['plain:1', 'plain:p'],
    spares: ['plain:2', 'plain:3', 'plain:q'],
  },
  {
    rule: 'K-08',
    about:
      'owner by name although users have ids (Zoho: six files); where the name is the id there is nothing better',
    rows: {
      crm_user: [
        { user_id: 'plain:17', name: 'Ada Lovelace' },
        { user_id: 'plain:Grace Hopper', name: 'Grace Hopper' },
      ],
      deal: [
        { deal_id: 'plain:1', owner_user_id: 'plain:Ada Lovelace' },
        { deal_id: 'plain:2', owner_user_id: 'plain:17' },
        { deal_id: 'plain:3', owner_user_id: 'plain:Grace Hopper' },
      ],
    },
    breaks: ['plain:1'],
    spares: ['plain:2', 'plain:3'],
  },
];
