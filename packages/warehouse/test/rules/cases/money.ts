import type { RuleCase } from '../support/rule-case.js';
import { many } from '../support/rule-case.js';

const order = { account_id: 'plain:a', ordered_at: '2025-03-01' } as const;

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
    rule: 'M-04',
    about:
      'lines that do not add up to the order; with a discount, with shipping, and by a rounding each they do',
    rows: {
      order: [
        { order_id: 'plain:1', ...order, net: 100 },
        { order_id: 'plain:2', ...order, net: 90, discount: 10 },
        { order_id: 'plain:3', ...order, net: 100 },
        { order_id: 'plain:4', ...order, net: 10.01 },
        { order_id: 'plain:5', ...order, net: null },
        { order_id: 'plain:6', ...order, gross: 100, discount: 10, net: 80 },
        { order_id: 'plain:7', ...order, gross: 119, discount: 0, tax: 19, net: 100 },
      ],
      order_line: [
        { order_line_id: 'plain:1', order_id: 'plain:1', product_id: 'plain:p', quantity: 2, unit_price: 49 },
        { order_line_id: 'plain:2', order_id: 'plain:2', product_id: 'plain:p', quantity: 2, unit_price: 50 },
        { order_line_id: 'plain:3', order_id: 'plain:3', product_id: 'plain:p', quantity: 2, unit_price: 50 },
        {
          order_line_id: 'plain:s',
          order_id: 'plain:3',
          product_id: 'plain:x',
          kind: 'shipping',
          quantity: 1,
          unit_price: 5,
        },
        { order_line_id: 'plain:4a', order_id: 'plain:4', product_id: 'plain:p', quantity: 1, amount: 5 },
        { order_line_id: 'plain:4b', order_id: 'plain:4', product_id: 'plain:q', quantity: 1, amount: 5 },
        { order_line_id: 'plain:5', order_id: 'plain:5', product_id: 'plain:p', quantity: 1, unit_price: 7 },
      ],
    },
    breaks: ['plain:1', 'plain:6'],
    spares: ['plain:2', 'plain:3', 'plain:4', 'plain:5', 'plain:7'],
  },
  {
    rule: 'M-04',
    about: 'an invoice whose lines are a euro short, and one whose total is not its subtotal and tax',
    rows: {
      invoice: [
        { invoice_id: 'plain:1', account_id: 'plain:a', issued_at: '2025-03-01', subtotal: 100 },
        {
          invoice_id: 'plain:2',
          account_id: 'plain:a',
          issued_at: '2025-03-01',
          subtotal: 100,
          tax: 19,
          total: 119,
        },
        {
          invoice_id: 'plain:3',
          account_id: 'plain:a',
          issued_at: '2025-03-01',
          subtotal: 100,
          tax: 19,
          total: 109,
        },
      ],
      invoice_line: [
        { invoice_line_id: 'plain:1', invoice_id: 'plain:1', amount: 99 },
        // Lines with their tax.
        { invoice_line_id: 'plain:2', invoice_id: 'plain:2', amount: 119 },
      ],
    },
    breaks: ['plain:1', 'plain:3'],
    spares: ['plain:2'],
  },
  {
    rule: 'M-06',
    about:
      'pieces that came back and were never sold to that customer; C581484 takes 581483 back (80,995 pieces)',
    rows: {
      order: [
        { order_id: 'plain:581483', account_id: 'plain:16446', ordered_at: '2011-12-09 09:15:00' },
        {
          order_id: 'plain:C581484',
          account_id: 'plain:16446',
          ordered_at: '2011-12-09 09:27:00',
          status: 'returned',
        },
        {
          order_id: 'plain:C1',
          account_id: 'plain:a',
          ordered_at: '2011-12-09 09:27:00',
          status: 'returned',
        },
      ],
      order_line: [
        {
          order_line_id: 'plain:1',
          order_id: 'plain:581483',
          product_id: 'plain:23843',
          quantity: 80995,
          unit_price: 2.08,
        },
        {
          order_line_id: 'plain:2',
          order_id: 'plain:C581484',
          product_id: 'plain:23843',
          quantity: -80995,
          unit_price: 2.08,
        },
        {
          order_line_id: 'plain:3',
          order_id: 'plain:C1',
          product_id: 'plain:23843',
          quantity: -1,
          unit_price: 2.08,
        },
      ],
    },
    breaks: ['plain:3'],
    spares: ['plain:1', 'plain:2'],
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
    rule: 'M-09',
    about:
      'a stated MRR that its items do not give; 120 a year is 10 a month, and three thirds are rounded each',
    rows: {
      subscription: ['1', '2', '3', '4'].map((id) => ({
        subscription_id: `plain:${id}`,
        account_id: `plain:${id}`,
        status: 'active',
        started_at: '2025-01-01',
        mrr: id === '3' ? 25 : 10,
      })),
      subscription_item: [
        {
          item_id: 'plain:1',
          subscription_id: 'plain:1',
          unit_amount: 12,
          interval: 'month',
          valid_from: '2025-01-01',
        },
        {
          item_id: 'plain:2',
          subscription_id: 'plain:2',
          unit_amount: 120,
          interval: 'year',
          valid_from: '2025-01-01',
        },
        // 100 / 12 = 8.333..., 8.33 each: 24.99 against 25.
        {
          item_id: 'plain:3a',
          subscription_id: 'plain:3',
          unit_amount: 100,
          interval: 'year',
          valid_from: '2025-01-01',
        },
        {
          item_id: 'plain:3b',
          subscription_id: 'plain:3',
          unit_amount: 100,
          interval: 'year',
          valid_from: '2025-01-01',
        },
        {
          item_id: 'plain:3c',
          subscription_id: 'plain:3',
          unit_amount: 100,
          interval: 'year',
          valid_from: '2025-01-01',
        },
        // An item that ended before the as-of day is no part of the MRR of today.
        {
          item_id: 'plain:4a',
          subscription_id: 'plain:4',
          unit_amount: 99,
          interval: 'month',
          valid_from: '2025-01-01',
          valid_to: '2025-06-01',
        },
        {
          item_id: 'plain:4b',
          subscription_id: 'plain:4',
          unit_amount: 10,
          interval: 'month',
          valid_from: '2025-06-01',
        },
      ],
    },
    breaks: ['plain:1'],
    spares: ['plain:2', 'plain:3', 'plain:4'],
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
