import { literal } from '../profile/sql-text.js';

export { identifier, literal } from '../profile/sql-text.js';

/** A comma-separated list of string literals. */
export const literals = (values: Iterable<string>): string => [...values].map(literal).join(', ');

/** Joins SQL conditions; true where there are none. */
export const allOf = (conditions: readonly string[]): string =>
  conditions.length === 0 ? 'true' : conditions.map((condition) => `(${condition})`).join(' AND ');

/** Joins SQL conditions; false where there are none. */
export const anyOf = (conditions: readonly string[]): string =>
  conditions.length === 0 ? 'false' : conditions.map((condition) => `(${condition})`).join(' OR ');
