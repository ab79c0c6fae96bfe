import { describe, expect, test } from 'vitest';
import { hasData } from '../data.js';
import { mapFile, mapRows, pick } from '../mapped.js';

const seed = (name: string) => mapFile(`fivetran/shopify/shopify_${name}_data.csv`);

describe.skipIf(!hasData('fivetran/shopify'))('Shopify as Fivetran lands it', () => {
  test('orders: net is without tax where prices include it, in the currency of the order', async () => {
    const { rows } = await seed('order');
    expect(
      pick(rows['order'], 'order_id', 'net', 'tax', 'currency', 'status', 'is_test', 'ordered_at').slice(
        0,
        4,
      ),
    ).toEqual([
      ['shopify:2674098602081', '2.8000', '0.0000', 'GBP', 'paid', false, '2020-09-11 19:35:42'],
      ['shopify:2669516488801', '2.8000', '0.0000', 'GBP', 'shipped', false, '2020-09-09 23:01:53'],
      ['shopify:2669509541985', '4.4000', '0.0000', 'GBP', 'shipped', false, '2020-09-09 22:57:50'],
      ['shopify:1000001', '99.9900', '0.0100', 'USD', 'paid', false, '2025-05-01 08:00:00'],
    ]);
  });

  test('lines: quantity times price; the currency is that of the order', async () => {
    const { rows, compiled } = await seed('order_line');
    expect(pick(rows['order_line'], 'order_line_id', 'quantity', 'unit_price', 'amount')).toEqual([
      ['shopify:5699743678561', '1.000000', '4.4000', '4.4000'],
      ['shopify:5699758784609', '1.000000', '2.8000', '2.8000'],
      ['shopify:5708321914977', '2.000000', '2.8000', '5.6000'],
    ]);
    expect(compiled.entities[0]?.later).toEqual(['currency']);
    expect(compiled.entities[0]?.columns).not.toContain('currency');
  });

  test('transactions: sales and captures are payments, refunds are refunds, tests are neither', async () => {
    const { rows, ignored } = await seed('gql_transaction');
    expect(pick(rows['payment'], 'payment_id', 'amount', 'status')).toEqual([
      ['shopify:10001', '49.9900', 'succeeded'],
      ['shopify:10003', '35.0000', 'succeeded'],
      ['shopify:10008', '89.9900', 'succeeded'],
      ['shopify:10009', '15.5000', 'succeeded'],
    ]);
    expect(pick(rows['refund'], 'refund_id', 'amount')).toEqual([['shopify:10005', '120.0000']]);
    // 10004, 10006 and 10010 are tests; 10002, 10004 and 10007 move no money. The first reason counts.
    expect(ignored['test transaction']).toBe(3);
  });
});

describe('Shopify as the admin exports it', () => {
  const headers = [
    'Name',
    'Email',
    'Financial Status',
    'Fulfillment Status',
    'Currency',
    'Subtotal',
    'Shipping',
    'Taxes',
    'Total',
    'Created at',
    'Lineitem quantity',
    'Lineitem name',
    'Lineitem price',
    'Lineitem sku',
    'Lineitem discount',
    'Billing Name',
    'Billing Country',
    'Cancelled at',
    'Id',
  ];
  const exported = [
    [
      '#1001',
      'Ada@x.com',
      'paid',
      'fulfilled',
      'EUR',
      '30.00',
      '5.00',
      '6.65',
      '41.65',
      '2023-01-15 23:22:33 -0500',
      '2',
      'Mug',
      '10.00',
      'MUG',
      '0.00',
      'Ada L',
      'DE',
      '',
      '9001',
    ],
    [
      '#1001',
      'Ada@x.com',
      '',
      '',
      '',
      '',
      '',
      '',
      '',
      '2023-01-15 23:22:33 -0500',
      '1',
      'Cup',
      '12.00',
      'CUP',
      '2.00',
      '',
      '',
      '',
      '',
    ],
    [
      '#1001',
      'Ada@x.com',
      '',
      '',
      '',
      '',
      '',
      '',
      '',
      '2023-01-15 23:22:33 -0500',
      '1',
      'Cup',
      '12.00',
      'CUP',
      '2.00',
      '',
      '',
      '',
      '',
    ],
    [
      '#1002',
      '',
      'refunded',
      '',
      'EUR',
      '10.00',
      '0.00',
      '0.00',
      '10.00',
      '2023-01-16 10:00:00 -0500',
      '1',
      'Mug',
      '10.00',
      'MUG',
      '0.00',
      '',
      '',
      '2023-01-17 09:00:00 -0500',
      '9002',
    ],
  ];

  test('an order stands once, however many lines it has; lines take id and currency from its first row', async () => {
    const { rows } = await mapRows('orders_export', headers, exported, undefined, {
      timeZone: 'Europe/Berlin',
      currency: 'USD',
    });
    // 23:22 at -05:00 is 04:22 UTC of the next day. Net is total without tax and shipping: 41.65 - 6.65 - 5.
    expect(
      pick(
        rows['order'],
        'order_id',
        'account_id',
        'net',
        'tax',
        'shipping',
        'currency',
        'status',
        'ordered_at',
        'ordered_at_date',
      ),
    ).toEqual([
      [
        'shopify:9001',
        'shopify:ada@x.com',
        '30.0000',
        '6.6500',
        '5.0000',
        'EUR',
        'shipped',
        '2023-01-16 04:22:33',
        '2023-01-16',
      ],
      [
        'shopify:9002',
        null,
        '10.0000',
        '0.0000',
        '0.0000',
        'EUR',
        'cancelled',
        '2023-01-16 15:00:00',
        '2023-01-16',
      ],
    ]);
    expect(pick(rows['order_line'], 'order_id', 'product_id', 'quantity', 'amount', 'currency')).toEqual([
      ['shopify:9001', 'shopify:MUG', '2.000000', '20.0000', 'EUR'],
      ['shopify:9001', 'shopify:CUP', '1.000000', '10.0000', 'EUR'],
      ['shopify:9001', 'shopify:CUP', '1.000000', '10.0000', 'EUR'],
      ['shopify:9002', 'shopify:MUG', '1.000000', '10.0000', 'EUR'],
    ]);
    expect(new Set(pick(rows['order_line'], 'order_line_id').flat()).size).toBe(4);
    expect(pick(rows['account'], 'account_id', 'name', 'country')).toEqual([
      ['shopify:ada@x.com', 'Ada L', 'DE'],
    ]);
  });
});
