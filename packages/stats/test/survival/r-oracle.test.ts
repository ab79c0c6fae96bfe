import { describe, expect, test } from 'vitest';
import {
  coxProfileInterval,
  coxRegression,
  kaplanMeier,
  logRank,
  martingaleResiduals,
  medianSurvival,
  nelsonAalen,
  predictSurvival,
  proportionalityTest,
  restrictedMean,
  survivalAt,
  survivalQuantile,
  type TimeScale,
  weibullRegression,
} from '../../src/survival/index.js';
import { colon, heart, lung, lungEnteringLate, rossi, VETERAN_COLUMNS, veteran } from './cases.js';
import { haveRealData, relativeDifference } from './real-data.js';

// Expected numbers: R 4.2.2 with survival 3.5-3, run on the same files.
describe.skipIf(!haveRealData)('survival against R, beyond stat-reference.json', () => {
  test('Kaplan-Meier with late entries (heart: rows in parts; lung: made-up entries)', () => {
    const curve = kaplanMeier(heart());
    const at = [30, 100, 365, 1000].map((t) => survivalAt(curve, t)!);
    expect(
      relativeDifference(
        at.flatMap((one) => [one.survival, one.standardError, one.low, one.high, one.atRisk]),
        [
          [0.775608159703284, 0.0412215564663214, 0.681902732304455, 0.844804398423041, 80],
          [0.494008259839502, 0.0499462573155231, 0.392976095516571, 0.587164921776955, 50],
          [0.321224014934242, 0.0477296189245803, 0.230480155269807, 0.415307445974557, 28],
          [0.205081358437773, 0.0493895460924949, 0.118337728971642, 0.308463173722556, 9],
        ].flat(),
      ),
    ).toBeLessThan(1e-10);
    const quantiles = [0.25, 0.5, 0.75].map((p) => survivalQuantile(curve, p));
    expect(quantiles.map((one) => [one.time, one.low, one.high])).toEqual([
      [36, 16, 51],
      [100, 69, 219],
      [980, 340, null],
    ]);

    const late = kaplanMeier(lungEnteringLate());
    const points = [100, 200, 365, 500, 700].map((t) => survivalAt(late, t)!);
    expect(
      relativeDifference(
        points.flatMap((one) => [one.survival, one.standardError, one.low, one.high, one.atRisk]),
        [
          [0.934839906892538, 0.0258640140353364, 0.86012714353713, 0.970317947103831, 105],
          [0.739256834398051, 0.0374392706108589, 0.657296097399867, 0.804522085885273, 144],
          [0.44472546915018, 0.0401063418188787, 0.365016847141604, 0.521266574462386, 65],
          [0.318697493034216, 0.0387406084560174, 0.244533759667456, 0.395168251234852, 41],
          [0.15473775239478, 0.0331423710851056, 0.096637746879773, 0.225350201456054, 16],
        ].flat(),
      ),
    ).toBeLessThan(1e-10);
    const mean = restrictedMean(late, 365);
    expect(
      relativeDifference([mean.mean, mean.standardError], [282.686797260631, 8.72890634369683]),
    ).toBeLessThan(1e-10);
    expect(medianSurvival(late)).toEqual({ probability: 0.5, time: 348, low: 293, high: 390 });
  });

  test('quantiles by inverting the log-log band', () => {
    const curve = kaplanMeier(lung());
    const found = [0.1, 0.25, 0.5, 0.75, 0.9].map((p) => survivalQuantile(curve, p));
    expect(found.map((one) => [one.time, one.low, one.high])).toEqual([
      [79, 54, 105],
      [170, 144, 194],
      [310, 284, 361],
      [550, 457, 643],
      [735, 687, null],
    ]);
  });

  test('Nelson-Aalen', () => {
    const hazard = nelsonAalen(lung());
    const at = [100, 200, 365, 700].map((t) => hazard.time.findLastIndex((time) => time <= t));
    const actual = at.flatMap((k) => [hazard.cumulativeHazard[k]!, hazard.standardError[k]!]);
    const expected = [
      [0.145654228634, 0.0261844643688858],
      [0.383669525113844, 0.0455776909210063],
      [0.888324574368183, 0.0869653876569276],
      [1.924447560201897, 0.2091245522492523],
    ].flat();
    expect(relativeDifference(actual, expected)).toBeLessThan(1e-10);
  });

  test('log-rank: strata, four groups, rho', () => {
    const both = lung('sex', 'ph.ecog');
    const cells = veteran();
    const patients = colon();
    const statistics = [
      logRank({ ...both, group: both.columns['sex']!, stratum: both.columns['ph.ecog']! }),
      logRank({ ...cells, group: cells.cell }),
      logRank({ ...cells, group: cells.cell, stratum: cells.trt }, { rho: 1 }),
      logRank({ ...cells, group: cells.cell }, { rho: 0.5 }),
      logRank({ time: patients.time, event: patients.event, group: patients.rx }),
      logRank({ ...patients, group: patients.rx, stratum: patients.stratum }),
    ].map((result) => result.statistic);
    const expected = [
      10.7950596334964, 25.4037003457854, 18.9051284977225, 22.7102266855854, 11.6830927106392,
      11.3980360782016,
    ];
    expect(relativeDifference(statistics, expected)).toBeLessThan(1e-10);
  });

  test('Cox with strata, with late entries and strata (Breslow), and on colon', () => {
    const people = lung('age', 'sex', 'ph.ecog');
    const { sex, ...others } = people.covariates;
    const bySex = coxRegression({ ...people, covariates: others, stratum: people.columns['sex']! });
    const rows = heart('age', 'year', 'transplant');
    const bySurgery = coxRegression({ ...rows, stratum: rows.columns['surgery']! }, { ties: 'breslow' });
    const { age, nodes, obstruct, time, status } = colon().columns;
    const onColon = coxRegression({
      time: time!,
      event: status!,
      covariates: { age: age!, nodes: nodes!, obstruct: obstruct! },
    });
    const late = coxRegression(lungEnteringLate('age', 'sex', 'ph.ecog'));
    const actual = [bySex, bySurgery, onColon, late].flatMap((fit) => [
      ...fit.coefficients.map((one) => one.coefficient),
      ...fit.coefficients.map((one) => one.standardError),
      fit.logLikelihoodNull,
      fit.logLikelihood,
      fit.concordance.value!,
      fit.concordance.standardError!,
    ]);
    const expected = [
      [0.0105662546009495, 0.4624244343582905, 0.00924137389309218, 0.11476109785480403],
      [-638.509764984236, -628.770939501205, 0.605849182834751, 0.02652388514464],
      [0.0268083438583877, -0.1490708199241691, -0.0246529673043604],
      [0.0136716206247579, 0.0701049696782937, 0.3157729661135352],
      [-270.608082633546, -265.535109843363, 0.605891016200295, 0.0370839499139011],
      [0.00579273308084082, 0.09369251895530697, 0.28502012551718364],
      [0.00402963870984069, 0.00886045599678397, 0.11622489007571299],
      [-2850.29325022308, -2809.77503343075, 0.647226089624089, 0.0130173593711128],
      [0.00514072979866018, -0.50014564776823922, 0.41298964458457765],
      [0.0102718000981967, 0.1851148403793435, 0.1280490984525573],
      [-551.232499406835, -542.207190366844, 0.616984715564801, 0.0279873139697551],
    ].flat();
    // R stops once the log likelihood is settled to 1e-9 of its size, which leaves about 1e-8 in a coefficient.
    expect(relativeDifference(actual, expected)).toBeLessThan(1e-7);
    expect(sex).toHaveLength(227);
  });

  // R: the profile by coxph with an offset, its ends by uniroot.
  test('profile limits of lung', () => {
    const data = lung('age', 'sex', 'ph.ecog');
    const fit = coxRegression(data);
    const actual = fit.names.flatMap((name) => {
      const { low, high } = coxProfileInterval(data, fit, name);
      return [Math.log(low!), Math.log(high!)];
    });
    const expected = [
      -0.00688470304332, 0.02946836239661, -0.888387004934, -0.229352168627, 0.241178283783, 0.686776180078,
    ];
    expect(relativeDifference(actual, expected)).toBeLessThan(1e-6);
  });

  test('S(t | x) in one stratum and martingale residuals of parted rows', () => {
    const rows = heart('age', 'year', 'transplant');
    const data = { ...rows, stratum: rows.columns['surgery']! };
    const fit = coxRegression(data, { ties: 'breslow' });
    const got = predictSurvival(fit, { age: 0, year: 3, transplant: 1 }, [50, 200], {
      stratum: 0,
      band: 'log',
    });
    const actual = got.flatMap((at) => [at!.survival, at!.standardError, at!.low]);
    const expected = [
      0.643942705645329, 0.0786749326674087, 0.506815688656083, 0.347855393047637, 0.0705062772712871,
      0.233813726003735,
    ];
    expect(relativeDifference(actual, expected)).toBeLessThan(1e-9);
    const residuals = martingaleResiduals(data, fit);
    const first = [
      0.562665792421593, 0.813836958865047, 0, 0.660019227988925, -0.401082402089901, 0.959214849578224,
    ];
    first.forEach((value, row) => expect(residuals[row]).toBeCloseTo(value, 10));
    const late = lungEnteringLate('age', 'sex', 'ph.ecog');
    const theirs = martingaleResiduals(late, coxRegression(late));
    const four = [0.216618042389881, 0.114291703569875, -2.254589157569801, 0.768732232432545];
    expect(relativeDifference(theirs.slice(0, 4), four)).toBeLessThan(1e-7);
  });

  test.each<[TimeScale, number[]]>([
    ['km', [0.18798767365229, 2.30543722740497, 2.05424877405441, 4.46365758875861]],
    ['rank', [0.117291506990152, 2.044694680235669, 2.544878392625574, 4.710680141288768]],
    ['identity', [0.15235031725392, 2.49191321710657, 1.57823523837676, 4.11938295147918]],
    ['log', [3.37363401074948, 2.034936878684621, 0.370496324755493, 5.389821428058948]],
  ])('proportionality of lung on the %s scale', (timeScale, expected) => {
    const data = lung('age', 'sex', 'ph.ecog');
    const result = proportionalityTest(data, coxRegression(data), { timeScale });
    const actual = [...result.columns.map((one) => one.statistic), result.global.statistic];
    expect(relativeDifference(actual, expected)).toBeLessThan(1e-8);
  });

  test('proportionality: Breslow ties, parted rows, strata, eight and seven columns', () => {
    const people = lung('age', 'sex', 'ph.ecog');
    const { sex: _, ...others } = people.covariates;
    const bySex = { ...people, covariates: others, stratum: people.columns['sex']! };
    const rows = heart('age', 'year', 'surgery', 'transplant');
    const bySurgery = { ...heart('age', 'year', 'transplant'), stratum: rows.columns['surgery']! };
    const late = lungEnteringLate('age', 'sex', 'ph.ecog');
    const results = [
      proportionalityTest(people, coxRegression(people, { ties: 'breslow' })),
      proportionalityTest(rows, coxRegression(rows)),
      proportionalityTest(bySex, coxRegression(bySex)),
      proportionalityTest(bySurgery, coxRegression(bySurgery, { ties: 'breslow' }), { timeScale: 'rank' }),
      proportionalityTest(late, coxRegression(late)),
      proportionalityTest(veteran(), coxRegression(veteran())),
      proportionalityTest(rossi(), coxRegression(rossi())),
    ];
    const actual = results.flatMap((one) => [
      ...one.columns.map((column) => column.statistic),
      one.global.statistic,
    ]);
    const expected = [
      [0.188085661154335, 2.297197354933806, 2.051708611740464, 4.451012333769295],
      [0.8668747109154082, 1.7164144292076069, 0.0973950591161542, 0.2029343881530626, 3.4731022988455824],
      [0.133470723862671, 2.182400689479594, 2.200478902079944],
      [0.778946920773676, 0.894781005230172, 0.336846531128861, 2.500530061718651],
      [0.926493896677236, 1.572431815824858, 1.758987962826055, 4.983077036306511],
      [0.2643888357542677, 3.9878797086623328, 6.7928722432720328, 5.5033357483509207, 12.9351978287467819],
      [0.0128893707071922, 1.8288266094159844, 2.1655663303672319, 34.5524911057328552],
      [0.0624297513580852, 5.9739816534184254, 2.068265387480523, 4.2245956334215924, 1.0110215644357541],
      [0.0183832991689653, 0.5205842503030125, 17.6944152544549667],
    ].flat();
    expect(relativeDifference(actual, expected)).toBeLessThan(1e-7);
    expect(VETERAN_COLUMNS).toHaveLength(results[5]!.columns.length);
  });

  test('scaled Schoenfeld residuals plus coefficient, first event of lung', () => {
    const data = lung('age', 'sex', 'ph.ecog');
    const { residuals } = proportionalityTest(data, coxRegression(data));
    const expected = [0.0596552515373132, 3.00589500372551, -2.2292645718606714];
    expect(relativeDifference(residuals.coefficient.slice(0, 3), expected)).toBeLessThan(1e-8);
    expect(residuals.time[0]).toBe(5);
  });

  test('Weibull and exponential regression', () => {
    const fit = weibullRegression(lung('age', 'sex', 'ph.ecog'));
    const errors = [...fit.coefficients.map((one) => one.standardError), fit.logScaleError!];
    const fromR = [
      0.45357771080213272, 0.00676350766740741, 0.12373256651271884, 0.08347841502854773, 0.06134645525997044,
    ];
    expect(relativeDifference(errors, fromR)).toBeLessThan(1e-7);
    const flat = weibullRegression(lung('sex'), { distribution: 'exponential' });
    const coefficients = flat.coefficients.map((one) => one.coefficient);
    const expected = [5.354621977680798, 0.500398776613013, -1157.599559619109414];
    expect(relativeDifference([...coefficients, flat.logLikelihood], expected)).toBeLessThan(1e-8);
    const { covariates, ...rest } = veteran();
    const onVeteran = weibullRegression({
      ...rest,
      covariates: { karno: covariates['karno']!, trt: covariates['trt']! },
    });
    const got = [
      ...onVeteran.coefficients.map((one) => one.coefficient),
      onVeteran.scale,
      onVeteran.logLikelihood,
    ];
    const theirs = [
      2.81474551045767, 0.0353150189059759, -0.126809649657567, 1.0206303185147, -725.792129205888,
    ];
    expect(relativeDifference(got, theirs)).toBeLessThan(1e-8);
  });

  // R's survreg knows no late entry: the likelihood written anew in numpy, maximised by scipy's BFGS and Nelder-Mead.
  test('Weibull regression with late entries', () => {
    const fit = weibullRegression(lungEnteringLate('age', 'sex', 'ph.ecog'));
    const actual = [...fit.coefficients.map((one) => one.coefficient), fit.scale, fit.logLikelihood];
    const expected = [
      6.026955432611113, -0.0023632005666138476, 0.3312135104905947, -0.28332755146940986, 0.6666715180370644,
      -886.6125820407526,
    ];
    expect(relativeDifference(actual, expected)).toBeLessThan(1e-6);
  });
});
