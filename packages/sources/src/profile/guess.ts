import type { ColumnFormat } from './column-format.js';
import { textFormat } from './column-format.js';
import type { ColumnAmbiguity, ProfileNote } from './column-profile.js';
import { noWords, yesWords } from './flag-text.js';
import { guessDate } from './guess-date.js';
import { guessNumber } from './guess-number.js';
import { isTypedNull } from './null-spellings.js';
import { numberPattern, plainNumberPattern } from './number-text.js';

/** A value seen, with its row (from 1) when that is known. */
export interface SampleValue {
  readonly text: string;
  readonly row: number | null;
}

/** What a sample suggests; every format still has to be verified over the whole column. */
export interface Guess {
  /** Best first; more than one when the sample cannot decide between them. */
  readonly formats: readonly ColumnFormat[];
  readonly proof: string;
  readonly notes: readonly ProfileNote[];
  readonly undecided?: Pick<ColumnAmbiguity, 'question' | 'examples'>;
  /** The sample proves two ways of writing at once. */
  readonly conflict?: boolean;
}

const words = new Set([...yesWords, ...noWords]);

/** Plausible instants: 2000 to 2100. */
const EPOCH_SECONDS = [946_684_800, 4_102_444_800] as const;

const guessEpoch = (values: readonly SampleValue[]): Guess | null => {
  const units = [
    ['s', 1],
    ['ms', 1e3],
    ['us', 1e6],
  ] as const;
  for (const [unit, factor] of units) {
    const inside = (text: string): boolean =>
      /^\s*\d{9,17}(?:\.\d{1,6})?\s*$/.test(text) &&
      Number(text) >= EPOCH_SECONDS[0] * factor &&
      Number(text) < EPOCH_SECONDS[1] * factor;
    if (values.length > 0 && values.every((value) => inside(value.text))) {
      const text = values[0]?.text ?? '';
      const day = new Date((Number(text) / factor) * 1000).toISOString().slice(0, 10);
      return {
        formats: [{ kind: 'epoch', unit }],
        proof: `${text} is ${day} when read in ${unit} since 1970`,
        notes: [],
      };
    }
  }
  return null;
};

const guessFlag = (values: readonly SampleValue[]): Guess | null => {
  const seen = new Set(values.map((value) => value.text.trim().toLowerCase()));
  if (seen.size === 0 || seen.size > 6 || [...seen].some((word) => !words.has(word))) return null;
  return {
    formats: [{ kind: 'flag' }],
    proof: `only ${[...seen].map((word) => `'${word}'`).join(', ')} occur`,
    notes: [],
  };
};

/** Digits and letters run together, which are no number in the column's own way of writing: `85123A`, `C536379`. */
const isArticleCode = (text: string, number: Guess): boolean =>
  /^(?=.*[0-9])(?=.*[A-Za-z])[A-Za-z0-9_-]+$/.test(text) &&
  !number.formats.some(
    (format) =>
      format.kind === 'number' &&
      new RegExp(`^(?:${numberPattern(format)}|${plainNumberPattern})$`, 'u').test(text),
  );

/** Everything the column could be, best first; text closes the list. */
export const guessColumn = (sample: readonly SampleValue[], typed: boolean): Guess[] => {
  const values = sample.filter((value) => !isTypedNull(value.text));
  const text: Guess = { formats: [textFormat], proof: 'ordinary text', notes: [] };
  if (values.length === 0) return [{ ...text, proof: 'every value is empty' }];
  const date = guessDate(values);
  const number = guessNumber(values, typed);
  const guesses = [guessFlag(values), date, guessEpoch(values), number].filter((guess) => guess !== null);
  // Leading zeros, more digits than a number keeps, and letters in between are codes, not quantities.
  const isCode =
    number !== null &&
    values.some(
      ({ text: value }) => /^0\d+$/.test(value) || /^\d{16,}$/.test(value) || isArticleCode(value, number),
    );
  const compact = date?.formats[0]?.kind === 'date' && date.formats[0].separator === '';
  if (isCode && date === null) return [text, ...guesses];
  return compact && number !== null
    ? [number, ...guesses.filter((guess) => guess !== number), text]
    : [...guesses, text];
};
