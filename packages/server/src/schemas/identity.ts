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

export const evidenceAnswer = z
  .object({
    id: z.string(),
    name: z.string().nullable(),
    records: z.array(
      z.object({
        ...record,
        country: z.string().nullable(),
        file: z.string().nullable(),
        row: z.number().nullable(),
      }),
    ),
    links: z.array(
      z.object({
        one: z.string(),
        other: z.string(),
        method,
        confidence: z.number(),
        because: z.string(),
      }),
    ),
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
    }),
  ),
});
