import { type MetricDefinition, parsePeriod } from '@bellwether/metrics';
import type { JudgedCell, Target } from '@bellwether/warehouse';
import { describe, expect, it } from 'vitest';
import { standingOf } from '../src/present/target-standing.js';

interface Case {
  readonly what: string;
  readonly metric: { readonly additive: boolean; readonly better: MetricDefinition['better'] };
  readonly wanted: number | string;
  readonly actual: number | string | null;
  readonly asOf: string;
  readonly status: string;
  /** What is expected by then, worked out by hand. */
  readonly pace: number | null;
}

const flow = { additive: true, better: 'higher' } as const;
const cost = { additive: true, better: 'lower' } as const;
const rate = { additive: false, better: 'higher' } as const;
const churn = { additive: false, better: 'lower' } as const;

/** The period is April 2025, 30 days: after the 15th half of it has passed, after the 6th a fifth. */
const cases: readonly Case[] = [
  {
    what: 'not begun',
    metric: flow,
    wanted: 100,
    actual: null,
    asOf: '2025-03-31',
    status: 'open',
    pace: null,
  },
  {
    what: 'a flow at its pace',
    metric: flow,
    wanted: '100.00',
    actual: '50.00',
    asOf: '2025-04-15',
    status: 'on_track',
    pace: 50,
  },
  {
    what: 'a flow behind',
    metric: flow,
    wanted: 100,
    actual: 49,
    asOf: '2025-04-15',
    status: 'behind',
    pace: 50,
  },
  {
    what: 'a flow that is there early',
    metric: flow,
    wanted: 100,
    actual: 100,
    asOf: '2025-04-06',
    status: 'met',
    pace: 20,
  },
  {
    what: 'a flow at the end',
    metric: flow,
    wanted: 100,
    actual: 99,
    asOf: '2025-04-30',
    status: 'missed',
    pace: 100,
  },
  {
    what: 'a cost within its pace',
    metric: cost,
    wanted: 100,
    actual: 20,
    asOf: '2025-04-06',
    status: 'on_track',
    pace: 20,
  },
  {
    what: 'a cost above its pace',
    metric: cost,
    wanted: 100,
    actual: 21,
    asOf: '2025-04-06',
    status: 'behind',
    pace: 20,
  },
  {
    what: 'a cost above the whole',
    metric: cost,
    wanted: 100,
    actual: 101,
    asOf: '2025-04-06',
    status: 'missed',
    pace: 20,
  },
  {
    what: 'a cost at the end',
    metric: cost,
    wanted: 100,
    actual: 100,
    asOf: '2025-05-20',
    status: 'met',
    pace: 100,
  },
  {
    what: 'a rate half way',
    metric: rate,
    wanted: 0.4,
    actual: 0.41,
    asOf: '2025-04-15',
    status: 'on_track',
    pace: 0.4,
  },
  {
    what: 'a rate below',
    metric: rate,
    wanted: 0.4,
    actual: 0.39,
    asOf: '2025-04-15',
    status: 'behind',
    pace: 0.4,
  },
  {
    what: 'a rate at the end',
    metric: rate,
    wanted: 0.4,
    actual: 0.4,
    asOf: '2025-04-30',
    status: 'met',
    pace: 0.4,
  },
  {
    what: 'churn above at the end',
    metric: churn,
    wanted: 0.02,
    actual: 0.03,
    asOf: '2025-04-30',
    status: 'missed',
    pace: 0.02,
  },
  {
    what: 'no figure',
    metric: rate,
    wanted: 0.4,
    actual: null,
    asOf: '2025-04-30',
    status: 'unknown',
    pace: 0.4,
  },
  {
    what: 'no direction',
    metric: { additive: false, better: 'neither' },
    wanted: 4,
    actual: 4,
    asOf: '2025-04-30',
    status: 'unknown',
    pace: 4,
  },
];

describe('how a target stands', () => {
  it.each(cases)('$what', ({ metric, wanted, actual, asOf, status, pace }) => {
    const target = { id: 't', period: '2025-04', value: wanted } as Target;
    const standing = standingOf(
      target,
      metric as MetricDefinition,
      { value: actual } as JudgedCell,
      parsePeriod('2025-04'),
      asOf,
    );
    expect(standing.status).toBe(status);
    if (pace === null) expect(standing.pace).toBeNull();
    else expect(standing.pace).toBeCloseTo(pace, 12);
  });
});
