import type { RuleCase } from '../support/rule-case.js';
import { many } from '../support/rule-case.js';

export const moneyCases: readonly RuleCase[] = [
  {
    rule: 'M-02',
    about: 'dollars without a rate by their day; the first rate holds on, the own currency and 0 need none',
    rows: {
      fx_rate: [{ day: '2025-03-01', from_currency: 'USD', to_currency: 'EUR', rate: 0.9 }],
      order: [
        { order_id: 'plain:1', account_id: 'plain:a', ordered_at: '2025-02-28', net: 5, currency: 'USD' },
        { order_id: 'plain:2', account_id: 'plain:a', ordered_at: '2025-03-01', net: 5, currency: 'USD' },
        { order_id: 'plain:3', account_id: 'plain:a', ordered_at: '2025-06-01', net: 5, currency: 'USD' },
        { order_id: 'plain:4', account_id: 'plain:a', ordered_at: '2025-02-01', net: 5, currency: 'EUR' },
        { order_id: 'plain:5', account_id: 'plain:a', ordered_at: '2025-02-01', net: 5, currency: null },
        { order_id: 'plain:6', account_id: 'plain:a', ordered_at: '2025-02-01', net: 0, currency: 'USD' },
      ],
      subscription: [
        {
          subscription_id: 'plain:s1',
          account_id: 'plain:a',
          status: 'active',
          started_at: '2025-01-01',
          mrr: 5,
          currency: 'GBP',
        },
        // A balance is converted at the as-of day: no rate is needed for its start.
        {
          subscription_id: 'plain:s2',
          account_id: 'plain:b',
          status: 'active',
          started_at: '2025-01-01',
          mrr: 5,
          currency: 'USD',
        },
      ],
      order_line: [
        {
          order_line_id: 'plain:l1',
          order_id: 'plain:4',
          product_id: 'plain:p',
          quantity: 1,
          amount: 5,
          currency: 'CHF',
        },
        {
          order_line_id: 'plain:l2',
          order_id: 'plain:3',
          product_id: 'plain:p',
          quantity: 1,
          amount: 5,
          currency: 'USD',
        },
      ],
    },
    breaks: ['plain:1', 'plain:l1', 'plain:s1'],
    spares: ['plain:2', 'plain:3', 'plain:4', 'plain:5', 'plain:6', 'plain:s2', 'plain:l2'],
  },
  {
    rule: 'M-03',
    about: 'Stripe: 2999 in one import, 29.99 in the next; twenty-fold deals of large customers are no slip',
    rows: {
      invoice_line: [
        ...many(30, (index) => ({
          invoice_line_id: `plain:a${index}`,
          invoice_id: 'plain:i',
          amount: 2999 + index,
          _batch_id: 'b1.1',
        })),
        ...many(30, (index) => ({
          invoice_line_id: `plain:b${index}`,
          invoice_id: 'plain:i',
          amount: 29.99 + index / 100,
          _batch_id: 'b2.1',
        })),
      ],
      deal: [
        ...many(30, (index) => ({
          deal_id: `plain:a${index}`,
          account_id: 'plain:a',
          status: 'open',
          amount: 1000,
          _batch_id: 'b9.1',
        })),
        ...many(30, (index) => ({
          deal_id: `plain:b${index}`,
          account_id: 'plain:a',
          status: 'open',
          amount: 20000,
          _batch_id: 'b10.1',
        })),
      ],
    },
    breaks: ['b2'],
    spares: ['b1', 'b9', 'b10'],
  },
  {
    rule: 'M-03',
    about: 'prices of lines in cents beside list prices in euros; a line at half its list price',
    rows: {
      product: [
        { product_id: 'plain:p', list_price: 29.99 },
        { product_id: 'other:p', list_price: 29.99, _source: 'other' },
      ],
      deal_line: [
        ...many(30, (index) => ({ deal_line_id: `plain:${index}`, product_id: 'plain:p', unit_price: 2999 })),
        ...many(30, (index) => ({
          deal_line_id: `other:${index}`,
          product_id: 'other:p',
          unit_price: 15,
          _source: 'other',
        })),
      ],
    },
    breaks: ['plain'],
    spares: ['other'],
    also: { 'M-07': ['30 records'] },
  },
  {
    rule: 'M-07',
    about: 'the "$1m deal" of 24,120,000 (Salesforce) among deals of 1,000 to 40,000; 40,000 is only large',
    rows: {
      deal: [
        ...many(40, (index) => ({
          deal_id: `plain:${index}`,
          account_id: 'plain:a',
          status: 'open',
          amount: 1000 * (index + 1),
        })),
        { deal_id: 'plain:million', account_id: 'plain:a', status: 'open', amount: 24_120_000 },
      ],
      // Three prices, of which one is fifty times another: a price list, no outlier.
      order_line: many(40, (index) => ({
        order_line_id: `plain:${index}`,
        order_id: `plain:${index}`,
        product_id: 'plain:p',
        quantity: 1,
        unit_price: index < 36 ? 10 : index < 39 ? 100 : 500,
      })),
    },
    breaks: ['plain:million'],
    spares: ['plain:39'],
  },
  {
    rule: 'M-07',
    about: 'a price of more than ten times the list price; ten times is not more, and dollars are not euros',
    rows: {
      product: [{ product_id: 'plain:p', list_price: 10, currency: 'EUR' }],
      order_line: [
        {
          order_line_id: 'plain:1',
          order_id: 'plain:1',
          product_id: 'plain:p',
          quantity: 1,
          unit_price: 101,
          currency: 'EUR',
        },
        {
          order_line_id: 'plain:2',
          order_id: 'plain:2',
          product_id: 'plain:p',
          quantity: 1,
          unit_price: 100,
          currency: 'EUR',
        },
      ],
    },
    breaks: ['plain:1'],
    spares: ['plain:2'],
  },
  {
    rule: 'M-08',
    about: 'Maven: lost deals with a close value of 0; an open deal of 0 and a lost one without amount',
    rows: {
      pipeline_stage: [{ stage_id: 'plain:lost', category: 'lost' }],
      deal: [
        { deal_id: 'plain:1', account_id: 'plain:a', status: 'lost', amount: 0, closed_at: '2025-03-01' },
        { deal_id: 'plain:2', account_id: 'plain:a', status: 'lost', amount: null, closed_at: '2025-03-01' },
        { deal_id: 'plain:3', account_id: 'plain:a', status: 'open', amount: 0 },
        {
          deal_id: 'plain:4',
          account_id: 'plain:a',
          stage_id: 'plain:lost',
          amount: 0,
          closed_at: '2025-03-01',
        },
      ],
    },
    breaks: ['plain:1', 'plain:4'],
    spares: ['plain:2', 'plain:3'],
  },
  {
    rule: 'M-10',
    about:
      'POST, AMAZONFEE, BANK CHARGES, and M by its description (Online Retail); a shirt of size M, a postcard',
    rows: {
      order_line: [
        ['POST', 'POSTAGE', null],
        ['AMAZONFEE', null, 'product'],
        ['BANK CHARGES', 'Bank Charges', null],
        ['M', 'Manual', null],
        ['POST', 'POSTAGE', 'shipping'],
        ['M', 'Shirt, size M', null],
        ['22423', 'VINTAGE POST OFFICE CABINET', null],
        ['23444', 'Next Day Carriage bag', null],
      ].map(([code, description, kind], index) => ({
        order_line_id: `plain:${index}`,
        order_id: `plain:${index}`,
        product_id: `plain:${code}`,
        description: description ?? null,
        kind: kind ?? null,
        quantity: 1,
        unit_price: 1,
      })),
    },
    breaks: ['plain:0', 'plain:1', 'plain:2', 'plain:3'],
    spares: ['plain:4', 'plain:5', 'plain:6', 'plain:7'],
  },
];
