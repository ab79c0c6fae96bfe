import type { Grain } from '../period/grain.js';
import type { Aggregate } from './aggregate.js';
import type { Condition } from './condition.js';
import type { Expression } from './expression.js';
import type { IntervalRule } from './interval-rule.js';
import type { Parameter } from './parameter.js';
import type { Placement } from './placement.js';

/** One fact, one aggregate, one filter, one date. Legs are joined only after each has been aggregated alone. */
export interface Leg {
  /** Name of a fact of `@bellwether/model`. */
  readonly fact: string;
  readonly aggregate: Aggregate;
  readonly where?: readonly Condition[];
  readonly placement: Placement;
  /** Dimensions that have another column here: `{ channel: 'spend_channel' }`. */
  readonly dimensions?: Readonly<Record<string, string>>;
}

/** ratio: fraction; money: decimal text; nps: −100 to 100; points: a score; times: a multiple; days and so on. */
export const units = [
  'ratio',
  'money',
  'money_per_day',
  'count',
  'seconds',
  'days',
  'months',
  'times',
  'points',
  'nps',
] as const;
export type Unit = (typeof units)[number];

export const groups = [
  'acquisition',
  'sales',
  'value',
  'retention',
  'service',
  'voice',
  'crm',
  'custom',
] as const;
export type MetricGroup = (typeof groups)[number];

/** What a board calls each group. */
export const groupTitles: Readonly<Record<MetricGroup, string>> = {
  acquisition: 'Getting customers',
  sales: 'Selling',
  value: 'What customers are worth',
  retention: 'Keeping customers',
  service: 'Serving customers',
  voice: 'What customers say',
  crm: 'How well the CRM is used',
  custom: 'Your own measures',
};

export interface Variant {
  readonly name: string;
  readonly difference: string;
  /** Id of the metric here that computes it. */
  readonly metric?: string;
}

/** What a figure is: plain data, the same for built-in and custom metrics. */
export interface MetricDefinition {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly group: MetricGroup;
  readonly unit: Unit;
  readonly better: 'higher' | 'lower' | 'neither';
  /** One sentence for a person who does not know the field. */
  readonly sentence: string;
  readonly formula: { readonly words: string; readonly symbols: string };
  readonly included: readonly string[];
  readonly excluded: readonly string[];
  readonly variants: readonly Variant[];
  /** Where the definition comes from. */
  readonly source: string;
  readonly parameters: Readonly<Record<string, Parameter>>;
  readonly legs: Readonly<Record<string, Leg>>;
  readonly value: Expression;
  readonly numerator: Expression | null;
  readonly denominator: Expression | null;
  /** How many observations stand behind the figure. */
  readonly n: Expression | null;
  readonly interval: IntervalRule;
  /** Grains that make sense; all where absent. */
  readonly grains?: readonly Grain[];
  /** Adding up the cells of a breakdown, or of days to months, gives the whole. */
  readonly additive: boolean;
  /** A plan for days to come: periods that have not begun have a figure too. */
  readonly ahead?: boolean;
  /** Facts beyond the legs' own that must hold rows, or the figure would be a false 0. */
  readonly requires?: readonly string[];
  /** Breakdowns to offer first. */
  readonly breakdowns: readonly string[];
  /** Data rules it depends on. */
  readonly rules: readonly string[];
}
