import { expect, test } from 'vitest';
import { STATISTICS_ERRORS } from '../src/errors.js';
import * as stats from '../src/index.js';
import { namesSource, promisedCodes, PUBLIC_FUNCTIONS } from './public-functions.js';

/** Functions that have no formula of their own, and so no paper to name. */
const WITHOUT_FORMULA: readonly string[] = [
  // Guards: they look at a value and hand it back, or refuse it.
  'isInterval',
  'currencyCode',
  'checkWindows',
  'checkObservedBefore',
  // Units: a number gets its unit, or goes over to another; a date becomes a number.
  'duration',
  'days',
  'weeks',
  'months',
  'years',
  'inUnit',
  'discountRate',
  'annualRate',
  'dayNumber',
  // Definitions that no one wrote a paper about.
  'logistic',
  'boundedTransform',
  'median',
  'workingDays',
  'etsMinimumLength',
  // Plumbing: rows picked, grouped, added up, counted, recoded or put in order.
  'unitSums',
  'historyOf',
  'purchaseRows',
  'rfmCustomers',
  'rfmTransitions',
  'cutoffsOf',
  'takeRows',
  'fitEncoder',
  'encodeRows',
  'topReasons',
  // Plumbing between threads: the parts of one sum.
  'partitionRows',
  'likelihoodChannel',
  'helpLikelihood',
  'sharedObjective',
  'closeChannel',
];

const functions = [...PUBLIC_FUNCTIONS.values()];

test('the docstring of every function that the package exports is found', () => {
  const classesAndErrors = ['RandomSource', 'StatisticsError', 'shown', 'statisticsError'];
  const exported = Object.entries(stats).flatMap(([name, value]) =>
    typeof value === 'function' ? [name] : [],
  );
  expect([...PUBLIC_FUNCTIONS.keys(), ...classesAndErrors].sort()).toEqual(exported.sort());
  expect(functions.filter(({ docstring }) => docstring === '').map(({ name }) => name)).toEqual([]);
});

test('every public function says what it throws: codes of the registry, or where they stand', () => {
  const silent = functions.filter(
    ({ name, docstring }) =>
      promisedCodes(name).size === 0 && !/\b[Tt]hrows (?:nothing|what `\w+` throws)/.test(docstring),
  );
  expect(silent.map(({ name }) => name)).toEqual([]);
});

test('every code that a docstring names is in the registry', () => {
  const named = functions.flatMap(({ name, docstring }) =>
    [
      ...docstring.matchAll(
        /\b(?:SPECIAL|RANDOM|LINEAR|OPTIMISE|INTERVAL|SURVIVAL|PURCHASE|CONTRACT|SPEND|IMPACT|SERIES|RISK|RFM)_[A-Z_]+\b/g,
      ),
    ].map(([code]) => ({ name, code })),
  );
  expect(named.filter(({ code }) => !(code in STATISTICS_ERRORS))).toEqual([]);
});

test('a docstring that leaves its errors to another names a public one', () => {
  const lost = functions.flatMap(({ name, docstring }) =>
    [...docstring.matchAll(/\b(?:[Ee]rrors as|[Tt]hrows as|data as) `(\w+)`/g)]
      .filter(([, other]) => !PUBLIC_FUNCTIONS.has(other!) || other === name)
      .map(([phrase]) => `${name}: ${phrase}`),
  );
  expect(lost).toEqual([]);
});

test('every parameter that a docstring describes is one of the function', () => {
  const read = ['annualRate', 'autocorrelations', 'forecastContract', 'placeboInTime'];
  expect(read.map((name) => PUBLIC_FUNCTIONS.get(name)?.parameters)).toEqual([
    ['effective'],
    ['values', 'lags'],
    ['fit', 'horizon'],
    ['options', 'estimate'],
  ]);
  const strange = functions.flatMap(({ name, docstring, parameters }) =>
    [...docstring.matchAll(/@param (\w+)/g)].flatMap(([, described]) =>
      parameters.includes(described!) ? [] : [`${name}: ${described!}`],
    ),
  );
  expect(strange).toEqual([]);
});

test('every public function names the source of its formula, or has none', () => {
  const without = functions.filter((one) => !namesSource(one)).map(({ name }) => name);
  expect(without.sort()).toEqual([...WITHOUT_FORMULA].sort());
});
