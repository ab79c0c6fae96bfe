import { expect } from 'vitest';
import * as interval from '../../src/interval/index.js';
import { leastSquares } from '../../src/linear/index.js';
import { binomialMass, logBinomialMass, studentSurvival } from '../../src/special/index.js';
import { loadColumn } from '../reference-data.js';

type Ends = [number, number];
type Check = (values: never) => void;

/** Relative to the larger of the two ends, so that an end that is 0 is compared as the others are. */
function near(got: number | null, want: number, tolerance = 1e-9, scale = Math.abs(want)): void {
  expect(Math.abs((got as number) - want)).toBeLessThanOrEqual(tolerance * Math.max(scale, 1e-12));
}

function nearEnds(result: interval.IntervalResult, [low, high]: Ends, tolerance = 1e-9): void {
  const scale = Math.max(Math.abs(low), Math.abs(high));
  near(result.low, low, tolerance, scale);
  near(result.high, high, tolerance, scale);
}

interface Proportion {
  x: number;
  n: number;
  wilson: Ends;
  wilson_cc: Ends;
  clopper_pearson: Ends;
  agresti_coull: Ends;
  jeffreys: Ends;
}

const proportion = (v: Proportion): void => {
  nearEnds(interval.wilsonInterval(v.x, v.n), v.wilson);
  nearEnds(interval.wilsonContinuityInterval(v.x, v.n), v.wilson_cc);
  nearEnds(interval.clopperPearsonInterval(v.x, v.n), v.clopper_pearson);
  nearEnds(interval.jeffreysInterval(v.x, v.n), v.jeffreys);
  // The reference lets Agresti-Coull run out of [0, 1]; ours is kept inside.
  const clipped = v.agresti_coull.map((end) => Math.min(1, Math.max(0, end))) as Ends;
  nearEnds(interval.agrestiCoullInterval(v.x, v.n), clipped);
};

interface Nps {
  P: number;
  N: number;
  D: number;
  nps: number;
  adjusted_center: number;
  se_adjusted: number;
  adjusted_wald: Ends;
  tmean: Ends;
}

// The reference's plain Wald interval of NPS is not offered by the library (it covers 65% at n = 10).
const nps = (v: Nps): void => {
  const counts = { promoters: v.P, passives: v.N, detractors: v.D };
  const result = interval.npsInterval(counts);
  near(result.estimate, v.nps);
  nearEnds(result, v.adjusted_wald.map((end) => Math.min(100, Math.max(-100, end))) as Ends);
  const { center, variance } = interval.adjustedNps(counts);
  near(100 * center, v.adjusted_center);
  near(100 * Math.sqrt(variance), v.se_adjusted);
  const mean = interval.meanIntervalFromMoments(
    interval.momentsFromSums(v.P + v.N + v.D, 100 * (v.P - v.D), 10_000 * (v.P + v.D)),
  );
  nearEnds(mean, v.tmean);
};

/** Exact coverage of the adjusted Wald interval: the sum over all samples, not a simulation. */
function npsCoverage(p: number, d: number, n: number): { coverage: number; halfWidth: number } {
  let coverage = 0;
  let halfWidth = 0;
  for (let promoters = 0; promoters <= n; promoters++) {
    const first = logBinomialMass(promoters, n, p);
    for (let detractors = 0; detractors <= n - promoters; detractors++) {
      const chance = Math.exp(first + logBinomialMass(detractors, n - promoters, d / (1 - p)));
      if (chance < 1e-13) continue;
      const counts = { promoters, detractors, passives: n - promoters - detractors };
      const result = interval.npsInterval(counts) as interval.Interval;
      if (result.low <= 100 * (p - d) && 100 * (p - d) <= result.high) coverage += chance;
      // The reference's half-width is of the interval before it is kept within +-100.
      halfWidth += chance * 100 * 1.959963984540054 * Math.sqrt(interval.adjustedNps(counts).variance);
    }
  }
  return { coverage, halfWidth };
}

function wilsonCoverage(p: number, n: number): number {
  let coverage = 0;
  for (let k = 0; k <= n; k++) {
    const result = interval.wilsonInterval(k, n) as interval.Interval;
    if (result.low <= p && p <= result.high) coverage += binomialMass(k, n, p);
  }
  return coverage;
}

const SMOKERS = [83, 90, 129, 70];
const PATIENTS = [86, 93, 136, 82];
const SLEEP_1 = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
const SLEEP_2 = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];

/** The reference entries this area answers for, each with its check. */
export const checks: Readonly<Record<string, Check>> = {
  'pub-newcombe': (v: Record<string, Ends>) => {
    nearEnds(interval.wilsonInterval(81, 263), v['81/263 wilson'] as Ends, 2e-4);
    nearEnds(interval.clopperPearsonInterval(81, 263), v['81/263 clopper'] as Ends, 2e-4);
    nearEnds(interval.newcombeDifference(56, 70, 48, 80), v['56/70-48/80 method10'] as Ends, 1.5e-4);
  },
  'run-r-prop_0_10': proportion,
  'run-r-prop_1_10': proportion,
  'run-r-prop_81_263': proportion,
  'run-r-prop_10_10': proportion,
  'run-r-prop_15_148': proportion,
  'run-r-prop_0_20': proportion,
  'run-r-prop_1_29': proportion,
  // Fleiss's smokers (R ?prop.test), scores 0, 0, 0, 1 as the id says.
  'run-r-prop_trend_fleiss_score0001': (v: { chisq: number; p: number }) => {
    const trend = interval.proportionTrendTest(SMOKERS, PATIENTS, [0, 0, 0, 1]);
    near(trend.chiSquare, v.chisq);
    near(trend.pValue, v.p);
    // With scores 1 to 4 R prints 8.2249 (?prop.trend.test).
    near(interval.proportionTrendTest(SMOKERS, PATIENTS).chiSquare, 8.2249, 1e-5);
  },
  // The reference's Wald interval of the difference is not offered; Newcombe's is.
  'run-r-two_prop': (v: { x: Ends; n: Ends; chisq: number; p: number }) => {
    const test = interval.twoProportionsTest(v.x[0], v.n[0], v.x[1], v.n[1]);
    near(test.chiSquare, v.chisq);
    near(test.pValue, v.p);
  },
  'run-r-newcombe_56_70_48_80': (v: { diff: number; ci: Ends }) => {
    const result = interval.newcombeDifference(56, 70, 48, 80);
    near(result.estimate, v.diff);
    nearEnds(result, v.ci);
  },
  'run-r-newcombe_9_10_3_10': (v: { ci: Ends }) => nearEnds(interval.newcombeDifference(9, 10, 3, 10), v.ci),
  'run-r-nps_16_12_8': nps,
  'run-r-nps_5_0_0': nps,
  'run-r-nps_450_300_250': nps,
  'run-r-nps_19_9_8': nps,
  'run-r-ratio': (v: {
    num: number[];
    den: number[];
    ratio: number;
    delta_se: number;
    delta_ci: Ends;
    fieller: Ends;
  }) => {
    const delta = interval.ratioInterval(v.num, v.den, 0.95, { method: 'delta', critical: 'normal' });
    near(delta.estimate, v.ratio);
    nearEnds(delta, v.delta_ci);
    const half = (delta.high as number) - v.ratio;
    near(half / 1.959963984540054, v.delta_se);
    // The reference's Fieller interval uses Student's t where its delta interval uses the normal.
    nearEnds(interval.ratioInterval(v.num, v.den), v.fieller);
    expect(interval.ratioInterval(v.num, v.den).method).toBe('fieller');
  },
  'run-r-poisson_exact': (v: { x: number; T: number; ci: Ends }) =>
    nearEnds(interval.poissonRateInterval(v.x, v.T), v.ci),
  'run-r-poisson_ratio': (v: { x: Ends; T: Ends; p: number; ratio: number; ci: Ends }) => {
    const result = interval.poissonRateRatio(v.x[0], v.T[0], v.x[1], v.T[1]);
    near(result.interval.estimate, v.ratio);
    near(result.pValue, v.p);
    nearEnds(result.interval, v.ci);
  },
  'run-r-mannkendall_nile': (v: { tau: number; z: number; p: number }) => {
    const nile = loadColumn('series/nile.csv', 'y');
    if (nile === null) return;
    // R's cor.test has no continuity correction.
    const test = interval.mannKendallTest(nile, { continuity: false });
    near(test?.tau as number, v.tau);
    near(test?.z as number, v.z);
    near(test?.pValue as number, v.p);
  },
  'run-r-sen_slope_nile': (v: number) => {
    const nile = loadColumn('series/nile.csv', 'y');
    if (nile !== null) near(interval.mannKendallTest(nile)?.slope.estimate as number, v);
  },
  'run-r-ols_trend_nile': (v: { slope: number; se: number; p: number }) => {
    const nile = loadColumn('series/nile.csv', 'y');
    if (nile === null) return;
    const fit = leastSquares(
      nile.flatMap((_, i) => [1, i]),
      nile.length,
      2,
      nile,
    );
    const slope = fit.coefficients[1] as number;
    const error = Math.sqrt(
      ((fit.unscaledCovariance[3] as number) * fit.residualSumOfSquares) / fit.degreesOfFreedom,
    );
    near(slope, v.slope);
    near(error, v.se);
    near(2 * studentSurvival(Math.abs(slope / error), fit.degreesOfFreedom), v.p);
  },
  // The reference keeps W and p, not the samples; p = 58/462 fixes their sizes at 5 and 6. By hand: 5.5 exceeds
  // 4 and 5; 7.5 exceeds 4, 5, 6 and 7: six pairs.
  'run-r-wilcox': (v: { W: number; p: number }) => {
    const test = interval.mannWhitneyTest([1, 2, 3, 5.5, 7.5], [4, 5, 6, 7, 8, 9]);
    expect(test).toMatchObject({ u: v.W, exact: true });
    near(test?.pValue as number, v.p);
  },
  'run-r-welch_sleep': (v: { t: number; df: number; p: number; ci: Ends }) => {
    const test = interval.welchTest(SLEEP_1, SLEEP_2);
    near(test.t, v.t);
    near(test.degrees, v.df);
    near(test.pValue, v.p);
    nearEnds(test.interval, v.ci);
  },
  // R ?mcnemar.test, approval ratings: 150 lost, 86 gained.
  'run-r-mcnemar': (v: { chisq: number; p: number }) => {
    const test = interval.mcNemarTest(86, 150);
    near(test.chiSquare, v.chisq);
    near(test.pValue, v.p);
  },
  // R finds the odds ratio by a root search to 1e-4; 6.40831965819967 is exact (mpmath, 50 digits).
  'run-r-fisher_tea': (v: { p: number; or: number }) => {
    const test = interval.fisherExactTest(3, 1, 1, 3);
    near(test.pValue, v.p);
    near(test.oddsRatio, v.or, 5e-6);
    near(test.oddsRatio, 6.40831965819967, 1e-12);
  },
  // R searches a root here too; 76.7069284517774 is its own formula solved exactly (mpmath).
  'run-r-power_prop': (v: { p1: number; p2: number; power: number; n: number }) => {
    const size = interval.sampleSizeForProportions(v.p1, v.p2, { power: v.power });
    near(size, v.n, 1e-7);
    near(size, 76.7069284517774, 1e-13);
    near(interval.powerOfProportions(v.p1, v.p2, size, size), v.power, 1e-12);
  },
  'run-r-bh': (v: number[]) =>
    interval.benjaminiHochberg([0.01, 0.02, 0.03, 0.04, 0.05]).forEach((p, i) => near(p, v[i] as number)),
  'run-r-holm': (v: number[]) =>
    interval.holm([0.01, 0.02, 0.03, 0.04, 0.05]).forEach((p, i) => near(p, v[i] as number)),
  // The reference keeps the results only. By the definition of type 7 they are those of seven values
  // 1, 2, 3, 4, (any), 7, 9 at q = 0.1, 0.25, 0.5, 0.9: 1.6 = 1 + 0.6, 2.5 = 2 + 0.5, 4, 7.8 = 7 + 0.4 x 2.
  'run-r-quantile7': (v: number[]) =>
    [0.1, 0.25, 0.5, 0.9].forEach((q, i) =>
      near(interval.quantile([1, 2, 3, 4, 5, 7, 9], q), v[i] as number),
    ),
  'sim-coverage-false-positives': (v: Record<string, Record<string, number>>) => {
    for (const [key, cell] of Object.entries(v)) {
      const part = (name: string) => Number(key.match(new RegExp(`${name}=([0-9.]+)`))?.[1]);
      if (key.startsWith('nps')) {
        const { coverage, halfWidth } = npsCoverage(part('p'), part('d'), part('n'));
        near(coverage, cell.adjusted_wald as number, 0.01, 1);
        near(halfWidth, cell.mean_halfwidth as number, 0.5, 1);
      } else if (key.startsWith('prop')) {
        near(wilsonCoverage(part('p'), part('n')), cell.wilson as number, 0.01, 1);
      }
    }
  },
};
