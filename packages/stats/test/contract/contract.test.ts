import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  compareContracts,
  type ContractModelId,
  contractCohorts,
  contractRetention,
  contractSurvival,
  expectedPayments,
  fitContract,
  forecastContract,
  residualPayments,
} from '../../src/contract/index.js';
import { logSurvival } from '../../src/contract/survival.js';
import { years } from '../../src/purchase/index.js';
import { logBeta } from '../../src/special/index.js';
import { annualRate } from '../../src/spend/index.js';
import { entry, reference } from '../purchase/reference.js';

const close = (value: number, wanted: number, relative: number) =>
  expect(Math.abs(value / wanted - 1), `${value} against ${wanted}`).toBeLessThan(relative);

/** Fader & Hardie 2007, table 1: of 1,000 customers, active after 0..7 years. */
const regular = [1000, 631, 468, 382, 326, 289, 262, 241];
const highEnd = [1000, 869, 743, 653, 593, 551, 517, 491];

interface Optimum {
  readonly params: Record<string, number>;
  readonly se: Record<string, number>;
  readonly loglik: number;
  readonly survival_1_12: number[];
  readonly retention_1_12: number[];
  readonly DEL_d10?: number;
  readonly DERL_after_n4_renewal_d10?: number;
}

describe.skipIf(reference === null)('maximum likelihood', () => {
  test.each([
    ['mle-regular_sbg', 'sbg', regular],
    ['mle-regular_bdw', 'bdw', regular],
    ['mle-highend_sbg', 'sbg', highEnd],
    ['mle-highend_bdw', 'bdw', highEnd],
  ] as const)('%s', (id, model, active) => {
    const wanted = entry<Optimum>(id);
    const fit = fitContract(contractCohorts('year', [active]), model);
    expect(fit.logLikelihood).toBeCloseTo(wanted.loglik, 6);
    for (const { name, estimate, standardError } of fit.estimates) {
      close(estimate, wanted.params[name]!, 1e-6);
      close(standardError, wanted.se[name]!, 1e-4);
    }
    expect(fit.certificate.gradientNorm).toBeLessThan(1e-6);
    expect(fit.certificate.positiveDefinite).toBe(true);
    expect(fit.certificate.startsAgreeing).toBe(3);
    expect(fit.doubts).toEqual([]);
    const parameters = fit.estimates.map(({ name }) => wanted.params[name]!);
    wanted.survival_1_12.forEach((value, i) =>
      close(contractSurvival(model, parameters, i + 1), value, 1e-12),
    );
    wanted.retention_1_12.forEach((value, i) =>
      close(contractRetention(model, parameters, i + 1), value, 1e-12),
    );
    if (wanted.DEL_d10 !== undefined) {
      close(residualPayments(model, parameters, 0, 1 / 1.1), wanted.DEL_d10, 1e-12);
      close(residualPayments(model, parameters, 4, 1 / 1.1), wanted.DERL_after_n4_renewal_d10!, 1e-12);
      close(expectedPayments(fit, { discount: annualRate(0.1) }).value, wanted.DEL_d10, 1e-6);
    }
  });

  test('the paper', () => {
    const wanted = entry<Record<string, number>>('pub-sbg-regular');
    const fit = fitContract(contractCohorts('year', [regular]), 'sbg');
    expect(Math.abs(fit.parameters[0]! - wanted['alpha']!)).toBeLessThan(5e-4);
    expect(Math.abs(fit.parameters[1]! - wanted['beta']!)).toBeLessThan(5e-4);
    expect(Math.abs(fit.logLikelihood - wanted['loglik']!)).toBeLessThan(5e-4);
  });

  test('five points forecast year twelve: BdW is worth having', () => {
    const wanted = entry<Record<string, Record<string, number>>>('mle-bdw-5y');
    for (const [name, active] of [
      ['regular', regular],
      ['highend', highEnd],
    ] as const) {
      const { sbg, bdw } = compareContracts(contractCohorts('year', [active.slice(0, 5)]));
      for (const fit of [sbg, bdw!]) {
        const values = wanted[`${name}_${fit.model}`]!;
        for (const { name: parameter, estimate } of fit.estimates) close(estimate, values[parameter]!, 1e-6);
        expect(fit.logLikelihood).toBeCloseTo(values['loglik']!, 8);
        const { survival, survivalInterval } = forecastContract(fit, years(12));
        expect(survival[11]).toBeCloseTo(wanted['predicted_year12']![`${name}_${fit.model}`]!, 4);
        const [low, high] = survivalInterval[11]!;
        expect(low).toBeLessThan(survival[11]!);
        expect(high).toBeGreaterThan(survival[11]!);
      }
    }
    // The high-end interval of BdW holds what happened (.394); that of sBG, a wrong model there, does not.
    const { sbg, bdw, likelihoodRatio, chosen } = compareContracts(
      contractCohorts('year', [highEnd.slice(0, 5)]),
    );
    const at12 = (fit: typeof sbg) => forecastContract(fit, years(12)).survivalInterval[11]!;
    expect(at12(bdw!)[0]).toBeLessThan(0.394);
    expect(at12(bdw!)[1]).toBeGreaterThan(0.394);
    expect(at12(sbg)[1]).toBeLessThan(0.394);
    // 2 (1225.1349070416 - 1222.7493182408) = 4.7711776, above 3.84: chosen at 5%.
    expect(likelihoodRatio!.statistic).toBeCloseTo(4.7711776, 5);
    expect(chosen.model).toBe('bdw');
    expect(compareContracts(contractCohorts('year', [regular])).chosen.model).toBe('sbg');
  });
});

describe('cohorts', () => {
  test('several cohorts of different ages add up', () => {
    // By hand: 100 -> 60 -> 50 and 40 -> 30 give losses 40 + 10, 10 and survivors 30 at 1, 50 at 2.
    const cohorts = contractCohorts('month', [
      [100, 60, 50],
      [40, 30],
    ]);
    expect([...cohorts.lost]).toEqual([0, 50, 10]);
    expect([...cohorts.kept]).toEqual([0, 30, 50]);
    expect(cohorts.customers).toBe(140);
    // The likelihood is theirs: 50 log(1 - S1) + 10 log(S1 - S2) + 30 log S1 + 50 log S2.
    const fit = fitContract(cohorts, 'sbg');
    const [alpha, beta] = fit.parameters as [number, number];
    const s1 = beta / (alpha + beta);
    const s2 = (s1 * (beta + 1)) / (alpha + beta + 1);
    const log = 50 * Math.log(1 - s1) + 10 * Math.log(s1 - s2) + 30 * Math.log(s1) + 50 * Math.log(s2);
    expect(fit.logLikelihood).toBeCloseTo(log, 9);
    // Two free numbers fit two retentions: 80/130... the product-limit figures 90/140 and 50/60.
    expect(s1).toBeCloseTo(90 / 140, 6);
    expect(s2 / s1).toBeCloseTo(50 / 60, 6);
  });

  test('splitting a cohort changes nothing', () => {
    const whole = fitContract(contractCohorts('year', [regular]), 'sbg');
    const halves = [regular.map((n) => Math.ceil(n / 2)), regular.map((n) => Math.floor(n / 2))];
    const split = fitContract(contractCohorts('year', halves), 'sbg');
    expect(split.parameters[0]).toBeCloseTo(whole.parameters[0]!, 10);
    expect(split.logLikelihood).toBeCloseTo(whole.logLikelihood, 8);
  });
});

describe('profile likelihood', () => {
  test('at its ends the likelihood has fallen by 1.92 over the other parameter', () => {
    const cohorts = contractCohorts('year', [regular.slice(0, 5)]);
    const fit = fitContract(cohorts, 'sbg');
    // Direct likelihood of alpha, maximised over beta on a fine grid: independent of the optimiser.
    const logLikelihood = (alpha: number, beta: number) => {
      let s = 1;
      let sum = 0;
      for (let t = 1; t <= 4; t++) {
        const next = (s * (beta + t - 1)) / (alpha + beta + t - 1);
        sum += (regular[t - 1]! - regular[t]!) * Math.log(s - next);
        s = next;
      }
      return sum + regular[4]! * Math.log(s);
    };
    for (const end of fit.estimates[0]!.interval) {
      let best = Number.NEGATIVE_INFINITY;
      for (let beta = 0.3; beta < 5; beta += 0.0005) best = Math.max(best, logLikelihood(end, beta));
      expect(fit.logLikelihood - best).toBeCloseTo(3.841458820694124 / 2, 4);
    }
  });

  test('with many customers it nears the log-scale Wald interval', () => {
    const fit = fitContract(contractCohorts('year', [regular.map((n) => n * 100)]), 'sbg');
    for (const { estimate, standardError, interval } of fit.estimates) {
      close(interval[0], estimate * Math.exp((-1.959964 * standardError) / estimate), 2e-3);
      close(interval[1], estimate * Math.exp((1.959964 * standardError) / estimate), 2e-3);
    }
  });
});

describe('the ridge of BdW: alpha to 0, c to infinity', () => {
  test('the profile follows it, and says where the data set no limit', () => {
    // A simulated cohort (alpha 0.5, beta 1, c 1.3) whose search once lost the ridge and threw OPTIMISE_BRACKET.
    const cohort = [1000, 681, 464, 374, 319, 266, 236, 218];
    const fit = fitContract(contractCohorts('year', [cohort]), 'bdw');
    const [alpha, beta, c] = fit.estimates.map(({ interval }) => interval);
    expect([alpha![0], beta![0], c![1]]).toEqual([0, 0, Number.POSITIVE_INFINITY]);
    // Direct likelihood at the other ends, best over a fine grid of the other two parameters.
    const logLikelihood = (a: number, b: number, power: number) => {
      const survival = cohort.map((_, t) => contractSurvival('bdw', [a, b, power], t));
      const lost = cohort
        .slice(1)
        .map((n, t) => (cohort[t]! - n) * Math.log(survival[t]! - survival[t + 1]!));
      return lost.reduce((sum, value) => sum + value, cohort[7]! * Math.log(survival[7]!));
    };
    let best = Number.NEGATIVE_INFINITY;
    for (let b = 0.8; b < 1.4; b += 0.005) {
      for (let power = 1.2; power < 1.8; power += 0.005)
        best = Math.max(best, logLikelihood(alpha![1], b, power));
    }
    expect(fit.logLikelihood - best).toBeCloseTo(3.841458820694124 / 2, 2);
  });

  test.each([
    // mpmath at 700 digits: exp of the difference of log-gammas at beta + t^c.
    [[0.01, 1, 100], 1_000_000, 9.943258511915057e-7],
    [[0.003, 0.5, 200], 12, 0.22384254716184396],
    [[0.02, 2, 40], 5, 0.27832488627266955],
    [[0.001, 0.3, 900], 3, 0.3707425198636225],
  ])('survival where t^c overflows: %j after %d', (parameters, periods, wanted) => {
    close(contractSurvival('bdw', parameters, periods), wanted, 1e-12);
  });
});

describe('value', () => {
  test('is the plain sum of discounted survival', () => {
    for (const [model, parameters] of [
      ['sbg', [0.7, 1.18]],
      ['sbg', [3, 0.2]],
      ['bdw', [0.26, 1.72, 1.58]],
      ['bdw', [2, 5, 0.4]],
    ] as const) {
      for (const renewals of [0, 1, 4]) {
        let sum = 0;
        const base = renewals === 0 ? 1 : contractSurvival(model, parameters, renewals - 1);
        for (let t = renewals; t < renewals + 400; t++) {
          sum += contractSurvival(model, parameters, t) / base / 1.1 ** (t - renewals);
        }
        close(residualPayments(model, parameters, renewals, 1 / 1.1), sum, 1e-11);
      }
    }
  });

  // Direct sums of 600 terms and Euler-Maclaurin of the rest with 30 digits (mpmath 1.3, quad and taylor), by
  // model, parameters and renewals: at 1 - 1e-4, 1 - 1e-6, 1 - 1e-9 and 1 - 1e-12.
  test.each<[ContractModelId, number[], number, number[]]>([
    [
      'bdw',
      [0.7, 1.2, 1.1],
      0,
      [30.61812788344186, 95.61631008265344, 483.4439126233114, 2382.9535950498607],
    ],
    [
      'bdw',
      [0.01, 1.2, 0.1],
      7,
      [9952.485396568869, 991581.2449550771, 985583165.4250349, 979256594472.0577],
    ],
    ['bdw', [0.3, 4, 0.6], 7, [3781.2243782644737, 167119.5336749294, 48242704.77207514, 13913814621.00307]],
    [
      'bdw',
      [1.5, 30, 2.5],
      7,
      [2.222758240491545, 2.2235731534584837, 2.2235813843069416, 2.2235813925378674],
    ],
    [
      'bdw',
      [40, 800, 0.8],
      0,
      [51.32193390302867, 51.668575036783615, 51.672101311196215, 51.67210483775673],
    ],
    [
      'bdw',
      [0.05, 0.3, 1.7],
      7,
      [5619.594553372513, 380154.6917771416, 211332148.0535968, 117482818921.23952],
    ],
    [
      'bdw',
      [0.7, 1.2, 1],
      0,
      [46.668669852572336, 194.71801763653102, 1567.5286624933083, 12472.235276321133],
    ],
    ['sbg', [0.7, 1.2], 0, [46.668669852572336, 194.71801763653102, 1567.5286624933083, 12472.235276321133]],
    ['sbg', [0.7, 1.2], 7, [162.23822231086683, 716.9081370357495, 5861.197331400998, 46724.093555061634]],
  ])('%s of %j after %d renewals with a discount next to none', (model, parameters, renewals, wanted) => {
    [1 - 1e-4, 0.999999, 1 - 1e-9, 1 - 1e-12].forEach((factor, i) => {
      close(residualPayments(model, parameters, renewals, factor), wanted[i]!, 1e-12);
    });
  });

  test('400,000 terms by Gauss rules are the terms added one by one', () => {
    for (const parameters of [
      [0.26, 1.72, 1.58],
      [2, 5, 0.4],
    ]) {
      const factor = 0.9999;
      const terms = Array.from(
        { length: 400_000 },
        (_, t) => Math.exp(logBeta(parameters[0]!, parameters[1]! + t ** parameters[2]!)) * factor ** t,
      );
      // The smallest first, so that nothing is lost.
      const sum = terms.reduceRight((total, one) => total + one, 0);
      close(
        residualPayments('bdw', parameters, 0, factor),
        sum / Math.exp(logBeta(parameters[0]!, parameters[1]!)),
        1e-10,
      );
    }
  });

  test('payments from now are those of the next m periods and, for who is left, those from then', () => {
    // D(n) = sum over n <= t < n + m of S(t)/S(n-1) f^(t-n) + f^m S(n+m-1)/S(n-1) D(n+m), an identity.
    fc.assert(
      fc.property(
        fc.constantFrom<ContractModelId>('sbg', 'bdw'),
        fc.tuple(...[1, 2, 3].map(() => fc.double({ min: -6, max: 7, noNaN: true }))),
        fc.double({ min: 0, max: 25, noNaN: true }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 300 }),
        (model, [a, b, c], nearness, n, m) => {
          const parameters = [Math.exp(a!), Math.exp(b!), Math.exp(c! / 4)];
          const factor = 1 - Math.exp(-nearness - 0.1);
          const before = logSurvival(model, parameters, n - 1);
          if (before < -600) return;
          const share = (t: number) => Math.exp(logSurvival(model, parameters, t) - before);
          let sum = 0;
          for (let t = n; t < n + m; t++) sum += share(t) * factor ** (t - n);
          const left = share(n + m - 1);
          if (left > 1e-250) sum += factor ** m * left * residualPayments(model, parameters, n + m, factor);
          const whole = residualPayments(model, parameters, n, factor);
          expect(Math.abs(whole / sum - 1)).toBeLessThan(1e-10);
        },
      ),
      { numRuns: 300, seed: 7 },
    );
  });

  test('without discount: finite for alpha above 1, refused otherwise', () => {
    // Sum of beta/(alpha+beta)... for alpha = 3, beta = 2: (alpha + beta - 1)/(alpha - 1) = 2.
    expect(residualPayments('sbg', [3, 2], 0, 1)).toBeCloseTo(2, 14);
    expect(() => residualPayments('sbg', [0.7, 1.2], 0, 1)).toThrowError(
      /undiscounted expected lifetime is infinite: alpha = 0.7 is at most 1; give a horizon or a discount rate/,
    );
  });

  test('a constant churn rate undervalues, because the weaker leave first', () => {
    const fit = fitContract(contractCohorts('year', [regular]), 'sbg');
    const { value, interval, constantChurn } = expectedPayments(fit, {
      discount: annualRate(0.1),
      renewals: 4,
    });
    // 759 losses in 1000+631+468+382+326+289+262 = 3358 customer-years: churn .22603.
    const kept = 1 - 759 / 3358;
    close(constantChurn, kept / (1 - kept / 1.1), 1e-12);
    expect(constantChurn).toBeLessThan(value);
    expect(interval![0]).toBeLessThan(value);
    expect(interval![1]).toBeGreaterThan(value);
  });
});

describe('any valid input', () => {
  const parameter = fc.double({ min: Math.log(0.01), max: Math.log(100), noNaN: true }).map(Math.exp);
  test('survival falls from one to zero, retention is a share, value grows with patience', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('sbg', 'bdw'),
        fc.tuple(parameter, parameter, fc.double({ min: 0.1, max: 5, noNaN: true })),
        fc.integer({ min: 0, max: 10_000 }),
        fc.integer({ min: 0, max: 200 }),
        (model, parameters, t, renewals) => {
          const now = contractSurvival(model, parameters, t);
          const next = contractSurvival(model, parameters, t + 1);
          expect(now >= next && now <= 1 && next >= 0).toBe(true);
          const retention = contractRetention(model, parameters, (t % 500) + 1);
          expect(retention >= 0 && retention <= 1).toBe(true);
          const value = residualPayments(model, parameters, renewals, 0.9);
          expect(value >= 0 && value <= 10 + 1e-9).toBe(true);
          expect(residualPayments(model, parameters, renewals, 0.8)).toBeLessThanOrEqual(value * (1 + 1e-12));
        },
      ),
      { numRuns: 400 },
    );
  });

  test('c = 1 makes BdW the sBG', () => {
    fc.assert(
      fc.property(fc.tuple(parameter, parameter), fc.integer({ min: 1, max: 500 }), ([alpha, beta], t) => {
        const simple = contractSurvival('sbg', [alpha, beta], t);
        expect(Math.abs(contractSurvival('bdw', [alpha, beta, 1], t) - simple)).toBeLessThanOrEqual(
          1e-12 * simple,
        );
        // And its retention is (beta + t - 1)/(alpha + beta + t - 1).
        const wanted = (beta + t - 1) / (alpha + beta + t - 1);
        expect(Math.abs(contractRetention('sbg', [alpha, beta], t) / wanted - 1)).toBeLessThan(1e-11);
      }),
    );
  });
});

describe('misuse', () => {
  const cases: readonly [string, () => unknown, RegExp][] = [
    ['no cohort', () => contractCohorts('year', []), /no cohort to fit: 0 given; pass/],
    ['one number', () => contractCohorts('year', [[5]]), /cohort 0 is too short: 1 value; pass/],
    [
      'half a customer',
      () => contractCohorts('year', [[5, 2.5]]),
      /cohort 0, period 1: .* 2.5; pass a whole/,
    ],
    ['growth', () => contractCohorts('year', [[5, 6]]), /cohort 0 grew in period 1: 5 to 6; .* new cohort/],
    ['no loss', () => contractCohorts('year', [[5, 5, 5]]), /none of 5 customers has left; observe/],
    [
      'all lost at once',
      () => contractCohorts('year', [[5, 0, 0]]),
      /all 5 left in their first period; observe/,
    ],
    ['unit', () => contractCohorts('fortnight' as never, [[5, 4]]), /time unit is unknown: 'fortnight'; use/],
    [
      'one period',
      () => fitContract(contractCohorts('year', [[5, 4]]), 'sbg'),
      /too few periods .* 1, 2 needed/,
    ],
    [
      'two periods for three parameters',
      () => fitContract(contractCohorts('year', [[9, 6, 5]]), 'bdw'),
      /too few periods .* 2, 3 needed/,
    ],
    [
      'level',
      () => fitContract(contractCohorts('year', [[9, 6, 5]]), 'sbg', { level: 95 }),
      /confidence level/,
    ],
    ['parameter', () => contractSurvival('sbg', [0, 1], 1), /parameter alpha is not usable: 0; pass/],
    [
      'fraction of a renewal',
      () => contractSurvival('sbg', [1, 1], 1.5),
      /renewals is not usable: 1.5; pass/,
    ],
    ['factor', () => residualPayments('sbg', [1, 1], 0, 1.1), /discount factor is not usable: 1.1; pass/],
    [
      'months for years',
      () =>
        forecastContract(fitContract(contractCohorts('year', [regular]), 'sbg'), {
          unit: 'month',
          length: 12,
        } as never),
      /time units do not agree: horizon is in months, .* in years; convert/,
    ],
  ];
  test.each(cases)('%s', (_, misuse, message) => expect(misuse).toThrowError(message));
});
