import type { RuleCase } from '../support/rule-case.js';

const order = { account_id: 'plain:a', ordered_at: '2025-03-01' } as const;

/** What must add up: totals and their lines, what came back and what it came back from, columns that say the same. */
export const totalCases: readonly RuleCase[] = [
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
    rule: 'M-06',
    about: 'the second return of the same five pieces, and all but two of a return of nine',
    rows: {
      order: ['S1', 'C1', 'C2', 'S2', 'C3', 'C4'].map((name, index) => ({
        order_id: `plain:${name}`,
        account_id: 'plain:a',
        ordered_at: `2011-12-0${index + 1} 09:00:00`,
        status: name.startsWith('C') ? 'returned' : 'placed',
      })),
      order_line: Object.entries({ S1: 5, C1: -5, C2: -5, S2: 4, C3: -2, C4: -9 }).map(
        ([name, quantity]) => ({
          order_line_id: `plain:${name}`,
          order_id: `plain:${name}`,
          product_id: 'plain:p',
          quantity,
          unit_price: 1,
        }),
      ),
    },
    breaks: ['plain:C2', 'plain:C4'],
    spares: ['plain:C1', 'plain:C3'],
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
];
