import { count } from '../definition/aggregate.js';
import { define } from '../definition/define.js';
import { divide, type Expression, leg, multiply, number } from '../definition/expression.js';
import type { Leg } from '../definition/metric-definition.js';
import { flow } from '../definition/placement.js';

/** Mean month and year of the Gregorian calendar. */
export const daysPerMonth = number(30.4375);
export const daysPerYear = number(365.25);

/** Customer-days and ends of the twelve months to the end of the period. */
export const lifespanLegs: Readonly<Record<'customer_days' | 'ended', Leg>> = {
  customer_days: {
    fact: 'customer_span',
    aggregate: count,
    placement: { kind: 'exposure', from: 'from_date', to: 'to_date', trailing_months: 12 },
  },
  ended: { fact: 'customer_span', aggregate: count, placement: flow('to_date', { trailing_months: 12 }) },
};

export const lifespanDays: Expression = divide(leg('customer_days'), leg('ended'));

export const customerLifespan = define({
  id: 'customer_lifespan',
  name: 'Customer lifespan',
  group: 'value',
  unit: 'months',
  sentence: 'How long a customer stays, at the rate at which customers left over the last twelve months.',
  formula: {
    words: 'months lived by all customers ÷ customers who left, over twelve months',
    symbols: '1 ÷ hazard = Σ exposure ÷ |ends|',
  },
  included: ['customers who are still there: their time counts', 'each return is a new life'],
  excluded: ['prospects'],
  variants: [{ name: 'mean of ended relationships', difference: 'too short: those who stay are left out' }],
  source: 'metrics canon §4 (loss per customer-month), §5 (lifespan = 1/churn)',
  legs: lifespanLegs,
  value: divide(leg('customer_days'), multiply(leg('ended'), daysPerMonth)),
  numerator: divide(leg('customer_days'), daysPerMonth),
  denominator: leg('ended'),
  n: leg('ended'),
  interval: { method: 'poisson_denominator', events: 'ended' },
  breakdowns: ['segment', 'plan', 'channel'],
  rules: ['R-01', 'R-04', 'T-03', 'T-09', 'I-06'],
});
