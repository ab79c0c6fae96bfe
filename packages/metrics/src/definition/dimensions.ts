import { findFact } from '@bellwether/model';
import type { Leg, MetricDefinition } from './metric-definition.js';

/** The column that carries a dimension in the fact of a leg; null where the fact has none. */
export function dimensionColumn(leg: Leg, dimension: string): string | null {
  const mapped = leg.dimensions?.[dimension];
  if (mapped !== undefined) return mapped;
  const column = findFact(leg.fact)?.columns[dimension];
  return column?.role === 'dimension' || column?.role === 'account' ? dimension : null;
}

function dimensionsOfLeg(leg: Leg): readonly string[] {
  const own = Object.entries(findFact(leg.fact)?.columns ?? {})
    .filter(([, column]) => column.role === 'dimension' || column.role === 'account')
    .map(([name]) => name);
  return [...new Set([...own, ...Object.keys(leg.dimensions ?? {})])];
}

/**
 * What a metric can be broken down and filtered by: the dimensions that every leg carries. A leg without the
 * dimension would put its whole sum beside every part, so such a request is refused.
 */
export function dimensionsOf(definition: MetricDefinition): readonly string[] {
  const [first, ...others] = Object.values(definition.legs);
  if (first === undefined) return [];
  return dimensionsOfLeg(first).filter((name) => others.every((leg) => dimensionColumn(leg, name) !== null));
}
