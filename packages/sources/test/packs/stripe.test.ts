import { describe, expect, test } from 'vitest';
import { hasData } from '../data.js';
import { mapFile, mapRows, pick } from '../mapped.js';

const seed = (name: string) => mapFile(`fivetran/stripe/${name}_data.csv`);

describe.skipIf(!hasData('fivetran/stripe'))('Stripe as Fivetran lands it', () => {
  test('prices come in minor units', async () => {
    const { rows } = await seed('price');
    expect(pick(rows['price'], 'price_id', 'unit_amount', 'currency', 'interval')).toEqual([
      ['stripe:price_1', '1000.0000', 'USD', 'one_off'],
      ['stripe:price_2', '29.9900', 'USD', 'month'],
      ['stripe:price_3', '299.9000', 'USD', 'year'],
      ['stripe:price_4', '80.0000', 'EUR', 'month'],
    ]);
  });

  test('a subscription is its active version; the other one is an earlier state', async () => {
    const { rows, ignored } = await seed('subscription_history');
    expect(pick(rows['subscription'], 'subscription_id', 'account_id', 'status', 'ended_at')).toEqual([
      ['stripe:sdgfs4536', 'stripe:sdf6547', 'active', '2021-02-19 14:16:37'],
    ]);
    expect(ignored).toEqual({ 'earlier version of the subscription; the items hold what was paid when': 1 });
  });

  test('items without history are taken to have been so since the subscription began', async () => {
    const { rows, compiled } = await seed('subscription_item');
    expect(rows['subscription_item']).toHaveLength(14);
    expect(compiled.entities[0]?.columns).not.toContain('valid_from');
    expect(
      pick(rows['subscription_item'], 'item_id', 'subscription_id', 'price_id', 'quantity', 'origin')[1],
    ).toEqual([
      'stripe:bea81c1795a612d8fc3a232b15646702',
      'stripe:sfjytkyu876',
      'stripe:ab2',
      '2.000000',
      'inferred',
    ]);
  });

  test('declined charges are no money, fees are a cost, lost disputes are refunds', async () => {
    const charges = await seed('charge');
    expect(pick(charges.rows['payment'], 'payment_id', 'amount', 'status')[0]).toEqual([
      'stripe:ch_0IMDAfig6peNXzgDJYQKfT3B',
      '32932.3200',
      'failed',
    ]);
    const fees = await seed('balance_transaction');
    expect(pick(fees.rows['cost_item'], 'cost_id', 'amount', 'started_on', 'category')[0]).toEqual([
      'stripe:xyz_0IDYgiig6peNXzgDuNvLeoLR',
      '591.9000',
      '2021-01-25',
      'payment_fees',
    ]);
    const disputes = await seed('dispute');
    expect(disputes.rows['refund']).toHaveLength(7);
    expect(disputes.ignored).toEqual({ 'dispute not lost; no money went back': 5 });
  });

  test('a credit note that documents a refund is not counted again', async () => {
    const { rows, ignored } = await seed('credit_note');
    expect([rows['refund'], ignored]).toEqual([[], { 'the refund that it documents is counted already': 2 }]);
  });

  test('customers carry their id in another system', async () => {
    const { rows } = await seed('customer');
    expect(pick(rows['account'], 'account_id', 'external_id', 'is_test')[0]).toEqual([
      'stripe:cus_ImVzJQmSlYHjZL',
      '80755622-45b3-40a6-9544-25af39e0e50c',
      false,
    ]);
  });
});

const charge = [
  'id',
  'object',
  'amount',
  'amount_refunded',
  'captured',
  'customer',
  'paid',
  'currency',
  'refunded',
  'status',
  'created',
];

describe('Stripe by its API and its dashboard', () => {
  test.each([
    // ISO 4217 minor units; Stripe itself keeps two digits for ISK.
    ['jpy', '500', '500.0000'],
    ['kwd', '12345', '12.3450'],
    ['usd', '2999', '29.9900'],
    ['isk', '100000', '1000.0000'],
    ['bhd', '1', '0.0010'],
  ])('%s %s is %s', async (currency, minor, major) => {
    const { rows } = await mapRows('charges', charge, [
      ['ch_1', 'charge', minor, '0', 'true', 'cus_1', 'true', currency, 'false', 'succeeded', '1709654400'],
    ]);
    // 1709654400 seconds after 1970 are 2024-03-05 16:00:00 UTC.
    expect(pick(rows['payment'], 'amount', 'currency', 'status', 'paid_at')).toEqual([
      [major, currency.toUpperCase(), 'succeeded', '2024-03-05 16:00:00'],
    ]);
  });

  test('a history of items gives half-open spans; versions of no length are dropped and counted', async () => {
    const headers = [
      'id',
      'subscription_id',
      'price_id',
      'quantity',
      '_fivetran_start',
      '_fivetran_end',
      '_fivetran_active',
    ];
    const { rows, ignored } = await mapRows('subscription_item', headers, [
      ['si_1', 'sub_1', 'price_1', '1', '2024-01-01 00:00:00', '2024-03-01 00:00:00', 'false'],
      ['si_1', 'sub_1', 'price_1', '2', '2024-03-01 00:00:00', '2024-03-01 00:00:00', 'false'],
      ['si_1', 'sub_1', 'price_1', '5', '2024-03-01 00:00:00', '9999-12-31 23:59:59.999', 'true'],
    ]);
    expect(
      pick(rows['subscription_item'], 'item_id', 'quantity', 'valid_from_date', 'valid_to_date', 'origin'),
    ).toEqual([
      ['stripe:si_1', '1.000000', '2024-01-01', '2024-03-01', 'source_history'],
      ['stripe:si_1', '5.000000', '2024-03-01', null, 'source_history'],
    ]);
    expect(ignored).toEqual({ 'version of no length': 1 });
  });

  test('subscriptions of the API: items inside, a coupon counts only without end', async () => {
    const headers = [
      'id',
      'object',
      'billing_cycle_anchor',
      'cancel_at_period_end',
      'created',
      'currency',
      'customer',
      'discount',
      'items',
      'start_date',
      'status',
      'cancellation_details',
    ];
    const items =
      '{"object":"list","data":[{"id":"si_1","price":{"id":"price_1","product":"prod_1","unit_amount_decimal":"1050","recurring":{"interval":"year","interval_count":1}},"quantity":3}]}';
    const coupon = (duration: string) => `{"coupon":{"duration":"${duration}","percent_off":20}}`;
    const { rows } = await mapRows('subscriptions', headers, [
      [
        'sub_1',
        'subscription',
        '1704067200',
        'false',
        '1704067200',
        'eur',
        'cus_1',
        coupon('forever'),
        items,
        '1704067200',
        'active',
        '{"feedback":null,"reason":null}',
      ],
      [
        'sub_2',
        'subscription',
        '1704067200',
        'true',
        '1704067200',
        'eur',
        'cus_2',
        coupon('once'),
        items,
        '1704067200',
        'canceled',
        '{"feedback":null,"reason":"payment_failed"}',
      ],
    ]);
    expect(
      pick(
        rows['subscription'],
        'subscription_id',
        'status',
        'discount_percent',
        'is_involuntary',
        'cancel_reason',
        'auto_renew',
      ),
    ).toEqual([
      ['stripe:sub_1', 'active', '20.000000', false, null, true],
      ['stripe:sub_2', 'canceled', null, true, 'payment_failed', false],
    ]);
    expect(
      pick(
        rows['subscription_item'],
        'item_id',
        'subscription_id',
        'product_id',
        'unit_amount',
        'currency',
        'interval',
      )[0],
    ).toEqual(['stripe:si_1', 'stripe:sub_1', 'stripe:prod_1', '10.5000', 'EUR', 'year']);
  });

  test('invoices of both generations of the API name their subscription', async () => {
    const headers = [
      'id',
      'object',
      'customer',
      'amount_due',
      'lines',
      'total',
      'tax',
      'currency',
      'created',
      'status',
      'subscription',
      'parent',
      'status_transitions',
    ];
    const line =
      '{"data":[{"id":"il_1","amount":1000,"period":{"start":1704067200,"end":1706745600},"proration":false,"quantity":1,"price":{"id":"price_1","product":"prod_1"},"subscription":"sub_1"}]}';
    const { rows } = await mapRows('invoices', headers, [
      [
        'in_1',
        'invoice',
        'cus_1',
        '1190',
        line,
        '1190',
        '190',
        'eur',
        '1704067200',
        'paid',
        'sub_1',
        null,
        '{"finalized_at":1704070800,"paid_at":1704074400}',
      ],
      [
        'in_2',
        'invoice',
        'cus_1',
        '1190',
        '{"data":[]}',
        '1190',
        '190',
        'eur',
        '1704067200',
        'open',
        null,
        '{"subscription_details":{"subscription":"sub_2"}}',
        '{"finalized_at":null,"paid_at":null}',
      ],
    ]);
    expect(
      pick(rows['invoice'], 'invoice_id', 'subscription_id', 'subtotal', 'total', 'issued_at', 'paid_at'),
    ).toEqual([
      ['stripe:in_1', 'stripe:sub_1', '10.0000', '11.9000', '2024-01-01 01:00:00', '2024-01-01 02:00:00'],
      ['stripe:in_2', 'stripe:sub_2', '10.0000', '11.9000', '2024-01-01 00:00:00', null],
    ]);
    expect(
      pick(rows['invoice_line'], 'invoice_line_id', 'invoice_id', 'product_id', 'amount', 'period_end_date'),
    ).toEqual([['stripe:il_1', 'stripe:in_1', 'stripe:prod_1', '10.0000', '2024-02-01']]);
  });

  test('the dashboard writes major units', async () => {
    const headers = [
      'id',
      'Created date (UTC)',
      'Amount',
      'Amount Refunded',
      'Currency',
      'Status',
      'Customer ID',
      'Captured',
    ];
    const { rows } = await mapRows(
      'unified_payments',
      headers,
      [
        ['ch_1', '2024-03-05 23:30:00', '29.99', '0.00', 'eur', 'Paid', 'cus_1', 'true'],
        ['ch_2', '2024-03-06 10:00:00', '10.00', '10.00', 'eur', 'Refunded', 'cus_1', 'true'],
        ['ch_3', '2024-03-07 10:00:00', '10.00', '0.00', 'eur', 'Failed', 'cus_1', 'false'],
      ],
      undefined,
      { timeZone: 'Europe/Berlin', currency: 'EUR' },
    );
    // Half past eleven at night in UTC is the next day in Berlin.
    expect(pick(rows['payment'], 'amount', 'status', 'paid_at', 'paid_at_date')).toEqual([
      ['29.9900', 'succeeded', '2024-03-05 23:30:00', '2024-03-06'],
      ['10.0000', 'refunded', '2024-03-06 10:00:00', '2024-03-06'],
      ['10.0000', 'failed', '2024-03-07 10:00:00', '2024-03-07'],
    ]);
  });
});
