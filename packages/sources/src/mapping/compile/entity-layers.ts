import { anyOf } from '../sql-text.js';
import type { Finding } from './compiled-column.js';
import type { RowScope } from './row-scope.js';

/** One SELECT of the stack that an entity's SQL is. */
export const layer = (names: readonly string[], from: string, where?: string | null): string =>
  `SELECT ${names.join(', ')} FROM ${from}${where && where !== 'true' ? ` WHERE ${where}` : ''}`;

/** The two lower layers: each raw column cleaned once, then what is derived from them. In parentheses. */
export const lowerLayers = (scope: RowScope, from: string, more: readonly string[] = []): string => {
  const atoms = layer(['_row', ...more, ...scope.atoms], from);
  return scope.derived.length === 0 ? `(${atoms})` : `(${layer(['*', ...scope.derived], `(${atoms})`)})`;
};

/** The conditions of findings as columns, so that each is worked out once. */
export const flagsOf = (findings: readonly Finding[], prefix: string): readonly string[] =>
  findings.map((found, index) => `(${found.when}) AS ${prefix}${index}`);

/** The findings of a row as a list of messages, over the columns that `flagsOf` made. */
export const findingsSql = (findings: readonly Finding[], prefix: string, alias: string): string => {
  const empty = 'CAST([] AS VARCHAR[])';
  if (findings.length === 0) return `${empty} AS ${alias}`;
  const flags = findings.map((_, index) => `${prefix}${index}`);
  const each = findings.map((found, index) => `CASE WHEN ${prefix}${index} THEN ${found.message} END`);
  // The list is built only for the few rows that need it.
  return `CASE WHEN ${anyOf(flags)} THEN list_filter([${each.join(', ')}], lambda found: found IS NOT NULL) ELSE ${empty} END AS ${alias}`;
};
