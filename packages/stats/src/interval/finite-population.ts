import { statisticsError } from '../errors.js';
import { requireCount } from './check.js';

/**
 * Share of the sampling variance that is left when `sample` of a finite `population`, both counts, answered:
 * (N - n)/(N - 1) (Cochran 1977, 3.2), from 0 to 1. 1 for a population without end (Infinity), 0 when
 * everyone answered. Use it when more than a twentieth of the population is in the sample and the question is
 * about this population, not about those to come. Throws INTERVAL_COUNT and INTERVAL_COUNTS_DISAGREE.
 */
export function finitePopulationFactor(sample: number, population: number): number {
  if (population === Infinity) return 1;
  requireCount('sample', sample);
  requireCount('population', population);
  if (sample > population) {
    throw statisticsError('INTERVAL_COUNTS_DISAGREE', 'sample', sample, 'population', population);
  }
  return population <= 1 ? 0 : (population - sample) / (population - 1);
}
