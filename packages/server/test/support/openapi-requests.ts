import * as fc from 'fast-check';
import type { Loose } from './client.js';

/** A part of a JSON Schema or of an OpenAPI document. */
export interface Schema {
  readonly [key: string]: Loose;
}

export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly hasBody: boolean;
  /** Requests that fit the schema. */
  readonly valid: fc.Arbitrary<{ readonly url: string; readonly body: unknown }>;
}

/** Any JSON at all, odd texts and numbers among it. */
export const anyJson: fc.Arbitrary<unknown> = fc.jsonValue({ maxDepth: 3 });

/** Texts that mean something here, so that requests reach beyond the schema, and texts that mean nothing. */
const words = [
  '2025',
  '2025-03',
  '2025-Q2',
  'FY2025',
  '2025-W09',
  '2025-03-14',
  '0000',
  '9999-12-31',
  'revenue',
  'active_customers',
  'cohort_retention',
  'pipeline_velocity',
  'win_rate',
  'segment',
  'owner',
  'account_id',
  'age',
  'plain.order',
  'order',
  'constructor',
  '__proto__',
  '%',
  "'; DROP TABLE x; --",
  '\u0000',
  '/',
  '..',
];
const text = (least = 0, most = 60): fc.Arbitrary<string> =>
  fc
    .oneof(
      fc.constantFrom(...words),
      fc.string({ maxLength: 20 }),
      fc.string({ unit: 'grapheme', maxLength: 20 }),
    )
    .map((value) => value.slice(0, most))
    .filter((value) => value.length >= least);

/** Values of a schema. What JSON Schema cannot say (a pattern) may be missed: then the request is refused, in words. */
const valuesOf = (schema: Schema, root: Schema): fc.Arbitrary<unknown> => {
  if (schema['$ref'] !== undefined)
    return valuesOf(root['components'].schemas[String(schema['$ref']).split('/').at(-1) ?? ''], root);
  if (schema['const'] !== undefined) return fc.constant(schema['const']);
  if (schema['enum'] !== undefined) return fc.constantFrom(...(schema['enum'] as unknown[]));
  const choices = (schema['anyOf'] ?? schema['oneOf']) as Schema[] | undefined;
  if (choices !== undefined) return fc.oneof(...choices.map((choice) => valuesOf(choice, root)));
  switch (schema['type']) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({
        min: Math.max(schema['minimum'] ?? -1000, -1e9),
        max: Math.min(schema['maximum'] ?? 1000, 1e9),
      });
    case 'number':
      return fc.double({
        min: schema['minimum'] ?? -1e6,
        max: schema['maximum'] ?? 1e6,
        noNaN: true,
      });
    case 'string':
      if (schema['format'] === 'date')
        return fc
          .date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
          .map((day) => day.toISOString().slice(0, 10));
      return text(schema['minLength'], schema['maxLength']);
    case 'array':
      return fc.array(valuesOf(schema['items'] ?? {}, root), {
        minLength: schema['minItems'] ?? 0,
        maxLength: Math.max(schema['minItems'] ?? 0, 3),
      });
    case 'object': {
      const known = Object.entries((schema['properties'] ?? {}) as Record<string, Schema>);
      const required = (schema['required'] ?? []) as string[];
      const record = fc.record(
        Object.fromEntries(known.map(([name, part]) => [name, valuesOf(part, root)])),
        {
          requiredKeys: required,
        },
      );
      const extra = schema['additionalProperties'];
      if (typeof extra !== 'object') return record;
      return fc
        .tuple(record, fc.dictionary(text(1), valuesOf(extra, root), { maxKeys: 3 }))
        .map(([own, more]) => ({ ...more, ...own }));
    }
    default:
      return anyJson;
  }
};

const parametersOf = (
  operation: Schema,
  where: string,
  root: Schema,
): fc.Arbitrary<Record<string, unknown>> => {
  const own = ((operation['parameters'] ?? []) as Schema[]).filter((parameter) => parameter['in'] === where);
  return fc.record(
    Object.fromEntries(own.map((parameter) => [parameter['name'], valuesOf(parameter['schema'], root)])),
    { requiredKeys: own.filter((parameter) => parameter['required']).map((parameter) => parameter['name']) },
  );
};

/** Every operation of the document with a generator of its requests. */
export const requestsOf = (root: Schema): Operation[] =>
  Object.entries(root['paths'] as Record<string, Record<string, Schema>>).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => {
      const content = operation['requestBody']?.content as Record<string, Schema> | undefined;
      const json = content?.['application/json'];
      const body = json === undefined ? fc.constant(undefined) : valuesOf(json['schema'], root);
      const parts = fc.tuple(
        parametersOf(operation, 'path', root),
        parametersOf(operation, 'query', root),
        body,
      );
      return {
        method: method.toUpperCase(),
        path,
        hasBody: json !== undefined,
        valid: parts.map(([inPath, inQuery, sent]) => {
          const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
            encodeURIComponent(String(inPath[name]).replaceAll(/[\ud800-\udfff]/g, '?')),
          );
          // Long waits tell nothing here.
          const query = Object.entries(inQuery).map(
            ([name, value]) =>
              `${name}=${encodeURIComponent(String(name === 'wait' ? 0 : value).replaceAll(/[\ud800-\udfff]/g, '?'))}`,
          );
          return { url: `${filled}${query.length === 0 ? '' : `?${query.join('&')}`}`, body: sent };
        }),
      };
    }),
  );
