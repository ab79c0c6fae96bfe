import { count, distinct, sum } from '../definition/aggregate.js';
import { define } from '../definition/define.js';
import { divide, type Expression, leg, multiply } from '../definition/expression.js';
import type { Leg } from '../definition/metric-definition.js';
import { flow } from '../definition/placement.js';
import { daysPerYear, lifespanDays, lifespanLegs } from './customer-lifespan.js';

const placement = flow('ordered_date', { trailing_months: 12 });
const known = [{ column: 'account_id', known: true }] as const;

/** Orders of the twelve months to the end of the period: the window of value, frequency and lifespan alike. */
export const clvLegs: Readonly<Record<string, Leg>> = {
  net: { fact: 'order', aggregate: sum('net'), placement },
  orders: { fact: 'order', aggregate: count, placement },
  known_orders: { fact: 'order', aggregate: count, where: known, placement },
  purchasers: { fact: 'order', aggregate: distinct('account_id'), where: known, placement },
  ...lifespanLegs,
};

/** APV × APF × lifespan in years. */
export const clvValue: Expression = multiply(
  divide(leg('net'), leg('orders')),
  divide(leg('known_orders'), leg('purchasers')),
  divide(lifespanDays, daysPerYear),
);

export const clv = define({
  id: 'clv',
  name: 'Customer lifetime value, historic',
  group: 'value',
  unit: 'money',
  sentence:
    'What a customer is worth in revenue over the whole relationship, at the pace of the last twelve months.',
  formula: {
    words: 'average purchase value × purchases a year × lifespan in years',
    symbols: 'APV × APF × lifespan',
  },
  included: ['one window for all three: the twelve months to the end of the period'],
  excluded: ['cost (see the margin variant)', 'discounting'],
  variants: [
    { name: 'margin', difference: 'times gross margin', metric: 'clv_margin' },
    { name: 'subscription', difference: 'recurring revenue × margin ÷ churn', metric: 'clv_subscription' },
  ],
  source: 'metrics canon §5',
  legs: clvLegs,
  value: clvValue,
  numerator: null,
  n: leg('purchasers'),
  breakdowns: ['segment', 'channel'],
  rules: ['M-01', 'M-02', 'M-06', 'M-07', 'I-06', 'K-02'],
});
