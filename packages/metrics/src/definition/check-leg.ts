import { type Fact, findFact } from '@bellwether/model';
import type { Aggregate } from './aggregate.js';
import type { Condition } from './condition.js';
import type { Leg, MetricDefinition } from './metric-definition.js';
import type { Placement } from './placement.js';
import type { Problem } from './problem.js';

const numeric = new Set(['BIGINT', 'INTEGER', 'DOUBLE', 'DECIMAL(18,4)']);

type Kind = 'date' | 'number' | 'flag' | 'text' | 'any';

function columnProblem(fact: Fact, name: string, kind: Kind, path: string): readonly Problem[] {
  const column = fact.columns[name];
  if (column === undefined) {
    return [
      {
        path,
        problem: `fact '${fact.name}' has no column '${name}'; it has: ${Object.keys(fact.columns).join(', ')}`,
      },
    ];
  }
  const fits: Record<Kind, boolean> = {
    any: true,
    date: column.type === 'DATE',
    number: numeric.has(column.type),
    flag: column.type === 'BOOLEAN',
    text: column.type === 'TEXT',
  };
  return fits[kind] ? [] : [{ path, problem: `column '${name}' is ${column.type}; a ${kind} is needed` }];
}

/** Every `{ parameter: name }` below a value must name a parameter of the definition. */
function parameterProblems(value: unknown, path: string, definition: MetricDefinition): readonly Problem[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('parameter' in value && typeof value.parameter === 'string') {
    return value.parameter in definition.parameters
      ? []
      : [{ path, problem: `no parameter is named '${value.parameter}'` }];
  }
  return Object.entries(value).flatMap(([key, part]) =>
    parameterProblems(part, `${path}.${key}`, definition),
  );
}

function conditionProblems(fact: Fact, condition: Condition, path: string): readonly Problem[] {
  const at = `${path}.column`;
  if ('is' in condition) {
    return columnProblem(fact, condition.column, typeof condition.is === 'boolean' ? 'flag' : 'text', at);
  }
  if ('in' in condition || 'not_in' in condition) return columnProblem(fact, condition.column, 'text', at);
  if ('known' in condition) return columnProblem(fact, condition.column, 'any', at);
  if ('at_least' in condition || 'at_most' in condition)
    return columnProblem(fact, condition.column, 'number', at);
  if ('within_days' in condition) {
    return [
      ...columnProblem(fact, condition.column, 'date', at),
      ...columnProblem(fact, condition.of, 'date', `${path}.of`),
    ];
  }
  const { fact: other, column, where } = condition.found_in;
  const found = findFact(other);
  if (found === undefined) return [{ path: `${path}.found_in.fact`, problem: `there is no fact '${other}'` }];
  return [
    ...columnProblem(fact, condition.column, 'text', at),
    ...columnProblem(found, column, 'text', `${path}.found_in.column`),
    ...where.flatMap((part, index) => conditionProblems(found, part, `${path}.found_in.where.${index}`)),
  ];
}

function aggregateProblems(fact: Fact, aggregate: Aggregate, path: string): readonly Problem[] {
  if (aggregate.kind === 'count') return [];
  if (aggregate.kind === 'count_distinct')
    return columnProblem(fact, aggregate.column, 'text', `${path}.column`);
  const column = columnProblem(fact, aggregate.column, 'number', `${path}.column`);
  if (aggregate.kind !== 'mean_of_members') return column;
  return [
    ...column,
    ...columnProblem(fact, aggregate.weight, 'number', `${path}.weight`),
    ...columnProblem(fact, aggregate.by, 'text', `${path}.by`),
  ];
}

/** Which aggregates a placement can make. */
const possible: Record<Placement['kind'], readonly Aggregate['kind'][]> = {
  flow: ['count', 'count_distinct', 'sum', 'mean', 'quantile', 'mean_of_members', 'present_value'],
  stock: ['count', 'sum'],
  exposure: ['count'],
  lost: ['count'],
  pair: ['count', 'sum'],
  members: ['count'],
  cohort: ['count'],
  remaining: ['count', 'sum'],
};

function placementProblems(fact: Fact, placement: Placement, path: string): readonly Problem[] {
  const date = (name: string, step: string): readonly Problem[] =>
    columnProblem(fact, name, 'date', `${path}.${step}`);
  const ends = (span: { readonly from: string; readonly to: string }): readonly Problem[] =>
    Object.entries({ from: span.from, to: span.to }).flatMap(([step, name]) => date(name, step));
  switch (placement.kind) {
    case 'flow':
      return date(placement.date, 'date');
    case 'stock':
    case 'exposure':
      return ends(placement);
    case 'remaining':
      return [...ends(placement), ...date(placement.date, 'date')];
    case 'pair':
      return [
        ...date('from_date', 'kind'),
        ...date('to_date', 'kind'),
        ...columnProblem(fact, 'account_id', 'text', `${path}.kind`),
        ...columnProblem(fact, placement.amount, 'number', `${path}.amount`),
      ];
    case 'members': {
      const { fact: other, date: when, where } = placement.events;
      const found = findFact(other);
      if (found === undefined)
        return [{ path: `${path}.events.fact`, problem: `there is no fact '${other}'` }];
      return [
        ...date('from_date', 'kind'),
        ...columnProblem(found, when, 'date', `${path}.events.date`),
        ...columnProblem(found, 'account_id', 'text', `${path}.events.fact`),
        ...where.flatMap((part, index) => conditionProblems(found, part, `${path}.events.where.${index}`)),
      ];
    }
    default:
      return fact.name === 'customer_span'
        ? []
        : [
            {
              path: `${path}.kind`,
              problem: `'${placement.kind}' needs the fact customer_span, not '${fact.name}'`,
            },
          ];
  }
}

/** What is wrong with one leg of a definition. */
export function legProblems(name: string, leg: Leg, definition: MetricDefinition): readonly Problem[] {
  const path = `legs.${name}`;
  const fact = findFact(leg.fact);
  if (fact === undefined) return [{ path: `${path}.fact`, problem: `there is no fact '${leg.fact}'` }];
  const { aggregate, placement } = leg;
  const fits = possible[placement.kind].includes(aggregate.kind);
  return [
    ...(fits
      ? []
      : [
          {
            path: `${path}.aggregate.kind`,
            problem: `a ${placement.kind} cannot be a ${aggregate.kind}; possible: ${possible[placement.kind].join(', ')}`,
          },
        ]),
    ...aggregateProblems(fact, aggregate, `${path}.aggregate`),
    ...placementProblems(fact, placement, `${path}.placement`),
    ...(leg.where ?? []).flatMap((part, index) => conditionProblems(fact, part, `${path}.where.${index}`)),
    ...Object.entries(leg.dimensions ?? {}).flatMap(([dimension, column]) =>
      columnProblem(fact, column, 'text', `${path}.dimensions.${dimension}`),
    ),
    ...parameterProblems({ aggregate, placement, where: leg.where }, path, definition),
  ];
}
