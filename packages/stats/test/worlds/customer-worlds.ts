import {
  annualRate,
  bgNbd,
  bootstrapInterval,
  bootstrapPurchases,
  contractCohorts,
  contractInterval,
  contractRetention,
  drawBeta,
  drawExponential,
  drawGamma,
  drawPoisson,
  drawUniform,
  expectedPayments,
  fitContract,
  fitPurchases,
  fitSpend,
  forecastContract,
  historyOf,
  mbgNbd,
  paretoNbd,
  predictiveInterval,
  predictTotal,
  type PurchaseModel,
  purchaseHistories,
  type RandomSource,
  spendAssociation,
  weeks,
  years,
} from '@bellwether/stats';
import type { CoverageWorld, Drawn } from './coverage-world.js';

type Four = readonly [number, number, number, number];
const GEOMETRIC: Four = [0.8, 5, 0.8, 2.5];
const PARETO: Four = [0.8, 5, 0.8, 15];
const within = (ends: readonly [number, number] | null, truth: number): Drawn | null =>
  ends && { low: ends[0], high: ends[1], truth };

/** Weeks ahead that are simulated after the cut-off. */
const AHEAD = 26;

/**
 * Customers who behave as the model's story says, purchase by purchase: nothing of the fit's formulas is used.
 * First purchases fall over 12 weeks, the cut-off is 40 weeks after the earliest.
 */
function customers(random: RandomSource, model: PurchaseModel, truth: Four, size: number) {
  const [r, alpha, third, fourth] = truth;
  const [repeats, recency, age, later]: number[][] = [[], [], [], []];
  for (let i = 0; i < size; i++) {
    const rate = drawGamma(random, r, alpha);
    const pareto = model === paretoNbd;
    const death = pareto
      ? drawExponential(random, drawGamma(random, third, fourth))
      : Number.POSITIVE_INFINITY;
    const leaving = pareto ? 0 : drawBeta(random, third, fourth);
    const end = drawUniform(random, 28, 40);
    let [x, last, after, time] = [0, 0, 0, 0];
    let alive = model !== mbgNbd || random.uniform() >= leaving;
    while (alive) {
      time += drawExponential(random, rate);
      if (time > Math.min(death, end + AHEAD)) break;
      if (time <= end) {
        x++;
        last = time;
      } else after++;
      alive = random.uniform() >= leaving;
    }
    repeats!.push(x);
    recency!.push(last);
    age!.push(end);
    later!.push(after);
  }
  const columns = { unit: 'week', repeats: repeats!, recency: recency!, age: age! } as const;
  return { histories: purchaseHistories(columns), later: later! };
}

/** The parameters of a model fitted to its own kind of customers. */
function parameterWorld(
  model: PurchaseModel,
  truth: Four,
  size: number,
  samples: CoverageWorld['samples'],
): CoverageWorld {
  const promised = samples.test > 0 ? 'level' : 'none';
  return {
    name: `${model.name}, ${size} customers over 28 to 40 weeks`,
    level: 0.95,
    samples,
    figures: Object.fromEntries(
      model.parameterNames.map((name) => [`${name}, log scale`, promised] as const),
    ),
    once: (random) => {
      const { histories } = customers(random, model, truth, size);
      const fit = fitPurchases(histories, model, { starts: 'auto' });
      return Object.fromEntries(
        fit.estimates.map(({ name, interval }, i) => [`${name}, log scale`, within(interval, truth[i]!)]),
      );
    },
  };
}

/** What one customer and all of them buy after the cut-off. */
function predictionWorld(
  model: PurchaseModel,
  truth: Four,
  samples: CoverageWorld['samples'],
): CoverageWorld {
  const size = 300;
  return {
    name: `${model.name}, the next ${AHEAD} weeks of ${size} customers`,
    level: 0.95,
    samples,
    figures: { 'one customer, predictive': 'least', 'total, predictive': 'level' },
    once: (random) => {
      const { histories, later } = customers(random, model, truth, size);
      const fit = fitPurchases(histories, model, { starts: 'auto' });
      const total = later.reduce((sum, value) => sum + value, 0);
      const one = predictiveInterval(fit, historyOf(histories, 0), AHEAD, 0.95);
      return {
        'one customer, predictive': within(one, later[0]!),
        'total, predictive':
          fit.covariance &&
          within(predictTotal(fit, histories, { horizon: weeks(AHEAD), seed: 1 }).interval, total),
      };
    },
  };
}

/** The bootstrap's intervals of what a parameter alone does not say. */
function bootstrapWorld(size: number, samples: CoverageWorld['samples']): CoverageWorld {
  const truth = GEOMETRIC;
  const history = { repeats: 3, recency: 20, age: 30 };
  return {
    name: `BG/NBD by bootstrap, ${size} customers, 200 refits`,
    level: 0.95,
    samples,
    figures: {
      'mean rate r/alpha': 'level',
      'P(alive) of one customer': 'level',
      'expected purchases': 'level',
    },
    once: (random) => {
      const { histories } = customers(random, bgNbd, truth, size);
      const fit = fitPurchases(histories, bgNbd, { starts: 'auto' });
      const boot = bootstrapPurchases(fit, histories, { seed: 1, replicates: 200 });
      const figure = (of: (parameters: Four) => number) => within(bootstrapInterval(boot, of), of(truth));
      return {
        'mean rate r/alpha': figure(([r, alpha]) => r / alpha),
        'P(alive) of one customer': figure((parameters) => bgNbd.probabilityAlive(parameters, history)),
        'expected purchases': figure((parameters) => bgNbd.expectedPurchases(parameters, history, AHEAD)),
      };
    },
  };
}

/** Contracts renewed with a chance of each customer's own; c above 1: that chance falls with age. */
function active(
  random: RandomSource,
  [alpha, beta, c]: readonly number[],
  size: number,
  periods: number,
): number[] {
  const counts = Array.from({ length: periods + 1 }, () => 0);
  for (let i = 0; i < size; i++) {
    const stay = 1 - drawBeta(random, alpha!, beta!);
    const draw = random.uniform();
    for (let t = 0; t <= periods && stay ** (t ** c!) > draw; t++) counts[t]!++;
  }
  return counts;
}

function contractWorld(
  model: 'sbg' | 'bdw',
  truth: readonly number[],
  size: number,
  samples: CoverageWorld['samples'],
): CoverageWorld {
  const names = ['alpha', 'beta', 'c'].slice(0, model === 'sbg' ? 2 : 3);
  const [alpha, beta, c] = truth as readonly [number, number, number];
  // B(alpha, beta + t^c) / B(alpha, beta) by the mean of stay^(t^c), in 20,000 even steps of Beta's own density.
  const survival = (t: number): number => {
    let [sum, whole] = [0, 0];
    for (let i = 0; i < 20_000; i++) {
      const leave = ((i + 0.5) / 20_000) ** 3;
      const weight = leave ** (alpha - 1) * (1 - leave) ** (beta - 1) * leave ** (2 / 3);
      sum += weight * (1 - leave) ** (t ** c);
      whole += weight;
    }
    return sum / whole;
  };
  const discount = annualRate(0.1);
  const far = survival(12);
  const kept = survival(8) / survival(7);
  let payments = 0;
  for (let t = 0; t < 300; t++) payments += survival(t) / 1.1 ** t;
  return {
    name: `${model === 'sbg' ? 'sBG' : 'BdW'}, ${size} contracts over 7 years`,
    level: 0.95,
    samples,
    figures: {
      ...Object.fromEntries(names.map((name) => [`${name}, profile`, 'level'] as const)),
      'survival to year 12': 'level',
      'retention in year 8': 'level',
      // BdW's sum has no closed form: 900 of them a sample are too slow here.
      ...(model === 'sbg' ? { 'expected discounted payments': 'level' } : {}),
    },
    once: (random) => {
      const cohorts = contractCohorts('year', [active(random, truth, size, 7)]);
      const fit = fitContract(cohorts, model);
      const forecast = forecastContract(fit, years(12));
      return {
        ...Object.fromEntries(
          fit.estimates.map(({ name, interval }, i) => [`${name}, profile`, within(interval, truth[i]!)]),
        ),
        'survival to year 12': within(forecast.survivalInterval[11]!, far),
        'retention in year 8': within(
          contractInterval(fit, (parameters) => contractRetention(model, parameters, 8)),
          kept,
        ),
        ...(model === 'sbg'
          ? { 'expected discounted payments': within(expectedPayments(fit, { discount }).interval, payments) }
          : {}),
      };
    },
  };
}

/** Orders of gamma amounts about a mean of each customer's own, orders drawn apart from it. */
function spendWorld(
  size: number,
  samples: CoverageWorld['samples'],
  promised: 'level' | 'none',
): CoverageWorld {
  const truth = [6, 4, 15] as const;
  return {
    name: `gamma-gamma, ${size} customers`,
    level: 0.95,
    samples,
    figures: {
      'p, log scale': promised,
      'q, log scale': promised,
      'v, log scale': promised,
    },
    once: (random) => {
      const [p, q, v] = truth;
      const orders = Array.from({ length: size }, () => 1 + drawPoisson(random, drawGamma(random, 1, 0.5)));
      const meanSpend = orders.map((count) => drawGamma(random, p * count, drawGamma(random, q, v)) / count);
      const fit = fitSpend({ currency: 'EUR', orders, meanSpend });
      return Object.fromEntries(
        fit.estimates.map(({ name, interval }, i) => [`${name}, log scale`, within(interval, truth[i]!)]),
      );
    },
  };
}

/** Two amounts that are normal together, correlation 0.4: Spearman's is 6/pi asin(0.2). */
function associationWorld(size: number, samples: CoverageWorld['samples']): CoverageWorld {
  return {
    name: `two columns of ${size} customers, correlation 0.4`,
    level: 0.95,
    samples,
    figures: { 'Spearman (orders and spend)': 'level' },
    once: (random) => {
      const orders = Float64Array.from({ length: size }, () => random.standardNormal());
      const spend = orders.map((x) => 0.4 * x + Math.sqrt(1 - 0.16) * random.standardNormal());
      const { interval } = spendAssociation(orders, spend, 0.95);
      return { 'Spearman (orders and spend)': within(interval, (6 / Math.PI) * Math.asin(0.2)) };
    },
  };
}

export const CUSTOMER_WORLDS: readonly CoverageWorld[] = [
  parameterWorld(bgNbd, GEOMETRIC, 300, { test: 0, bench: 1000 }),
  parameterWorld(bgNbd, GEOMETRIC, 1500, { test: 80, bench: 1000 }),
  parameterWorld(mbgNbd, GEOMETRIC, 1500, { test: 80, bench: 1000 }),
  parameterWorld(paretoNbd, PARETO, 1500, { test: 40, bench: 1000 }),
  predictionWorld(bgNbd, GEOMETRIC, { test: 25, bench: 400 }),
  predictionWorld(mbgNbd, GEOMETRIC, { test: 0, bench: 400 }),
  predictionWorld(paretoNbd, PARETO, { test: 0, bench: 400 }),
  bootstrapWorld(300, { test: 30, bench: 400 }),
  bootstrapWorld(1500, { test: 0, bench: 400 }),
  contractWorld('sbg', [0.7, 1.2, 1], 200, { test: 150, bench: 2000 }),
  contractWorld('sbg', [0.7, 1.2, 1], 1000, { test: 0, bench: 2000 }),
  contractWorld('bdw', [0.5, 1, 1.3], 1000, { test: 20, bench: 500 }),
  spendWorld(100, { test: 0, bench: 4000 }, 'none'),
  spendWorld(1000, { test: 150, bench: 2000 }, 'level'),
  associationWorld(200, { test: 1000, bench: 10_000 }),
];
