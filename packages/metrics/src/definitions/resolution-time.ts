import type { MetricDefinition } from '../definition/metric-definition.js';
import { timeMetric } from './ticket-times.js';

const first = {
  fact: 'ticket',
  date: 'first_solved_date',
  included: ['tickets by the day they were first solved, reopened ones included'],
  excluded: ['tickets never solved', 'merged and deleted tickets'],
} as const;

const full = {
  fact: 'ticket',
  date: 'solved_date',
  included: ['tickets by the day they were last solved, if they are solved now'],
  excluded: ['tickets that are open now', 'merged and deleted tickets'],
} as const;

export const resolutionTimes: readonly MetricDefinition[] = [
  timeMetric({
    ...first,
    id: 'resolution_time',
    name: 'Resolution time',
    column: 'resolution_seconds',
    statistic: 'median',
    sentence: 'How long the middle ticket took until it was first solved, around the clock.',
    words: 'seconds from ticket to first solved',
    related: [
      { name: 'full', metric: 'full_resolution_time' },
      { name: 'business hours', metric: 'resolution_time_business' },
    ],
  }),
  timeMetric({
    ...first,
    id: 'resolution_time_mean',
    name: 'Resolution time, mean',
    column: 'resolution_seconds',
    statistic: 'mean',
    sentence: 'How long tickets took on average until they were first solved, around the clock.',
    words: 'seconds from ticket to first solved',
    related: [{ name: 'median', metric: 'resolution_time' }],
  }),
  timeMetric({
    ...first,
    id: 'resolution_time_business',
    name: 'Resolution time, business hours',
    column: 'resolution_business_seconds',
    statistic: 'median',
    sentence: 'How long the middle ticket took until it was first solved, counting business hours only.',
    words: 'business seconds from ticket to first solved',
    related: [{ name: 'around the clock', metric: 'resolution_time' }],
  }),
  timeMetric({
    ...full,
    id: 'full_resolution_time',
    name: 'Full resolution time',
    column: 'full_resolution_seconds',
    statistic: 'median',
    sentence: 'How long the middle ticket took until it was solved for good, around the clock.',
    words: 'seconds from ticket to last solved',
    related: [
      { name: 'first', metric: 'resolution_time' },
      { name: 'work time', metric: 'full_resolution_time_work' },
    ],
  }),
  timeMetric({
    ...full,
    id: 'full_resolution_time_business',
    name: 'Full resolution time, business hours',
    column: 'full_resolution_business_seconds',
    statistic: 'median',
    sentence: 'How long the middle ticket took until it was solved for good, counting business hours only.',
    words: 'business seconds from ticket to last solved',
    related: [{ name: 'around the clock', metric: 'full_resolution_time' }],
  }),
  timeMetric({
    ...full,
    id: 'full_resolution_time_work',
    name: 'Full resolution time, work time',
    column: 'full_resolution_work_seconds',
    statistic: 'median',
    sentence:
      'How long the middle ticket was worked on until it was solved for good, waiting for the customer not counted.',
    words: 'business seconds from ticket to last solved without pending and on hold',
    related: [{ name: 'around the clock', metric: 'full_resolution_time' }],
  }),
];
