import { z } from 'zod';
import { name, problemDocument } from './common.js';

/** The text of a mapping file, or which header gives which column of an entity. */
export const mappingOption = z.union([
  z.string().min(1).max(200_000),
  z.strictObject({
    entity: name,
    columns: z.record(name, z.string().min(1).max(500)),
  }),
]);

export const importOptions = z
  .strictObject({
    /** Names of the uploaded files to take; all where absent. */
    files: z.array(z.string().min(1).max(500)).min(1).max(1000).optional(),
    /** What the files are, in place of recognising them: an id of GET /streams. */
    as: name.optional(),
    dateOrder: z.enum(['YMD', 'DMY', 'MDY']).optional(),
    decimal: z.enum(['.', ',']).optional(),
    mapping: mappingOption.optional(),
  })
  .meta({ id: 'ImportOptions' });

export const planned = z
  .object({
    tables: z.array(
      z.object({
        file: z.string(),
        table: z.string(),
        rows: z.number(),
        fate: z.enum([
          'load',
          'already_loaded',
          'not_needed',
          'unrecognised',
          'undecided',
          'ambiguous',
          'empty',
        ]),
        reason: z.string().nullable(),
        stream: z.string().nullable(),
        streamTitle: z.string().nullable(),
        confidence: z.number().nullable(),
        rivals: z.array(z.string()),
        headers: z.array(
          z.object({
            header: z.string(),
            /** Name of the column in the raw table. */
            name: z.string(),
            /** Where it goes: `entity.column`; empty where nothing reads it. */
            mapped: z.array(z.string()),
            /** False where nothing reads it; null while the file is not recognised. */
            used: z.boolean().nullable(),
            format: z.string().nullable(),
            proof: z.string().nullable(),
            examples: z.array(z.string()),
            empty: z.number().nullable(),
            distinct: z.number().nullable(),
            bad: z.object({ count: z.number(), examples: z.array(z.string()) }).nullable(),
          }),
        ),
        entities: z.array(z.object({ entity: z.string(), columns: z.array(z.string()) })),
        unmapped: z.array(z.string()),
        ambiguous: z.array(
          z.object({
            header: z.string(),
            column: z.string(),
            question: z.string(),
            rule: z.string(),
            examples: z.array(z.string()),
            remedy: z.string(),
          }),
        ),
        notes: z.array(z.object({ rule: z.string(), message: z.string() })),
        problems: z.array(z.object({ line: z.number(), rule: z.string(), message: z.string() })),
        problemCount: z.number(),
        /** The first rows as text, in the order of the headers. */
        samples: z.array(z.array(z.string().nullable())),
      }),
    ),
    passedOver: z.array(z.object({ path: z.string(), reason: z.string() })),
    /** How many columns wait for an answer. */
    questions: z.number(),
  })
  .meta({ id: 'ImportPlan' });

export const report = z
  .object({
    batchId: z.string().nullable(),
    files: z.array(
      z.object({
        file: z.string(),
        fileId: z.string().nullable(),
        stream: z.string().nullable(),
        confidence: z.number().nullable(),
        fate: z.string(),
        reason: z.string().nullable(),
        rowsIn: z.number(),
        rowsLoaded: z.number(),
        rowsQuarantined: z.number(),
        rowsIgnored: z.number(),
        ignored: z.array(z.object({ reason: z.string(), rows: z.number() })),
        entities: z.array(
          z.object({
            entity: z.string(),
            inserted: z.number(),
            replaced: z.number(),
            unchanged: z.number(),
          }),
        ),
        unmapped: z.array(z.string()),
        notes: z.array(z.object({ rule: z.string(), message: z.string() })),
      }),
    ),
    passedOver: z.array(z.object({ path: z.string(), reason: z.string() })),
    rowsIn: z.number(),
    rowsLoaded: z.number(),
    rowsQuarantined: z.number(),
    rowsIgnored: z.number(),
    seconds: z.number(),
  })
  .meta({ id: 'ImportReport' });

export const importAnswer = z
  .object({
    id: z.string(),
    status: z.enum(['uploaded', 'planning', 'planned', 'loading', 'loaded', 'failed']),
    createdAt: z.string(),
    files: z.array(z.object({ name: z.string(), bytes: z.number() })),
    options: importOptions,
    progress: z.object({
      phase: z.enum(['wait', 'read', 'load', 'figures', 'check']),
      file: z.string(),
      fraction: z.number(),
    }),
    plan: planned.nullable(),
    report: report.nullable(),
    /** Why the last step failed. */
    problem: problemDocument.nullable(),
  })
  .meta({ id: 'Import' });
