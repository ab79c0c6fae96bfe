import { describe, expect, test } from 'vitest';
import { coxProfileInterval, coxRegression, proportionalityTest } from '../../src/survival/index.js';

// Nobody with flag = 1 has the event: the plain coefficient of flag is minus infinity.
const separated = {
  time: [3, 5, 5, 8, 9, 9, 9, 12, 14, 14, 17, 20],
  event: [1, 1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 0],
  covariates: {
    flag: [0, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 1],
    size: [1.2, 0.4, 2.2, 0.7, 1.9, 0.2, 1.1, 0.9, 1.6, 0.5, 0.3, 1.4],
  },
};

describe('a column that orders the events perfectly', () => {
  // Expected: the penalised likelihood written anew in numpy and maximised by scipy's Nelder-Mead and BFGS.
  test.each([
    ['efron', [-2.57169494, 0.40382705], [1.56284862, 0.56297125]],
    ['breslow', [-2.52567396, 0.37399702], [1.56470326, 0.55224758]],
  ] as const)('Firth, %s ties', (ties, coefficients, errors) => {
    const fit = coxRegression(separated, { ties });
    expect(fit.penalty.kind).toBe('firth');
    expect(fit.penalty.columns).toEqual(['flag']);
    expect(fit.penalty.reason).toBe(
      "the events are perfectly ordered by 'flag', so the plain estimate is infinite: read its direction, not its size",
    );
    fit.coefficients.forEach((one, j) => {
      expect(one.coefficient).toBeCloseTo(coefficients[j]!, 6);
      expect(one.standardError).toBeCloseTo(errors[j]!, 6);
    });
    expect(fit.likelihoodRatio).toBeNull();
  });

  // The same oracle, profiled with scipy's brentq. The Wald limits are -5.63 and 0.49: they would call it noise.
  test('Firth: profile limits', () => {
    const fit = coxRegression(separated);
    const flag = coxProfileInterval(separated, fit, 'flag');
    expect(Math.log(flag.low!)).toBeCloseTo(-7.437021945179342, 5);
    expect(Math.log(flag.high!)).toBeCloseTo(-0.47847403604186595, 6);
    const size = coxProfileInterval(separated, fit, 'size');
    expect(Math.log(size.low!)).toBeCloseTo(-0.6422929012789242, 6);
    expect(Math.log(size.high!)).toBeCloseTo(1.5199207694382855, 6);
  });

  test.each([
    ['efron', [-10.20950774, 0.4334927]],
    ['breslow', [-10.16594163, 0.40107851]],
  ] as const)('ridge, %s ties', (ties, coefficients) => {
    const fit = coxRegression(separated, { ties, whenSeparated: 'ridge' });
    expect([fit.penalty.kind, fit.penalty.lambda, fit.penalty.columns]).toEqual(['ridge', 1e-4, ['flag']]);
    fit.coefficients.forEach((one, j) => expect(one.coefficient).toBeCloseTo(coefficients[j]!, 5));
  });

  test('error, when asked for', () => {
    expect(() => coxRegression(separated, { whenSeparated: 'error' })).toThrow(
      "no finite estimate: the events are perfectly ordered by 'flag'; merge rare levels, drop the column, or allow the firth or ridge fallback",
    );
  });

  test('a rare level in many rows is found although its coefficient times its deviation is small', () => {
    const rows = 3000;
    const time = Array.from({ length: rows }, (_, i) => 1 + ((i * 7919) % 997));
    const event = Array.from({ length: rows }, (_, i) => (i % 3 === 0 && i % 500 !== 0 ? 1 : 0));
    const rare = Array.from({ length: rows }, (_, i) => (i % 500 === 0 ? 1 : 0));
    const other = Array.from({ length: rows }, (_, i) => ((i * 104_729) % 101) / 10);
    const fit = coxRegression({ time, event, covariates: { rare, other } });
    expect(fit.penalty.columns).toEqual(['rare']);
  });

  test('the time itself as a covariate', () => {
    const { time, event } = separated;
    const fit = coxRegression({ time, event, covariates: { ...separated.covariates, follow_up: time } });
    expect(fit.penalty.kind).toBe('firth');
    expect(fit.penalty.columns).toContain('follow_up');
    expect(fit.coefficients.every((one) => Number.isFinite(one.coefficient))).toBe(true);
  });
});

test('profile limits of a single column lie z^2 / 2 below the maximum', () => {
  const { time, event } = separated;
  const { size } = separated.covariates;
  const data = { time, event, covariates: { size } };
  const fit = coxRegression(data);
  const { low, high } = coxProfileInterval(data, fit, 'size');
  for (const limit of [low!, high!]) {
    // Partial likelihood by hand, Efron: at 5 and at 9 two deaths share their risk set.
    const hazard = size.map((value) => limit ** value);
    let value = 0;
    for (const t of new Set(time)) {
      const atRisk = hazard.filter((_, i) => time[i]! >= t).reduce((sum, h) => sum + h, 0);
      const dying = hazard.filter((_, i) => time[i] === t && event[i] === 1);
      const together = dying.reduce((sum, h) => sum + h, 0);
      dying.forEach((h, k) => {
        value += Math.log(h / (atRisk - (k / dying.length) * together));
      });
    }
    expect(fit.logLikelihood - value).toBeCloseTo(1.959963984540054 ** 2 / 2, 8);
  }
});

describe('columns that cannot be told apart', () => {
  const { time, event } = separated;
  const { size } = separated.covariates;
  const visits = [4, 1, 0, 3, 3, 2, 5, 1, 0, 2, 4, 1];

  test('a combination of two others is named with them', () => {
    const total = size.map((value, i) => 2 * value - visits[i]! + 7);
    expect(() => coxRegression({ time, event, covariates: { size, visits, total } })).toThrow(
      "column 'total' is a combination of 'size', 'visits'; drop one of them, or ask for the ridge fallback",
    );
    const fit = coxRegression(
      { time, event, covariates: { size, visits, total } },
      { whenCollinear: 'ridge' },
    );
    expect(fit.penalty.kind).toBe('ridge');
    expect(fit.penalty.reason).toContain("'total' can be written as a combination of other columns");
    expect(fit.coefficients.every((one) => Number.isFinite(one.standardError))).toBe(true);
  });

  test('proportionality of columns that share their effect under a ridge is that of one of them', () => {
    const twice = size.map((value) => 2 * value);
    const data = { time, event, covariates: { size, twice } };
    const fit = coxRegression(data, { whenCollinear: 'ridge' });
    const alone = { time, event, covariates: { size } };
    const one = proportionalityTest(alone, coxRegression(alone));
    const both = proportionalityTest(data, fit);
    for (const column of both.columns) expect(column.statistic).toBeCloseTo(one.columns[0]!.statistic, 3);
    expect(both.global.degreesOfFreedom).toBe(1);
    expect(both.global.statistic).toBeCloseTo(one.global.statistic, 3);
    expect(both.residuals.coefficient.every(Number.isFinite)).toBe(true);
  });

  test('only the columns involved are named', () => {
    const copy = visits.map((value) => -3 * value);
    expect(() => coxRegression({ time, event, covariates: { size, visits, copy } })).toThrow(
      "column 'copy' is a combination of 'visits';",
    );
  });

  test('constant', () => {
    expect(() => coxRegression({ time, event, covariates: { size, country: size.map(() => 49) } })).toThrow(
      "column 'country' is constant: always 49; drop it, it cannot explain anything",
    );
  });

  test('constant within every stratum', () => {
    const stratum = visits.map((value) => (value > 2 ? 'many' : 'few'));
    const level = stratum.map((value) => (value === 'many' ? 1 : 0));
    expect(() => coxRegression({ time, event, stratum, covariates: { size, level } })).toThrow(
      "column 'level' never differs between rows at risk together; drop it (a stratum or the time itself already says it)",
    );
  });
});
