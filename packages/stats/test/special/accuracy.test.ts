import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as library from '../../src/special/index.js';
import { largeShapeTails } from '../../src/special/large-gamma.js';

const special = { ...library };

// Expected values by 350-digit arithmetic (fixtures/golden_values.py); arguments are exact doubles.
const fixture = JSON.parse(
  readFileSync(new URL('./fixtures/golden-values.json', import.meta.url), 'utf8'),
) as Record<string, [args: number[], value: number][]>;

/** Largest error allowed: relative, or absolute beside max(1, |value|) where the function crosses zero. */
const CASES: [name: string, tolerance: number, kind: 'relative' | 'absolute'][] = [
  ['lgamma', 4e-15, 'relative'],
  ['digamma', 1e-14, 'absolute'],
  ['trigamma', 1e-14, 'relative'],
  ['stirlingCorrection', 1e-13, 'relative'],
  ['logBeta', 1e-14, 'absolute'],
  ['logRising', 1e-12, 'relative'],
  ['logChoose', 1e-13, 'relative'],
  ['gamma', 5e-14, 'relative'],
  ['erf', 2e-15, 'relative'],
  ['erfc', 2e-15, 'relative'],
  ['normalCdf', 1e-14, 'relative'],
  ['logNormalCdf', 1e-14, 'relative'],
  ['normalQuantile', 1e-14, 'relative'],
  ['log1pMinus', 2e-15, 'relative'],
  ['deviance', 5e-15, 'relative'],
  ['gammaP', 2e-13, 'relative'],
  ['gammaQ', 2e-13, 'relative'],
  ['logGammaP', 1e-12, 'relative'],
  ['logGammaQ', 1e-12, 'relative'],
  ['gammaPInverse', 1e-12, 'relative'],
  ['gammaQInverse', 1e-12, 'relative'],
  ['betaP', 1e-12, 'relative'],
  ['betaQ', 1e-12, 'relative'],
  ['logBetaP', 1e-12, 'relative'],
  ['logBetaQ', 1e-12, 'relative'],
  ['betaPInverse', 1e-12, 'relative'],
  ['studentSurvival', 1e-12, 'relative'],
  ['studentUpperQuantile', 1e-12, 'relative'],
  ['logStudentDensity', 1e-12, 'relative'],
  ['fCdf', 1e-12, 'relative'],
  ['fSurvival', 1e-12, 'relative'],
  ['chiSquareSurvival', 1e-12, 'relative'],
  ['poissonMass', 1e-12, 'relative'],
  ['poissonCdf', 1e-12, 'relative'],
  ['binomialMass', 1e-12, 'relative'],
  ['binomialCdf', 1e-12, 'relative'],
  ['exponentialIntegralScaled', 1e-13, 'relative'],
  ['logHypergeometricUnit', 1e-11, 'absolute'],
  ['hypergeometricSlopeA', 1e-10, 'absolute'],
  ['hypergeometricSlopeC', 1e-10, 'absolute'],
  ['hypergeometricSlopeZ', 1e-10, 'relative'],
  ['beheadedHypergeometric', 1e-11, 'relative'],
  ['noncentralStudentSurvival', 1e-10, 'absolute'],
];

type Fn = (...args: number[]) => number;
const slope = (part: 'da' | 'dc' | 'dz'): Fn => {
  return (a = 0, c = 0, z = 0) => special.logHypergeometricUnitGradient(a, c, z)[part];
};
const DERIVED: Record<string, Fn> = {
  hypergeometricSlopeA: slope('da'),
  hypergeometricSlopeC: slope('dc'),
  hypergeometricSlopeZ: slope('dz'),
};

describe('special functions against arbitrary precision', () => {
  it.each(CASES)('%s is within %d', (name, tolerance, kind) => {
    const fn = DERIVED[name] ?? (special[name as keyof typeof special] as unknown as Fn);
    const rows = fixture[name] ?? [];
    expect(rows.length).toBeGreaterThan(15);
    const failures = rows
      .map(([args, value]) => {
        const got = fn(...args);
        const scale = kind === 'relative' ? Math.abs(value) : Math.max(1, Math.abs(value));
        return { args, value, got, error: got === value ? 0 : Math.abs(got - value) / scale };
      })
      .filter(({ error }) => !(error <= tolerance));
    expect(failures).toEqual([]);
  });

  it('covers every function of the fixture', () => {
    expect(Object.keys(fixture).sort()).toEqual(CASES.map(([name]) => name).sort());
  });
});

// Expected values by 50-digit quadrature (fixtures/large_gamma.py), shapes 1e5 to 1e30, 0 to 35 deviations out.
const large = JSON.parse(
  readFileSync(new URL('./fixtures/large-gamma.json', import.meta.url), 'utf8'),
) as Record<string, [args: [number, number], value: number][]>;

describe('large shapes against arbitrary precision', () => {
  const worst = (name: string, fn: Fn): number =>
    Math.max(
      ...large[name]!.map(([args, value]) => {
        const got = fn(...args);
        return got === value ? 0 : Math.abs(got - value) / Math.abs(value);
      }),
    );

  // A tail of e^-700 carries the rounding of 700.
  it.each([
    ['gammaP', [special.gammaP, (a, x) => special.chiSquareCdf(2 * x, 2 * a)]],
    ['gammaQ', [special.gammaQ, (a, x) => special.chiSquareSurvival(2 * x, 2 * a)]],
    ['logGammaP', [special.logGammaP]],
    ['logGammaQ', [special.logGammaQ]],
    ['poissonCdf', [special.poissonCdf]],
    ['poissonSurvival', [special.poissonSurvival]],
  ] as [string, Fn[]][])('%s and what is built on it is within 4e-13', (name, functions) => {
    expect(large[name]!.length).toBeGreaterThan(15);
    for (const fn of functions) expect(worst(name, fn)).toBeLessThan(4e-13);
  });

  it('at the mean, by the leading terms of DLMF 8.12.3: 1/2 + 1 / (3 sqrt(2 pi a))', () => {
    expect(special.gammaP(1e16, 1e16)).toBeCloseTo(0.5 + 1 / (3 * Math.sqrt(2e16 * Math.PI)), 15);
    expect(special.gammaP(1e300, 1e300)).toBeCloseTo(0.5, 15);
    expect(special.gammaP(1e300, 2e300)).toBe(1);
    expect(special.gammaP(1e300, 1e299)).toBe(0);
  });

  it('quantiles are the nearest doubles or their neighbours', () => {
    for (const [[a, p], deviations] of large['gammaQuantile']!) {
      // One spacing of the doubles at the mean, and the rounding of the deviations.
      const near = 2.3e-16 * Math.sqrt(a) + 1e-13 * Math.abs(deviations) + 1e-15;
      const inDeviations = (x: number) => Math.abs((x - a) / Math.sqrt(a) - deviations) / near;
      expect(inDeviations(special.gammaPInverse(a, p))).toBeLessThan(1);
      expect(inDeviations(special.chiSquareQuantile(p, 2 * a) / 2)).toBeLessThan(1);
      if (p === 0.5) expect(inDeviations(special.gammaQInverse(a, p))).toBeLessThan(1);
    }
    expect(special.gammaQInverse(1e16, 0.975)).toBe(special.gammaPInverse(1e16, 0.025));
    expect(special.gammaPInverse(1e300, 0.9)).toBe(1e300);
  });

  it('the expansion agrees with the sums below where it takes over', () => {
    for (const t of [-150, -30, -3, -0.01, 0, 0.01, 3, 30, 300]) {
      const a = 99_999;
      const x = Math.round(a + t * Math.sqrt(a));
      const [lower, upper] = largeShapeTails(a, (x - a) / a, (x - a) / Math.sqrt(a));
      const relative = (got: number, value: number) => Math.abs(got / value - 1);
      // Where a log is itself next to 0, it is minus the other tail and carries the rounding of its exponent.
      if (t <= 3) expect(relative(lower, special.logGammaP(a, x))).toBeLessThan(t > 1 ? 1e-11 : 1e-12);
      if (t >= -3) expect(relative(upper, special.logGammaQ(a, x))).toBeLessThan(t < -1 ? 1e-11 : 1e-12);
    }
  });

  it.each([9e15, 1e16, 4e18])(
    'the Poisson quantile of a mean of %d is the first count that reaches it',
    (mean) => {
      for (const p of [1e-9, 0.025, 0.5, 0.975]) {
        const k = special.poissonQuantile(p, mean);
        const spacing = mean > 2 ** 53 ? 2 ** (Math.floor(Math.log2(k)) - 52) : 1;
        expect(special.poissonCdf(k, mean)).toBeGreaterThanOrEqual(p * (1 - 1e-13));
        expect(special.poissonCdf(k - spacing, mean)).toBeLessThan(p * (1 - 1e-13));
      }
    },
  );
});
