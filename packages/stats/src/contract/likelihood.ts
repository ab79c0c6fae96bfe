import type { Objective } from '../optimise/types.js';
import type { ContractCohorts } from './cohorts.js';
import { type ContractModelId, logSurvival, survivalGradient } from './survival.js';

/**
 * Minus the log-likelihood of the cohorts at the logs of the parameters, with its gradient: losses weigh
 * log(S(t-1) - S(t)) = log S(t-1) + log(1 - exp(log S(t) - log S(t-1))), survivors log S at their end.
 */
export function contractObjective(model: ContractModelId, cohorts: ContractCohorts): Objective {
  const size = model === 'sbg' ? 2 : 3;
  return (logParameters, gradient) => {
    const parameters = Array.from(logParameters, Math.exp);
    let before = 0;
    let slopeBefore = new Float64Array(size);
    let slope = new Float64Array(size);
    const total = new Float64Array(size);
    let sum = 0;
    for (let t = 1; t <= cohorts.periods; t++) {
      const now = logSurvival(model, parameters, t);
      survivalGradient(model, parameters, t, slope);
      const lost = cohorts.lost[t]!;
      const kept = cohorts.kept[t]!;
      if (lost > 0) {
        const gone = -Math.expm1(now - before);
        sum += lost * (before + Math.log(gone));
        for (let i = 0; i < size; i++) {
          total[i]! += (lost * (slopeBefore[i]! - (1 - gone) * slope[i]!)) / gone;
        }
      }
      if (kept > 0) {
        sum += kept * now;
        for (let i = 0; i < size; i++) total[i]! += kept * slope[i]!;
      }
      before = now;
      [slopeBefore, slope] = [slope, slopeBefore];
    }
    for (let i = 0; i < size; i++) gradient[i] = -parameters[i]! * total[i]!;
    return -sum;
  };
}
