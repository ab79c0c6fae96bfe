import { findFact } from '@bellwether/model';
import type { Engine } from '../engine/engine.js';
import { identifier } from '../schema/canonical-table.js';
import type { FactBuilder, FactContext } from './fact-builder.js';

/** The key of the unit of rows that belong to no account. */
export const noAccount = '';

/** Units whose rows are to be replaced. */
export interface Touched {
  /** Temporary table of their keys, in a column `key`. */
  readonly table: string;
  /** Rows without an account are among them. */
  readonly holdsNoAccount: boolean;
}

/** The key of a row's unit; a bare column wherever it can be, which filters several times as fast as an expression. */
const unitKey = (touched: Touched, expression: string): string =>
  touched.holdsNoAccount ? `coalesce(${expression}, '${noAccount}')` : expression;

/** `facts."order"`: the name of a table with its schema, quoted. */
export const quotedTable = (builder: FactBuilder): string => {
  const [schema = '', name = ''] = builder.table.split('.');
  return `${schema}.${identifier(name)}`;
};

/** Builds the whole table anew. A declared fact gets exactly the declared columns and types, also when it is empty. */
export const rebuildTable = async (
  engine: Engine,
  builder: FactBuilder,
  context: FactContext,
): Promise<void> => {
  const table = quotedTable(builder);
  const select = builder.select({ ...context, only: () => '' });
  const fact = builder.table.startsWith('facts.')
    ? findFact(builder.table.slice('facts.'.length))
    : undefined;
  if (!fact) {
    await engine.run(`CREATE OR REPLACE TABLE ${table} AS ${select}`);
    return;
  }
  const columns = Object.entries(fact.columns).map(
    ([name, { type }]) => `${identifier(name)}::${type} AS ${identifier(name)}`,
  );
  await engine.run(`CREATE OR REPLACE TABLE ${table} AS SELECT ${columns.join(', ')} FROM (${select}) built`);
};

/** Replaces the rows of the touched units; the rest stays. */
export const refreshTable = async (
  engine: Engine,
  builder: FactBuilder,
  context: FactContext,
  touched: Touched,
): Promise<void> => {
  const table = quotedTable(builder);
  const unitColumn = builder.unitColumn;
  if (unitColumn === undefined) throw new Error(`no unit column: ${builder.table}`);
  const isTouched = (expression: string): string =>
    `${unitKey(touched, expression)} IN (SELECT key FROM ${touched.table})`;
  const select = builder.select({
    ...context,
    only: (unit, expression) => (unit === builder.unit ? `AND ${isTouched(expression)}` : ''),
  });
  await engine.run(`DELETE FROM ${table} WHERE ${isTouched(unitColumn)}`);
  await engine.run(
    `INSERT INTO ${table} BY NAME SELECT * FROM (${select}) built WHERE ${isTouched(unitColumn)}`,
  );
};
