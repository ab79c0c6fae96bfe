import { z } from 'zod';
import { metricsError } from '../errors.js';
import { grains, type Grain, type Rolling } from '../period/grain.js';
import type { DimensionFilter } from '../plan/request.js';

/** Asks for the records behind one cell. */
export interface RowsRequest {
  readonly metric: string;
  /** Name of the period; with `to`, of the first one of a range (grain `total`). */
  readonly from: string;
  readonly to?: string | undefined;
  readonly grain?: Grain | undefined;
  /** The breakdown of the cell; `age` for a cohort. null is the row of the unknown. */
  readonly by?: Readonly<Record<string, string | null>> | undefined;
  readonly where?: readonly DimensionFilter[] | undefined;
  readonly rolling?: Rolling | null | undefined;
  readonly asOf?: string | undefined;
  readonly parameters?: Readonly<Record<string, number | string>> | undefined;
  /** Only these legs; all where absent. */
  readonly legs?: readonly string[] | undefined;
  /** At most so many rows of each leg, 100 where absent. */
  readonly limit?: number | undefined;
  readonly offset?: number | undefined;
}

/** The request as it may come from outside. The parts that a query shares are checked by the query's own schema. */
export const rowsRequestSchema = z.strictObject({
  metric: z.string().min(1).max(200),
  from: z.string().min(1).max(200),
  to: z.string().min(1).max(200).optional(),
  grain: z.enum(grains).optional(),
  by: z.record(z.string(), z.string().max(1000).nullable()).default({}),
  where: z.array(z.unknown()).default([]),
  rolling: z.unknown().optional(),
  asOf: z.string().optional(),
  parameters: z.record(z.string(), z.union([z.number(), z.string()])).default({}),
  legs: z.array(z.string()).optional(),
  limit: z.int().min(0).max(100_000).default(100),
  offset: z.int().min(0).default(0),
});

/** Checks the page of a rows request; throws `request_invalid` with the path. */
export function checkRowsRequest(request: unknown): { readonly limit: number; readonly offset: number } {
  const checked = rowsRequestSchema.safeParse(request);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  throw metricsError('request_invalid', [issue?.path.join('.') || 'the top', issue?.message ?? '']);
}
