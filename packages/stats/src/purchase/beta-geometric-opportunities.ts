import { statisticsError } from '../errors.js';
import { minimise } from '../optimise/minimise.js';
import type { Objective, OptimumCertificate } from '../optimise/types.js';
import { logRising } from '../special/beta-function.js';
import { digamma } from '../special/digamma.js';
import { logSumExp } from '../special/log-space.js';
import { checkParameters } from './check.js';
import type { PurchaseParameters } from './model.js';

const NAME = 'BG/BB';
const NAMES = ['alpha', 'beta', 'gamma', 'delta'] as const;

/**
 * A customer with at most one purchase at each of n equal opportunities (a donation a year, a renewal a
 * season): `repeats` opportunities taken, the last of them number `recency` (0 when none).
 */
export interface OpportunityHistory {
  readonly repeats: number;
  readonly recency: number;
  readonly opportunities: number;
}

function checkOpportunities({ repeats, recency, opportunities }: OpportunityHistory): void {
  const wrong = (problem: string, value: unknown) =>
    statisticsError('PURCHASE_HISTORY', NAME, problem, value);
  if (!Number.isInteger(opportunities) || opportunities < 0) throw wrong('opportunities', opportunities);
  if (!Number.isInteger(repeats) || repeats < 0) throw wrong('repeats', repeats);
  if (!Number.isInteger(recency) || recency < repeats)
    throw wrong('recency below the number of repeats', recency);
  if (recency > opportunities) throw wrong('recency after the last opportunity', recency);
  if (repeats === 0 && recency > 0) throw wrong('recency without a repeat', recency);
}

/**
 * Logs of the likelihoods of "alive through opportunity n" (first) and "died right after opportunity
 * recency + i" (the rest), Fader, Hardie & Shang 2010, eq. 6: each is B(alpha+x, beta+t-x)/B(alpha, beta)
 * times B(gamma, delta+n)/B(gamma, delta) or B(gamma+1, delta+t)/B(gamma, delta).
 */
function logPaths(
  [alpha, beta, gamma, delta]: PurchaseParameters,
  history: OpportunityHistory,
): Float64Array {
  const { repeats, recency, opportunities } = history;
  const paths = new Float64Array(opportunities - recency + 1);
  for (let t = recency; t <= opportunities; t++) {
    const buying = logRising(alpha, repeats) + logRising(beta, t - repeats) - logRising(alpha + beta, t);
    const staying = logRising(delta, t) - logRising(gamma + delta, t);
    if (t === opportunities) paths[0] = buying + staying;
    else paths[t - recency + 1] = buying + staying + Math.log(gamma / (gamma + delta + t));
  }
  return paths;
}

/**
 * Log-likelihood of one customer under BG/BB, in nats. `parameters` are alpha, beta (of buying), gamma, delta
 * (of leaving), above 0. Fader, Hardie & Shang (2010), eq. 6. Throws PURCHASE_PARAMETER, PURCHASE_HISTORY.
 */
export function opportunityLogLikelihood(
  parameters: PurchaseParameters,
  history: OpportunityHistory,
): number {
  checkParameters(NAME, NAMES, parameters);
  checkOpportunities(history);
  return logSumExp(logPaths(parameters, history));
}

/**
 * Probability of being alive at the opportunity after the last one (having survived it when `later`, a whole
 * number of opportunities, is 1, the default; 0 asks about the moment right after the last observed
 * opportunity's purchase decision). Fader, Hardie & Shang (2010), eq. 11. Throws PURCHASE_PARAMETER,
 * PURCHASE_HISTORY and PURCHASE_OPTION.
 */
export function opportunityAlive(
  parameters: PurchaseParameters,
  history: OpportunityHistory,
  later = 1,
): number {
  checkParameters(NAME, NAMES, parameters);
  checkOpportunities(history);
  if (!Number.isInteger(later) || later < 0) {
    throw statisticsError('PURCHASE_OPTION', 'later', later, 'pass a whole number of opportunities');
  }
  const [, , gamma, delta] = parameters;
  const paths = logPaths(parameters, history);
  const n = history.opportunities;
  const now = Math.exp(paths[0]! - logSumExp(paths));
  return now * Math.exp(logRising(delta + n, later) - logRising(gamma + delta + n, later));
}

/**
 * Expected purchases over the next `horizon` opportunities (whole, up to a million) given the history:
 * P(alive) times the posterior mean of buying times the summed survival, a running product without the hole
 * at gamma = 1. Fader, Hardie & Shang (2010), eq. 13. Throws PURCHASE_PARAMETER, PURCHASE_HISTORY and
 * PURCHASE_OPTION.
 */
export function opportunityExpected(
  parameters: PurchaseParameters,
  history: OpportunityHistory,
  horizon: number,
): number {
  const now = opportunityAlive(parameters, history, 0);
  const [alpha, beta, gamma, delta] = parameters;
  const { repeats, opportunities } = history;
  if (!Number.isInteger(horizon) || horizon < 0 || horizon > 1e6) {
    throw statisticsError(
      'PURCHASE_OPTION',
      'horizon',
      horizon,
      'pass a whole number of opportunities up to 1000000',
    );
  }
  let staying = 1;
  let sum = 0;
  for (let k = 0; k < horizon; k++) {
    staying *= (delta + opportunities + k) / (gamma + delta + opportunities + k);
    sum += staying;
  }
  return now * ((alpha + repeats) / (alpha + beta + opportunities)) * sum;
}

/**
 * P(n purchases over the next `horizon` opportunities | history), n = 0..horizon (whole, up to 10,000).
 * Fader, Hardie & Shang (2010). Throws PURCHASE_PARAMETER, PURCHASE_HISTORY and PURCHASE_OPTION.
 */
export function opportunityDistribution(
  parameters: PurchaseParameters,
  history: OpportunityHistory,
  horizon: number,
): Float64Array {
  const now = opportunityAlive(parameters, history, 0);
  if (!Number.isInteger(horizon) || horizon < 0 || horizon > 10_000) {
    throw statisticsError(
      'PURCHASE_OPTION',
      'horizon',
      horizon,
      'pass a whole number of opportunities up to 10000',
    );
  }
  const [alpha, beta, gamma, delta] = parameters;
  const a = alpha + history.repeats;
  const b = beta + history.opportunities - history.repeats;
  const d = delta + history.opportunities;
  const out = new Float64Array(horizon + 1);
  // The customer takes part in exactly `lived` of the opportunities; of these a beta-binomial number is taken.
  let staying = 1;
  for (let lived = 0; lived <= horizon; lived++) {
    const leaving = lived === horizon ? 1 : gamma / (gamma + d + lived);
    const weight = now * staying * leaving;
    let mass = Math.exp(logRising(b, lived) - logRising(a + b, lived));
    for (let n = 0; n <= lived; n++) {
      out[n]! += weight * mass;
      mass *= ((lived - n) / (n + 1)) * ((a + n) / (b + lived - n - 1));
    }
    staying *= (d + lived) / (gamma + d + lived);
  }
  out[0]! += 1 - now;
  return out;
}

/** Grouped histories: `customers[i]` share history i. */
export interface OpportunityRows {
  readonly histories: readonly OpportunityHistory[];
  readonly customers: ArrayLike<number>;
}

export interface OpportunityFit {
  readonly parameters: PurchaseParameters;
  readonly standardErrors: readonly number[] | null;
  readonly covariance: Float64Array | null;
  readonly logLikelihood: number;
  readonly certificate: OptimumCertificate;
  readonly customers: number;
}

/**
 * Fits BG/BB by maximum likelihood on grouped rows, one count of customers a history. Throws PURCHASE_EMPTY,
 * PURCHASE_SHAPE, PURCHASE_VALUE, PURCHASE_HISTORY, PURCHASE_NO_REPEATS and PURCHASE_TOO_FEW (below 10
 * customers). Fader, Hardie & Shang (2010).
 */
export function fitOpportunities({ histories, customers }: OpportunityRows): OpportunityFit {
  if (histories.length === 0) throw statisticsError('PURCHASE_EMPTY', 'fit');
  if (customers.length !== histories.length) {
    throw statisticsError('PURCHASE_SHAPE', 'customers', customers.length, histories.length);
  }
  let total = 0;
  let repeats = 0;
  histories.forEach((history, i) => {
    checkOpportunities(history);
    const count = customers[i]!;
    if (!Number.isInteger(count) || count < 0) {
      throw statisticsError(
        'PURCHASE_VALUE',
        'number of customers',
        i,
        count,
        'pass a whole number of at least 0',
      );
    }
    total += count;
    repeats += count * history.repeats;
  });
  if (repeats === 0) throw statisticsError('PURCHASE_NO_REPEATS', total);
  if (total < 10) throw statisticsError('PURCHASE_TOO_FEW', total, 10, NAME);
  const optimum = minimise(
    objective(histories, customers),
    [
      [1, 1, 1, 3],
      [0.5, 1, 0.3, 2],
      [3, 1, 1, 8],
    ].map((start) => start.map(Math.log)),
    { starts: 'all' },
  );
  const at = (i: number) => Math.exp(optimum.point[i]!);
  const parameters: PurchaseParameters = [at(0), at(1), at(2), at(3)];
  const { covariance } = optimum;
  return Object.freeze({
    parameters,
    standardErrors:
      covariance === null ? null : parameters.map((value, i) => value * Math.sqrt(covariance[i * 5]!)),
    covariance,
    logLikelihood: -optimum.value,
    certificate: optimum.certificate,
    customers: total,
  });
}

function objective(histories: readonly OpportunityHistory[], customers: ArrayLike<number>): Objective {
  return (logParameters, gradient) => {
    const parameters = Array.from(logParameters, Math.exp) as unknown as PurchaseParameters;
    const [alpha, beta, gamma, delta] = parameters;
    const slopes = [0, 0, 0, 0];
    let total = 0;
    histories.forEach((history, i) => {
      const count = customers[i]!;
      const { repeats, recency, opportunities } = history;
      const paths = logPaths(parameters, history);
      const log = logSumExp(paths);
      total += count * log;
      paths.forEach((path, k) => {
        const weight = count * Math.exp(path - log);
        const t = k === 0 ? opportunities : recency + k - 1;
        const whole = digamma(alpha + beta + t) - digamma(alpha + beta);
        const life = digamma(gamma + delta + t) - digamma(gamma + delta);
        slopes[0]! += weight * (digamma(alpha + repeats) - digamma(alpha) - whole);
        slopes[1]! += weight * (digamma(beta + t - repeats) - digamma(beta) - whole);
        slopes[2]! += weight * (-life + (k === 0 ? 0 : 1 / gamma - 1 / (gamma + delta + t)));
        slopes[3]! +=
          weight * (digamma(delta + t) - digamma(delta) - life - (k === 0 ? 0 : 1 / (gamma + delta + t)));
      });
    });
    for (let i = 0; i < 4; i++) gradient[i] = -parameters[i as 0 | 1 | 2 | 3] * slopes[i]!;
    return -total;
  };
}
