import { describe, expect, test } from 'vitest';
import {
  type CoxFit,
  type CoxObservations,
  coxRegression,
  kaplanMeier,
  linearPredictor,
  logRank,
  martingaleResiduals,
  medianSurvival,
  predictSurvival,
  restrictedMean,
  survivalAt,
  survivalQuantile,
  weibullRegression,
} from '../../src/survival/index.js';
import { heart, lung, rossi, telco, veteran } from './cases.js';
import {
  completeNumbers,
  haveRealData,
  readTable,
  referenceValues,
  relativeDifference,
} from './real-data.js';

interface CoxValues {
  readonly n: number;
  readonly events?: number;
  readonly coef: Record<string, number>;
  readonly se: Record<string, number>;
  readonly loglik_null: number;
  readonly loglik: number;
  readonly score?: number;
  readonly wald?: number;
  readonly lrt?: number;
  readonly concordance: number;
  readonly concordance_se?: number;
}

/** Every number of a Cox entry beside ours, so that one expectation holds the whole fit to its tolerance. */
function coxPairs(fit: CoxFit, values: CoxValues): [actual: number[], expected: number[]] {
  const expected = [
    ...Object.values(values.coef),
    ...Object.values(values.se),
    values.n,
    values.loglik_null,
    values.loglik,
    values.concordance,
  ];
  const actual = [
    ...fit.coefficients.map((one) => one.coefficient),
    ...fit.coefficients.map((one) => one.standardError),
    fit.rows,
    fit.logLikelihoodNull,
    fit.logLikelihood,
    fit.concordance.value!,
  ];
  const extras: [number | undefined, number][] = [
    [values.events, fit.events],
    [values.score, fit.score.statistic],
    [values.wald, fit.wald.statistic],
    [values.lrt, fit.likelihoodRatio!.statistic],
    [values.concordance_se, fit.concordance.standardError!],
  ];
  for (const [value, ours] of extras) {
    if (value === undefined) continue;
    expected.push(value);
    actual.push(ours);
  }
  return [actual, expected];
}

function telcoCox(): CoxObservations {
  const { table, time, event } = telco();
  const kept = [...time.keys()].filter((row) => table['total_charges']![row] !== '');
  const numbers = (name: string): number[] => kept.map((row) => Number(table[name]![row]));
  const level = (name: string, value: string): number[] =>
    kept.map((row) => (table[name]![row] === value ? 1 : 0));
  return {
    time: kept.map((row) => time[row]!),
    event: kept.map((row) => event[row]!),
    covariates: {
      monthly_charges: numbers('monthly_charges'),
      'contractOne year': level('contract', 'One year'),
      'contractTwo year': level('contract', 'Two year'),
      'internet_serviceFiber optic': level('internet_service', 'Fiber optic'),
      internet_serviceNo: level('internet_service', 'No'),
      senior_citizen: numbers('senior_citizen'),
    },
  };
}

describe.skipIf(!haveRealData)('survival against stat-reference.json', () => {
  test('run-r-km_lung', () => {
    const values = referenceValues<{
      n: number;
      events: number;
      median: number;
      median_lo: number;
      median_hi: number;
      q25: number;
      q75: number;
      at: {
        t: number;
        surv: number;
        std_err: number;
        lower_log: number;
        upper_log: number;
        n_risk: number;
      }[];
      rmean365: number;
      rmean365_se: number;
    }>('run-r-km_lung');
    const curve = kaplanMeier(lung(), { band: 'log' });
    const median = medianSurvival(curve);
    const mean = restrictedMean(curve, 365);
    const actual = [
      curve.subjects,
      curve.eventCount,
      median.time!,
      median.low!,
      median.high!,
      survivalQuantile(curve, 0.25).time!,
      survivalQuantile(curve, 0.75).time!,
      mean.mean,
      mean.standardError,
      ...values.at.flatMap(({ t }) => {
        const at = survivalAt(curve, t)!;
        return [at.survival, at.standardError, at.low, at.high, at.atRisk];
      }),
    ];
    const { n, events, median: m, median_lo, median_hi, q25, q75, rmean365, rmean365_se } = values;
    const expected = [
      n,
      events,
      m,
      median_lo,
      median_hi,
      q25,
      q75,
      rmean365,
      rmean365_se,
      ...values.at.flatMap((at) => [at.surv, at.std_err, at.lower_log, at.upper_log, at.n_risk]),
    ];
    expect(relativeDifference(actual, expected)).toBeLessThan(1e-10);
  });

  test('run-r-km_lung_loglog_365: the default band', () => {
    const values = referenceValues<{ surv: number; lower: number; upper: number }>(
      'run-r-km_lung_loglog_365',
    );
    const at = survivalAt(kaplanMeier(lung()), 365)!;
    const expected = [values.surv, values.lower, values.upper];
    expect(relativeDifference([at.survival, at.low, at.high], expected)).toBeLessThan(1e-10);
  });

  test('run-r-km_lung_sex', () => {
    const values =
      referenceValues<{ n: number; events: number; median: number; lower: number; upper: number }[]>(
        'run-r-km_lung_sex',
      );
    const { columns } = lung('sex');
    values.forEach((expected, index) => {
      const rows = [...columns['sex']!.keys()].filter((row) => columns['sex']![row] === index + 1);
      const curve = kaplanMeier(
        {
          time: rows.map((row) => columns['time']![row]!),
          event: rows.map((row) => columns['status']![row] === 2),
        },
        { band: 'log' },
      );
      const median = medianSurvival(curve);
      expect([curve.subjects, curve.eventCount, median.time, median.low, median.high]).toEqual([
        expected.n,
        expected.events,
        expected.median,
        expected.lower,
        expected.upper,
      ]);
    });
  });

  test('run-r-logrank_lung_sex and run-r-peto_lung_sex', () => {
    const data = lung('sex');
    const values = referenceValues<{ chisq: number; obs: number[]; exp: number[]; p: number }>(
      'run-r-logrank_lung_sex',
    );
    const result = logRank({ ...data, group: data.columns['sex']! });
    const actual = [
      result.statistic,
      result.pValue,
      ...result.groups.map((group) => group.observed),
      ...result.groups.map((group) => group.expected),
    ];
    expect(relativeDifference(actual, [values.chisq, values.p, ...values.obs, ...values.exp])).toBeLessThan(
      1e-10,
    );
    const peto = logRank({ ...data, group: data.columns['sex']! }, { rho: 1 });
    const expected = referenceValues<{ chisq: number }>('run-r-peto_lung_sex').chisq;
    expect(relativeDifference([peto.statistic], [expected])).toBeLessThan(1e-10);
  });

  test.each([
    ['run-r-cox_lung_efron', () => coxRegression(lung('age', 'sex', 'ph.ecog'))],
    ['run-r-cox_veteran', () => coxRegression(veteran())],
    [
      'run-r-cox_veteran_karno',
      () => coxRegression({ ...veteran(), covariates: { karno: veteran().covariates['karno']! } }),
    ],
    ['run-r-cox_heart_tv', () => coxRegression(heart('age', 'year', 'surgery', 'transplant'))],
    ['run-r-cox_rossi_efron', () => coxRegression(rossi())],
    ['run-r-cox_rossi_breslow', () => coxRegression(rossi(), { ties: 'breslow' })],
    ['run-r-cox_telco', () => coxRegression(telcoCox())],
  ])('%s', (id, fit) => {
    const [actual, expected] = coxPairs(fit(), referenceValues<CoxValues>(id));
    expect(relativeDifference(actual, expected)).toBeLessThan(1e-6);
  });

  test('run-r-cox_lung_pred', () => {
    const values = referenceValues<{ t: number[]; surv: number[]; lower: number[]; upper: number[] }>(
      'run-r-cox_lung_pred',
    );
    const fit = coxRegression(lung('age', 'sex', 'ph.ecog'));
    const got = predictSurvival(fit, { age: 60, sex: 2, 'ph.ecog': 1 }, values.t, { band: 'log' });
    const actual = got.flatMap((at) => [at!.survival, at!.low, at!.high]);
    const expected = values.t.flatMap((_, i) => [values.surv[i]!, values.lower[i]!, values.upper[i]!]);
    expect(relativeDifference(actual, expected)).toBeLessThan(1e-6);
  });

  test('run-r-cox_lung_basehaz_365: the baseline of a row with all covariates 0', () => {
    const fit = coxRegression(lung('age', 'sex', 'ph.ecog'));
    const zero = Math.exp(linearPredictor(fit, { age: 0, sex: 0, 'ph.ecog': 0 }));
    const baseline = fit.baseline[0]!;
    const k = baseline.time.findLastIndex((time) => time <= 365);
    const expected = referenceValues<number>('run-r-cox_lung_basehaz_365');
    expect(relativeDifference([baseline.cumulativeHazard[k]! * zero], [expected])).toBeLessThan(1e-6);
  });

  test('run-r-cox_lung_martingale_first5', () => {
    const data = lung('age', 'sex', 'ph.ecog');
    const residuals = martingaleResiduals(data, coxRegression(data));
    const expected = referenceValues<number[]>('run-r-cox_lung_martingale_first5');
    expect(relativeDifference(residuals.slice(0, 5), expected)).toBeLessThan(1e-6);
    expect(Math.abs(residuals.reduce((sum, value) => sum + value, 0))).toBeLessThan(1e-9);
  });

  test('run-r-weibull_lung, run-r-weibull_lung_intercept, run-r-exp_lung', () => {
    const values = referenceValues<{ coef: Record<string, number>; scale: number; loglik: number }>(
      'run-r-weibull_lung',
    );
    const fit = weibullRegression(lung('age', 'sex', 'ph.ecog'));
    const actual = [...fit.coefficients.map((one) => one.coefficient), fit.scale, fit.logLikelihood];
    const expected = [...Object.values(values.coef), values.scale, values.loglik];
    expect(relativeDifference(actual, expected)).toBeLessThan(1e-6);

    const alone = weibullRegression(lung());
    const one = referenceValues<{ mu: number; scale: number; loglik: number }>(
      'run-r-weibull_lung_intercept',
    );
    const ours = [alone.coefficients[0]!.coefficient, alone.scale, alone.logLikelihood];
    expect(relativeDifference(ours, [one.mu, one.scale, one.loglik])).toBeLessThan(1e-6);

    const flat = weibullRegression(lung(), { distribution: 'exponential' });
    const exp = referenceValues<{ mu: number; loglik: number }>('run-r-exp_lung');
    const theirs = [exp.mu, exp.loglik];
    expect(relativeDifference([flat.coefficients[0]!.coefficient, flat.logLikelihood], theirs)).toBeLessThan(
      1e-6,
    );
  });

  test('run-r-km_telco and run-r-logrank_telco_contract', () => {
    const { table, time, event } = telco();
    const values = referenceValues<{ n: number; events: number; t: number[]; surv: number[]; se: number[] }>(
      'run-r-km_telco',
    );
    const curve = kaplanMeier({ time, event });
    const points = values.t.map((t) => survivalAt(curve, t)!);
    const actual = [
      curve.subjects,
      curve.eventCount,
      ...points.map((at) => at.survival),
      ...points.map((at) => at.standardError),
    ];
    expect(relativeDifference(actual, [values.n, values.events, ...values.surv, ...values.se])).toBeLessThan(
      1e-10,
    );

    const test = referenceValues<{ chisq: number; df: number; obs: number[]; exp: number[] }>(
      'run-r-logrank_telco_contract',
    );
    const result = logRank({ time, event, group: table['contract']! });
    const ours = [
      result.statistic,
      result.degreesOfFreedom,
      ...result.groups.map((group) => group.observed),
      ...result.groups.map((group) => group.expected),
    ];
    expect(relativeDifference(ours, [test.chisq, test.df, ...test.obs, ...test.exp])).toBeLessThan(1e-10);
  });

  test('pub-lifelines-rossi: published digits', () => {
    const values = referenceValues<{ coef: number[]; se: number[]; z: number[]; lrt: number }>(
      'pub-lifelines-rossi',
    );
    const fit = coxRegression(rossi());
    fit.coefficients.forEach((one, j) => {
      expect(Math.abs(one.coefficient - values.coef[j]!)).toBeLessThan(1e-6);
      expect(Math.abs(one.standardError - values.se[j]!)).toBeLessThan(1e-4);
      expect(Math.abs(one.z - values.z[j]!)).toBeLessThan(1e-3);
    });
    expect(fit.likelihoodRatio!.statistic).toBeCloseTo(values.lrt, 2);
  });

  test('pub-lifelines-kidney: Klein & Moeschberger, example 8.3', () => {
    const values = referenceValues<{ coef: Record<string, number> }>('pub-lifelines-kidney');
    const names = Object.keys(values.coef);
    const columns = completeNumbers(readTable('survival/kidney_transplant.csv'), 'time', 'death', ...names);
    const covariates = Object.fromEntries(names.map((name) => [name, columns[name]!]));
    const fit = coxRegression({ time: columns['time']!, event: columns['death']!, covariates });
    for (const one of fit.coefficients) {
      expect(Math.abs(one.coefficient - values.coef[one.name]!)).toBeLessThan(1e-3);
    }
  });

  test('pub-lifelines-larynx: Klein & Moeschberger, table 8.1', () => {
    const values = referenceValues<{ se: number[]; p: number[] }>('pub-lifelines-larynx');
    const names = ['age', 'Stage_II', 'Stage_III', 'Stage_IV'] as const;
    const columns = completeNumbers(readTable('survival/larynx.csv'), 'time', 'death', ...names);
    const covariates = Object.fromEntries(names.map((name) => [name, columns[name]]));
    const fit = coxRegression({ time: columns.time, event: columns.death, covariates });
    fit.coefficients.forEach((one, j) => {
      expect(Math.abs(one.standardError - values.se[j]!)).toBeLessThan(1e-3);
      expect(Math.abs(one.pValue - values.p[j]!)).toBeLessThan(1e-2);
    });
  });

  test('pub-lifelines-logrank', () => {
    const values = referenceValues<Record<string, number>>('pub-lifelines-logrank');
    // Freireich et al. (1963), weeks of remission; a plus marks a censored time.
    const drug = '6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+'.split(' ');
    const placebo = '1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23'.split(' ');
    const both = [...drug, ...placebo];
    const leukemia = logRank({
      time: both.map((text) => Number.parseFloat(text)),
      event: both.map((text) => !text.endsWith('+')),
      group: both.map((_, row) => (row < drug.length ? 'drug' : 'placebo')),
    });
    expect(leukemia.statistic).toBeCloseTo(values['leukemia 6-MP chi2']!, 1);
    expect(Math.abs(leukemia.pValue - values['leukemia p']!)).toBeLessThan(1e-4);
    const six = logRank({
      time: [10, 20, 30, 10, 20, 50],
      event: [1, 1, 1, 1, 1, 0],
      group: [1, 1, 1, 0, 0, 0],
    });
    const g3 = readTable('survival/g3.csv');
    const result = logRank({
      time: g3['time']!.map(Number),
      event: g3['event']!.map((value) => value === 'True'),
      group: g3['group']!,
    });
    expect(Math.abs(result.pValue - values['g3 p']!)).toBeLessThan(1e-4);
    const lymphoma = completeNumbers(readTable('survival/lymphoma.csv'), 'Stage_group', 'Time', 'Censor');
    const stages = logRank({ time: lymphoma.Time, event: lymphoma.Censor, group: lymphoma.Stage_group });
    expect(Math.abs(stages.statistic - values['lymphoma chi2']!)).toBeLessThan(1e-4);
    expect(Math.abs(stages.pValue - values['lymphoma p']!)).toBeLessThan(1e-4);
    expect(Math.abs(six.statistic - values['six rows chi2']!)).toBeLessThan(1e-4);
    expect(Math.abs(six.pValue - values['six rows p']!)).toBeLessThan(1e-4);
  });

  test('pub-lifelines-heart: likelihood ratio and first cumulative hazards', () => {
    const values = referenceValues<{ lrt: number; p: number; df: number; cumhaz_first: number[] }>(
      'pub-lifelines-heart',
    );
    const names = ['age', 'year', 'surgery', 'transplant'] as const;
    const columns = completeNumbers(
      readTable('survival/stanford_heart.csv'),
      'start',
      'stop',
      'event',
      ...names,
    );
    const covariates = Object.fromEntries(names.map((name) => [name, columns[name]]));
    const fit = coxRegression({ time: columns.stop, entry: columns.start, event: columns.event, covariates });
    expect(fit.likelihoodRatio!.statistic).toBeCloseTo(values.lrt, 1);
    expect(Math.abs(fit.likelihoodRatio!.pValue - values.p)).toBeLessThan(1e-4);
    expect(fit.likelihoodRatio!.degreesOfFreedom).toBe(values.df);
    values.cumhaz_first.forEach((hazard, k) => {
      expect(Math.abs(fit.baseline[0]!.cumulativeHazard[k]! - hazard)).toBeLessThan(1e-4);
    });
  });
});
