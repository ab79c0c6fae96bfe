import { dimensionsOf } from '../definition/dimensions.js';
import type { Aggregate } from '../definition/aggregate.js';
import type { Condition } from '../definition/condition.js';
import type { Leg, MetricDefinition } from '../definition/metric-definition.js';
import type { NumberOrParameter } from '../definition/parameter.js';
import { findFact } from '@bellwether/model';
import type { Placement, WindowRule } from '../definition/placement.js';
import { definitionHash } from '../definition/hash.js';
import type { QueryPlan, QueryStep } from '../query.js';
import { unreachable } from '../unreachable.js';
import { formulaText } from './formula-text.js';

const numberText = (value: NumberOrParameter): string =>
  typeof value === 'number' ? String(value) : `the parameter ${value.parameter}`;

function conditionText(condition: Condition): string {
  const { column } = condition;
  if ('is' in condition) {
    if (typeof condition.is === 'boolean') return condition.is ? column : `not ${column}`;
    return `${column} is ${condition.is}`;
  }
  if ('in' in condition) return `${column} is one of ${condition.in.join(', ')}`;
  if ('not_in' in condition) return `${column} is none of ${condition.not_in.join(', ')}`;
  if ('known' in condition) return `${column} is ${condition.known ? 'known' : 'unknown'}`;
  if ('at_least' in condition) return `${column} is at least ${numberText(condition.at_least)}`;
  if ('at_most' in condition) return `${column} is at most ${numberText(condition.at_most)}`;
  if ('within_days' in condition) {
    return `${column} is at most ${numberText(condition.within_days)} days after ${condition.of}`;
  }
  const { fact, column: other, where } = condition.found_in;
  const tests = where.map(conditionText).join(' and ');
  return `${column} occurs as ${other} in ${fact}${tests === '' ? '' : ` where ${tests}`}`;
}

function aggregateText(aggregate: Aggregate): string {
  switch (aggregate.kind) {
    case 'count':
      return 'number of rows';
    case 'count_distinct':
      return `number of different ${aggregate.column}`;
    case 'sum':
      return `sum of ${aggregate.column}`;
    case 'mean':
      return `mean of ${aggregate.column}`;
    case 'quantile':
      return aggregate.q === 0.5
        ? `median of ${aggregate.column}`
        : `${aggregate.q * 100}th percentile of ${aggregate.column}`;
    case 'mean_of_members':
      return `mean over ${aggregate.by} of the mean ${aggregate.column} weighted by ${aggregate.weight}`;
    case 'present_value':
      return `present value of ${aggregate.column} at ${numberText(aggregate.rate)} a year`;
    default:
      return unreachable(aggregate);
  }
}

function windowText(rule: WindowRule): string {
  const parts = [
    rule.trailing_months === undefined
      ? 'in the period'
      : `in the ${numberText(rule.trailing_months)} months to the end of the period`,
    rule.from_beginning === true ? 'or before' : '',
    rule.whole_period === true ? '(all of it, even while it runs)' : '',
    rule.measured === 'before' ? 'before the measuring day' : '',
    rule.lag_days === undefined ? '' : `moved back by ${numberText(rule.lag_days)} days`,
    rule.mature_days === undefined ? '' : `at least ${numberText(rule.mature_days)} days old`,
  ];
  return parts.filter((part) => part !== '').join(' ');
}

function placementText(placement: Placement): string {
  switch (placement.kind) {
    case 'flow':
      return `${placement.date} ${windowText(placement)}`;
    case 'stock':
      return `at the ${placement.at}, from ${placement.from} to ${placement.to}`;
    case 'exposure':
      return `days from ${placement.from} to ${placement.to} ${windowText(placement)}`;
    case 'lost':
      return 'there at the start, gone at the end';
    case 'pair':
      return `accounts of the first edge${placement.measure === 'units' ? '' : `, ${placement.measure} amount`}${placement.look_back_months === undefined ? '' : `, ${numberText(placement.look_back_months)} months apart`}`;
    case 'members':
      return `there at the start, with an event in ${placement.events.fact} (${placement.events.where.map(conditionText).join(' and ')})`;
    case 'cohort':
      return placement.measure === 'size'
        ? 'first won in the period'
        : 'first won in the period, active at the age';
    case 'remaining':
      return `open at the measuring day, ${placement.date} in the rest of the period`;
    default:
      return unreachable(placement);
  }
}

export interface LegExplanation {
  readonly leg: string;
  readonly fact: string;
  /** What one row of the fact is. */
  readonly grain: string;
  readonly aggregate: string;
  readonly where: readonly string[];
  readonly placement: string;
  /** Entities whose import feeds it. */
  readonly from: readonly string[];
}

export interface MetricExplanation {
  readonly definition: MetricDefinition;
  /** Under the parameters' defaults. */
  readonly hash: string;
  /** The formula over the legs below. */
  readonly formula: string;
  readonly legs: readonly LegExplanation[];
  readonly dimensions: readonly string[];
}

function explainLeg(name: string, leg: Leg): LegExplanation {
  const fact = findFact(leg.fact);
  return {
    leg: name,
    fact: leg.fact,
    grain: fact?.grain ?? '',
    aggregate: aggregateText(leg.aggregate),
    where: (leg.where ?? []).map(conditionText),
    placement: placementText(leg.placement),
    from: fact?.from ?? [],
  };
}

/** A definition in full, in words. Pass one whose references are resolved (`findMetric`). */
export function explainMetric(definition: MetricDefinition): MetricExplanation {
  const defaults = Object.fromEntries(
    Object.entries(definition.parameters).map(([name, parameter]) => [name, parameter.default]),
  );
  return {
    definition,
    hash: definitionHash(definition, defaults),
    formula: formulaText(definition.value),
    legs: Object.entries(definition.legs).map(([name, leg]) => explainLeg(name, leg)),
    dimensions: dimensionsOf(definition),
  };
}

export interface PlanExplanation {
  readonly hash: string;
  readonly metrics: readonly MetricExplanation[];
  readonly periods: readonly {
    readonly name: string;
    readonly start: string;
    readonly end: string;
    readonly looked_at_until: string;
  }[];
  /** The statements, with what each is for. */
  readonly steps: readonly (QueryStep & { readonly serves: readonly string[] })[];
}

/** A planned query in words: definitions, dates and the SQL that will run. */
export function explainPlan(plan: QueryPlan): PlanExplanation {
  const { metrics, periods } = plan.logical;
  const serves = (step: string): readonly string[] =>
    step === 'coverage'
      ? ['since when there are records']
      : metrics.flatMap(({ id, legs, clusters }) => [
          ...Object.entries(legs)
            .filter(([, { scan }]) => scan === step)
            .map(([leg]) => `${id}: ${leg}`),
          ...(clusters?.scan === step ? [`${id}: interval`] : []),
        ]);
  return {
    hash: plan.hash,
    metrics: metrics.map(({ definition, hash }) => ({ ...explainMetric(definition), hash })),
    periods: periods.map(({ name, start, end, edge }) => ({ name, start, end, looked_at_until: edge })),
    steps: plan.steps.map((step) => ({ ...step, serves: serves(step.id) })),
  };
}
