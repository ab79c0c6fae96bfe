import { oneOf } from '../one-of.js';

export type EtsError = 'A' | 'M';
export type EtsTrend = 'N' | 'A' | 'Ad';
export type EtsSeason = 'N' | 'A' | 'M';

/** An exponential-smoothing state-space model (Hyndman, Koehler, Ord & Snyder 2008, table 2.1). */
export interface EtsSpecification {
  readonly error: EtsError;
  readonly trend: EtsTrend;
  readonly season: EtsSeason;
}

/** The field's short names, such as `ANN`, `AAdN`, `MAM`. */
export type EtsName = `${EtsError}${EtsTrend}${EtsSeason}`;

/**
 * All models on offer, simplest first. Additive errors with a multiplicative season are left out: their
 * forecast variance is infinite when a seasonal index nears 0 (Hyndman et al. 2008, section 2.5.1);
 * so are multiplicative trends, whose forecasts explode.
 */
export const ETS_NAMES: readonly EtsName[] = [
  'ANN',
  'AAN',
  'AAdN',
  'ANA',
  'AAA',
  'AAdA',
  'MNN',
  'MAN',
  'MAdN',
  'MNA',
  'MAA',
  'MAdA',
  'MNM',
  'MAM',
  'MAdM',
];

/**
 * Error, trend and season of a short name such as `MAdM` (Hyndman et al. 2008, table 2.1).
 *
 * @throws SERIES_OPTION for a name that is not on the list.
 */
export function parseEtsName(name: string): EtsSpecification {
  oneOf(name, ETS_NAMES as readonly string[], 'SERIES_OPTION', 'model');
  return {
    error: name[0] as EtsError,
    trend: name.slice(1, -1) as EtsTrend,
    season: name.at(-1) as EtsSeason,
  };
}

/** Where each parameter sits in the parameter vector; -1 when the model has none. */
export interface EtsLayout {
  readonly alpha: 0;
  readonly beta: number;
  readonly gamma: number;
  readonly phi: number;
  readonly level: number;
  readonly slope: number;
  /** First of the `period - 1` free initial seasonal states. */
  readonly season: number;
  readonly size: number;
}

export function etsLayout(spec: EtsSpecification, period: number): EtsLayout {
  let next = 1;
  const beta = spec.trend === 'N' ? -1 : next++;
  const gamma = spec.season === 'N' ? -1 : next++;
  const phi = spec.trend === 'Ad' ? next++ : -1;
  const level = next++;
  const slope = spec.trend === 'N' ? -1 : next++;
  const season = spec.season === 'N' ? -1 : next;
  return {
    alpha: 0,
    beta,
    gamma,
    phi,
    level,
    slope,
    season,
    size: spec.season === 'N' ? next : next + period - 1,
  };
}
