import type { Entity } from '@bellwether/model';
import type { EntityMapping, Value } from '../schema.js';
import { allOf, anyOf, literal } from '../sql-text.js';
import { compileColumn } from './compile-column.js';
import type { CompiledColumn } from './compiled-column.js';
import type { RowScope } from './row-scope.js';
import { specOf } from './value-branches.js';

/** The canonical columns that a file gives to one entity. */
export interface ColumnSet {
  readonly columns: readonly CompiledColumn[];
  /** Amounts are mapped and the file names no currency: the organisation's is taken. */
  readonly hasOrganisationCurrency: boolean;
  /** Needed columns that no header of the file gives. */
  readonly missing: readonly string[];
}

const moneyColumns = (entity: Entity, mapping: EntityMapping): readonly string[] =>
  Object.keys(mapping.columns).filter((name) => entity.columns[name]?.type === 'money');

/** The currency of the row: its own column, or the one named beside an amount. */
const currencyValue = (entity: Entity, mapping: EntityMapping): Value | null => {
  if (mapping.columns['currency'] !== undefined) return mapping.columns['currency'];
  for (const name of moneyColumns(entity, mapping)) {
    const value = mapping.columns[name];
    const currency = value === undefined ? undefined : specOf(value).currency;
    if (currency !== undefined) return currency;
  }
  return null;
};

const compileCurrency = (entity: Entity, mapping: EntityMapping, scope: RowScope): CompiledColumn | null => {
  const column = entity.columns['currency'];
  const value = currencyValue(entity, mapping);
  if (!column || value === null) return null;
  return compileColumn('currency', column, value, literal(scope.settings.currency), scope);
};

/** A row without amounts needs no currency. */
const onlyBesideAmounts = (currency: CompiledColumn, amounts: readonly string[]): CompiledColumn => {
  const some = anyOf(amounts.map((value) => `(${value}) IS NOT NULL`));
  return {
    ...currency,
    warnings: currency.warnings.map((found) => ({ ...found, when: allOf([found.when, some]) })),
  };
};

/** Compiles every column of a mapping that the file can give. */
export const compileColumns = (entity: Entity, mapping: EntityMapping, scope: RowScope): ColumnSet => {
  const currency = compileCurrency(entity, mapping, scope);
  const currencySql = currency?.value ?? literal(scope.settings.currency);
  const rest = Object.entries(mapping.columns).flatMap(([name, value]) => {
    const column = entity.columns[name];
    if (!column || name === 'currency') return [];
    const compiled = compileColumn(name, column, value, currencySql, scope);
    return compiled ? [compiled] : [];
  });
  const money = moneyColumns(entity, mapping);
  const amounts = rest.filter((column) => money.includes(column.name)).map((column) => column.value);
  const given = new Set(rest.map((column) => column.name));
  const isNeeded = (name: string): boolean =>
    !given.has(name) && !mapping.later?.includes(name) && (!mapping.link || entity.key.includes(name));
  return {
    columns: currency ? [onlyBesideAmounts(currency, amounts), ...rest] : rest,
    hasOrganisationCurrency:
      currency === null &&
      entity.columns['currency'] !== undefined &&
      amounts.length > 0 &&
      mapping.later?.includes('currency') !== true,
    missing: Object.entries(entity.columns)
      .filter(([name, column]) => column.required && isNeeded(name))
      .map(([name]) => name),
  };
};
