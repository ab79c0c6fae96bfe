import type { Condition } from '../schema.js';
import { allOf, anyOf, literal, literals } from '../sql-text.js';
import type { RowScope } from './row-scope.js';

const textOf = (header: string, scope: RowScope): string | null => {
  if (header.startsWith('$')) return scope.eachAtom(header);
  const column = scope.headers.find(header);
  return column ? scope.atom(column, 'text') : null;
};

/** Computed once for all conditions on the column. */
const lowered = (text: string | null, scope: RowScope): string =>
  text === null ? 'NULL' : scope.derive(`lower(${text})`);

/** SQL over atoms, true or false and never null; a header that the file lacks counts as empty. */
export const conditionSql = (condition: Condition, scope: RowScope): string => {
  if ('all' in condition) return allOf(condition.all.map((part) => conditionSql(part, scope)));
  if ('any' in condition) return anyOf(condition.any.map((part) => conditionSql(part, scope)));
  if ('not' in condition) return `NOT (${conditionSql(condition.not, scope)})`;
  const text = textOf(condition.column, scope);
  const tests: string[] = [];
  if (condition.empty !== undefined) {
    tests.push(text === null ? String(condition.empty) : `${text} IS ${condition.empty ? '' : 'NOT '}NULL`);
  }
  const known = (sql: string): string => (text === null ? 'false' : `COALESCE(${sql}, false)`);
  if (condition.is !== undefined) {
    const values = Array.isArray(condition.is) ? condition.is : [condition.is];
    tests.push(
      known(`${lowered(text, scope)} IN (${literals(values.map((value) => String(value).toLowerCase()))})`),
    );
  }
  if (condition.matches !== undefined) {
    tests.push(known(`regexp_matches(${text}, ${literal(condition.matches)})`));
  }
  if (condition.above !== undefined) tests.push(known(`TRY_CAST(${text} AS DOUBLE) > ${condition.above}`));
  if (condition.below !== undefined) tests.push(known(`TRY_CAST(${text} AS DOUBLE) < ${condition.below}`));
  if (condition.same_as !== undefined) {
    const other = textOf(condition.same_as, scope);
    tests.push(other === null ? 'false' : known(`${text} = ${other}`));
  }
  return allOf(tests);
};
