import { canonicalJson } from './canonical-json.js';
import type { MetricDefinition } from './metric-definition.js';
import type { ParameterValues } from './parameter.js';
import { sha256 } from './sha256.js';

/** A board asks for the same hundred definitions again and again; hashing them was a fifth of its planning. */
const known = new WeakMap<MetricDefinition, Map<string, string>>();

/**
 * Content hash of what decides the figure: legs, formula, unit, interval and the values of the parameters. Prose is
 * left out: a better sentence is not another number. 64 hex digits.
 */
export function definitionHash(definition: MetricDefinition, values: ParameterValues): string {
  const ofDefinition = known.get(definition) ?? new Map<string, string>();
  known.set(definition, ofDefinition);
  const key = canonicalJson(values);
  const hash = ofDefinition.get(key) ?? contentHash(definition, values);
  ofDefinition.set(key, hash);
  return hash;
}

function contentHash(definition: MetricDefinition, values: ParameterValues): string {
  const { id, version, unit, legs, value, numerator, denominator, n, interval, ahead, requires } = definition;
  return sha256(
    canonicalJson({
      id,
      version,
      unit,
      legs,
      value,
      numerator,
      denominator,
      n,
      interval,
      ahead,
      requires,
      values,
    }),
  );
}
