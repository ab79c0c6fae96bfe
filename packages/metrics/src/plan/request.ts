import { z } from 'zod';
import { metricsError } from '../errors.js';
import { comparisons } from '../period/compare.js';
import { type Grain, grains, type Rolling } from '../period/grain.js';
import type { Comparison } from '../period/compare.js';

/** Keeps (or with `exclude`, drops) the rows whose dimension has one of the values; null stands for unknown. */
export interface DimensionFilter {
  readonly dimension: string;
  readonly values: readonly (string | null)[];
  readonly exclude?: boolean | undefined;
}

/** A question about figures. `from` and `to` are period names, both included. */
export interface QueryRequest {
  readonly metrics: readonly string[];
  readonly from: string;
  readonly to: string;
  /** Absent: the grain in which `from` is written. */
  readonly grain?: Grain | undefined;
  readonly by?: readonly string[] | undefined;
  readonly where?: readonly DimensionFilter[] | undefined;
  readonly compare?: readonly Comparison[] | undefined;
  /** A trailing window that ends with each period, in place of the period. */
  readonly rolling?: Rolling | null | undefined;
  /** Last local date to look at; never later than the context's. */
  readonly asOf?: string | undefined;
  /** Values for parameters of single metrics: `{ nrr: { look_back_months: 1 } }`. */
  readonly parameters?: Readonly<Record<string, Readonly<Record<string, number | string>>>> | undefined;
  /** Confidence level of the intervals, 0.95 where absent. */
  readonly level?: number | undefined;
  /** false leaves out the intervals that need a pass over customers of their own (ratios of sums). */
  readonly intervals?: boolean | undefined;
}

export interface NormalFilter {
  readonly dimension: string;
  readonly values: readonly (string | null)[];
  readonly exclude: boolean;
}

/** A request with every answer filled in. */
export interface NormalRequest {
  readonly metrics: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly grain: Grain | null;
  readonly by: readonly string[];
  readonly where: readonly NormalFilter[];
  readonly compare: readonly Comparison[];
  readonly rolling: Rolling | null;
  readonly asOf: string | null;
  readonly parameters: Readonly<Record<string, Readonly<Record<string, number | string>>>>;
  readonly level: number;
  readonly intervals: boolean;
}

const name = z.string().min(1).max(200);
const unique = (values: readonly unknown[]): boolean => new Set(values).size === values.length;

/** The request as it may come from outside: strict, nothing unknown passes. */
export const requestSchema = z.strictObject({
  metrics: z.array(name).min(1).max(200).refine(unique, 'names a metric twice'),
  from: name,
  to: name,
  grain: z.enum(grains).nullish(),
  by: z.array(name).max(8).refine(unique, 'names a dimension twice').default([]),
  where: z
    .array(
      z.strictObject({
        dimension: name,
        values: z.array(z.string().max(1000).nullable()).min(1).max(1000),
        exclude: z.boolean().default(false),
      }),
    )
    .max(20)
    .default([]),
  compare: z.array(z.enum(comparisons)).refine(unique, 'names a comparison twice').default([]),
  rolling: z
    .strictObject({ unit: z.enum(['day', 'week', 'month']), count: z.int().min(1).max(1200) })
    .nullish(),
  asOf: z.iso.date().nullish(),
  parameters: z.record(name, z.record(name, z.union([z.number(), z.string()]))).default({}),
  level: z.number().min(0.5).max(0.999).default(0.95),
  intervals: z.boolean().default(true),
});

/** Checks a request and fills in what it leaves open; throws `request_invalid` with the path. */
export function normaliseRequest(request: unknown): NormalRequest {
  const checked = requestSchema.safeParse(request);
  if (!checked.success) {
    const [issue] = checked.error.issues;
    throw metricsError('request_invalid', [issue?.path.join('.') || 'the top', issue?.message ?? '']);
  }
  const { grain, rolling, asOf, ...rest } = checked.data;
  return { ...rest, grain: grain ?? null, rolling: rolling ?? null, asOf: asOf ?? null };
}
