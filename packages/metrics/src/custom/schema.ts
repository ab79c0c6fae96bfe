import { z } from 'zod';
import type { Expression } from '../definition/expression.js';
import { units } from '../definition/metric-definition.js';
import { pairMeasures } from '../definition/placement.js';
import { grains } from '../period/grain.js';

/** The vocabulary of a definition as it may stand in a workspace's file. Strict: an unknown key is an error. */
const name = z.string().min(1).max(200);
const numberOrParameter = z.union([z.number(), z.strictObject({ parameter: name })]);

const condition: z.ZodType = z.lazy(() =>
  z.union(
    [
      z.strictObject({ column: name, is: z.union([z.string(), z.boolean()]) }),
      z.strictObject({ column: name, in: z.array(z.string()).min(1) }),
      z.strictObject({ column: name, not_in: z.array(z.string()).min(1) }),
      z.strictObject({ column: name, known: z.boolean() }),
      z.strictObject({ column: name, at_least: numberOrParameter }),
      z.strictObject({ column: name, at_most: numberOrParameter }),
      z.strictObject({ column: name, within_days: numberOrParameter, of: name }),
      z.strictObject({
        column: name,
        found_in: z.strictObject({ fact: name, column: name, where: conditions }),
      }),
    ],
    {
      error:
        'a condition is a column with one of: is, in, not_in, known, at_least, at_most, within_days and of, found_in',
    },
  ),
);
const conditions = z.array(condition).default([]);

const aggregate = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('count') }),
  z.strictObject({ kind: z.literal('count_distinct'), column: name }),
  z.strictObject({ kind: z.literal('sum'), column: name }),
  z.strictObject({ kind: z.literal('mean'), column: name }),
  z.strictObject({ kind: z.literal('quantile'), column: name, q: z.number().gt(0).lt(1) }),
  z.strictObject({ kind: z.literal('mean_of_members'), column: name, weight: name, by: name }),
  z.strictObject({ kind: z.literal('present_value'), column: name, rate: numberOrParameter }),
]);

const windowRule = {
  trailing_months: numberOrParameter.optional(),
  lag_days: numberOrParameter.optional(),
  whole_period: z.boolean().optional(),
  from_beginning: z.boolean().optional(),
  mature_days: numberOrParameter.optional(),
  measured: z.literal('before').optional(),
};
const span = { from: name.default('from_date'), to: name.default('to_date') };

const placement = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('flow'), date: name, ...windowRule }),
  z.strictObject({ kind: z.literal('stock'), at: z.enum(['start', 'end']), ...span, ...windowRule }),
  z.strictObject({ kind: z.literal('exposure'), ...span, ...windowRule }),
  z.strictObject({ kind: z.literal('lost'), ...windowRule }),
  z.strictObject({
    kind: z.literal('pair'),
    measure: z.enum(pairMeasures),
    amount: name,
    look_back_months: numberOrParameter.optional(),
    ...windowRule,
  }),
  z.strictObject({
    kind: z.literal('members'),
    events: z.strictObject({ fact: name, date: name, where: conditions }),
    ...windowRule,
  }),
  z.strictObject({ kind: z.literal('remaining'), date: name, ...span }),
]);

const expression: z.ZodType<Expression> = z.lazy(() =>
  z.union(
    [
      z.strictObject({ leg: name }),
      z.strictObject({ count_of: name }),
      z.strictObject({ number: z.number() }),
      z.strictObject({ parameter: name }),
      z.strictObject({ metric: name }),
      z.strictObject({ add: z.array(expression).min(1) }),
      z.strictObject({ subtract: z.tuple([expression, expression]) }),
      z.strictObject({ multiply: z.array(expression).min(1) }),
      z.strictObject({ divide: z.tuple([expression, expression]) }),
      z.strictObject({ first: z.array(expression).min(1) }),
      z.strictObject({ positive: expression, otherwise: name }),
      z.strictObject({ when_zero: expression, gives: expression, otherwise: name }),
    ],
    {
      error:
        'a formula is one of: leg, count_of, number, parameter, metric, add, subtract, multiply, divide, first, positive, when_zero',
    },
  ),
);

const parameter = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('number'),
    description: z.string().default(''),
    default: z.number().nullable().default(null),
    minimum: z.number().default(-1e15),
    maximum: z.number().default(1e15),
    whole: z.boolean().default(false),
    assumption: name.optional(),
  }),
  z.strictObject({
    kind: z.literal('choice'),
    description: z.string().default(''),
    default: name,
    choices: z.array(name).min(1),
    assumption: name.optional(),
  }),
]);

const interval = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('none') }),
  z.strictObject({
    method: z.literal('wilson'),
    successes: name,
    trials: name,
    complement: z.boolean().optional(),
  }),
  z.strictObject({ method: z.literal('poisson'), events: name }),
  z.strictObject({
    method: z.literal('poisson_rate'),
    events: name,
    exposure: name,
    scale: z.number().positive(),
  }),
  z.strictObject({ method: z.literal('poisson_denominator'), events: name }),
  z.strictObject({ method: z.literal('nps'), promoters: name, detractors: name, answers: name }),
  z.strictObject({ method: z.literal('mean'), leg: name, scale: z.number().optional() }),
  z.strictObject({ method: z.literal('quantile'), leg: name }),
  z.strictObject({
    method: z.literal('ratio_of_sums'),
    numerator: name,
    denominator: name,
    cluster: name.default('account_id'),
    complement: z.boolean().optional(),
    isShare: z.boolean().optional(),
  }),
]);

const leg = z.strictObject({
  fact: name,
  aggregate,
  where: conditions,
  placement,
  dimensions: z.record(name, name).optional(),
});

/** One custom metric. Everything but id, name, unit, sentence and value has an ordinary answer. */
export const customMetricSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9_]*$/, 'an id is lower-case letters, digits and underscores'),
  version: z.int().min(1).default(1),
  name,
  unit: z.enum(units),
  better: z.enum(['higher', 'lower', 'neither']).default('higher'),
  sentence: name,
  formula: z.strictObject({ words: z.string(), symbols: z.string() }).optional(),
  included: z.array(z.string()).default([]),
  excluded: z.array(z.string()).default([]),
  source: z.string().default('defined in this workspace'),
  parameters: z.record(name, parameter).default({}),
  legs: z.record(name, leg).default({}),
  value: expression,
  numerator: expression.nullable().optional(),
  denominator: expression.nullable().optional(),
  n: expression.nullable().optional(),
  interval: interval.default({ method: 'none' }),
  grains: z.array(z.enum(grains)).min(1).optional(),
  additive: z.boolean().default(false),
  requires: z.array(name).optional(),
  breakdowns: z.array(name).default([]),
  rules: z.array(name).default([]),
});
