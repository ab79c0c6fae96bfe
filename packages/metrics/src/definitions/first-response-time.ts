import type { MetricDefinition } from '../definition/metric-definition.js';
import { timeMetric } from './ticket-times.js';

const common = {
  fact: 'ticket',
  date: 'created_date',
  included: ['first public answer by a person of the team', 'tickets by the day they came'],
  excluded: [
    'automatic replies and private notes',
    'tickets not answered yet, and tickets solved without an answer',
  ],
} as const;

export const firstResponseTimes: readonly MetricDefinition[] = [
  timeMetric({
    ...common,
    id: 'first_response_time',
    name: 'First response time',
    column: 'first_response_seconds',
    statistic: 'median',
    sentence: 'How long the middle customer waited for a first answer from a person, around the clock.',
    words: 'seconds from ticket to first public human answer',
    related: [
      { name: 'mean', metric: 'first_response_time_mean' },
      { name: 'business hours', metric: 'first_response_time_business' },
    ],
  }),
  timeMetric({
    ...common,
    id: 'first_response_time_mean',
    name: 'First response time, mean',
    column: 'first_response_seconds',
    statistic: 'mean',
    sentence: 'How long customers waited on average for a first answer from a person, around the clock.',
    words: 'seconds from ticket to first public human answer',
    related: [{ name: 'median', metric: 'first_response_time' }],
  }),
  timeMetric({
    ...common,
    id: 'first_response_time_p90',
    name: 'First response time, 90th percentile',
    column: 'first_response_seconds',
    statistic: 'p90',
    sentence: 'Nine in ten customers waited at most this long for a first answer from a person.',
    words: 'seconds from ticket to first public human answer',
    related: [{ name: 'median', metric: 'first_response_time' }],
  }),
  timeMetric({
    ...common,
    id: 'first_response_time_business',
    name: 'First response time, business hours',
    column: 'first_response_business_seconds',
    statistic: 'median',
    sentence:
      'How long the middle customer waited for a first answer from a person, counting business hours only.',
    words: 'business seconds from ticket to first public human answer',
    related: [{ name: 'around the clock', metric: 'first_response_time' }],
  }),
];
