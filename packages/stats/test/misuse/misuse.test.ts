import { describe, expect, test } from 'vitest';
import * as stats from '../../src/index.js';
import * as linear from '../../src/linear/index.js';
import * as optimise from '../../src/optimise/index.js';
import * as random from '../../src/random/index.js';
import * as special from '../../src/special/index.js';
import { promisedCodes } from '../public-functions.js';
import { Made, VALID_CALLS } from './valid-calls.js';

const plain = (value: unknown): unknown => (value instanceof Made ? value.value : value);

/** Where a result may hold NaN: it says so in its docstring. */
const MAY_BE_NAN: Readonly<Record<string, RegExp>> = {
  kaplanMeier: /^standardError/,
  classicalDecomposition: /^trend/,
  // Missing values stay missing.
  medianDecomposition: /^remainder/,
  restoreCalendar: /^0$/,
  takeRows: /^0\.values/,
  structuralCounterfactual: /^(lower|upper)/,
};

/** Paths of NaN within a result. */
function nanPaths(value: unknown, path = '', depth = 0): string[] {
  if (typeof value === 'number') return Number.isNaN(value) ? [path] : [];
  if (typeof value !== 'object' || value === null || depth > 6) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    nanPaths(item, path === '' ? key : `${path}.${key}`, depth + 1),
  );
}

/** One argument spoilt in one place: what was done, and the arguments. */
type Spoilt = readonly [what: string, args: readonly unknown[]];

function* spoil(value: unknown, path: string): Generator<readonly [string, unknown]> {
  if (value instanceof Made || value === null) return;
  if (typeof value === 'number') {
    for (const bad of [Number.NaN, -1, 0, 95, Number.POSITIVE_INFINITY]) yield [`${path} = ${bad}`, bad];
  } else if (typeof value === 'string') yield [`${path} = 'nonsense'`, 'nonsense'];
  else if (Array.isArray(value) || value instanceof Float64Array) yield* spoilList(value, path);
  else if (typeof value === 'object') {
    for (const [key, item] of Object.entries(value)) {
      for (const [what, bad] of spoil(item, `${path}.${key}`)) yield [what, { ...value, [key]: bad }];
    }
  }
}

function* spoilList(
  list: readonly unknown[] | Float64Array,
  path: string,
): Generator<readonly [string, unknown]> {
  const like = (values: unknown[]): unknown =>
    list instanceof Float64Array ? Float64Array.from(values as number[]) : values;
  const items = Array.from(list as readonly unknown[]);
  yield [`${path} is empty`, like([])];
  yield [`${path} has one value`, like(items.slice(0, 1))];
  yield [`${path} lacks its last`, like(items.slice(0, -1))];
  yield [`${path} repeats its first`, like(items.map(() => items[0]))];
  yield [`${path} repeats its last`, like(items.map(() => items.at(-1)))];
  for (const [what, bad] of spoil(items[0], `${path}[0]`)) yield [what, like([bad, ...items.slice(1)])];
  if (typeof items[0] === 'number') yield [`${path} is all 0`, like(items.map(() => 0))];
}

function spoilt(args: readonly unknown[]): Spoilt[] {
  return args.flatMap((argument, place) =>
    Array.from(
      spoil(argument, `argument ${place}`),
      ([what, bad]): Spoilt => [what, args.map((other, i) => (i === place ? bad : plain(other)))],
    ),
  );
}

/** What is wrong with the outcome of a spoilt call; null when it was refused properly or answered without NaN. */
function complaint(name: string, promised: ReadonlySet<string>, call: () => unknown): string | null {
  try {
    const nan = nanPaths(call()).filter((path) => !MAY_BE_NAN[name]?.test(path));
    return nan.length === 0 ? null : `NaN at ${nan.slice(0, 3).join(', ')}`;
  } catch (error) {
    if (!(error instanceof stats.StatisticsError)) return String(error);
    if (!(error.code in stats.STATISTICS_ERRORS)) return `${error.code} is not in the registry`;
    if (!promised.has(error.code)) return `${error.code} is not in the docstring: ${error.message}`;
    // Every message goes on after the problem to say what to do.
    return /[;:,] /.test(error.message) ? null : `says no remedy: ${error.message}`;
  }
}

describe('a spoilt argument is refused by an error that the docstring names, or answered without NaN', () => {
  test.each(VALID_CALLS)('%s', (name, call, args) => {
    const run = (given: readonly unknown[]) => (call as (...list: unknown[]) => unknown)(...given.map(plain));
    const promised = promisedCodes(name);
    expect(
      complaint(name, promised, () => run(args)),
      'valid arguments',
    ).toBeNull();
    const complaints = spoilt(args).flatMap(([what, given]) => {
      const found = complaint(name, promised, () => run(given));
      return found === null ? [] : [`${what}: ${found}`];
    });
    expect(complaints).toEqual([]);
  });

  test('every public function has a row', () => {
    // Foundations have domain tests of their own; these take functions, or objects that only other calls make.
    const elsewhere = new Set(
      [special, random, linear, optimise]
        .flatMap((area) => Object.keys(area))
        .concat('StatisticsError', 'shown', 'statisticsError', 'isInterval', 'differenceOfIntervals')
        .concat(
          'clusteredBootstrapInterval',
          'purchaseRows',
          'helpLikelihood',
          'sharedObjective',
          'closeChannel',
        )
        .concat('evaluateEts', 'isAdmissible', 'conformalCalibration', 'median', 'normalisedMad')
        .concat('encodeRows', 'fitRiskScore', 'scoreRisk'),
    );
    const rows = new Set(VALID_CALLS.map(([name]) => name));
    const missing = Object.entries(stats).filter(
      ([name, value]) => typeof value === 'function' && !rows.has(name) && !elsewhere.has(name),
    );
    expect(missing.map(([name]) => name)).toEqual([]);
  });
});
