import { canonicalJson } from '../definition/canonical-json.js';
import type { Output, ScanCondition } from '../plan/scan.js';
import type { SqlWriter } from './writer.js';

/**
 * Conditions that every output of a scan shares move into its WHERE (so that the engine reads less); the rest stays
 * with each output.
 */
export function splitConditions(outputs: readonly Pick<Output, 'where'>[]): {
  readonly common: readonly ScanCondition[];
  readonly own: readonly (readonly ScanCondition[])[];
} {
  const keys = outputs.map(({ where }) => new Set(where.map(canonicalJson)));
  const isCommon = (condition: ScanCondition): boolean =>
    keys.every((set) => set.has(canonicalJson(condition)));
  return {
    common: (outputs[0]?.where ?? []).filter(isCommon),
    own: outputs.map(({ where }) => where.filter((condition) => !isCommon(condition))),
  };
}

/** The tests of one output, as one boolean. */
export const testOf = (writer: SqlWriter, conditions: readonly ScanCondition[]): string =>
  writer.all(conditions.map((condition) => writer.condition(condition)));
