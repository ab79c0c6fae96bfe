import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as library from '../../src/special/index.js';

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
