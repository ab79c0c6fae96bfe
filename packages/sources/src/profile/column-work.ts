import type { ColumnFormat } from './column-format.js';
import type { Guess, SampleValue } from './guess.js';
import { isTypedNull } from './null-spellings.js';

export interface ProfiledColumn {
  readonly name: string;
  readonly header: string;
  /** The file stores numbers, not text, in this column (JSON, Parquet, workbooks). */
  readonly numeric?: boolean;
}

/** A way of reading that fails more often than this is not the column's. */
export const TOLERATED = 0.1;

/** One column on its way to a profile: what was seen of it, what it could be, what the whole column says. */
export interface Work {
  readonly column: ProfiledColumn;
  sample: SampleValue[];
  guesses: Guess[];
  /** The row that `verifySql` gave; the column is number `index` in it. */
  facts: Record<string, unknown>;
  index: number;
}

export const candidatesOf = (work: Work): ColumnFormat[] =>
  work.guesses.flatMap((guess) => guess.formats).filter((format) => format.kind !== 'text');

export const isFloatId = (text: string): boolean => /^\d+\.0+$/.test(text);

export const filledOf = (work: Work): SampleValue[] =>
  work.sample.filter((value) => !isTypedNull(value.text));

export const fact = (work: Work, key: string): number => Number(work.facts[key] ?? 0);
export const texts = (value: unknown): string[] => {
  const parsed: unknown = typeof value === 'string' ? JSON.parse(value) : [];
  return Array.isArray(parsed) ? parsed.filter((item) => typeof item === 'string') : [];
};
export const badOf = (work: Work, candidate: number): number => fact(work, `b${work.index}_${candidate}`);
export const badExamples = (work: Work, candidate: number): string[] =>
  texts(work.facts[`e${work.index}_${candidate}`]);
