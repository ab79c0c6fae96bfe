import type { Field } from './table.js';

/** Names of columns whose digits are a name and not a number: 007 is not 7. */
const isName = (column: string): boolean => /(^|_)(id|code|key|phone|zip|postcode|sku)($|_)/.test(column);
const number = /^-?(0|[1-9]\d{0,14})(\.\d+)?$/;
const day = /^\d{4}-\d{2}-\d{2}$/;

/** A column of texts as numbers or days where each of them is one; else as the texts that they are. */
export const columnFields = (column: string, values: readonly (string | null)[]): readonly Field[] => {
  const said = values.filter((value) => value !== null && value !== '');
  if (said.length > 0 && said.every((value) => day.test(value ?? '')))
    return values.map((value) => ({ day: value === '' ? null : value }));
  if (said.length > 0 && !isName(column) && said.every((value) => number.test(value ?? '')))
    return values.map((value) => (value === null || value === '' ? null : Number(value)));
  return values;
};
