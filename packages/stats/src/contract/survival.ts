import { statisticsError } from '../errors.js';
import { oneOf } from '../one-of.js';
import { digamma } from '../special/digamma.js';
import { logRising } from '../special/beta-function.js';

export type ContractModelId = 'sbg' | 'bdw';

/** alpha, beta (sBG) or alpha, beta, c (BdW); all pure numbers. */
export type ContractParameters = readonly number[];

export const CONTRACT_MODELS: Readonly<
  Record<ContractModelId, { readonly name: string; readonly parameterNames: readonly string[] }>
> = Object.freeze({
  sbg: { name: 'shifted beta-geometric', parameterNames: ['alpha', 'beta'] },
  bdw: { name: 'beta-discrete-Weibull', parameterNames: ['alpha', 'beta', 'c'] },
});

/** Name and parameter names of a model. Throws CONTRACT_OPTION for one that is not offered. */
export function contractModel(model: ContractModelId): (typeof CONTRACT_MODELS)[ContractModelId] {
  return CONTRACT_MODELS[oneOf(model, ['sbg', 'bdw'], 'CONTRACT_OPTION', 'model')];
}

/** Throws CONTRACT_PARAMETER unless all parameters are finite and above 0, and as `contractModel`. */
export function checkContractParameters(model: ContractModelId, parameters: ContractParameters): void {
  const { name, parameterNames } = contractModel(model);
  parameterNames.forEach((parameter, i) => {
    const value = parameters[i];
    if (!(typeof value === 'number' && value > 0 && value < Number.POSITIVE_INFINITY)) {
      throw statisticsError('CONTRACT_PARAMETER', name, parameter, value);
    }
  });
}

/**
 * log of the share still active after `periods` renewals: log B(alpha, beta + t^c) - log B(alpha, beta), with
 * c = 1 for sBG (Fader & Hardie 2007; BdW: Fader, Hardie, Liu, Davin & Steenburgh 2018).
 */
export function logSurvival(model: ContractModelId, parameters: ContractParameters, periods: number): number {
  const [alpha, beta, c] = parameters as readonly [number, number, number];
  if (periods === 0) return 0;
  if (isRemote(model, parameters, periods)) return logRising(beta, alpha) - alpha * c * Math.log(periods);
  const spent = model === 'sbg' ? periods : periods ** c;
  // Both ratios of gammas are rising factorials; they are taken in the shorter direction, so that neither is
  // large beside their difference.
  return spent > alpha
    ? logRising(beta, alpha) - logRising(beta + spent, alpha)
    : logRising(beta, spent) - logRising(alpha + beta, spent);
}

/**
 * Whether t^c is so large that B(alpha, beta + t^c) is Gamma(alpha) t^(-c alpha) to rounding. It may then
 * overflow, while its product with a small alpha is an ordinary number: the far end of the ridge that BdW has
 * there.
 */
function isRemote(model: ContractModelId, parameters: ContractParameters, periods: number): boolean {
  const [alpha, beta, c] = parameters as readonly [number, number, number];
  return model === 'bdw' && c * Math.log(periods) > 40 + 2 * Math.log1p(alpha + beta);
}

/** Gradient of `logSurvival` in the parameters themselves, written to `out`. */
export function survivalGradient(
  model: ContractModelId,
  parameters: ContractParameters,
  periods: number,
  out: Float64Array,
): void {
  const [alpha, beta, c] = parameters as readonly [number, number, number];
  if (periods === 0) {
    out.fill(0);
    return;
  }
  if (isRemote(model, parameters, periods)) {
    const log = Math.log(periods);
    out[0] = digamma(alpha + beta) - c * log;
    out[1] = digamma(alpha + beta) - digamma(beta);
    out[2] = -alpha * log;
    return;
  }
  const spent = model === 'sbg' ? periods : periods ** c;
  const whole = digamma(alpha + beta + spent);
  const own = digamma(beta + spent);
  const wholeStart = digamma(alpha + beta);
  out[0] = wholeStart - whole;
  out[1] = own - whole - digamma(beta) + wholeStart;
  if (model === 'bdw') out[2] = spent * Math.log(periods) * (own - whole);
}
