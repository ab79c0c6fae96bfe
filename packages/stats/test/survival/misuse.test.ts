import { describe, expect, test } from 'vitest';
import type { StatisticsError } from '../../src/errors.js';
import {
  concordance,
  coxRegression,
  kaplanMeier,
  logRank,
  nelsonAalen,
  predictSurvival,
  restrictedMean,
  survivalAt,
  survivalQuantile,
  weibullRegression,
} from '../../src/survival/index.js';

const time = [5, 8, 8, 12, 3, 9];
const event = [1, 0, 1, 1, 0, 1];
const size = [1, 2, 3, 1, 2, 5];
const curve = kaplanMeier({ time, event });
const fit = coxRegression({ time, event, covariates: { size } });

describe('misuse of survival', () => {
  test.each<[string, () => unknown, string]>([
    [
      'SURVIVAL_EMPTY',
      () => kaplanMeier({ time: [], event: [] }),
      'no observations: 0 rows; pass at least one subject with a follow-up time',
    ],
    [
      'SURVIVAL_EMPTY',
      () => coxRegression({ time: [], event: [], covariates: { size: [] } }),
      'no observations',
    ],
    [
      'SURVIVAL_NO_CONVERGENCE',
      () =>
        weibullRegression({
          time: [2, 2, 2, 2, 2, 2, 2, 2],
          event: [1, 0, 1, 1, 0, 1, 1, 0],
          covariates: { x: [1, 3, 2, 5, 3, 1, 4, 2] },
        }),
      'regression did not converge in',
    ],
    [
      'SURVIVAL_LENGTH',
      () => kaplanMeier({ time, event: [1] }),
      "column 'event' has 1 rows, 6 expected; pass one value for each row",
    ],
    [
      'SURVIVAL_LENGTH',
      () => coxRegression({ time, event, covariates: { size: [1, 2] } }),
      "column 'size' has 2 rows, 6 expected",
    ],
    [
      'SURVIVAL_BAD_TIME',
      () => nelsonAalen({ time: [1, Number.NaN], event: [1, 0] }),
      'time is not a finite number: NaN in row 1;',
    ],
    [
      'SURVIVAL_BAD_TIME',
      () => kaplanMeier({ time: [1, Infinity], event: [1, 0] }),
      'for a subject still under observation pass the time so far and event false',
    ],
    [
      'SURVIVAL_NEGATIVE_TIME',
      () => kaplanMeier({ time: [4, -2], event: [1, 0] }),
      "time is negative: -2 in row 1; measure time from the subject's origin",
    ],
    [
      'SURVIVAL_EMPTY_SPELL',
      () => kaplanMeier({ time: [4, 2], event: [1, 0], entry: [1, 2] }),
      'spell is empty or runs backwards: from 2 to 2 in row 1; a row must end after it starts',
    ],
    [
      'SURVIVAL_EMPTY_SPELL',
      () => coxRegression({ time, event, entry: [0, 9, 0, 0, 0, 0], covariates: { size } }),
      'from 9 to 8 in row 1',
    ],
    [
      'SURVIVAL_BAD_EVENT',
      () => kaplanMeier({ time: [4], event: [2] }),
      'event is neither true nor false: 2 in row 0; pass true or 1 for the event',
    ],
    [
      'SURVIVAL_BAD_WEIGHT',
      () => kaplanMeier({ time: [4], event: [1], weight: [0] }),
      'weight is not above 0: 0 in row 0',
    ],
    [
      'SURVIVAL_BAD_LEVEL',
      () => kaplanMeier({ time, event }, { level: 95 }),
      'confidence level is not between 0 and 1: 95; pass a share such as 0.95',
    ],
    [
      'SURVIVAL_BAD_PROBABILITY',
      () => survivalQuantile(curve, 50),
      'quantile is not between 0 and 1: 50; pass a share such as 0.5 for the median',
    ],
    ['SURVIVAL_BAD_HORIZON', () => restrictedMean(curve, 0), 'horizon is not a finite time above 0: 0'],
    [
      'SURVIVAL_HORIZON_BEYOND_FOLLOW_UP',
      () => restrictedMean(kaplanMeier({ time: [4, 7], event: [1, 0] }), 8),
      'horizon lies beyond the follow-up: 8, last time seen is 7; pick a horizon of at most 7',
    ],
    [
      'SURVIVAL_NO_EVENTS',
      () => logRank({ time, event: time.map(() => 0), group: [1, 1, 1, 2, 2, 2] }),
      'no event in 6 rows: all are censored; wait for events, or lengthen the follow-up',
    ],
    [
      'SURVIVAL_NO_EVENTS',
      () => coxRegression({ time, event: time.map(() => false), covariates: { size } }),
      'no event in 6 rows',
    ],
    [
      'SURVIVAL_NO_EVENTS',
      () => weibullRegression({ time, event: time.map(() => false) }),
      'no event in 6 rows',
    ],
    [
      'SURVIVAL_ONE_GROUP',
      () => logRank({ time, event, group: time.map(() => 'a') }),
      "fewer than two groups to compare: only 'a'; pass at least two groups with subjects",
    ],
    [
      'SURVIVAL_NEVER_TOGETHER',
      () => logRank({ time: [1, 5, 6], entry: [0, 2, 2], event: [1, 1, 1], group: ['old', 'new', 'new'] }),
      'groups are never at risk together at an event: nothing to compare; check their entry and end times',
    ],
    [
      'SURVIVAL_NO_COVARIATES',
      () => coxRegression({ time, event, covariates: {} }),
      'no covariates: 0 columns; use kaplanMeier',
    ],
    [
      'SURVIVAL_BAD_VALUE',
      () => coxRegression({ time, event, covariates: { size, age: [1, 2, 3, Number.NaN, 5, 6] } }),
      "column 'age' is not a finite number: NaN in row 3; fill or drop missing rows first",
    ],
    [
      'SURVIVAL_BAD_VALUE',
      () => concordance({ time, event }, [1, 2, 3, 4, 5, Number.NaN]),
      "column 'score' is not a finite number: NaN in row 5",
    ],
    [
      'SURVIVAL_UNKNOWN_STRATUM',
      () => predictSurvival(fit, { size: 1 }, [4], { stratum: 'gold' }),
      "unknown stratum: 'gold'; pick one of all",
    ],
    [
      'SURVIVAL_MISSING_COVARIATE',
      () => predictSurvival(fit, { age: 1 }, [4]),
      "no value for covariate 'size'; pass one finite number for each column of the fit",
    ],
    [
      'SURVIVAL_ZERO_TIME',
      () => weibullRegression({ time: [0, 4], event: [1, 1] }),
      'time is 0 in row 0: the log of the time does not exist',
    ],
    [
      'SURVIVAL_CONSTANT_COLUMN',
      () => weibullRegression({ time, event, covariates: { plan: [2, 2, 2, 2, 2, 2] } }),
      "column 'plan' is constant: always 2",
    ],
    [
      'SURVIVAL_COLLINEAR_COLUMN',
      () => weibullRegression({ time, event, covariates: { size, double: size.map((x) => 2 * x) } }),
      "column 'double' is a combination of 'size'; drop one of them",
    ],
    [
      'SURVIVAL_OPTION',
      () => logRank({ time, event, group: [1, 1, 1, 2, 2, 2] }, { rho: -1 }),
      'rho is not usable: -1; pass 0 (log-rank) or 1 (Peto)',
    ],
    [
      'SURVIVAL_OPTION',
      () => coxRegression({ time, event, covariates: { size } }, { ridge: -1 }),
      'ridge is not usable: -1; pass 0 or a small number',
    ],
  ])('%s', (code, call, text) => {
    let problem: unknown;
    try {
      call();
    } catch (thrown) {
      problem = thrown;
    }
    expect((problem as StatisticsError).code).toBe(code);
    expect((problem as StatisticsError).message).toContain(text);
  });

  test('all censored is a curve that stays at 1 and says so', () => {
    const flat = kaplanMeier({ time: [4, 7], event: [0, 0] });
    expect([...flat.survival]).toEqual([1, 1]);
    expect(flat.warnings).toEqual(['no row has the event: the curve stays at 1 and says nothing about when']);
    expect(survivalQuantile(flat, 0.5).time).toBeNull();
  });

  test('a curve emptied early by late entries says so', () => {
    const late = kaplanMeier({ time: [2, 9, 10], event: [1, 1, 0], entry: [0, 5, 5] });
    expect(late.survival[2]).toBe(0);
    expect(late.warnings[0]).toContain('the curve falls to 0 at time 2, where all 1 at risk had the event');
  });

  test('a curve that hangs on few early rows says so, one that ends with few does not', () => {
    const rows = [...Array(40).keys()];
    const time = rows.map((i) => (i < 2 ? 1 + i : 20 + i));
    const entry = rows.map((i) => (i < 4 ? 0 : 10));
    const event = rows.map(() => true);
    expect(kaplanMeier({ time, entry, event }).warnings).toEqual([
      'only 3 at risk at an event at time 2, before most rows have entered: the curve hangs on them from there on; ' +
        'leave out rows that end before a later origin and read the curve from that origin',
    ]);
    expect(kaplanMeier({ time, event }).warnings).toEqual([]);
  });

  test('after the follow-up nothing is known', () => {
    expect(survivalAt(kaplanMeier({ time: [4, 7], event: [1, 0] }), 7.5)).toBeNull();
    expect(predictSurvival(fit, { size: 2 }, [12, 12.5]).map((at) => at === null)).toEqual([false, true]);
  });

  test('a hopeless row still has limits between 0 and 1', () => {
    const [at] = predictSurvival(fit, { size: -4000 }, [9]);
    const [other] = predictSurvival(fit, { size: 4000 }, [9]);
    for (const one of [at!, other!]) {
      expect(one.low).toBeGreaterThanOrEqual(0);
      expect(one.high).toBeLessThanOrEqual(1);
      expect(one.low).toBeLessThanOrEqual(one.survival);
      expect(one.high).toBeGreaterThanOrEqual(one.survival);
    }
  });
});
