import { statisticsError } from '../errors.js';
import { requireCount, requireShare } from './intervention.js';

/** What one refit says: an effect and the p the model itself claims for it. */
export interface PlaceboEstimate {
  readonly effect: number;
  readonly p: number;
}

export interface PlaceboDate {
  /** Position of the pretended change. */
  readonly startsAt: number;
  readonly effect: number;
  readonly p: number;
}

export interface PlaceboCalibration {
  /** Pretended changes, oldest first; nothing happened at any of them. */
  readonly dates: readonly PlaceboDate[];
  /** The real change, refitted with windows of the same lengths; null where such a window cannot be fitted. */
  readonly real: PlaceboEstimate | null;
  /** Periods before and after in every refit. */
  readonly windowBefore: number;
  readonly windowAfter: number;
  /** Whether the window after was cut short to leave room for earlier dates. */
  readonly shortened: boolean;
  /** Share of pretended changes for which the model claims an effect at `alpha`; null without dates. */
  readonly falsePositiveRate: number | null;
  readonly alpha: number;
  /**
   * (1 + dates with an effect at least as large) / (1 + dates): null without dates. Neighbouring windows
   * overlap, so it is a rank among dependent dates, not an exact p.
   */
  readonly p: number | null;
  /** The smallest p these dates can give. */
  readonly attainable: number | null;
}

export interface PlaceboOptions {
  /** Position of the real change. */
  readonly startsAt: number;
  /** Periods in the series. */
  readonly length: number;
  /** Fewest periods a refit needs before and after (washout included). */
  readonly minimumBefore: number;
  readonly minimumAfter: number;
  /** Earlier dates wanted; windows are made shorter, down to the minimum, to get them. 40 by default. */
  readonly wanted?: number;
  /** Level at which the model's own claims are counted; 0.05 by default. */
  readonly alpha?: number;
  /** Most dates refitted (evenly thinned); all by default. */
  readonly most?: number;
}

/**
 * Placebo in time: refits the model at earlier dates, where nothing happened, and ranks the real effect among
 * those (Abadie, Diamond & Hainmueller 2015, section 4.4; the A/A test of an impact model). Only periods
 * before the real change are used for the pretended ones. Effects in the unit of the estimates.
 *
 * @param estimate fits periods [from, to) with a change at `startsAt`; null when that window cannot be
 *   fitted.
 * @throws IMPACT_OPTION.
 */
export function placeboInTime(
  options: PlaceboOptions,
  estimate: (window: { from: number; startsAt: number; to: number }) => PlaceboEstimate | null,
): PlaceboCalibration {
  const { startsAt, length, minimumBefore, minimumAfter } = options;
  const wanted = options.wanted ?? 40;
  const alpha = options.alpha ?? 0.05;
  requireCount('length', length, 2);
  requireCount('startsAt', startsAt, 1);
  requireCount('minimumBefore', minimumBefore, 1);
  requireCount('minimumAfter', minimumAfter, 1);
  if (startsAt >= length) {
    throw statisticsError('IMPACT_OPTION', 'startsAt', startsAt, `pass a position before ${length}`);
  }
  requireCount('wanted', wanted, 1);
  requireShare('alpha', alpha);
  const whole = length - startsAt;
  const room = startsAt - minimumBefore;
  // The window after may take at most a third of what is left beside the shortest window before.
  const windowAfter = Math.min(whole, Math.max(minimumAfter, Math.floor(room / 3)));
  const spare = startsAt - windowAfter - minimumBefore + 1;
  const windowBefore = minimumBefore + Math.max(0, spare - wanted);
  const fit = (at: number): PlaceboEstimate | null =>
    estimate({ from: at - windowBefore, startsAt: at, to: at + windowAfter });
  const real = windowBefore <= startsAt ? fit(startsAt) : null;
  const candidates: number[] = [];
  const last = real ? startsAt - windowAfter : -1;
  for (let at = windowBefore; at <= last; at++) candidates.push(at);
  const dates: PlaceboDate[] = [];
  for (const at of thinned(candidates, options.most)) {
    const found = fit(at);
    if (found) dates.push({ startsAt: at, effect: found.effect, p: found.p });
  }
  const count = dates.length;
  const size = Math.abs(real?.effect ?? Number.NaN);
  const beyond = dates.filter((date) => Math.abs(date.effect) >= size).length;
  const claims = dates.filter((date) => date.p < alpha).length;
  return {
    dates,
    real,
    windowBefore,
    windowAfter,
    shortened: windowAfter < whole,
    falsePositiveRate: count > 0 ? claims / count : null,
    alpha,
    p: count > 0 ? (1 + beyond) / (1 + count) : null,
    attainable: count > 0 ? 1 / (1 + count) : null,
  };
}

function thinned(values: readonly number[], most: number | undefined): readonly number[] {
  if (most === undefined || values.length <= most) return values;
  requireCount('most', most, 1);
  if (most === 1) return values.slice(-1);
  return Array.from({ length: most }, (_, i) => values[Math.round((i * (values.length - 1)) / (most - 1))]!);
}
