import { describe, expect, test } from 'vitest';
import {
  fitNoLeaving,
  fitPurchases,
  PURCHASE_MODELS,
  purchaseHistories,
  purchaseRows,
} from '../../src/purchase/index.js';
import { dataLines, entry, models, numberColumns, reference } from './reference.js';

interface Optimum {
  readonly params: Record<string, number>;
  readonly se: Record<string, number>;
  readonly se_log: Record<string, number>;
  readonly loglik: number;
}

const files = {
  cdnow_rounded: { name: 'cdnow_customers_summary.csv', x: 'frequency', tx: 'recency', T: 'T', rows: 1016 },
  cdnow_exact: { name: 'cdnow_sample_cbs_exact.csv', x: 'x', tx: 't.x', T: 'T.cal', rows: 1016 },
  cdnowfull: { name: 'cdnow_master_cbs_exact.csv', x: 'x', tx: 't.x', T: 'T.cal', rows: 8685 },
};

function load(file: (typeof files)[keyof typeof files]) {
  const lines = dataLines(file.name);
  if (lines === null) return null;
  const columns = numberColumns(lines);
  return purchaseHistories({
    unit: 'week',
    repeats: columns[file.x]!,
    recency: columns[file.tx]!,
    age: columns[file.T]!,
  });
}

const short = { 'pareto-nbd': 'pnbd', 'bg-nbd': 'bgnbd', 'mbg-nbd': 'mbgnbd' } as const;

/** Where the packages stop: parameters and likelihood of BTYD / BTYDplus runs, by file. */
const packageRun = { cdnow_exact: 'run-btyd-cdnow', cdnowfull: 'run-btyd-cdnow-full' } as const;
const packageName = { 'pareto-nbd': 'pnbd', 'bg-nbd': 'bgnbd', 'mbg-nbd': 'mbg' } as const;

describe.skipIf(reference === null).each(Object.entries(files))('maximum likelihood on %s', (key, file) => {
  const histories = load(file);

  test.skipIf(histories === null)('groups to the known number of distinct rows', () => {
    const rows = purchaseRows(histories!);
    expect(rows.rowCount).toBe(file.rows);
    expect(rows.counts.reduce((a, b) => a + b)).toBe(histories!.customers);
  });

  test.skipIf(histories === null).each(PURCHASE_MODELS.map((model) => [model.id, model] as const))(
    '%s',
    (id, model) => {
      const optimum = entry<Optimum>(`mle-${short[id]}_${key}`);
      const fit = fitPurchases(histories!, model);
      expect(fit.logLikelihood).toBeCloseTo(optimum.loglik, 6);
      fit.estimates.forEach((estimate) => {
        const wanted = optimum.params[estimate.name]!;
        expect(Math.abs(estimate.estimate / wanted - 1)).toBeLessThan(1e-6);
        // The reference differentiates with a wider step; both are differences of gradients.
        expect(Math.abs(estimate.standardError / optimum.se[estimate.name]! - 1)).toBeLessThan(1e-4);
        expect(Math.abs(estimate.logStandardError / optimum.se_log[estimate.name]! - 1)).toBeLessThan(1e-4);
      });
      // The certificate: a vanishing gradient, a proper minimum, starts that agree, nothing to doubt.
      expect(fit.certificate.gradientNorm).toBeLessThan(1e-6);
      expect(fit.certificate.hessianEigenvalues[0]).toBeGreaterThan(0);
      expect(fit.certificate.startsAgreeing).toBe(3);
      // Restarts stop at 3e-5 standard errors, where the rounding of the sum begins.
      expect(fit.certificate.startsSpread).toBeLessThan(1e-5);
      expect(fit.doubts).toEqual([]);
      // At least as good as the packages.
      if (key === 'cdnow_exact' || key === 'cdnowfull') {
        const runs = entry<Record<string, { params: number[]; loglik: number }>>(packageRun[key]);
        const run = runs[packageName[id]]!;
        expect(fit.logLikelihood).toBeGreaterThanOrEqual(run.loglik - 5e-8);
        // They stop up to 0.2% short of the optimum.
        run.params.forEach((value, i) => expect(Math.abs(fit.parameters[i]! / value - 1)).toBeLessThan(2e-3));
      }
      // The summed likelihood of the engine is the sum of the single ones.
      const rows = purchaseRows(histories!);
      let sum = 0;
      for (let row = 0; row < rows.rowCount; row++) {
        const history = {
          repeats: rows.rowRepeats[row]!,
          recency: rows.rowRecency[row]! * rows.scale,
          age: rows.rowAge[row]! * rows.scale,
        };
        sum += rows.counts[row]! * model.logLikelihood(fit.parameters, history);
      }
      expect(Math.abs(sum / fit.logLikelihood - 1)).toBeLessThan(1e-12);
    },
  );

  // The reference has no optimum of this model for the rounded data: nothing to hold it against.
  if (key === 'cdnow_rounded') return;

  test.skipIf(histories === null)('without leaving', () => {
    const optimum = entry<Optimum>(`mle-nbd_${key}`);
    const fit = fitNoLeaving(histories!);
    if (key === 'cdnow_exact') {
      const run = entry<{ nbd: { r: number; alpha: number; loglik_timing: number } }>('run-btyd-cdnow').nbd;
      expect(Math.abs(fit.r / run.r - 1)).toBeLessThan(1e-4);
      expect(Math.abs(fit.alpha / run.alpha - 1)).toBeLessThan(1e-4);
      expect(fit.logLikelihood).toBeGreaterThanOrEqual(run.loglik_timing - 1e-8);
      expect(fit.logLikelihood).toBeCloseTo(run.loglik_timing, 6);
    }
    expect(Math.abs(fit.r / optimum.params['r']! - 1)).toBeLessThan(1e-6);
    expect(Math.abs(fit.alpha / optimum.params['alpha']! - 1)).toBeLessThan(1e-6);
    expect(fit.countLogLikelihood).toBeCloseTo(optimum.loglik, 6);
    expect(fit.standardErrors![0]).toBeCloseTo(optimum.se['r']!, 6);
    expect(fit.certificate.gradientNorm).toBeLessThan(1e-6);
  });
});

describe('analytic gradients', () => {
  // Rows that reach every branch: never back, bought on the last day, surely dead (odds overflow), frequent.
  const histories = purchaseHistories({
    unit: 'day',
    repeats: [0, 0, 1, 1, 2, 7, 26, 40, 900, 3, 3],
    recency: [0, 0, 12, 50, 33, 200, 216, 3, 950, 80, 80],
    age: [0, 300, 272, 50, 210, 210, 217, 270, 1000, 80, 4000],
  });
  const rows = purchaseRows(histories);
  const places = [
    [0.5, 2, 0.6, 2.2],
    [0.5, 2.2, 0.6, 2],
    [1.7, 0.3, 0.4, 0.3],
    [0.2, 0.01, 3, 2],
    [4, 6, 0.05, 0.02],
  ];
  test.each(
    Object.values(models).flatMap((model) => places.map((place) => [model.id, place, model] as const)),
  )('%s at %j match central differences', (_, place, model) => {
    const objective = model.objective(rows);
    const logs = Float64Array.from(place, Math.log);
    const gradient = new Float64Array(4);
    const scratch = new Float64Array(4);
    objective(logs, gradient);
    for (let i = 0; i < 4; i++) {
      // Fourth-order difference.
      const at = (step: number) => {
        const moved = logs.slice();
        moved[i]! += step;
        return objective(moved, scratch);
      };
      const h = 1e-3;
      const difference = (8 * (at(h) - at(-h)) - (at(2 * h) - at(-2 * h))) / (12 * h);
      expect(Math.abs(gradient[i]! - difference)).toBeLessThan(1e-7 * (100 + Math.abs(difference)));
    }
  });
});
