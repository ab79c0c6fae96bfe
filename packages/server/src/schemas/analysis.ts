import { velocityFactors } from '@bellwether/warehouse';
import { z } from 'zod';
import { cell, figure, filters, name, reason } from './common.js';

export const cohortMeasures = ['customers', 'revenue_gross', 'revenue_net'] as const;
const cohortGrains = ['week', 'month', 'quarter', 'year', 'fiscal_quarter', 'fiscal_year'] as const;

export const cohortsBody = z
  .strictObject({
    from: name,
    to: name,
    grain: z.enum(cohortGrains).default('month'),
    measure: z.enum(cohortMeasures).default('customers'),
    /** In periods of the grain. */
    oldestAge: z.int().min(0).max(60).default(12),
    where: filters,
  })
  .meta({ id: 'CohortsRequest' });

export const cohortsAnswer = z.object({
  measure: z.enum(cohortMeasures),
  unit: z.literal('ratio'),
  grain: z.string(),
  currency: z.string(),
  as_of: z.string(),
  cohorts: z.array(
    z.object({
      cohort: z.string(),
      start: z.string(),
      end: z.string(),
      size: z.number(),
      ages: z.array(
        z.object({
          age: z.number(),
          /** Fraction. */
          value: z.number().nullable(),
          numerator: figure.nullable(),
          denominator: figure.nullable(),
          reason: reason.nullable(),
        }),
      ),
    }),
  ),
});

export const funnelBody = z
  .strictObject({ from: name, to: name.optional(), pipeline: z.string().max(200).optional(), where: filters })
  .meta({ id: 'FunnelRequest' });

export const funnelAnswer = z.object({
  from: z.string(),
  to: z.string(),
  currency: z.string(),
  as_of: z.string(),
  stages: z.array(
    z.object({
      pipeline: z.string().nullable(),
      stage: z.string().nullable(),
      position: z.number().nullable(),
      entered: z.number(),
      decided: z.number(),
      movedOn: z.number(),
      open: z.number(),
      medianDays: z.number().nullable(),
      /** The cell of stage_conversion_rate. */
      conversion: cell,
    }),
  ),
  /** Deals closed in the time asked for. */
  won: z.number(),
  wonAmount: z.string(),
  lost: z.number(),
  lostAmount: z.string(),
  pipelines: z.array(z.string()),
});

export const velocityBody = z
  .strictObject({ period: name, compare: z.enum(['previous', 'year']).default('previous'), where: filters })
  .meta({ id: 'VelocityRequest' });

const parts = z.object({
  period: z.string(),
  velocity: figure.nullable(),
  open: z.number().nullable(),
  winRate: z.number().nullable(),
  averageDeal: z.number().nullable(),
  cycleDays: z.number().nullable(),
});

export const velocityAnswer = z.object({
  now: parts,
  before: parts,
  factors: z.array(
    z.object({
      factor: z.enum(velocityFactors),
      before: z.number().nullable(),
      now: z.number().nullable(),
      contribution: z.number().nullable(),
    }),
  ),
  change: z.number().nullable(),
  reason: reason.nullable(),
  cell,
  currency: z.string(),
  as_of: z.string(),
});
