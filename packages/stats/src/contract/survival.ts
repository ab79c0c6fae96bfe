import { statisticsError } from '../errors.js';
import { digamma } from '../special/digamma.js';
import { logBeta, logRising } from '../special/beta-function.js';

export type ContractModelId = 'sbg' | 'bdw';

/** alpha, beta (sBG) or alpha, beta, c (BdW); all pure numbers. */
export type ContractParameters = readonly number[];

export const CONTRACT_MODELS: Readonly<
  Record<ContractModelId, { readonly name: string; readonly parameterNames: readonly string[] }>
> = Object.freeze({
  sbg: { name: 'shifted beta-geometric', parameterNames: ['alpha', 'beta'] },
  bdw: { name: 'beta-discrete-Weibull', parameterNames: ['alpha', 'beta', 'c'] },
});

/** Throws CONTRACT_PARAMETER unless all parameters are finite and above 0. */
export function checkContractParameters(model: ContractModelId, parameters: ContractParameters): void {
  const { name, parameterNames } = CONTRACT_MODELS[model];
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
  const spent = model === 'sbg' ? periods : periods ** c;
  if (spent === 0) return 0;
  if (spent === Number.POSITIVE_INFINITY) return Number.NEGATIVE_INFINITY;
  // Both ratios of gammas are rising factorials; they are taken in the shorter direction.
  return spent > 1e3 * (alpha + beta)
    ? logBeta(alpha, beta + spent) - logBeta(alpha, beta)
    : logRising(beta, spent) - logRising(alpha + beta, spent);
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
  const spent = model === 'sbg' ? periods : periods ** c;
  const whole = digamma(alpha + beta + spent);
  const own = digamma(beta + spent);
  const wholeStart = digamma(alpha + beta);
  out[0] = wholeStart - whole;
  out[1] = own - whole - digamma(beta) + wholeStart;
  if (model === 'bdw') out[2] = spent * Math.log(periods) * (own - whole);
}
