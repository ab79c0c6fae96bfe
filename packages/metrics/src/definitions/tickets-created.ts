import { count } from '../definition/aggregate.js';
import { define } from '../definition/define.js';
import { leg } from '../definition/expression.js';
import { poisson } from '../definition/interval-rule.js';
import { flow } from '../definition/placement.js';

export const ticketsCreated = define({
  id: 'tickets_created',
  name: 'Tickets created',
  group: 'service',
  unit: 'count',
  better: 'neither',
  sentence: 'How many tickets came in.',
  formula: { words: 'tickets created', symbols: '|{ticket : created ∈ P}|' },
  included: ['tickets of every channel and status'],
  excluded: ['spam, deleted tickets and merged duplicates'],
  source: 'metrics canon §6',
  legs: { tickets: { fact: 'ticket', aggregate: count, placement: flow('created_date') } },
  value: leg('tickets'),
  n: leg('tickets'),
  interval: poisson('tickets'),
  additive: true,
  breakdowns: ['ticket_channel', 'category', 'priority', 'team'],
  rules: ['V-04', 'K-01', 'T-01'],
});
