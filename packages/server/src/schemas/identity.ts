import { aloneReasons, identityMethods } from '@bellwether/warehouse';
import { z } from 'zod';
import { page } from './common.js';

const method = z.enum(identityMethods);
const aloneReason = z.enum(aloneReasons);

export const coverageAnswer = z
  .object({
    sources: z.array(
      z.object({
        source: z.string(),
        records: z.number(),
        /** One with a record of another source. */
        matched: z.number(),
        /** One only with records of its own source. */
        mergedWithin: z.number(),
        alone: z.number(),
        /** Named by rows, described by no account record. */
        onlyNamed: z.number(),
      }),
    ),
    alone: z.array(z.object({ reason: aloneReason, records: z.number() })),
    links: z.array(z.object({ method, links: z.number() })),
    held: z.object({ clusters: z.number(), records: z.number() }),
    /** Pairs of records that a person keeps apart. */
    apart: z.number(),
    people: z.object({ records: z.number(), humans: z.number(), withoutAccount: z.number() }),
  })
  .meta({ id: 'IdentityCoverage' });

/** An account record as a source describes it. */
const record = {
  id: z.string(),
  source: z.string(),
  name: z.string().nullable(),
  domain: z.string().nullable(),
  email: z.string().nullable(),
};

const listed = { total: z.number(), limit: z.number(), offset: z.number() };
const search = z.string().max(200).default('');

export const unitedQuery = z.strictObject({ search, method: method.optional(), ...page });
export const unitedAnswer = z.object({
  ...listed,
  accounts: z.array(
    z.object({
      id: z.string(),
      name: z.string().nullable(),
      records: z.number(),
      sources: z.array(z.string()),
      methods: z.array(method),
      /** Of the record that is held by the weakest evidence, 0 to 1. */
      confidence: z.number(),
    }),
  ),
});

const link = z.object({
  one: z.string(),
  other: z.string(),
  method,
  confidence: z.number(),
  because: z.string(),
});

const apartRecord = z.object({
  id: z.string(),
  name: z.string().nullable(),
  /** The account that it counts for; null for a person. */
  accountId: z.string().nullable(),
});

const keptApart = z
  .object({
    entity: z.enum(['account', 'person']),
    one: apartRecord,
    other: apartRecord,
    /** The imports that say so. */
    batches: z.array(z.string()),
    separatedAt: z.string().nullable(),
    /** Links that do not count because of it. */
    refused: z.array(link),
  })
  .meta({ id: 'KeptApart' });

export const apartQuery = z.strictObject({ search, ...page });
export const apartAnswer = z.object({ ...listed, pairs: z.array(keptApart) });

/** An id as it is shown, with its source before the colon. */
const recordId = z.string().min(1).max(300);
export const uniteBody = z
  .strictObject({
    /** The record that becomes part of the other's account. */
    losing: recordId,
    winning: recordId,
  })
  .meta({ id: 'Unite' });
export const separateBody = z.strictObject({ one: recordId, other: recordId }).meta({ id: 'Separate' });

export const evidenceAnswer = z
  .object({
    id: z.string(),
    name: z.string().nullable(),
    /** Records that a person keeps apart from one of these. */
    keptApart: z.array(keptApart),
    records: z.array(
      z.object({
        ...record,
        country: z.string().nullable(),
        file: z.string().nullable(),
        row: z.number().nullable(),
      }),
    ),
    links: z.array(link),
  })
  .meta({ id: 'AccountEvidence' });

export const aloneQuery = z.strictObject({
  search,
  source: z.string().max(200).optional(),
  reason: aloneReason.optional(),
  ...page,
});
export const aloneAnswer = z.object({
  ...listed,
  records: z.array(
    z.object({
      ...record,
      reason: aloneReason,
      /** Accounts with which a person said that it is not one. */
      apartFrom: z.array(z.string()),
    }),
  ),
});
