import * as fc from 'fast-check';
import {
  catalogue,
  definitions,
  dimensionsOf,
  findMetric,
  type Grain,
  type MetricDefinition,
} from '@bellwether/metrics';
import { asOfDay } from '../oracle/world.js';

/** Every metric with its references resolved. */
export const resolved: ReadonlyMap<string, MetricDefinition> = new Map(
  definitions.map(({ id }) => [id, findMetric(id, catalogue)]),
);

/** A range for each grain, inside the worlds. */
export const ranges: Partial<Record<Grain, readonly [string, string]>> = {
  day: ['2024-02-26', '2024-03-04'],
  week: ['2024-W50', '2025-W04'],
  month: ['2024-01', '2025-03'],
  quarter: ['2024-Q1', '2025-Q4'],
  year: ['2023', '2025'],
  fiscal_quarter: ['FY2024-Q3', 'FY2025-Q4'],
  fiscal_year: ['FY2024', 'FY2026'],
};

export const channelOf: Readonly<Record<string, string>> = { 'spend_day.channel': 'spend_channel' };

/** A question about one metric, drawn so that every metric, grain and dimension comes up. */
export const question = fc.record({
  metric: fc.constantFrom(...definitions.map(({ id }) => id)),
  grain: fc.constantFrom<Grain>(
    'day',
    'week',
    'month',
    'month',
    'quarter',
    'year',
    'fiscal_quarter',
    'fiscal_year',
  ),
  by: fc.tuple(fc.nat(), fc.nat(), fc.integer({ min: 0, max: 2 })),
  where: fc.tuple(fc.nat(), fc.constantFrom<(string | null)[]>(['A'], ['A', null], ['B'], [null]), fc.nat(3)),
});

/** A drawn question, made to fit its metric. */
export interface Asked {
  readonly definition: MetricDefinition;
  readonly grain: Grain;
  readonly by: readonly string[];
  readonly where: readonly { dimension: string; values: (string | null)[]; exclude: boolean }[];
}

export function ask(drawn: {
  metric: string;
  grain: Grain;
  by: [number, number, number];
  where: [number, (string | null)[], number];
}): Asked {
  const definition = resolved.get(drawn.metric);
  if (definition === undefined) throw new Error(drawn.metric);
  const dimensions = dimensionsOf(definition);
  const pick = (at: number): string[] => {
    const found = dimensions[at % Math.max(1, dimensions.length)];
    return found === undefined ? [] : [found];
  };
  const by = [...new Set([...pick(drawn.by[0]), ...pick(drawn.by[1])])].slice(0, drawn.by[2]);
  const grain =
    definition.grains === undefined || definition.grains.includes(drawn.grain) ? drawn.grain : 'month';
  const filtered = drawn.where[2] === 0 ? pick(drawn.where[0]) : [];
  return {
    definition,
    grain,
    by,
    where: filtered.map((dimension) => ({
      dimension,
      values: drawn.where[1],
      exclude: drawn.where[2] === 1,
    })),
  };
}

/** Organisations that ask. */
export const contexts = fc.record({
  timeZone: fc.constant('Europe/Berlin'),
  currency: fc.constant('EUR'),
  asOf: asOfDay,
  fiscalYearStartsMonth: fc.constantFrom(1, 4, 10),
  assumptions: fc.constantFrom<Record<string, number>>({}, { gross_margin: 0.4, discount_rate: 0.1 }),
});
