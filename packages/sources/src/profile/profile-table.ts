import type { ColumnFormat, DateFormat } from './column-format.js';
import { describeFormat, textFormat } from './column-format.js';
import type { ColumnAmbiguity, ColumnProfile, ProfileNote } from './column-profile.js';
import type { ProvenDates } from './date-order.js';
import { findDateOrder } from './date-order.js';
import type { Guess, SampleValue } from './guess.js';
import { guessColumn } from './guess.js';
import { parseDate } from './guess-date.js';
import { readMarks } from './guess-number.js';
import { anyNumber } from './number-text.js';
import { isTypedNull } from './null-spellings.js';
import { identifier } from './sql-text.js';
import type { Verification } from './verify-sql.js';
import { dayAboveTwelveSql, exceptionsSql, verifySql } from './verify-sql.js';

/** Runs one statement on the engine that holds the table; column names as keys, counts as number or bigint. */
export type Query = (sql: string) => Promise<readonly Record<string, unknown>[]>;

export interface ProfiledColumn {
  readonly name: string;
  readonly header: string;
  /** The file stores numbers, not text, in this column (JSON, Parquet, workbooks). */
  readonly numeric?: boolean;
}

const SAMPLE = 4096;
/** Columns checked in one statement. */
const BATCH = 60;
/** A way of reading that fails more often than this is not the column's. */
const TOLERATED = 0.1;

interface Work {
  readonly column: ProfiledColumn;
  sample: SampleValue[];
  guesses: Guess[];
  facts: Record<string, unknown>;
  index: number;
}

const candidatesOf = (work: Work): ColumnFormat[] =>
  work.guesses.flatMap((guess) => guess.formats).filter((format) => format.kind !== 'text');

const isFloatId = (text: string): boolean => /^\d+\.0+$/.test(text);

const filledOf = (work: Work): SampleValue[] => work.sample.filter((value) => !isTypedNull(value.text));

const verify = async (query: Query, tableSql: string, works: readonly Work[]): Promise<void> => {
  for (let from = 0; from < works.length; from += BATCH) {
    const batch = works.slice(from, from + BATCH);
    const columns = batch.map((work): Verification => {
      const filled = filledOf(work);
      return {
        name: work.column.name,
        candidates: candidatesOf(work),
        floatIds: filled.length > 0 && filled.every((value) => isFloatId(value.text.trim())),
      };
    });
    const [facts] = await query(verifySql(tableSql, columns));
    batch.forEach((work, index) => {
      work.facts = facts ?? {};
      work.index = index;
    });
  }
};

const fact = (work: Work, key: string): number => Number(work.facts[key] ?? 0);
const texts = (value: unknown): string[] => {
  const parsed: unknown = typeof value === 'string' ? JSON.parse(value) : [];
  return Array.isArray(parsed) ? parsed.filter((item) => typeof item === 'string') : [];
};
const badOf = (work: Work, candidate: number): number => fact(work, `b${work.index}_${candidate}`);
const badExamples = (work: Work, candidate: number): string[] =>
  texts(work.facts[`e${work.index}_${candidate}`]);

const takeSample = async (
  query: Query,
  tableSql: string,
  columns: readonly ProfiledColumn[],
): Promise<Work[]> => {
  const list = columns.map((column, i) => `${identifier(column.name)} AS v${i}`).join(', ');
  const rows = await query(`SELECT ${list} FROM ${tableSql} LIMIT ${SAMPLE}`);
  const works: Work[] = [];
  for (const [i, column] of columns.entries()) {
    let sample = rows.flatMap((row, at): SampleValue[] => {
      const text = row[`v${i}`];
      return typeof text === 'string' && text !== '' ? [{ text, row: at + 1 }] : [];
    });
    if (rows.length === SAMPLE && sample.filter((value) => !isTypedNull(value.text)).length < 64) {
      const name = identifier(column.name);
      const more = await query(
        `SELECT ${name} AS v FROM ${tableSql} WHERE trim(${name}) <> '' LIMIT ${SAMPLE}`,
      );
      sample = more.flatMap((row): SampleValue[] =>
        typeof row['v'] === 'string' ? [{ text: row['v'], row: null }] : [],
      );
    }
    const work: Work = {
      column,
      sample,
      guesses: guessColumn(sample, column.numeric ?? false),
      facts: {},
      index: 0,
    };
    if (rows.length === SAMPLE) await probeDateOrder(query, tableSql, work);
    works.push(work);
  }
  return works;
};

/** Dates that the sample leaves open: looks through the whole column for a day above 12. */
const probeDateOrder = async (query: Query, tableSql: string, work: Work): Promise<void> => {
  if (!work.guesses.some((guess) => guess.undecided?.question === 'date order')) return;
  for (const part of [1, 2] as const) {
    const [row] = await query(dayAboveTwelveSql(tableSql, work.column.name, part));
    if (typeof row?.['value'] === 'string') work.sample.push({ text: row['value'], row: null });
  }
  work.guesses = guessColumn(work.sample, work.column.numeric ?? false);
};

/** Values outside the sample that the first guess cannot read join the sample, and the column is guessed again. */
const reconsider = async (query: Query, tableSql: string, work: Work): Promise<boolean> => {
  const [format] = candidatesOf(work);
  const rows = fact(work, 'n');
  if (format === undefined || rows <= SAMPLE) return false;
  const late = format.kind === 'date' && format.time === 'day' && fact(work, `q${work.index}_clock`) > 0;
  if (badOf(work, 0) === 0 && !late) return false;
  const found = await query(exceptionsSql(tableSql, work.column.name, format, 500));
  const values = found.flatMap((row): SampleValue[] =>
    typeof row['value'] === 'string' ? [{ text: row['value'], row: null }] : [],
  );
  const filled = fact(work, `f${work.index}`);
  const many = badOf(work, 0) > filled * TOLERATED;
  // A few broken values must not turn dates into text; values that are dates or numbers do have a say.
  const heard = many
    ? values
    : values.filter(
        (value) =>
          parseDate(value.text) !== null || readMarks(anyNumber.exec(value.text)?.[1] ?? 'x.') !== null,
      );
  work.sample = [...work.sample, ...heard];
  work.guesses = guessColumn(work.sample, work.column.numeric ?? false);
  return true;
};

const checkedDate = (work: Work, format: DateFormat): DateFormat => {
  const q = `q${work.index}`;
  const [clock, offset, second, fraction, utc] = ['clock', 'offset', 'second', 'fraction', 'utc'].map((key) =>
    fact(work, `${q}_${key}`),
  ) as [number, number, number, number, number];
  const filled = fact(work, `f${work.index}`) - fact(work, `m${work.index}`);
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

const remedyOf = (
  question: ColumnAmbiguity['question'],
  header: string,
  formats: readonly ColumnFormat[],
  example: string,
): string => {
  if (question === 'date order') {
    const orders = formats.flatMap((format) => (format.kind === 'date' ? [format.order] : []));
    const flags = orders.map((order) => `--date-order ${order}`).join(' or ');
    return `'${example}' in column '${header}' can be read ${orders.join(' or ')}; decide with ${flags}, or with date_order: ${orders[0]} under this column in the mapping`;
  }
  return `'${example}' in column '${header}' can be read with decimal mark '.' or ','; decide with --decimal . or --decimal , or with decimal: ',' under this column in the mapping`;
};

interface Decision {
  formats: ColumnFormat[];
  proof: string;
  undecided: { guess: Guess; formats: ColumnFormat[] } | null;
  notes: ProfileNote[];
  /** Index of the first format among the candidates. */
  first: number;
}

/** Keeps what the whole column supports. */
const decide = (work: Work): Decision => {
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
    const formats = chosen.map(({ format }) => (format.kind === 'date' ? checkedDate(work, format) : format));
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

/**
 * Profiles every column of a table of raw text: how it is written, with proof, and what cannot be told. A sample of
 * the first rows proposes; one pass over all rows checks every proposal; values that do not fit are looked at again.
 */
export async function profileTable(
  query: Query,
  tableSql: string,
  columns: readonly ProfiledColumn[],
): Promise<ColumnProfile[]> {
  const works = await takeSample(query, tableSql, columns);
  await verify(query, tableSql, works);
  const again: Work[] = [];
  for (const work of works) if (await reconsider(query, tableSql, work)) again.push(work);
  await verify(query, tableSql, again);

  const decisions = works.map((work) => ({ work, decision: decide(work) }));
  await recountNulls(query, tableSql, decisions);
  const proven = decisions.flatMap(({ work, decision }): ProvenDates[] => {
    const [format] = decision.formats;
    if (format?.kind !== 'date' || decision.undecided !== null || format.monthName || format.order === 'YMD')
      return [];
    return [{ header: work.column.header, format, proof: decision.proof }];
  });
  const months = columns.filter((column) =>
    /^(?:month|monat|mois|mes|mese|maand)$/i.test(column.header.trim()),
  );
  const profiles: ColumnProfile[] = [];
  for (const { work, decision } of decisions) {
    await settleOrder(query, tableSql, work, decision, { months, proven });
    profiles.push(profileOf(work, decision));
  }
  return profiles;
}

/** Columns that turned out to be text: only spellings that mean nothing in any text count as empty. */
const recountNulls = async (
  query: Query,
  tableSql: string,
  decisions: readonly { work: Work; decision: Decision }[],
): Promise<void> => {
  const asText = decisions.filter(
    ({ work, decision }) => decision.formats[0]?.kind === 'text' && candidatesOf(work).length > 0,
  );
  for (const { work } of asText) {
    const text: Work = { ...work, guesses: [{ formats: [textFormat], proof: '', notes: [] }], facts: {} };
    await verify(query, tableSql, [text]);
    for (const key of ['t', 'm'])
      work.facts = { ...work.facts, [`${key}${work.index}`]: text.facts[`${key}0`] };
  }
};

const settleOrder = async (
  query: Query,
  tableSql: string,
  work: Work,
  decision: Decision,
  table: { months: readonly ProfiledColumn[]; proven: readonly ProvenDates[] },
): Promise<void> => {
  const { undecided } = decision;
  const dates = undecided?.formats.filter((format) => format.kind === 'date') ?? [];
  const [format] = dates;
  if (undecided === null || format === undefined || undecided.guess.conflict === true) return;
  const orders = dates.map((date) => date.order);
  const months = table.months.filter((month) => month.name !== work.column.name);
  const found = await findDateOrder(
    query,
    tableSql,
    { name: work.column.name, format, orders },
    { months, proven: table.proven },
  );
  if (found === null) return;
  decision.undecided = null;
  decision.formats = decision.formats.filter((other) => other.kind !== 'date' || other.order === found.order);
  decision.proof = found.proof;
};

const profileOf = (work: Work, decision: Decision): ColumnProfile => {
  const { column, index } = work;
  const [best] = decision.formats;
  const typed = best !== undefined && best.kind !== 'text';
  const filled = filledOf(work);
  const floatIds =
    `g${index}` in work.facts && filled.length > 0 && fact(work, `g${index}`) === fact(work, `m${index}`);
  const notes = [...decision.notes];
  if (floatIds) {
    notes.push({
      rule: 'F-09',
      severity: 'warning',
      message: `every value ends in .0, as in '${filled[0]?.text}': whole numbers that went through a float`,
    });
  }
  const scientific = filled.find((value) => /^\d(?:[.,]\d+)?[eE]\+\d{2,}$/.test(value.text.trim()));
  if (scientific !== undefined) {
    notes.push({
      rule: 'F-09',
      severity: 'warning',
      message: `'${scientific.text}' lost digits in a spreadsheet; an id written like this cannot be recovered`,
    });
  }
  if (best?.kind === 'date' && best.midnightOnly) {
    notes.push({
      rule: 'T-08',
      severity: 'info',
      message: 'every time is 00:00, so the values are read as days',
    });
  }
  const nulls = texts(work.facts[`t${index}`]);
  const examples = [...new Set(filled.map((value) => value.text))].slice(0, 5);
  const { undecided } = decision;
  return {
    name: column.name,
    header: column.header,
    rows: fact(work, 'n'),
    empty: fact(work, 'n') - fact(work, `f${index}`) + fact(work, `m${index}`),
    distinct: fact(work, `d${index}`),
    nulls: [...new Set(nulls.map((text) => text.trim()))].sort(),
    examples,
    formats: decision.formats,
    bad: typed
      ? { count: badOf(work, decision.first), examples: badExamples(work, decision.first) }
      : { count: 0, examples: [] },
    proof: decision.proof,
    floatIds,
    notes,
    ...(undecided?.guess.undecided === undefined
      ? {}
      : {
          ambiguous: {
            ...undecided.guess.undecided,
            remedy: remedyOf(
              undecided.guess.undecided.question,
              column.header,
              undecided.formats,
              undecided.guess.undecided.examples[0] ?? '',
            ),
          },
        }),
  };
};
