import { statisticsError } from '../errors.js';
import type { EtsFit } from './ets-evaluate.js';
import { etsMinimumLength, fitEtsIfSuitable } from './ets-fit.js';
import { ETS_NAMES, type EtsName, parseEtsName } from './ets-specification.js';
import { coerceObservations, countObserved, type Observations, requireWhole } from './observations.js';

export interface EtsSelection {
  /** The model with the smallest AICc. */
  readonly best: EtsFit;
  /** Every fitted model, smallest AICc first. */
  readonly ranking: readonly { readonly name: EtsName; readonly aicc: number }[];
}

export interface EtsSelectionOptions {
  /** Periods a season, 1 (the default) for none. */
  readonly period?: number;
  /** Models to choose from; all that suit the series by default. */
  readonly models?: readonly EtsName[];
}

/**
 * The exponential-smoothing model with the smallest AICc among those the series allows: multiplicative ones
 * only where all values are above 0, seasonal ones from two seasons on, none with more parameters than the
 * observations carry. Hyndman et al. (2008), chapter 7.
 *
 * @throws SERIES_TOO_SHORT below five observations; SERIES_NO_MODEL when none of the models asked for suits;
 *   SERIES_OPTION; SERIES_VALUE.
 */
export function selectEts(values: Observations, options: EtsSelectionOptions = {}): EtsSelection {
  const y = coerceObservations(values);
  const period = options.period ?? 1;
  requireWhole('period', period, 1);
  const observed = countObserved(y);
  const constant = isConstant(y);
  const fits: EtsFit[] = [];
  const models = options.models ?? ETS_NAMES;
  for (const name of models) parseEtsName(name);
  for (const name of models) {
    // A constant says nothing of trend or season.
    if (constant && name !== 'ANN') continue;
    const fit = fitEtsIfSuitable(y, name, period);
    if (fit) fits.push(fit);
  }
  fits.sort((a, b) => a.aicc - b.aicc);
  const best = fits[0];
  if (!best) {
    const needed = etsMinimumLength('ANN', 1);
    if (observed < needed) {
      throw statisticsError(
        'SERIES_TOO_SHORT',
        'exponential smoothing',
        observed,
        needed,
        'wait for more periods or use the naive forecast',
      );
    }
    throw statisticsError('SERIES_NO_MODEL', 'none of the models asked for suits the series');
  }
  return { best, ranking: fits.map((fit) => ({ name: fit.name, aicc: fit.aicc })) };
}

function isConstant(y: Float64Array): boolean {
  const first = y.find((value) => !Number.isNaN(value));
  return y.every((value) => Number.isNaN(value) || value === first);
}
