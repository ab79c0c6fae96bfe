import type {
  FastifyBaseLogger,
  FastifyInstance,
  FastifyTypeProvider,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type { z } from 'zod';
import type { output } from 'zod/v4/core';

/** Requests are typed by their zod schema; answers are checked by theirs when they are sent. */
export interface ZodTypes extends FastifyTypeProvider {
  readonly validator: this['schema'] extends z.core.$ZodType ? output<this['schema']> : unknown;
  readonly serializer: unknown;
}

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypes
>;

type DeepReadonly<T> = T extends (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
    : T;

/** What a route gives for the schema of its answer. */
export type Answer<Schema extends z.ZodType> = DeepReadonly<z.output<Schema>>;
