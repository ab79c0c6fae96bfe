import type { Objective } from '../optimise/types.js';

/**
 * Logs of parameters in scaled time beyond which nothing changes that data could show: a shape of e^7 is a
 * population without spread, a scale of e^7 is a thousand times the mean age.
 */
export const EDGE = 7;

/**
 * Added for each customer. In scaled time the summed log-likelihood can pass through 0 while its terms are
 * large; the optimiser judges rounding beside the value, and would hunt in the noise there.
 */
const RAISED = 32;

export interface Walled {
  readonly objective: Objective;
  /** What was added to the value everywhere inside the wall. */
  readonly raised: number;
}

/**
 * The objective with a smooth wall outside |log parameter| <= 7 and a constant inside. Data without spread
 * would else send parameters off to infinity, where the likelihood is flat and slow to evaluate. A fit that
 * rests on the wall is reported as lying at the edge.
 */
export function walled(objective: Objective, customers: number): Walled {
  const raised = RAISED * customers;
  return {
    raised,
    objective: (point, gradient) => {
      let value = objective(point, gradient) + raised;
      for (let i = 0; i < point.length; i++) {
        const beyond = Math.abs(point[i]!) - EDGE;
        if (beyond <= 0) continue;
        value += customers * beyond * beyond;
        gradient[i]! += 2 * customers * beyond * Math.sign(point[i]!);
      }
      return value;
    },
  };
}
