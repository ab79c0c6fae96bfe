import type { Figure, Unit } from '../api/types.js';

/** A figure with what it is counted in: a workbook shows it in that format, a CSV holds it as it is. */
export interface Measured {
  readonly value: Figure | null;
  readonly unit: Unit;
}

/** A day, `2025-03-14`. */
export interface Day {
  readonly day: string | null;
}

/** A period by its name, `2025-Q1`. */
export interface Period {
  readonly period: string;
}

/** One cell of what is exported. Text and plain numbers stand for themselves. */
export type Field = string | number | null | undefined | Measured | Day | Period;

/** A fact about the figures that travels with them: `['Time zone', 'Europe/Berlin']`. */
export type Note = readonly [name: string, text: string];

/** What is on the screen, as a table. */
export interface ExportTable {
  readonly title: string;
  /** File name without its ending. */
  readonly file: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly Field[])[];
  readonly notes: readonly Note[];
}

/** What a field holds, without what it is counted in. */
export const plainField = (field: Field): Figure | null => {
  if (field === null || field === undefined) return null;
  if (typeof field !== 'object') return field;
  return 'unit' in field ? field.value : 'day' in field ? field.day : field.period;
};

/** A figure whose unit nobody says: of the API's figures only money is decimal text. */
export const part = (value: Figure | null): Field =>
  typeof value === 'string' ? { value, unit: 'money' } : value;
