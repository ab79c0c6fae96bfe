import type { ColumnFormat, DateFormat } from './column-format.js';
import { describeFormat, textFormat } from './column-format.js';
import type { ProfileNote } from './column-profile.js';
import type { Work } from './column-work.js';
import { badExamples, badOf, fact, TOLERATED } from './column-work.js';
import type { Guess } from './guess.js';

/** The format with the clock and offset that every value of the column has; `unread`: values it cannot read. */
const checkedDate = (work: Work, format: DateFormat, unread: number): DateFormat => {
  const q = `q${work.index}`;
  const all = fact(work, `f${work.index}`);
  const filled = all - fact(work, `m${work.index}`);
  if (`${q}_odd` in work.facts) {
    // Unread values and spellings of nothing are odd too; any other odd value has its own clock or offset.
    const odd = fact(work, `${q}_odd`) - (all - filled) - unread;
    const midnightOnly = format.midnightOnly && odd === 0 && fact(work, `${q}_moved`) === 0;
    return odd === 0
      ? { ...format, midnightOnly }
      : { ...format, time: 'mixed', offset: 'some', midnightOnly };
  }
  const [clock, offset, second, fraction, utc] = ['clock', 'offset', 'second', 'fraction', 'utc'].map((key) =>
    fact(work, `${q}_${key}`),
  ) as [number, number, number, number, number];
  const uniform =
    format.time === 'day'
      ? clock === 0
      : clock >= filled &&
        (format.time === 'minute'
          ? second === 0
          : second >= clock && (format.time === 'second' ? fraction === 0 : fraction >= clock));
  return {
    ...format,
    time: uniform ? format.time : 'mixed',
    offset:
      format.offset === 'none'
        ? offset > 0
          ? 'some'
          : 'none'
        : format.offset === 'utc' && utc < filled
          ? 'some'
          : format.offset,
    midnightOnly: format.midnightOnly && clock >= filled && fact(work, `${q}_moved`) === 0,
  };
};

export interface Decision {
  formats: ColumnFormat[];
  proof: string;
  undecided: { guess: Guess; formats: ColumnFormat[] } | null;
  notes: ProfileNote[];
  /** Index of the first format among the candidates. */
  first: number;
}

/** Keeps what the whole column supports. */
export const decide = (work: Work): Decision => {
  const filled = fact(work, `f${work.index}`) - fact(work, `m${work.index}`);
  const decision: Decision = { formats: [], proof: '', undecided: null, notes: [], first: 0 };
  let at = 0;
  for (const guess of work.guesses) {
    const isText = guess.formats[0]?.kind === 'text';
    const options = guess.formats.map((format) => ({ format, index: format.kind === 'text' ? -1 : at++ }));
    if (isText) {
      if (decision.formats.length === 0) decision.proof = guess.proof;
      decision.formats.push(textFormat);
      continue;
    }
    decision.notes.push(...guess.notes);
    const strict = options.some(({ format }) => format.kind === 'flag' || format.kind === 'epoch');
    const viable = options.filter(
      // Two proven ways at once: each fails on the other's values, and a person has to decide.
      ({ index }) => guess.conflict === true || badOf(work, index) <= (strict ? 0 : filled * TOLERATED),
    );
    if (viable.length === 0) continue;
    const clean = viable.filter(({ index }) => badOf(work, index) === 0);
    let proof = guess.proof;
    let chosen = viable;
    if (options.length > 1 && guess.conflict !== true && clean.length === 1) {
      const [winner] = clean as [(typeof clean)[number]];
      const loser = options.find(({ index }) => index !== winner.index);
      const [witness] = loser === undefined ? [] : badExamples(work, loser.index);
      if (witness !== undefined && loser !== undefined) {
        proof = `value ${witness} cannot be read as ${describeFormat(loser.format)}`;
        chosen = clean;
      }
    }
    const formats = chosen.map(({ format, index }) =>
      format.kind === 'date' ? checkedDate(work, format, badOf(work, index)) : format,
    );
    if (decision.formats.length === 0) {
      decision.proof = proof;
      decision.first = chosen[0]?.index ?? 0;
    }
    if (chosen.length > 1 && guess.undecided !== undefined) decision.undecided ??= { guess, formats };
    decision.formats.push(...formats);
  }
  if (decision.formats.length === 0) decision.formats.push(textFormat);
  return decision;
};
