import { grains, units } from '@bellwether/metrics';
import { z } from 'zod';
import { quality, warning } from './common.js';

/** A part of a figure in words. */
export const explainedLeg = z.object({
  leg: z.string(),
  fact: z.string(),
  /** What one row of the fact is. */
  grain: z.string(),
  aggregate: z.string(),
  where: z.array(z.string()),
  placement: z.string(),
  from: z.array(z.string()),
});

export const metricSummary = z
  .object({
    id: z.string(),
    version: z.number(),
    hash: z.string(),
    name: z.string(),
    group: z.string(),
    unit: z.enum(units),
    better: z.enum(['higher', 'lower', 'neither']),
    sentence: z.string(),
    formula: z.object({ words: z.string(), symbols: z.string() }),
    breakdowns: z.array(z.string()),
    dimensions: z.array(z.string()),
    additive: z.boolean(),
    grains: z.array(z.enum(grains)),
    rules: z.array(z.string()),
    custom: z.boolean(),
  })
  .meta({ id: 'MetricSummary' });

export const metricList = z.object({ metrics: z.array(metricSummary), groups: z.array(z.string()) });

export const metricDetail = metricSummary
  .extend({
    included: z.array(z.string()),
    excluded: z.array(z.string()),
    variants: z.array(z.object({ name: z.string(), difference: z.string(), metric: z.string().optional() })),
    source: z.string(),
    parameters: z.record(z.string(), z.record(z.string(), z.unknown())),
    formulaText: z.string(),
    interval: z.string(),
    legs: z.array(explainedLeg),
    /** Every rule that it depends on, whether or not anything breaks it. */
    checks: z.array(
      z.object({
        rule: z.string(),
        title: z.string(),
        severity: z.enum(['block', 'quarantine', 'warn', 'info']),
        remedy: z.string(),
        /** Kinds of record that it is judged on. */
        judged: z.array(z.string()),
        /** Kinds of which nothing is imported. */
        unfilled: z.array(z.string()),
        appliedBy: z.enum(['reading', 'mapping', 'import', 'identity', 'facts']).nullable(),
        affected: z.number(),
        /** Why it is not judged; null where it is. */
        waived: z.string().nullable(),
      }),
    ),
    quality: quality.extend({ blocked: z.array(z.string()), warnings: z.array(warning) }),
  })
  .meta({ id: 'MetricDetail' });

export const dimensionValues = z.object({
  dimension: z.string(),
  values: z.array(z.object({ value: z.string().nullable(), n: z.number() })),
  truncated: z.boolean(),
});
