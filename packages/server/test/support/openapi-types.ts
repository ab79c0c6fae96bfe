import type { Schema } from './openapi-requests.js';

/** TypeScript of a JSON Schema, `$ref`s written out. What JSON Schema says beyond types (patterns, ranges) is left out. */
export const typeOf = (schema: Schema, root: Schema): string => {
  if (schema['$ref'] !== undefined) {
    const name = String(schema['$ref']).split('/').at(-1) ?? '';
    const found = root['components'].schemas[name] as Schema | undefined;
    if (found === undefined) throw new Error(`no schema ${name}`);
    return typeOf(found, root);
  }
  if (schema['const'] !== undefined) return JSON.stringify(schema['const']);
  if (schema['enum'] !== undefined)
    return (schema['enum'] as unknown[]).map((value) => JSON.stringify(value)).join(' | ');
  const choices = (schema['anyOf'] ?? schema['oneOf']) as Schema[] | undefined;
  if (choices !== undefined) return `(${choices.map((choice) => typeOf(choice, root)).join(' | ')})`;
  if (schema['allOf'] !== undefined)
    return `(${(schema['allOf'] as Schema[]).map((part) => typeOf(part, root)).join(' & ')})`;
  if (Array.isArray(schema['type']))
    return `(${schema['type'].map((type: unknown) => typeOf({ ...schema, type }, root)).join(' | ')})`;
  switch (schema['type']) {
    case 'null':
      return 'null';
    case 'boolean':
      return 'boolean';
    case 'integer':
    case 'number':
      return 'number';
    case 'string':
      return 'string';
    case 'array':
      return `readonly (${typeOf((schema['items'] as Schema | undefined) ?? {}, root)})[]`;
    case 'object':
      return objectOf(schema, root);
    default:
      return 'unknown';
  }
};

const objectOf = (schema: Schema, root: Schema): string => {
  const required = new Set((schema['required'] ?? []) as string[]);
  const properties = Object.entries((schema['properties'] ?? {}) as Record<string, Schema>).map(
    ([name, part]) =>
      `readonly ${JSON.stringify(name)}${required.has(name) ? '' : '?'}: ${typeOf(part, root)};`,
  );
  const extra = schema['additionalProperties'] as Schema | boolean | undefined;
  // Beside named properties the rest is only said to be allowed.
  if (properties.length === 0 && typeof extra === 'object')
    return `{ readonly [name: string]: ${typeOf(extra, root)} }`;
  return `{ ${properties.join(' ')} }`;
};

export interface OperationTypes {
  /** `GET /accounts/{}`: the method, and the path with its parameters left empty. */
  readonly name: string;
  /** Of the answer when all goes well; null where it is not JSON. */
  readonly answer: string | null;
  readonly body: string | null;
}

/** The types of every operation of an OpenAPI document. */
export const operationTypes = (root: Schema, prefix: string): OperationTypes[] =>
  Object.entries(root['paths'] as Record<string, Record<string, Schema>>).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => {
      const responses = operation['responses'] as Record<string, Schema>;
      const good = Object.entries(responses).find(([status]) => status.startsWith('2'))?.[1];
      const json = (content: Schema | undefined): string | null =>
        content?.['application/json'] === undefined
          ? null
          : typeOf(content['application/json'].schema as Schema, root);
      return {
        name: `${method.toUpperCase()} ${path.slice(prefix.length).replaceAll(/\{\w+\}/g, '{}')}`,
        answer: json(good?.['content'] as Schema | undefined),
        body: json(operation['requestBody']?.content as Schema | undefined),
      };
    }),
  );
