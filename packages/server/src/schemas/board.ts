import { z } from 'zod';
import { cell, figure } from './common.js';
import { metricSummary } from './metric.js';

export const targetStatus = z.enum(['met', 'on_track', 'behind', 'missed', 'open', 'unknown']);

/** How a target stands: `progress` is value ÷ target, `pace` what is expected by now. */
export const targetStanding = z
  .object({
    id: z.string(),
    period: z.string(),
    value: figure,
    actual: figure.nullable(),
    progress: z.number().nullable(),
    pace: z.number().nullable(),
    status: targetStatus,
  })
  .meta({ id: 'TargetStanding' });

export const boardQuery = z.strictObject({ months: z.coerce.number().int().min(2).max(61).default(13) });

export const boardAnswer = z
  .object({
    from: z.string(),
    to: z.string(),
    asOf: z.string(),
    currency: z.string(),
    timeZone: z.string(),
    groups: z.array(
      z.object({
        group: z.string(),
        lines: z.array(
          z.object({
            metric: metricSummary,
            latest: cell,
            series: z.array(cell),
            /** The unfinished period, where the metric has a figure in it. */
            current: cell.nullable(),
            direction: z.enum(['better', 'worse', 'steady', 'unknown']),
            target: targetStanding.nullable(),
          }),
        ),
      }),
    ),
    missing: z.array(z.object({ metric: metricSummary, entities: z.array(z.string()) })),
    verdict: z.object({
      better: z.number(),
      worse: z.number(),
      steady: z.number(),
      unknown: z.number(),
      /** Of the targets of the latest whole or running period. */
      met: z.number(),
      missed: z.number(),
      targets: z.number(),
    }),
  })
  .meta({ id: 'Board' });
