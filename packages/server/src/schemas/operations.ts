import { units } from '@bellwether/metrics';
import { z } from 'zod';
import { cell, figure, filters, isoDay, name } from './common.js';
import { targetStatus } from './board.js';

const line = z.string().trim().min(1).max(200);
/** A thing that was deleted may be sent as it was, to have it back; these parts are made anew. */
const passedOver = {
  id: z.string().max(300).optional(),
  createdAt: z.string().max(40).optional(),
  updatedAt: z.string().max(40).optional(),
};
const stamps = { id: z.string(), createdAt: z.string(), updatedAt: z.string() };

export const targetBody = z
  .strictObject({
    metric: name,
    period: name,
    where: filters,
    value: z.union([z.number(), z.string().regex(/^-?\d{1,14}(\.\d{1,4})?$/, 'not a decimal number')]),
    owner: line.nullable().default(null),
    note: z.string().max(2000).nullable().default(null),
    reviewOn: isoDay.nullable().default(null),
    ...passedOver,
  })
  .meta({ id: 'TargetBody' });

const targetShape = z.object({
  metric: z.string(),
  period: z.string(),
  where: z.array(
    z.object({ dimension: z.string(), values: z.array(z.string().nullable()), exclude: z.boolean() }),
  ),
  value: figure,
  owner: z.string().nullable(),
  note: z.string().nullable(),
  reviewOn: z.string().nullable(),
});

export const target = targetShape.extend(stamps).meta({ id: 'Target' });

export const targetChange = z
  .object({
    targetId: z.string(),
    changedAt: z.string(),
    kind: z.enum(['made', 'changed', 'deleted']),
    before: targetShape.nullable(),
    after: targetShape.nullable(),
  })
  .meta({ id: 'TargetChange' });

export const scorecardAnswer = z.object({
  asOf: z.string(),
  currency: z.string(),
  lines: z.array(
    target.extend({
      metricName: z.string(),
      unit: z.enum(units),
      better: z.enum(['higher', 'lower', 'neither']),
      /** Null where the question cannot be answered any more; `problem` says why. */
      cell: cell.nullable(),
      actual: figure.nullable(),
      /** Actual ÷ target. */
      progress: z.number().nullable(),
      /** What is expected by now. */
      pace: z.number().nullable(),
      status: targetStatus,
      problem: z.string().nullable(),
    }),
  ),
});

export const annotationBody = z
  .strictObject({
    date: isoDay,
    title: line,
    text: z.string().max(5000).nullable().default(null),
    metrics: z.array(name).max(200).default([]),
    ...passedOver,
  })
  .meta({ id: 'AnnotationBody' });

export const annotation = z
  .object({
    date: z.string(),
    title: z.string(),
    text: z.string().nullable(),
    metrics: z.array(z.string()),
    ...stamps,
  })
  .meta({ id: 'Annotation' });

export const viewBody = z
  .strictObject({
    name: line,
    page: z.string().regex(/^\/[\w/.~-]{0,200}$/, 'not the path of a page'),
    search: z.string().max(4000).default(''),
    ...passedOver,
  })
  .meta({ id: 'SavedViewBody' });

export const view = z
  .object({ name: z.string(), page: z.string(), search: z.string(), ...stamps })
  .meta({ id: 'SavedView' });
