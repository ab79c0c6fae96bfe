import { statisticsError } from '../errors.js';
import { logistic } from '../special/log-space.js';

/** Carries a constrained parameter to the whole line and back. */
export interface Transform {
  /** From the line to the constrained range; never leaves it. */
  readonly toBounded: (free: number) => number;
  /** From the open range to the line. */
  readonly toFree: (bounded: number) => number;
  /** d bounded / d free at `free`: multiply a gradient by it. */
  readonly slope: (free: number) => number;
}

/** Parameters above 0: the log. */
export const positiveTransform: Transform = Object.freeze({
  toBounded: (free: number) => Math.exp(free),
  toFree: (bounded: number) => {
    if (!(bounded > 0 && bounded < Infinity)) {
      throw statisticsError(
        'OPTIMISE_OPTION',
        'positiveTransform',
        'value',
        bounded,
        'pass a finite number above 0',
      );
    }
    return Math.log(bounded);
  },
  slope: (free: number) => Math.exp(free),
});

/**
 * Parameters inside (low, high), both finite: a scaled logit. Throws OPTIMISE_OPTION unless low < high; its
 * `toFree` does so for a value that is not inside.
 */
export function boundedTransform(low: number, high: number): Transform {
  if (!(low < high && Number.isFinite(high - low))) {
    throw statisticsError(
      'OPTIMISE_OPTION',
      'boundedTransform',
      'high',
      high,
      `pass a finite number above ${low}`,
    );
  }
  const width = high - low;
  return {
    toBounded: (free) => (free < 0 ? low + width * logistic(free) : high - width * logistic(-free)),
    toFree: (bounded) => {
      if (!(bounded > low && bounded < high)) {
        throw statisticsError(
          'OPTIMISE_OPTION',
          'boundedTransform',
          'value',
          bounded,
          `pass a number inside (${low}, ${high})`,
        );
      }
      return Math.log((bounded - low) / (high - bounded));
    },
    slope: (free) => width * logistic(free) * logistic(-free),
  };
}
