import fc from 'fast-check';
import type { Row, Value, World } from './world.js';

/** A day between two ISO days, both included. */
export const dayBetween = (first: string, last: string): fc.Arbitrary<string> =>
  fc
    .integer({ min: Date.parse(first) / 86400e3, max: Date.parse(last) / 86400e3 })
    .map((day) => new Date(day * 86400e3).toISOString().slice(0, 10));

/** An instant between two ISO days, mostly on quarters of an hour so that ties happen. */
export const instantBetween = (first: string, last: string): fc.Arbitrary<string> =>
  fc
    .tuple(
      dayBetween(first, last),
      fc.oneof(
        { weight: 4, arbitrary: fc.integer({ min: 0, max: 95 }).map((quarter) => quarter * 900) },
        { weight: 1, arbitrary: fc.integer({ min: 0, max: 86399 }) },
      ),
    )
    .map(([day, second]) => `${day}T${new Date(second * 1000).toISOString().slice(11, 19)}Z`);

/** Null in one of `each` draws. */
export const maybe = <T extends Value>(value: fc.Arbitrary<T>, each = 3): fc.Arbitrary<T | null> =>
  fc.oneof({ weight: each - 1, arbitrary: value }, { weight: 1, arbitrary: fc.constant(null) });

/** A value in one of `each` draws, else null. */
export const rarely = <T extends Value>(value: fc.Arbitrary<T>, each: number): fc.Arbitrary<T | null> =>
  fc.oneof({ weight: 1, arbitrary: value }, { weight: each - 1, arbitrary: fc.constant(null) });

export const oneOf = <T extends Value>(...values: T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

/** An amount in cents between two amounts in units, as exact text. */
export const moneyBetween = (low: number, high: number): fc.Arbitrary<string> =>
  fc.integer({ min: low * 100, max: high * 100 }).map((cents) => (cents / 100).toFixed(2));

/** Up to `most` rows of an entity, each with an id of its own: `<source>:~<letter><number>`. */
export const table = (
  key: string | null,
  letter: string,
  most: number,
  row: Record<string, fc.Arbitrary<Value>>,
  least = 0,
  source: fc.Arbitrary<string> = fc.constant('crm'),
): fc.Arbitrary<Row[]> =>
  fc
    .array(fc.tuple(source, fc.record(row)), { minLength: least, maxLength: most })
    .map((rows) =>
      rows.map(([from, values], index) =>
        key === null ? (values as Row) : { [key]: `${from}:~${letter}${index + 1}`, ...values },
      ),
    );

/** A reference to one of the first `most` ids of a letter; it may point at nothing. */
export const refer = (letter: string, most: number, source = 'crm'): fc.Arbitrary<string> =>
  fc.integer({ min: 1, max: most }).map((number) => `${source}:~${letter}${number}`);

/** A world out of its tables. */
export const worldOf = (tables: Record<string, fc.Arbitrary<Row[]>>): fc.Arbitrary<World> =>
  fc.record(tables);

/** The first row of each key stands: a canonical table holds one row a key. */
export const uniqueBy = (rows: fc.Arbitrary<Row[]>, ...keys: string[]): fc.Arbitrary<Row[]> =>
  rows.map((list) => {
    const seen = new Set<string>();
    return list.filter((row) => {
      const key = JSON.stringify(keys.map((name) => row[name] ?? null));
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
  });
