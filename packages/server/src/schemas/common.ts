import { z } from 'zod';

/** Counts, ratios, seconds are numbers; money is decimal text. */
export const figure = z.union([z.number(), z.string()]);
export const name = z.string().min(1).max(200);
export const isoDay = z.iso.date();

export const reason = z
  .object({ code: z.string(), message: z.string(), entities: z.array(z.string()).optional() })
  .meta({ id: 'Reason' });

export const warning = z.object({ rule: z.string(), count: z.number() });

export const quality = z
  .object({ grade: z.enum(['A', 'B', 'C', 'D']), warnings: z.array(warning) })
  .meta({ id: 'CellQuality' });

export const interval = z
  .object({ low: figure, high: figure, level: z.number(), method: z.string() })
  .meta({ id: 'Interval' });

export const comparison = z
  .object({
    period: z.string(),
    start: z.string(),
    end: z.string(),
    value: figure.nullable(),
    numerator: figure.nullable(),
    denominator: figure.nullable(),
    n: z.number().nullable(),
    reason: reason.nullable(),
    change: figure.nullable(),
    distinguishable: z.boolean().nullable(),
  })
  .meta({ id: 'CellComparison' });

/** One figure: the cell of the JSON contract. */
export const cell = z
  .looseObject({
    metric: z.string(),
    period: z.string(),
    start: z.string(),
    end: z.string(),
    partial: z.boolean(),
    by: z.record(z.string(), z.string().nullable()),
    value: figure.nullable(),
    numerator: figure.nullable(),
    denominator: figure.nullable(),
    n: z.number().nullable(),
    interval: interval.nullable(),
    reason: reason.nullable(),
    quality,
    compare: z.object({ previous: comparison.optional(), year: comparison.optional() }),
  })
  .meta({ id: 'Cell' });

/** Keeps (or drops) what has one of the values; null stands for unknown. */
export const filter = z
  .strictObject({
    dimension: name,
    values: z.array(z.string().max(1000).nullable()).min(1).max(1000),
    exclude: z.boolean().default(false),
  })
  .meta({ id: 'Filter' });

export const filters = z.array(filter).max(20).default([]);

export const problemDocument = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number(),
    code: z.string(),
    detail: z.string(),
    kept: z.string(),
    remedy: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem' });

/** Seconds to wait for the end of long work. */
export const waitQuery = z.strictObject({ wait: z.coerce.number().min(0).max(30).default(10) });

export const page = {
  limit: z.coerce.number().int().min(1).max(1000).default(50),
  offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
};

export const idParams = z.strictObject({ id: z.string().min(1).max(300) });
