import fc from 'fast-check';
import {
  dayBetween,
  instantBetween,
  maybe,
  moneyBetween,
  oneOf,
  rarely,
  refer,
  table,
  uniqueBy,
  worldOf,
} from './arbitrary.js';
import type { World } from './world.js';

const first = '2024-11-01';
const last = '2025-06-30';
const instant = instantBetween(first, last);
/** Now and then an end without a clock, and now and then the very day of another event. */
const moment = fc.oneof(
  { weight: 4, arbitrary: instant },
  { weight: 1, arbitrary: dayBetween('2025-01-28', '2025-02-03') },
);

export const accountTable = table('account_id', 'a', 3, {
  type: maybe(oneOf('customer', 'customer', 'prospect', 'test', 'internal'), 3),
  is_test: rarely(oneOf(true, false), 6),
  segment: maybe(oneOf('SMB', 'Enterprise')),
  channel: maybe(oneOf('Paid Search ~', 'paid_search ~', 'Referral ~')),
  owner_user_id: maybe(refer('u', 3)),
});

/** Merges of accounts: a later number into an earlier one, so that there are chains but no circles. */
export const accountMerges = uniqueBy(
  table(null, '', 2, {
    entity: oneOf('account'),
    losing_id: oneOf('crm:~a3', 'crm:~a4'),
    winning_id: oneOf('crm:~a1', 'crm:~a2'),
    merged_at: instant,
  }),
  'losing_id',
);

const purchaseProducts = table('product_id', 'p', 2, {
  unit_cost: maybe(moneyBetween(1, 20)),
  is_recurring: maybe(oneOf(true, false)),
});

const subscriptionTables = {
  product: purchaseProducts,
  price: table('price_id', 'r', 2, {
    product_id: maybe(refer('p', 2)),
    unit_amount: maybe(moneyBetween(1, 500), 5),
    interval: maybe(oneOf('month', 'year', 'week', 'day', 'one_off')),
    interval_count: maybe(oneOf(1, 2, 3, 6)),
    is_metered: rarely(oneOf(true, false), 4),
  }),
  subscription: table('subscription_id', 's', 3, {
    account_id: maybe(refer('a', 4), 8),
    status: maybe(
      oneOf(
        'active',
        'active',
        'trialing',
        'past_due',
        'unpaid',
        'paused',
        'canceled',
        'expired',
        'incomplete',
      ),
    ),
    started_at: maybe(moment, 8),
    trial_end: rarely(moment, 4),
    cancel_at: rarely(moment, 4),
    canceled_at: maybe(moment, 2),
    ended_at: maybe(moment, 2),
    cancel_reason: maybe(oneOf('price', 'service')),
    is_involuntary: maybe(oneOf(true, false)),
    discount_percent: rarely(oneOf(10, 25, 33.33, 50, 100), 4),
    mrr: maybe(moneyBetween(0, 300), 2),
    is_trial: rarely(oneOf(true), 8),
    is_deleted: rarely(oneOf(true), 8),
  }),
  // Few ids, so that an item has several versions.
  subscription_item: uniqueBy(
    table(null, '', 5, {
      item_id: refer('i', 3),
      subscription_id: refer('s', 3),
      price_id: maybe(refer('r', 2), 2),
      product_id: maybe(refer('p', 2)),
      quantity: maybe(oneOf(0, 1, 2, 5, 1.5)),
      unit_amount: maybe(moneyBetween(0, 300), 2),
      interval: maybe(oneOf('month', 'year', 'week', 'one_off'), 3),
      interval_count: maybe(oneOf(1, 2, 3, 12), 4),
      discount_percent: rarely(oneOf(5, 12.5, 66.67), 4),
      valid_from: maybe(moment, 3),
      valid_to: maybe(moment, 2),
      origin: maybe(oneOf('source_history', 'snapshot_difference')),
      is_deleted: rarely(oneOf(true), 8),
    }),
    'item_id',
    'valid_from',
  ),
};

export const purchaseTables = {
  order: table('order_id', 'o', 5, {
    account_id: maybe(refer('a', 4), 8),
    ordered_at: moment,
    status: maybe(oneOf('placed', 'paid', 'shipped', 'delivered', 'cancelled', 'returned')),
    cancels_order_id: rarely(refer('o', 5), 6),
    net: maybe(fc.oneof(moneyBetween(1, 200), moneyBetween(-100, 0)), 3),
    gross: maybe(moneyBetween(50, 200), 2),
    discount: maybe(moneyBetween(0, 40), 3),
    cost: maybe(moneyBetween(1, 40), 4),
    is_test: rarely(oneOf(true), 10),
    is_deleted: rarely(oneOf(true), 10),
  }),
  order_line: table('order_line_id', 'l', 5, {
    order_id: refer('o', 5),
    product_id: maybe(refer('p', 2), 8),
    kind: maybe(oneOf('product', 'shipping', 'fee', 'discount', 'adjustment', 'donation'), 3),
    quantity: maybe(oneOf(1, 2, 5, 10, -1, -2, -5), 10),
    unit_price: maybe(moneyBetween(1, 30), 6),
    amount: maybe(moneyBetween(-20, 100), 5),
    unit_cost: maybe(moneyBetween(1, 10), 3),
  }),
  refund: table('refund_id', 'f', 2, {
    order_id: maybe(refer('o', 5), 4),
    invoice_id: maybe(refer('v', 3), 3),
    account_id: maybe(refer('a', 4), 2),
    amount: moneyBetween(1, 60),
    refunded_at: moment,
  }),
  invoice: table('invoice_id', 'v', 3, {
    account_id: maybe(refer('a', 4), 8),
    subscription_id: maybe(refer('s', 3), 3),
    issued_at: moment,
    status: maybe(oneOf('draft', 'open', 'paid', 'void', 'uncollectible')),
    subtotal: maybe(moneyBetween(0, 90), 3),
    tax: maybe(moneyBetween(0, 10), 2),
    total: maybe(moneyBetween(10, 100), 5),
    is_deleted: rarely(oneOf(true), 6),
  }),
  invoice_line: table('invoice_line_id', 'n', 4, {
    invoice_id: refer('v', 3),
    product_id: maybe(refer('p', 2)),
    amount: moneyBetween(-10, 90),
    cost: maybe(moneyBetween(1, 20), 2),
    quantity: maybe(oneOf(1, 2, 3)),
    is_recurring: maybe(oneOf(true, false)),
    subscription_id: rarely(refer('s', 3), 4),
    period_end: rarely(moment, 3),
  }),
};

const contract = table('contract_id', 'c', 3, {
  account_id: refer('a', 4),
  started_on: maybe(dayBetween(first, last), 5),
  due_on: dayBetween(first, last),
  outcome: maybe(oneOf('renewed', 'renewed', 'churned', 'pending'), 4),
  decided_on: maybe(dayBetween(first, last), 2),
  value: maybe(moneyBetween(10, 500), 5),
  renewed_value: maybe(moneyBetween(10, 500), 2),
  auto_renew: maybe(oneOf(true, false)),
  is_deleted: rarely(oneOf(true), 8),
});

/** Customers who subscribe, sign or buy, and what they pay. */
export const revenueWorld: fc.Arbitrary<World> = worldOf({
  account: accountTable,
  entity_merge: accountMerges,
  ...subscriptionTables,
  ...purchaseTables,
  contract,
});

/** Few instants, so that several orders share one. */
const closeInstant = fc.oneof(
  oneOf('2025-01-02T09:00:00Z', '2025-01-02T09:15:00Z', '2025-01-03', '2025-01-04T18:00:00Z'),
  instantBetween('2025-01-01', '2025-01-06'),
);

/** Few customers and products, many lines of few sizes: what comes back, and what it is taken off. */
export const returnsWorld: fc.Arbitrary<World> = worldOf({
  account: table('account_id', 'a', 1, { type: maybe(oneOf('customer', 'prospect')) }),
  entity_merge: uniqueBy(
    table(null, '', 1, {
      entity: oneOf('account'),
      losing_id: oneOf('crm:~a2'),
      winning_id: oneOf('crm:~a1'),
    }),
    'losing_id',
  ),
  product: purchaseProducts,
  order: table('order_id', 'o', 9, {
    account_id: maybe(oneOf('crm:~a1', 'crm:~a1', 'crm:~a2'), 12),
    ordered_at: closeInstant,
    status: rarely(oneOf('paid', 'cancelled', 'returned'), 4),
    cancels_order_id: rarely(refer('o', 9), 10),
    is_test: rarely(oneOf(true), 20),
    is_deleted: rarely(oneOf(true), 20),
  }),
  order_line: table('order_line_id', 'l', 14, {
    order_id: refer('o', 9),
    product_id: maybe(oneOf('crm:~p1', 'crm:~p1', 'crm:~p2'), 15),
    kind: rarely(oneOf('product', 'shipping', 'adjustment'), 6),
    quantity: oneOf(1, 2, 3, 3, 5, 7, -1, -2, -3, -3, -5),
    unit_price: maybe(oneOf('3.00', '10.00', '0.3333'), 12),
    // An amount that does not divide by the units.
    amount: rarely(oneOf('10.00', '-10.00', '-0.0001', '0.00'), 6),
  }),
  refund: table('refund_id', 'f', 1, {
    order_id: refer('o', 9),
    amount: moneyBetween(1, 60),
    refunded_at: instantBetween('2025-01-01', '2025-01-06'),
  }),
});

/** Subscriptions and their bills, many of them on one account: what a sum of items does. */
export const subscriptionWorld: fc.Arbitrary<World> = worldOf({
  ...subscriptionTables,
  invoice: purchaseTables.invoice,
  invoice_line: purchaseTables.invoice_line,
});

/** Accounts under accounts under accounts. Without merges: which of two evidences names a group is another question. */
export const groupWorld: fc.Arbitrary<World> = fc
  .tuple(revenueWorld, fc.infiniteStream(fc.nat({ max: 5 })))
  .map(([world, dice]) => ({
    ...world,
    account: (world['account'] ?? []).map((row, index) => {
      const roll = Number(dice.next().value);
      return { ...row, parent_account_id: roll < index ? `crm:~a${roll + 1}` : null };
    }),
    entity_merge: [],
  }));
