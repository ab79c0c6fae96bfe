import { textFormat } from './column-format.js';
import type { ColumnProfile } from './column-profile.js';
import { profileOf } from './column-report.js';
import type { ProfiledColumn, Work } from './column-work.js';
import { badOf, candidatesOf, fact, filledOf, isFloatId, TOLERATED } from './column-work.js';
import type { ProvenDates } from './date-order.js';
import { findDateOrder } from './date-order.js';
import type { Decision } from './decide.js';
import { decide } from './decide.js';
import type { SampleValue } from './guess.js';
import { guessColumn } from './guess.js';
import { parseDate } from './guess-date.js';
import { readMarks } from './guess-number.js';
import { isTypedNull } from './null-spellings.js';
import { anyNumber } from './number-text.js';
import { identifier } from './sql-text.js';
import type { Verification } from './verify-sql.js';
import { dayAboveTwelveSql, exceptionsSql, verifySql } from './verify-sql.js';

/** Runs one statement on the engine that holds the table; column names as keys, counts as number or bigint. */
export type Query = (sql: string) => Promise<readonly Record<string, unknown>[]>;

const SAMPLE = 4096;
/** Columns checked in one statement. */
const BATCH = 60;

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
