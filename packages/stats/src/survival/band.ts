import { oneOf } from '../one-of.js';
import { normalQuantile } from '../special/index.js';

/**
 * Scale on which a band for a survival probability is symmetric. `log-log` (the default) stays inside [0, 1] and
 * covers best in small samples; `log` is what R prints; `plain` is clipped to [0, 1].
 */
export type BandScale = 'log-log' | 'log' | 'plain';

/** The scale asked for, `log-log` by default. Throws SURVIVAL_OPTION for one that is not offered. */
export function bandScale(band: BandScale | undefined): BandScale {
  return oneOf(band ?? 'log-log', ['log-log', 'log', 'plain'], 'SURVIVAL_OPTION', 'band');
}

/** Two-sided normal multiplier of a level in (0, 1): 1.959964 for 0.95. */
export function criticalValue(level: number): number {
  return normalQuantile(1 - (1 - level) / 2);
}

/**
 * Lower and upper limit of a survival probability.
 *
 * @param survival the estimate, in [0, 1]
 * @param logError standard error of log survival
 * @param z normal multiplier
 * @returns [1, 1] before the first event; [0, NaN] where survival is 0, since there the variance has no
 *   estimate and the caller has to carry an earlier upper limit. Kalbfleisch & Prentice (2002), 1.4.
 */
export function survivalBand(
  survival: number,
  logError: number,
  z: number,
  scale: BandScale,
): readonly [number, number] {
  if (survival >= 1) return [1, 1];
  if (survival <= 0) return [0, Number.NaN];
  if (scale === 'log-log') {
    const log = Math.log(survival);
    const step = (z * logError) / -log;
    return [Math.exp(log * Math.exp(step)), Math.exp(log * Math.exp(-step))];
  }
  if (scale === 'log') {
    return [survival * Math.exp(-z * logError), Math.min(1, survival * Math.exp(z * logError))];
  }
  const error = survival * logError;
  return [Math.max(0, survival - z * error), Math.min(1, survival + z * error)];
}
