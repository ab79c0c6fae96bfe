import * as stats from '../../src/index.js';

/** Something an earlier call made: not taken apart when arguments are spoilt. */
export class Made<Value> {
  readonly value: Value;
  constructor(value: Value) {
    this.value = value;
  }
}
const made = <Value>(value: Value): Made<Value> => new Made(value);

/** A public function and arguments it accepts. */
export type ValidCall = readonly [
  name: string,
  call: (...args: never[]) => unknown,
  args: readonly unknown[],
];

const random = stats.createRandom('misuse');
const list = (size: number, value: (i: number) => number): number[] =>
  Array.from({ length: size }, (_, i) => value(i));

const nps = { promoters: 5, passives: 3, detractors: 2 };
const moments = { count: 8, mean: 3, variance: 2 };
const sums = stats.unitSums([1, 2, 3, 4], [2, 2, 3, 1]);
const seeded = { seed: 1, draws: 100 };

const time = [2, 3, 3, 5, 8, 9, 11, 12];
const event = [1, 0, 1, 1, 0, 1, 1, 0];
const x = [1, 3, 2, 5, 3, 1, 4, 2];
const followed = { time, event };
const cox = { ...followed, covariates: { x } };
const coxFit = stats.coxRegression(cox);
const curve = stats.kaplanMeier(followed);

const columns = {
  unit: 'week' as const,
  repeats: [0, 1, 2, 0, 3, 1, 0, 2, 0, 5, 1, 0],
  recency: [0, 10, 20, 0, 29, 5, 0, 14, 0, 33, 21, 0],
  age: [30, 30, 28, 38, 30, 31, 32, 33, 34, 35, 36, 37],
};
const histories = stats.purchaseHistories(columns);
const purchases = stats.fitPurchases(histories, stats.bgNbd);
const rows = stats.purchaseRows(histories);
const four = [0.8, 5, 0.9, 2.5] as const;
const history = { repeats: 2, recency: 20, age: 30 };
const events = {
  customer: list(30, (i) => i % 12),
  day: list(30, (i) => (i * 37) % 100),
  amount: list(30, (i) => 10 + i),
};
const cohortOptions = {
  unit: 'week' as const,
  calibrationEnd: 70,
  holdoutEnd: 99,
  leftTruncation: { kind: 'complete' as const },
};
const cohort = stats.purchaseCohort(events, cohortOptions);
const boot = stats.bootstrapPurchases(purchases, histories, { seed: 1, replicates: 8 });
const donor = { repeats: 2, recency: 4, opportunities: 6 };
const donors = {
  histories: [
    donor,
    { repeats: 0, recency: 0, opportunities: 6 },
    { repeats: 5, recency: 6, opportunities: 6 },
  ],
  customers: [20, 50, 10],
};

const active = [1000, 869, 743, 653, 593];
const contracts = stats.contractCohorts('year', [active]);
const contract = stats.fitContract(contracts, 'sbg');

const spendColumns = {
  currency: 'EUR',
  orders: [2, 3, 1, 4, 2, 6, 3, 2, 5, 2, 4, 3],
  meanSpend: [30, 22, 45, 18, 60, 33, 27, 51, 38, 24, 29, 70],
};
const spend = stats.fitSpend(spendColumns);

const outcome = list(30, (i) => (i % 3 === 0 ? 1 : 0));
const feature = { name: 'size', source: 'size', values: list(30, (i) => (i * 7) % 10) };
const probability = list(30, (i) => 0.1 + ((i * 11) % 17) / 20);
const logistic = stats.logisticRegression([feature], outcome);
const trees = stats.boostTrees([feature], outcome);

const months = list(40, (t) => 50 + t + 5 * Math.sin(t) + random.standardNormal());
const ets = stats.fitEts(months, 'ANN');
const intervention = { values: months, startsAt: 25, recording: 'unchanged' as const };
const panel = list(8, (i) => i).map((i) => ({
  id: String(i),
  adoptedAt: i < 4 ? 3 : null,
  values: list(8, () => random.standardNormal()),
}));
const matrix = Float64Array.from([1, 0, 1, 1, 1, 2, 1, 3, 1, 4, 1, 6]);
const right = Float64Array.from([1, 2, 2, 4, 5, 6]);
const orders = list(9, (i) => i).map((i) => ({ customer: `c${i % 4}`, day: i, amount: 10 + i }));
const scoring = stats.scoreRfm(stats.rfmCustomers(orders, 9));

const s = stats;
const calls: Record<string, readonly unknown[]> = {
  // Figures
  wilsonInterval: [3, 10, 0.95, 100],
  wilsonContinuityInterval: [3, 10, 0.95],
  agrestiCoullInterval: [3, 10, 0.95],
  clopperPearsonInterval: [3, 10, 0.95],
  jeffreysInterval: [3, 10, 0.95],
  newcombeDifference: [3, 10, 4, 12, 0.95],
  exactBinomialP: [3, 10, 0.4],
  finitePopulationFactor: [10, 100],
  bootstrapRatioInterval: [[1, 2, 3], [2, 3, 4], seeded],
  meanInterval: [[1, 2, 4], 0.95, 100],
  meanIntervalFromMoments: [moments, 0.95, 100],
  momentsFromSums: [3, 6, 14],
  momentsOf: [[1, 2, 3]],
  geometricMeanInterval: [[1, 2, 4], 0.95],
  benjaminiHochberg: [[0.1, 0.02]],
  holm: [[0.1, 0.02]],
  adjustedNps: [nps],
  npsInterval: [nps, 0.95, 100],
  npsChange: [nps, nps, 0.95],
  npsChangePaired: [
    [
      [1, 2, 3],
      [2, 3, 4],
      [1, 2, 2],
    ],
    0.95,
  ], // prettier-ignore
  poissonRateInterval: [3, 10, 0.95],
  poissonRateRatio: [3, 10, 4, 12, 0.95],
  poissonDispersion: [4, 8, 20],
  quantile: [[1, 2, 3], 0.5],
  quantileInterval: [list(20, (i) => i), 0.5, 0.95],
  quantileRanks: [20, 0.5, 0.95],
  ratioInterval: [[1, 2, 3], [2, 3, 4], 0.95],
  ratioIntervalFromSums: [sums, 0.95],
  unitSums: [
    [1, 2],
    [2, 3],
  ], // prettier-ignore
  clusteredWilsonFromSums: [stats.unitSums([1, 2, 3], [2, 2, 3]), 0.95],
  chiSquareTest: [
    [
      [3, 4],
      [5, 6],
    ],
  ], // prettier-ignore
  fisherExactTest: [3, 4, 5, 6],
  mcNemarTest: [3, 4],
  twoProportionsTest: [3, 10, 4, 12],
  powerOfMeans: [1, 2, 20, 20, 0.95],
  powerOfProportions: [0.2, 0.3, 100, 100, 0.95],
  sampleSizeForMeans: [1, 2, { power: 0.8, level: 0.95 }],
  sampleSizeForProportions: [0.2, 0.3, { power: 0.8, level: 0.95 }],
  smallestMeanChange: [2, 20, 30, { power: 0.8, level: 0.95 }],
  smallestNpsChange: [nps, 20, { power: 0.8, level: 0.95 }],
  smallestProportionChange: [0.2, 100, 120, { power: 0.8, level: 0.95 }],
  mannKendallTest: [[1, 2, 4, 3, 5], { times: [0, 1, 2, 3, 5], level: 0.95 }],
  proportionTrendTest: [
    [1, 2, 3],
    [9, 9, 9],
    [1, 2, 3],
  ], // prettier-ignore
  mannWhitneyTest: [
    [1, 2, 3],
    [2, 4, 5],
  ], // prettier-ignore
  welchTest: [[1, 2, 3], [2, 4, 5], 0.95],
  welchTestFromMoments: [moments, moments, 0.95],
  // Customers
  purchaseHistories: [columns],
  purchaseCohort: [events, cohortOptions],
  fitPurchases: [made(histories), made(stats.bgNbd), { level: 0.95 }],
  fitNoLeaving: [made(histories)],
  predictPurchases: [made(purchases), made(histories), { horizon: { unit: 'week', length: 10 }, level: 0.9 }],
  predictiveInterval: [made(purchases), history, 10, 0.9],
  predictTotal: [
    made(purchases),
    made(histories),
    { horizon: { unit: 'week', length: 10 }, seed: 1, level: 0.9, draws: 20 },
  ],
  bootstrapPurchases: [made(purchases), made(histories), { seed: 1, replicates: 3 }],
  bootstrapInterval: [made(boot), made(([r]: readonly number[]) => r), 0.9],
  comparePurchaseModels: [made(cohort)],
  frequencyCalibration: [made(purchases), made(histories), 7],
  trackPurchases: [made(purchases), made(cohort)],
  historyOf: [made(histories), 3],
  partitionRows: [made(rows), 2],
  likelihoodChannel: [2],
  duration: [3, 'week'],
  inUnit: [{ unit: 'week', length: 3 }, 'day'],
  days: [3],
  weeks: [3],
  months: [3],
  years: [3],
  dayNumber: ['1997-01-31'],
  opportunityLogLikelihood: [four, donor],
  opportunityAlive: [four, donor, 1],
  opportunityExpected: [four, donor, 3],
  opportunityDistribution: [four, donor, 3],
  fitOpportunities: [donors],
  contractCohorts: ['year', [active, active.slice(0, 3)]],
  fitContract: [made(contracts), 'sbg', { level: 0.95 }],
  compareContracts: [made(contracts), { level: 0.95 }],
  contractSurvival: ['bdw', [0.7, 1.2, 1.1], 5],
  contractRetention: ['sbg', [0.7, 1.2], 5],
  residualPayments: ['sbg', [0.7, 1.2], 2, 0.9],
  expectedPayments: [made(contract), { discount: { effective: 0.1, period: 'year' }, renewals: 2 }],
  forecastContract: [made(contract), { unit: 'year', length: 5 }],
  contractInterval: [made(contract), made((p: readonly number[]) => p[0])],
  fitSpend: [spendColumns, { level: 0.95 }],
  expectedSpend: [[6, 4, 15], 3, 30],
  spendLogLikelihood: [[6, 4, 15], 3, 30],
  spendAssociation: [Float64Array.from(spendColumns.orders), Float64Array.from(spendColumns.meanSpend), 0.95],
  currencyCode: ['EUR'],
  discountRate: [0.1, 'year'],
  annualRate: [0.1],
  continuousRate: [{ effective: 0.1, period: 'year' }, 'week'],
  customerValue: [
    made(purchases),
    made(histories),
    made(spend),
    spendColumns,
    { horizon: { unit: 'week', length: 52 }, discount: { effective: 0.1, period: 'year' }, margin: 0.3 },
  ],
  // Survival
  kaplanMeier: [
    { ...followed, entry: list(8, () => 0.5), weight: list(8, () => 2) },
    { level: 0.95, band: 'log' },
  ],
  survivalAt: [made(curve), 5],
  restrictedMean: [made(curve), 10],
  medianSurvival: [made(curve)],
  survivalQuantile: [made(curve), 0.25],
  nelsonAalen: [followed, { level: 0.95 }],
  logRank: [{ ...followed, group: [1, 1, 1, 1, 2, 2, 2, 2] }, { rho: 0 }],
  coxRegression: [cox, { level: 0.95, ties: 'efron', ridge: 0 }],
  coxProfileInterval: [cox, made(coxFit), 'x', { level: 0.9 }],
  predictSurvival: [made(coxFit), { x: 2 }, [1, 5], { level: 0.9, band: 'log' }],
  linearPredictor: [made(coxFit), { x: 2 }],
  martingaleResiduals: [cox, made(coxFit)],
  proportionalityTest: [cox, made(coxFit), { timeScale: 'km' }],
  concordance: [followed, x],
  weibullRegression: [cox, { level: 0.95 }],
  // Risk and segments
  logisticRegression: [[feature], outcome, { level: 0.95, ridge: 0 }],
  logisticProfileInterval: [[feature], outcome, made(logistic), 'size', { level: 0.9 }],
  predictLogistic: [made(logistic), [feature]],
  logOdds: [made(logistic), [feature]],
  logisticContributions: [made(logistic), [feature]],
  topReasons: [made(stats.logisticContributions(logistic, [feature])), 3],
  boostTrees: [[feature], outcome],
  predictBoosted: [made(trees), [feature]],
  boostedLogOdds: [made(trees), [feature]],
  boostedContributions: [made(trees), [feature]],
  fitCalibrator: [probability, outcome],
  applyCalibrator: [made(stats.fitCalibrator(probability, outcome)), probability],
  calibrationLine: [probability, outcome, 0.95],
  reliability: [probability, outcome, { buckets: 5, level: 0.95 }],
  brierScore: [probability, outcome],
  brierDecomposition: [probability, outcome, 5],
  logLoss: [probability, outcome],
  rocAuc: [probability, outcome, 0.95],
  compareAuc: [probability, feature.values, outcome, 0.95],
  liftAtCapacity: [probability, outcome, 5, { level: 0.95, benefit: 10, cost: 1 }],
  isotonicRegression: [
    [1, 3, 2],
    [1, 1, 2],
  ], // prettier-ignore
  takeRows: [[feature], [0, 2]],
  suspectedLeaks: [[feature], outcome, 0.98],
  checkWindows: [{ start: 0, end: 10 }, { start: 12, end: 20 }, 2],
  checkObservedBefore: ['size', [1, 2], 5],
  compareModels: [[feature], outcome, { seed: 1, folds: 3, margin: 2, ridge: 1 }],
  fitEncoder: [{ size: [1, 2, null], plan: ['a', 'b', 'a'] }, { size: { missing: 'median' } }],
  rfmCustomers: [orders, 9],
  scoreRfm: [made(stats.rfmCustomers(orders, 9)), { buckets: 5 }],
  scoreRfmFixed: [
    made(stats.rfmCustomers(orders, 9)),
    { recency: [9, 5], frequency: [2, 3], monetary: [20, 40] },
  ],
  rfmTransitions: [made(scoring), made(scoring), 'segment'],
  cutoffsOf: [made(scoring)],
  // Series
  seasonalNaive: [months, 3, { period: 12, level: 0.9 }],
  randomWalkDrift: [months, 3, { level: 0.9 }],
  fitEts: [months, 'ANN', { period: 12 }],
  forecastEts: [made(ets), 3, { level: 0.9 }],
  etsMoments: [made(ets), 3],
  etsMinimumLength: ['ANA', 12],
  selectEts: [months, { period: 1 }],
  parseEtsName: ['ANN'],
  fitTheta: [months, { period: 12 }],
  forecastTheta: [made(stats.fitTheta(months)), 3, { level: 0.9 }],
  combinedForecast: [months, { horizon: 3, period: 1, level: 0.9, origins: 3 }],
  holtWinters: [months, 12],
  forecastHoltWinters: [made(stats.holtWinters(months, 12)), 3],
  fitLocalLevel: [months],
  localLevelLikelihood: [months, { step: 1, noise: 2 }],
  findAnomalies: [months, { period: 12, level: 0.95, threshold: 3.5 }],
  findChangepoints: [months],
  breakInterval: [months, 20, { level: 0.95 }],
  cusumTest: [months],
  stlDecomposition: [months, { period: 12 }],
  classicalDecomposition: [months, 12, 'additive'],
  medianDecomposition: [Float64Array.from(months), 12],
  autocorrelations: [Float64Array.from(months), 3],
  ljungBox: [Float64Array.from(months), 3, 0],
  durbinWatson: [Float64Array.from(months)],
  forecastAccuracy: [months, [1, 2], [2, 3], { period: 1 }],
  workingDays: [['2026-01-01', '2026-02-01', '2026-03-01'], { holidays: ['2026-01-01'], weekend: [0, 6] }],
  adjustForCalendar: [
    [20, 30],
    [20, 22],
  ], // prettier-ignore
  restoreCalendar: [[20, 30], [20, 22], 21],
  rangeTransform: [months, 'count'],
  // Before and after
  segmentedRegression: [intervention, { level: 0.95, anticipation: 2, slopeChange: true }],
  structuralCounterfactual: [
    intervention,
    {
      controls: [{ name: 'c', values: list(40, () => random.standardNormal()) }],
      draws: 100,
      burnIn: 20,
      level: 0.95,
    },
  ],
  assessImpact: [intervention, { level: 0.95, alpha: 0.05, anticipation: 2 }],
  staggeredAdoption: [panel, { recording: 'unchanged', draws: 99, level: 0.95, anticipation: 0 }],
  placeboInTime: [
    { startsAt: 25, length: 40, minimumBefore: 8, minimumAfter: 3, wanted: 10, alpha: 0.05, most: 5 },
    made(() => ({ effect: 1, p: 0.5 })),
  ],
  neweyWestCovariance: [matrix, 6, 2, right, 2],
  autoregressiveGls: [matrix, 6, 2, right, [0, 1, 2, 3, 4, 6]],
};

/** Every public function that takes data or options, with arguments it accepts. */
export const VALID_CALLS: readonly ValidCall[] = Object.entries(calls).map(([name, args]) => [
  name,
  s[name as keyof typeof s] as (...given: never[]) => unknown,
  args,
]);
