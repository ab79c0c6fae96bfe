import { z } from 'zod';

/** A header as the file writes it, or `/regular expression/` over headers, or `$value`, `$1`, `$header`, `$position` inside `each`. */
const header = z.string().min(1);
/** Checked here, or the engine would only complain in the middle of an import. */
const isTimeZone = (zone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};
const timeZone = z.string().refine(isTimeZone, { message: 'no IANA time zone, such as Europe/Berlin' });
const scalar = z.union([z.string(), z.number(), z.boolean()]);
const scalarOrNull = z.union([scalar, z.null()]);

/** Who a row is, said of its raw cells. Text compares without case. */
export type Condition =
  | {
      readonly column: string;
      readonly is?: string | number | boolean | readonly (string | number | boolean)[] | undefined;
      readonly empty?: boolean | undefined;
      readonly matches?: string | undefined;
      readonly above?: number | undefined;
      readonly below?: number | undefined;
      readonly same_as?: string | undefined;
    }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition };

const condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({
      column: header,
      is: z.union([scalar, z.array(scalar).min(1)]).optional(),
      empty: z.boolean().optional(),
      matches: z.string().optional(),
      above: z.number().optional(),
      below: z.number().optional(),
      same_as: header.optional(),
    }),
    z.strictObject({ all: z.array(condition).min(1) }),
    z.strictObject({ any: z.array(condition).min(1) }),
    z.strictObject({ not: condition }),
  ]),
);

/** How a canonical cell is made. First a base, then the transforms, in the order in which they stand here. */
export interface ValueSpec {
  // Bases: exactly one.
  readonly from?: string | readonly string[] | undefined;
  readonly constant?: string | number | boolean | undefined;
  /** Group 1 of the first header that matches the expression, for every row: `Amount spent (EUR)`. */
  readonly from_header?: string | undefined;
  readonly concat?: readonly Value[] | undefined;
  /** Fingerprint of these columns, and which occurrence of it the row is: an id for rows that have none. */
  readonly hash?: readonly string[] | undefined;
  readonly case?: readonly { readonly when: Condition; readonly value: Value | null }[] | undefined;
  readonly sum?: readonly Value[] | undefined;
  readonly product?: readonly Value[] | undefined;
  /** Taken where the file lacks every column of the base. */
  readonly else?: Value | undefined;
  // Transforms of text.
  readonly separator?: string | undefined;
  readonly fill_by?: string | undefined;
  readonly json?: string | undefined;
  readonly split?: string | undefined;
  readonly take?: 'first' | 'last' | undefined;
  readonly capture?: string | undefined;
  readonly lower?: boolean | undefined;
  readonly upper?: boolean | undefined;
  /** Values that mean nothing; a trailing `*` matches any ending (`9999-12-31*`). */
  readonly null_if?: readonly (string | number)[] | undefined;
  readonly values?: Readonly<Record<string, string | number | boolean | null>> | undefined;
  readonly otherwise?: string | number | boolean | null | undefined;
  // Transforms of numbers.
  readonly scale?: 'major' | 'minor' | 'micros' | 'percent' | undefined;
  readonly currency?: Value | undefined;
  readonly multiply?: number | undefined;
  readonly absolute?: boolean | undefined;
  readonly range?: readonly [number, number] | undefined;
  readonly rule?: string | undefined;
  // Ids.
  readonly prefix?: string | undefined;
  readonly id_format?: 'salesforce' | undefined;
  // How the text is read.
  readonly date_order?: 'YMD' | 'DMY' | 'MDY' | undefined;
  readonly time_zone?: string | undefined;
  readonly decimal?: '.' | ',' | undefined;
  readonly precision?: 'day' | undefined;
}

/** The shorthands `Header` and `[Header, Other]` mean `{ from: ... }`. */
export type Value = string | readonly string[] | ValueSpec;

const value: z.ZodType<Value> = z.lazy(() => z.union([header, z.array(header).min(1), valueSpec]));

const bases = ['from', 'constant', 'from_header', 'concat', 'hash', 'case', 'sum', 'product'] as const;

const valueSpec: z.ZodType<ValueSpec> = z
  .strictObject({
    from: z.union([header, z.array(header).min(1)]).optional(),
    constant: scalar.optional(),
    from_header: header.optional(),
    concat: z.array(value).min(1).optional(),
    hash: z.array(header).min(1).optional(),
    case: z
      .array(z.strictObject({ when: condition, value: z.union([value, z.null()]) }))
      .min(1)
      .optional(),
    sum: z.array(value).min(1).optional(),
    product: z.array(value).min(2).optional(),
    else: value.optional(),
    separator: z.string().optional(),
    fill_by: header.optional(),
    json: z.string().min(1).optional(),
    split: z.string().min(1).optional(),
    take: z.enum(['first', 'last']).optional(),
    capture: z.string().optional(),
    lower: z.boolean().optional(),
    upper: z.boolean().optional(),
    null_if: z.array(z.union([z.string(), z.number()])).optional(),
    values: z.record(z.string(), scalarOrNull).optional(),
    otherwise: scalarOrNull.optional(),
    scale: z.enum(['major', 'minor', 'micros', 'percent']).optional(),
    currency: value.optional(),
    multiply: z.number().optional(),
    absolute: z.boolean().optional(),
    range: z.tuple([z.number(), z.number()]).optional(),
    rule: z.string().optional(),
    prefix: z.string().optional(),
    id_format: z.enum(['salesforce']).optional(),
    date_order: z.enum(['YMD', 'DMY', 'MDY']).optional(),
    time_zone: timeZone.optional(),
    decimal: z.enum(['.', ',']).optional(),
    precision: z.enum(['day']).optional(),
  })
  .refine((spec) => bases.filter((base) => spec[base] !== undefined).length === 1, {
    message: `exactly one of ${bases.join(', ')} says where the value comes from`,
  });

const each = z.union([
  z.strictObject({ headers: z.union([header, z.array(header).min(1)]), keep_empty: z.boolean().optional() }),
  z.strictObject({ list: z.union([header, z.array(header).min(1)]), by: z.string().min(1) }),
  z.strictObject({ json: header, path: z.string().optional() }),
]);

/** One canonical row per matching column, per element of a list in a cell, or per element of a JSON array. */
export type Each = z.infer<typeof each>;

const entityMapping = z.strictObject({
  entity: z.string(),
  where: condition.optional(),
  each: each.optional(),
  /** Several raw rows describe one canonical row: the first one gives it. */
  distinct: z.boolean().optional(),
  /** A row with the same key as an earlier one is ignored, for this reason. */
  duplicates: z.string().optional(),
  /** Of rows with one key the one with the latest time in this column stands, not the first. */
  latest: header.optional(),
  /** Adds columns to rows that another file gives (an association table); only the key is needed. */
  link: z.boolean().optional(),
  /** Needed columns that this file cannot know and the warehouse fills in (the author of a message, by user role). */
  later: z.array(z.string()).optional(),
  columns: z.record(z.string(), value),
});
export type EntityMapping = z.infer<typeof entityMapping>;

const recognition = z.strictObject({
  headers: z.array(header).min(1),
  any: z.array(header).optional(),
  not: z.array(header).optional(),
  file: z.union([z.string(), z.array(z.string())]).optional(),
});

const locale = z.union([
  z.literal('iso'),
  z.strictObject({
    date_order: z.enum(['YMD', 'DMY', 'MDY']).optional(),
    decimal: z.enum(['.', ',']).optional(),
    time_zone: timeZone.optional(),
  }),
]);

const streamSchema = z.strictObject({
  title: z.string().optional(),
  layout: z.enum(['export', 'fivetran', 'api', 'plain', 'custom']).optional(),
  recognise: recognition,
  locale: locale.optional(),
  ignore: z.array(z.strictObject({ when: condition, reason: z.string() })).optional(),
  entities: z.array(entityMapping).min(1),
});

const unusedSchema = z.strictObject({
  headers: z.array(header).min(1),
  not: z.array(header).optional(),
  file: z.union([z.string(), z.array(z.string())]).optional(),
  reason: z.string(),
});

export const packSchema = z.strictObject({
  source: z.string().regex(/^[a-z][a-z0-9_]*$/, 'lower-case letters, digits and _'),
  title: z.string().optional(),
  /** Other headers under which a header is known: localised exports. */
  labels: z.record(z.string(), z.record(z.string(), z.union([z.string(), z.array(z.string())]))).optional(),
  /** Digits after the point in minor units where the vendor differs from ISO 4217. */
  exponents: z.record(z.string(), z.number().int().min(0).max(4)).optional(),
  streams: z.record(z.string(), streamSchema).default({}),
  unused: z.record(z.string(), unusedSchema).default({}),
});
export type PackDocument = z.infer<typeof packSchema>;
export type Recognition = z.infer<typeof recognition>;
