import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as o from '../../src/optimise/index.js';
import { digamma, lgamma } from '../../src/special/index.js';

const rosenbrock: o.Objective = (x, gradient) => {
  const [a, b] = x as unknown as [number, number];
  gradient[0] = -2 * (1 - a) - 400 * a * (b - a * a);
  gradient[1] = 200 * (b - a * a);
  return (1 - a) ** 2 + 100 * (b - a * a) ** 2;
};

describe('minimise', () => {
  it('finds the end of the Rosenbrock valley and its Hessian', () => {
    const fit = o.minimise(rosenbrock, [[-1.2, 1]]);
    expect(fit.certificate).toMatchObject({
      converged: true,
      positiveDefinite: true,
      startsRun: 1,
      atBoundary: [],
    });
    expect(fit.certificate.gradientNorm).toBeLessThan(1e-6);
    expect(Array.from(fit.point)).toEqual([expect.closeTo(1, 9), expect.closeTo(1, 9)]);
    // By hand at (1, 1): [[802, -400], [-400, 200]]; inverse [[1/2, 1], [1, 2.005]].
    [802, -400, -400, 200].forEach((want, i) => expect(fit.hessian[i]).toBeCloseTo(want, 3));
    [0.5, 1, 1, 2.005].forEach((want, i) => expect((fit.covariance as Float64Array)[i]).toBeCloseTo(want, 4));
    // Eigenvalues 501 -+ sqrt(501^2 - 400).
    const root = Math.sqrt(501 ** 2 - 400);
    expect(fit.certificate.hessianEigenvalues[1]).toBeCloseTo(501 + root, 3);
    expect(fit.certificate.hessianEigenvalues[0]).toBeCloseTo(501 - root, 3);
  });

  it('fits a gamma by maximum likelihood in log parameters', () => {
    // Mean 3, mean log 0.9: the shape solves log k - digamma(k) = log 3 - 0.9 = 0.19861228866811.
    // mpmath: k = 2.67445..., checked below through its own defining equation.
    const n = 1000;
    const nll: o.Objective = (x, gradient) => {
      const shape = Math.exp(x[0] as number);
      const rate = Math.exp(x[1] as number);
      gradient[0] = -n * shape * (Math.log(rate) - digamma(shape) + 0.9);
      gradient[1] = -n * (shape - 3 * rate);
      return -n * (shape * Math.log(rate) - lgamma(shape) + (shape - 1) * 0.9 - 3 * rate);
    };
    const fit = o.minimise(
      nll,
      [
        [0, 0],
        [2, -2],
        [-3, 3],
      ],
      { starts: 'all' },
    );
    const shape = Math.exp(fit.point[0] as number);
    expect(fit.certificate).toMatchObject({ converged: true, startsRun: 3, startsAgreeing: 3 });
    expect(fit.certificate.startsSpread).toBeLessThan(1e-7);
    expect(fit.certificate.gradientNorm).toBeLessThan(1e-6);
    expect(Math.log(shape) - digamma(shape)).toBeCloseTo(Math.log(3) - 0.9, 11);
    expect(shape / Math.exp(fit.point[1] as number)).toBeCloseTo(3, 10);
  });

  it('runs the other starts when the first leaves doubt, and reports the better valley', () => {
    // Minima near -3 (value about -1) and +3 (value about -2); 0 is a maximum with zero gradient.
    const valleys: o.Objective = (x, gradient) => {
      const v = x[0] as number;
      gradient[0] = (v ** 3 - 9 * v) / 20;
      return v ** 4 / 80 - (9 * v * v) / 40;
    };
    const fit = o.minimise(valleys, [[0], [4]]);
    expect(fit.certificate).toMatchObject({ startsRun: 2, positiveDefinite: true, converged: true });
    expect(fit.point[0]).toBeCloseTo(3, 9);
    expect(o.minimise(valleys, [[0]]).certificate).toMatchObject({
      positiveDefinite: false,
      converged: true,
    });
  });

  it('says so when a parameter runs away', () => {
    const runaway: o.Objective = (x, gradient) => {
      const v = x[0] as number;
      gradient[0] = -Math.exp(-v);
      return Math.exp(-v);
    };
    const { certificate } = o.minimise(runaway, [[0]]);
    expect(certificate.atBoundary).toEqual([0]);
  });

  it('steps around points outside the domain', () => {
    const walled: o.Objective = (x, gradient) => {
      const v = x[0] as number;
      if (v <= 0) return Number.NaN;
      gradient[0] = 1 - 0.001 / v;
      return v - 0.001 * Math.log(v);
    };
    expect(o.minimise(walled, [[5]]).point[0]).toBeCloseTo(0.001, 9);
    expect(() => o.minimise(walled, [[-1]])).toThrow(expect.objectContaining({ code: 'OPTIMISE_START' }));
  });

  it('reaches the minimum of any convex quadratic', () => {
    const entry = fc.double({ min: -2, max: 2, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(entry, { minLength: 9, maxLength: 9 }),
        fc.array(entry, { minLength: 3, maxLength: 3 }),
        (b, target) => {
          // f = |B (x - target)|^2/2 + |x - target|^2/20.
          const objective: o.Objective = (x, gradient) => {
            const d = target.map((t, i) => (x[i] as number) - t);
            const bd = [0, 1, 2].map((i) => d.reduce((sum, v, j) => sum + (b[3 * i + j] as number) * v, 0));
            for (let j = 0; j < 3; j++) {
              gradient[j] =
                bd.reduce((sum, v, i) => sum + (b[3 * i + j] as number) * v, 0) + (d[j] as number) / 10;
            }
            return bd.reduce((sum, v) => sum + v * v, 0) / 2 + d.reduce((sum, v) => sum + v * v, 0) / 20;
          };
          const fit = o.minimise(objective, [[0, 0, 0]]);
          expect(fit.certificate.converged).toBe(true);
          target.forEach((t, i) => expect(fit.point[i]).toBeCloseTo(t, 6));
        },
      ),
    );
  });

  it('refuses unusable options', () => {
    expect(() => o.minimise(rosenbrock, [])).toThrow(
      'minimise: starts is not usable: a list of 0 values; pass at least one start, all of one length',
    );
    expect(() => o.minimise(rosenbrock, [[1, 1]], { stepCap: 0 })).toThrow(
      expect.objectContaining({ code: 'OPTIMISE_OPTION' }),
    );
  });
});

describe('one dimension', () => {
  it.each<[string, (x: number) => number, number, number, number]>([
    ['cos x = x', (x) => Math.cos(x) - x, 0, 1, 0.7390851332151607],
    ['x^3 = 2', (x) => x ** 3 - 2, 0, 50, 2 ** (1 / 3)],
    ['flat then steep', (x) => (x - 1) ** 9, -3, 40, 1],
    ['a step', (x) => (x < 0.3 ? -1 : 1), 0, 1, 0.3],
  ])('findRoot: %s', (name, fn, low, high, want) => {
    expect(Math.abs(o.findRoot(fn, low, high) - want)).toBeLessThan(name.startsWith('flat') ? 0.02 : 1e-11);
  });

  it('findRoot says when there is no sign change', () => {
    expect(() => o.findRoot((x) => x * x + 1, -1, 2)).toThrow(
      'findRoot: no sign change between -1 (2) and 2 (5); widen the bracket',
    );
  });

  it('goldenSection finds a valley', () => {
    const { x, value } = o.goldenSection((v) => (v - Math.PI) ** 2 + 7, -10, 30);
    expect(x).toBeCloseTo(Math.PI, 6);
    expect(value).toBeCloseTo(7, 12);
  });

  it('transforms go there and back, with the slope they claim', () => {
    const unit = o.boundedTransform(-2, 5);
    fc.assert(
      fc.property(fc.double({ min: -30, max: 30, noNaN: true }), (free) => {
        const bounded = unit.toBounded(free);
        expect(bounded).toBeGreaterThanOrEqual(-2);
        expect(bounded).toBeLessThanOrEqual(5);
        if (Math.abs(free) < 12) {
          expect(unit.toFree(bounded)).toBeCloseTo(free, 8);
          const numeric = (unit.toBounded(free + 1e-5) - unit.toBounded(free - 1e-5)) / 2e-5;
          expect(unit.slope(free)).toBeCloseTo(numeric, 8);
        }
        expect(o.positiveTransform.toFree(o.positiveTransform.toBounded(free))).toBeCloseTo(free, 9);
      }),
    );
    expect(() => unit.toFree(5)).toThrow(expect.objectContaining({ code: 'OPTIMISE_OPTION' }));
  });
});
