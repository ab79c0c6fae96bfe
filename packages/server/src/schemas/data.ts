import { z } from 'zod';
import { problemDocument } from './common.js';

export const batch = z
  .object({
    batchId: z.string(),
    status: z.enum(['loaded', 'undone']),
    finishedAt: z.string(),
    files: z.number(),
    rowsIn: z.number(),
    rowsLoaded: z.number(),
    rowsQuarantined: z.number(),
    rowsIgnored: z.number(),
  })
  .meta({ id: 'Batch' });

export const batchFile = z
  .object({
    batchId: z.string(),
    fileId: z.string(),
    file: z.string(),
    stream: z.string(),
    rowsIn: z.number(),
    rowsLoaded: z.number(),
    rowsQuarantined: z.number(),
    rowsIgnored: z.number(),
  })
  .meta({ id: 'BatchFile' });

export const job = z
  .object({
    id: z.string(),
    kind: z.enum(['undo', 'settings', 'unite', 'separate']),
    status: z.enum(['running', 'done', 'failed']),
    startedAt: z.string(),
    finishedAt: z.string().nullable(),
    result: z.unknown(),
    problem: problemDocument.nullable(),
  })
  .meta({ id: 'Job' });

export const reject = z
  .object({
    batchId: z.string(),
    file: z.string(),
    line: z.number().nullable(),
    entity: z.string().nullable(),
    column: z.string().nullable(),
    rule: z.string(),
    message: z.string(),
    record: z.string().nullable(),
    row: z.record(z.string(), z.string().nullable()),
  })
  .meta({ id: 'Reject' });

export const issue = z
  .object({
    rule: z.string(),
    title: z.string(),
    severity: z.enum(['block', 'quarantine', 'warn', 'info']),
    entity: z.string().nullable(),
    affected: z.number(),
    population: z.number(),
    message: z.string(),
    remedy: z.string(),
    examples: z.array(z.object({ record: z.string(), message: z.string().nullable() })),
    file: z.string().nullable(),
    scope: z.enum(['file', 'table', 'quarantine']),
    /** Metrics that it weighs on. */
    metrics: z.array(z.string()),
  })
  .meta({ id: 'Issue' });

export const qualityAnswer = z.object({
  issues: z.array(issue),
  /** Metrics that are withheld by an open blocking rule. */
  withheld: z.array(z.string()),
});

export const sourcesAnswer = z.object({
  sources: z.array(
    z.object({
      source: z.string(),
      title: z.string(),
      lastImportedAt: z.string(),
      streams: z.array(
        z.object({
          stream: z.string(),
          files: z.number(),
          entities: z.array(z.string()),
          rows: z.number(),
          rowsQuarantined: z.number(),
          lastImportedAt: z.string(),
        }),
      ),
    }),
  ),
  entities: z.array(z.object({ entity: z.string(), rows: z.number(), latest: z.string().nullable() })),
});
