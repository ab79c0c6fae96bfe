import { statisticsError } from '../errors.js';
import { requireNumber, requirePositive } from './domain.js';
import { lgamma } from './gamma-function.js';
import { logBetaTails } from './incomplete-beta.js';
import { normalSurvival } from './normal.js';

const MAX_STEPS = 20_000;

/**
 * P(T > t) for the noncentral t with `degrees` > 0 and noncentrality |shift| <= 37 (Lenth 1989, AS 243): what
 * the power of a t-test is made of. Absolute error below 1e-12. Throws SPECIAL_DOMAIN outside that domain.
 */
export function noncentralStudentSurvival(t: number, degrees: number, shift: number): number {
  requireNumber('noncentralStudentSurvival', 't', t);
  requirePositive('noncentralStudentSurvival', 'degrees', degrees);
  if (!(Math.abs(shift) <= 37)) {
    throw statisticsError(
      'SPECIAL_DOMAIN',
      'noncentralStudentSurvival',
      'shift',
      shift,
      'pass a number within 37 of 0',
    );
  }
  if (t < 0) return 1 - noncentralStudentSurvival(-t, degrees, -shift);
  if (t === Infinity) return 0;
  const total = degrees + t * t;
  // Where the square overflows, all but the last double of x is 1; y keeps its digits.
  const x = total < Infinity ? (t * t) / total : 1;
  const y = total < Infinity ? degrees / total : degrees / t / t;
  const half = (shift * shift) / 2;
  let sum = 0;
  // Poisson weights outwards from their mode would be needed only beyond the domain above.
  const logHalf = Math.log(half);
  for (let j = 0; j < MAX_STEPS; j++) {
    const even = half === 0 ? (j === 0 ? 1 : 0) : Math.exp(-half + j * logHalf - lgamma(j + 1));
    const odd = half === 0 ? 0 : (shift / Math.SQRT2) * Math.exp(-half + j * logHalf - lgamma(j + 1.5));
    const evenTail = Math.exp(logBetaTails(j + 0.5, degrees / 2, x, y)[0]);
    const oddTail = Math.exp(logBetaTails(j + 1, degrees / 2, x, y)[0]);
    sum += even * evenTail + odd * oddTail;
    // Beyond the mode both the weights and the tails fall.
    if (j > half && (even + Math.abs(odd)) * evenTail < 1e-17) break;
  }
  return Math.min(1, Math.max(0, normalSurvival(-shift) - 0.5 * sum));
}
