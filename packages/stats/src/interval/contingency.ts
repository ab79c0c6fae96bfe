import { statisticsError } from '../errors.js';
import { logChoose } from '../special/beta-function.js';
import { chiSquareSurvival } from '../special/gamma-distribution.js';
import { logAddExp, logSumExp } from '../special/log-space.js';
import { findRoot } from '../optimise/find-root.js';
import { exactBinomialP } from './exact-binomial.js';
import { requireCount, requirePart } from './check.js';

/** A chi-square statistic with its p-value; all null when a margin is empty. */
export interface ChiSquareTest {
  readonly chiSquare: number | null;
  readonly degrees: number;
  readonly pValue: number | null;
  /** Smallest expected count; below 5 prefer Fisher's test. Null when a margin is empty. */
  readonly smallestExpected: number | null;
}

/**
 * Pearson's test of independence for a table of counts, rows of equal length, at least 2 x 2. `continuity`
 * applies Yates' correction (2 x 2 only, as R `chisq.test` does); default false. Null statistic where a row
 * or column is all 0. Pearson (1900); Yates (1934). Throws INTERVAL_VALUE (shape) and INTERVAL_COUNT.
 */
export function chiSquareTest(table: readonly (readonly number[])[], continuity = false): ChiSquareTest {
  const rows = table.length;
  const columns = table[0]?.length ?? 0;
  if (rows < 2 || columns < 2 || table.some((row) => row.length !== columns)) {
    throw statisticsError(
      'INTERVAL_VALUE',
      'table',
      table,
      'pass at least two rows of at least two counts, all of one length',
    );
  }
  const rowSums = new Float64Array(rows);
  const columnSums = new Float64Array(columns);
  let total = 0;
  table.forEach((row, i) => {
    row.forEach((count, j) => {
      requireCount(`table[${i}][${j}]`, count);
      rowSums[i] = (rowSums[i] as number) + count;
      columnSums[j] = (columnSums[j] as number) + count;
      total += count;
    });
  });
  const degrees = (rows - 1) * (columns - 1);
  if (rowSums.some((sum) => sum === 0) || columnSums.some((sum) => sum === 0)) {
    return { chiSquare: null, degrees, pValue: null, smallestExpected: null };
  }
  let chiSquare = 0;
  let smallestExpected = Infinity;
  const first = Math.abs(
    (table[0]?.[0] as number) - ((rowSums[0] as number) * (columnSums[0] as number)) / total,
  );
  const yates = continuity && rows === 2 && columns === 2 ? Math.min(0.5, first) : 0;
  table.forEach((row, i) => {
    row.forEach((count, j) => {
      const expected = ((rowSums[i] as number) * (columnSums[j] as number)) / total;
      smallestExpected = Math.min(smallestExpected, expected);
      chiSquare += (Math.abs(count - expected) - yates) ** 2 / expected;
    });
  });
  return { chiSquare, degrees, pValue: chiSquareSurvival(chiSquare, degrees), smallestExpected };
}

/**
 * Chi-square test that two independent shares, successes of trials (whole numbers), are equal (R
 * `prop.test`); `continuity` default false. Null statistic without trials on a side, or when all end alike.
 * Pearson (1900). Throws INTERVAL_COUNT and INTERVAL_COUNTS_DISAGREE.
 */
export function twoProportionsTest(
  successes1: number,
  trials1: number,
  successes2: number,
  trials2: number,
  continuity = false,
): ChiSquareTest {
  requirePart('successes1', successes1, 'trials1', trials1);
  requirePart('successes2', successes2, 'trials2', trials2);
  return chiSquareTest(
    [
      [successes1, trials1 - successes1],
      [successes2, trials2 - successes2],
    ],
    continuity,
  );
}

export interface FisherTest {
  /** Two-sided: the chance of all tables no likelier than this one. */
  readonly pValue: number;
  /** Conditional maximum likelihood estimate (not the cross product); null when it is infinite or 0/0. */
  readonly oddsRatio: number | null;
}

/**
 * Fisher's exact test of the table of counts [[a, b], [c, d]] (Fisher 1935; R `fisher.test`). Throws
 * INTERVAL_COUNT.
 */
export function fisherExactTest(a: number, b: number, c: number, d: number): FisherTest {
  for (const [name, count] of Object.entries({ a, b, c, d })) requireCount(name, count);
  const row1 = a + b;
  const row2 = c + d;
  const column1 = a + c;
  const low = Math.max(0, column1 - row2);
  const high = Math.min(row1, column1);
  const logMasses = Float64Array.from(
    { length: high - low + 1 },
    (_, i) => logChoose(row1, low + i) + logChoose(row2, column1 - low - i),
  );
  const logTotal = logSumExp(logMasses);
  const limit = (logMasses[a - low] as number) + Math.log1p(1e-7);
  let logP = -Infinity;
  for (const logMass of logMasses) if (logMass <= limit) logP = logAddExp(logP, logMass);
  const pValue = Math.min(1, Math.exp(logP - logTotal));
  return { pValue, oddsRatio: conditionalOddsRatio(logMasses, low, high, a) };
}

/** The odds ratio under which the expected count of the first cell is the observed one. */
function conditionalOddsRatio(
  logMasses: Float64Array,
  low: number,
  high: number,
  observed: number,
): number | null {
  if (low === high || observed === high) return null;
  if (observed === low) return 0;
  const weights = new Float64Array(logMasses.length);
  const excess = (logOdds: number) => {
    for (let i = 0; i < weights.length; i++) weights[i] = (logMasses[i] as number) + i * logOdds;
    const total = logSumExp(weights);
    let mean = 0;
    for (let i = 0; i < weights.length; i++) mean += i * Math.exp((weights[i] as number) - total);
    return mean - (observed - low);
  };
  let reach = 1;
  while (excess(reach) < 0 || excess(-reach) > 0) reach *= 2;
  return Math.exp(findRoot(excess, -reach, reach, { tolerance: 1e-14 }));
}

export interface McNemarTest {
  /** With continuity correction; null without discordant pairs. */
  readonly chiSquare: number | null;
  readonly pValue: number | null;
  /** Exact binomial p-value; use it below 25 discordant pairs. */
  readonly exactPValue: number | null;
}

/**
 * McNemar's test for paired yes/no answers: the count `gained` went from no to yes, the count `lost` from yes
 * to no; all null when both are 0. McNemar (1947). Throws INTERVAL_COUNT.
 */
export function mcNemarTest(gained: number, lost: number): McNemarTest {
  requireCount('gained', gained);
  requireCount('lost', lost);
  const discordant = gained + lost;
  if (discordant === 0) return { chiSquare: null, pValue: null, exactPValue: null };
  const chiSquare = Math.max(0, Math.abs(gained - lost) - 1) ** 2 / discordant;
  return {
    chiSquare,
    pValue: chiSquareSurvival(chiSquare, 1),
    exactPValue: exactBinomialP(gained, discordant, 0.5),
  };
}
