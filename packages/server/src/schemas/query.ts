import { z } from 'zod';
import { comparisons, grains, units } from '@bellwether/metrics';
import { cell, filters, isoDay, name } from './common.js';
import { explainedLeg } from './metric.js';

const unique = (values: readonly unknown[]): boolean => new Set(values).size === values.length;

export const rolling = z.strictObject({
  unit: z.enum(['day', 'week', 'month']),
  count: z.int().min(1).max(1200),
});

export const queryBody = z
  .strictObject({
    metrics: z.array(name).min(1).max(200).refine(unique, 'names a metric twice'),
    from: name,
    to: name,
    grain: z.enum(grains).optional(),
    by: z.array(name).max(8).refine(unique, 'names a dimension twice').default([]),
    where: filters,
    compare: z.array(z.enum(comparisons)).max(2).refine(unique, 'names a comparison twice').default([]),
    rolling: rolling.nullish(),
    asOf: isoDay.optional(),
    parameters: z.record(name, z.record(name, z.union([z.number(), z.string().max(200)]))).default({}),
    level: z.number().min(0.5).max(0.999).default(0.95),
  })
  .meta({ id: 'QueryRequest' });

export const metricHeader = z
  .object({
    id: z.string(),
    version: z.number(),
    hash: z.string(),
    name: z.string(),
    unit: z.enum(units),
    better: z.enum(['higher', 'lower', 'neither']),
    parameters: z.record(z.string(), z.union([z.number(), z.string(), z.null()])),
    rules: z.array(z.string()),
  })
  .meta({ id: 'MetricHeader' });

export const queryAnswer = z
  .looseObject({
    metrics: z.array(metricHeader),
    request: z.object({
      from: z.string(),
      to: z.string(),
      grain: z.enum(grains),
      by: z.array(z.string()),
      where: z.array(
        z.object({
          dimension: z.string(),
          values: z.array(z.string().nullable()),
          exclude: z.boolean().optional(),
        }),
      ),
      compare: z.array(z.enum(comparisons)),
      rolling: rolling.nullable(),
    }),
    time_zone: z.string(),
    currency: z.string(),
    as_of: z.string(),
    /** What makes an account a customer, for figures that count customers. */
    customers: z.looseObject({}).nullable(),
    cells: z.array(cell),
  })
  .meta({ id: 'QueryAnswer' });

export const rowsBody = z
  .strictObject({
    metric: name,
    from: name,
    to: name.optional(),
    grain: z.enum(grains).optional(),
    by: z.record(name, z.string().max(1000).nullable()).default({}),
    where: filters,
    rolling: rolling.nullish(),
    asOf: isoDay.optional(),
    parameters: z.record(name, z.union([z.number(), z.string().max(200)])).default({}),
    legs: z.array(name).max(20).optional(),
    limit: z.int().min(0).max(1000).default(100),
    offset: z.int().min(0).max(1_000_000_000).default(0),
  })
  .meta({ id: 'RowsRequest' });

export const rowsCsvBody = rowsBody.omit({ legs: true, limit: true, offset: true }).extend({
  leg: name.optional(),
});

export const rowsAnswer = z
  .object({
    metric: metricHeader,
    cell,
    legs: z.array(
      z.object({
        leg: z.string(),
        fact: z.string(),
        part: z.enum(['numerator', 'denominator', 'both', 'value']),
        count: z.number(),
        total: z.string(),
        value: z.string().nullable(),
        columns: z.array(z.string()),
        rows: z.array(
          z.object({
            record_id: z.string().nullable(),
            batch_id: z.string().nullable(),
            row_number: z.number().nullable(),
            date: z.string().nullable(),
            contribution: z.string().nullable(),
            file: z.string().nullable(),
            values: z.record(z.string(), z.string().nullable()),
          }),
        ),
      }),
    ),
    reconciles: z.boolean().nullable(),
    limit: z.number(),
    offset: z.number(),
    time_zone: z.string(),
    currency: z.string(),
    as_of: z.string(),
  })
  .meta({ id: 'RowsAnswer' });

export const explainAnswer = z.object({
  hash: z.string(),
  metrics: z.array(
    z.object({
      /** In full, as `bellwether metrics show --format json` has it. */
      definition: z.looseObject({ id: z.string() }),
      hash: z.string(),
      formula: z.string(),
      legs: z.array(explainedLeg),
      dimensions: z.array(z.string()),
    }),
  ),
  periods: z.array(
    z.object({ name: z.string(), start: z.string(), end: z.string(), looked_at_until: z.string() }),
  ),
  steps: z.array(
    z.object({
      id: z.string(),
      sql: z.string(),
      params: z.array(z.union([z.string(), z.number(), z.boolean(), z.null()])),
      serves: z.array(z.string()),
    }),
  ),
  rules: z.array(z.object({ rule: z.string(), title: z.string(), affected: z.number() })),
  exclusions: z.array(
    z.object({ entity: z.string(), reason: z.string(), rule: z.string(), records: z.number() }),
  ),
});
