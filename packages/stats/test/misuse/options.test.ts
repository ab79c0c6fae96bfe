import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import * as stats from '../../src/index.js';
import { promisedCodes } from '../public-functions.js';
import { Made, VALID_CALLS } from './valid-calls.js';

/**
 * Options that are a word, of every public function: where in the arguments (a path from the number of the
 * argument), and the words there are. What is left out of the arguments of the valid call is put in.
 */
const UNITS = ['hour', 'day', 'week', 'month', 'quarter', 'year'];
const RECORDINGS = ['unchanged', 'changed-with-intervention', 'unknown'];
const SHAPES = ['additive', 'multiplicative'];
const FALLBACKS = { whenSeparated: ['firth', 'ridge', 'error'], whenCollinear: ['error', 'ridge'] };
const RATIO = { method: ['auto', 'delta', 'fieller'], critical: ['student', 'normal'] };
const BANDS = ['log-log', 'log', 'plain'];
const MODELS = ['sbg', 'bdw'];
const ETS = [...stats.ETS_NAMES];

const under = (place: string, options: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(options).map(([option, words]): [string, readonly string[]] => [
    `${place}.${option}`,
    words,
  ]);

const OPTIONS: Readonly<Record<string, readonly (readonly [path: string, words: readonly string[]])[]>> = {
  bootstrapRatioInterval: [['2.method', ['percentile', 'bca']]],
  clusteredBootstrapInterval: [['2.method', ['percentile', 'bca']]],
  ratioInterval: under('3', RATIO),
  ratioIntervalFromSums: under('2', RATIO),
  minimise: [['2.starts', ['auto', 'all']]],
  purchaseHistories: [['0.unit', UNITS]],
  purchaseCohort: [
    ['1.unit', UNITS],
    ['1.leftTruncation.kind', ['complete', 'run-in']],
  ],
  fitPurchases: [['2.starts', ['auto', 'all']]],
  duration: [['1', UNITS]],
  inUnit: [
    ['0.unit', UNITS],
    ['1', UNITS],
  ],
  discountRate: [['1', UNITS]],
  continuousRate: [['1', UNITS]],
  contractCohorts: [['0', UNITS]],
  fitContract: [['1', MODELS]],
  contractSurvival: [['0', MODELS]],
  contractRetention: [['0', MODELS]],
  residualPayments: [['0', MODELS]],
  kaplanMeier: [['1.band', BANDS]],
  predictSurvival: [['3.band', BANDS]],
  coxRegression: [['1.ties', ['efron', 'breslow']], ...under('1', FALLBACKS)],
  proportionalityTest: [['2.timeScale', ['km', 'rank', 'identity', 'log']]],
  weibullRegression: [['1.distribution', ['weibull', 'exponential']]],
  logisticRegression: under('2', FALLBACKS),
  fitCalibrator: [['2.method', ['isotonic', 'platt']]],
  fitEncoder: [['1.size.missing', ['error', 'median']]],
  encodeRows: [['2.unknown', ['reference', 'error']]],
  rfmTransitions: [['2', ['r', 'f', 'm', 'segment']]],
  classicalDecomposition: [['2', SHAPES]],
  holtWinters: [['2', SHAPES]],
  findAnomalies: [['1.decomposition', ['medians', 'stl']]],
  findChangepoints: [
    ['1.shape', ['level', 'line']],
    ['1.criterion', ['bic', 'mbic']],
  ],
  rangeTransform: [['1', ['number', 'positive', 'count', 'share']]],
  combinedForecast: [['1.kind', ['number', 'positive', 'count', 'share']]],
  parseEtsName: [['0', ETS]],
  fitEts: [['1', ETS]],
  evaluateEts: [['1', ETS]],
  etsMinimumLength: [['0', ETS]],
  selectEts: [['1.models.0', ETS]],
  segmentedRegression: [
    ['0.recording', RECORDINGS],
    ['1.season.form', ['phases', 'harmonics']],
    ['1.errors', ['ar1', 'independent', 'newey-west']],
  ],
  structuralCounterfactual: [
    ['0.recording', RECORDINGS],
    ['1.season.form', ['phases', 'harmonics']],
    ['1.recipe', ['learned', 'published']],
  ],
  assessImpact: [
    ['0.recording', RECORDINGS],
    ['1.season.form', ['phases', 'harmonics']],
    ['1.method', ['segmented regression', 'structural counterfactual']],
  ],
  staggeredAdoption: [
    ['1.recording', RECORDINGS],
    ['1.controls', ['never', 'not-yet']],
  ],
};

const encoder = stats.fitEncoder({ plan: ['a', 'b'] });
const values = Array.from({ length: 20 }, (_, t) => 10 + Math.sin(t));
/** Arguments of functions that have no row among the valid calls. */
const OTHER_ARGUMENTS: Readonly<Record<string, readonly unknown[]>> = {
  clusteredBootstrapInterval: [3, (weights: Float64Array) => weights[0]!, { seed: 1, draws: 100 }],
  minimise: [
    (point: Float64Array, gradient: Float64Array) => {
      gradient[0] = 2 * point[0]!;
      return point[0]! ** 2;
    },
    [[1]],
  ],
  encodeRows: [encoder, { plan: ['a'] }],
  evaluateEts: [
    values,
    'ANN',
    { smoothing: { alpha: 0.2, beta: 0, gamma: 0, phi: 1 }, initial: { level: 10, slope: 0, season: [] } },
  ],
};

/** A copy of `value` (only its plain lists and objects) with `word` at the end of the path. */
function put(value: unknown, [key, ...rest]: readonly string[], word: string): unknown {
  if (key === undefined) return word;
  const numbered = /^\d+$/.test(key);
  // The form of a season is looked at only beside its period.
  const copy = (
    numbered
      ? Array.from((value ?? []) as unknown[])
      : { ...(value as object), ...(key === 'form' ? { period: 4 } : {}) }
  ) as Record<string, unknown>;
  copy[key] = put(copy[key], rest, word);
  return copy;
}

const FUNCTIONS = new Map(Object.entries(stats) as [string, (...given: never[]) => unknown][]);

/** What the call with `word` there throws; null when it throws nothing. */
function refusal(name: string, path: string, word: string): Error | null {
  const row = VALID_CALLS.find(([other]) => other === name)?.[2] ?? OTHER_ARGUMENTS[name];
  if (row === undefined) throw new Error(`no arguments for ${name}`);
  const args = row.map((one) => (one instanceof Made ? one.value : one));
  try {
    FUNCTIONS.get(name)!(...(put(args, path.split('.'), word) as never[]));
    return null;
  } catch (error) {
    return error as Error;
  }
}

const rows = Object.entries(OPTIONS).flatMap(([name, options]) =>
  options.map(([path, words]) => [`${name} ${path}`, name, path, words] as const),
);

test.each(rows)(
  '%s: refuses other words by an error that says every word there is',
  (_, name, path, words) => {
    const listed = words === UNITS ? words.map((one) => `'${one}'`) : words;
    for (const word of ['zz', 'constructor', '', `${words[0]!}x`]) {
      const error = refusal(name, path, word);
      expect(error, word).toBeInstanceOf(stats.StatisticsError);
      const { code, message } = error as stats.StatisticsError;
      expect([...promisedCodes(name)]).toContain(code);
      expect(message).toContain(`'${word}'`);
      const remedy = message.slice(message.lastIndexOf('; '));
      expect(remedy).toMatch(/^; (?:say|use) /);
      expect(listed.filter((one) => !remedy.includes(one))).toEqual([]);
    }
    for (const word of words) {
      const error = refusal(name, path, word);
      // Refused, if at all, for something else: a number of parameters, a recording that changed.
      if (error !== null) expect(error).toBeInstanceOf(stats.StatisticsError);
      expect(error?.message ?? '').not.toMatch(/is not usable: '.*; say|unknown: '.*; use/);
    }
  },
);

test('every option of the source that is a word has rows above', () => {
  const source = fileURLToPath(new URL('../../src/', import.meta.url));
  const text = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(`${source}${file}`, 'utf8'))
    .join('\n');
  const aliases = [...text.matchAll(/^export type (\w+) =\s*(?:\|\s*)?(?:\/\*\*.*\*\/\s*\| )?'/gm)].map(
    ([, name]) => name!,
  );
  expect(aliases).toEqual(expect.arrayContaining(['Ties', 'BandScale', 'TimeScale', 'RfmGrouping']));
  // An optional property: results have none.
  const optional = new RegExp(`(\\w+)\\?: (?:'[^']*' \\| '|(?:${aliases.join('|')})\\b)`, 'g');
  const found = new Set([...text.matchAll(optional)].map(([, name]) => name!));
  const held = new Set(rows.map(([, , path]) => path.split('.').at(-1)!));
  expect(found.size).toBeGreaterThan(14);
  expect([...found].filter((name) => !held.has(name))).toEqual([]);
  // Nothing else decides which words are allowed.
  expect(text.match(/_OPTION', [^;]*'say /g)).toBeNull();
});
