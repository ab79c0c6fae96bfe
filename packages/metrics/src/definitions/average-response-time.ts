import type { MetricDefinition } from '../definition/metric-definition.js';
import { timeMetric } from './ticket-times.js';

const common = {
  fact: 'response_turn',
  date: 'asked_date',
  included: [
    'every turn: the first customer message since the last answer, to the next public answer',
    'a run of customer messages is one turn',
  ],
  excluded: ['turns not answered yet'],
} as const;

export const averageResponseTimes: readonly MetricDefinition[] = [
  timeMetric({
    ...common,
    id: 'average_response_time',
    name: 'Average response time',
    column: 'response_seconds',
    statistic: 'mean',
    sentence: 'How long customers waited on average for each answer, around the clock.',
    words: 'seconds from a customer message to the public answer',
    related: [{ name: 'median', metric: 'average_response_time_median' }],
  }),
  timeMetric({
    ...common,
    id: 'average_response_time_median',
    name: 'Response time, median',
    column: 'response_seconds',
    statistic: 'median',
    sentence: 'How long the middle customer message waited for its answer, around the clock.',
    words: 'seconds from a customer message to the public answer',
    related: [{ name: 'mean', metric: 'average_response_time' }],
  }),
  timeMetric({
    ...common,
    id: 'average_response_time_business',
    name: 'Average response time, business hours',
    column: 'response_business_seconds',
    statistic: 'mean',
    sentence: 'How long customers waited on average for each answer, counting business hours only.',
    words: 'business seconds from a customer message to the public answer',
    related: [{ name: 'around the clock', metric: 'average_response_time' }],
  }),
];
