import type { FittedImpact } from './impact-fits.js';
import type { CheckedIntervention } from './intervention.js';

/** A reason the answer could be wrong, or could not be given. */
export interface Caveat {
  readonly code:
    | 'recording-unknown'
    | 'no-controls'
    | 'controls-touched'
    | 'concurrent-change'
    | 'regression-to-the-mean'
    | 'anticipation'
    | 'false-positives'
    | 'few-dates'
    | 'not-distinguishable'
    | 'rank-disagrees'
    | 'short-window';
  readonly text: string;
  /** True when the data show it, false when it is only possible. */
  readonly seen: boolean;
}

/** A share of false claims above this makes the model's own p worthless on this series. */
const TOLERABLE_FALSE_POSITIVES = 0.2;

/** What the data show against the answer, then what could make it wrong without showing. */
export function impactCaveats(
  checked: CheckedIntervention,
  fitted: FittedImpact,
  alpha: number,
  controls: number,
): Caveat[] {
  const { calibration } = fitted;
  const caveats: Caveat[] = [];
  const add = (code: Caveat['code'], seen: boolean, text: string): void => {
    caveats.push({ code, seen, text });
  };
  if (checked.recording === 'unknown') {
    add(
      'recording-unknown',
      true,
      `it was not said whether the recording of ${checked.measure} changed with the intervention; if it did, this effect is an artefact of counting`,
    );
  }
  if (calibration.attainable === null || calibration.attainable > alpha) {
    add(
      'few-dates',
      true,
      `the history allows only ${calibration.dates.length} earlier dates to compare with; at least ${Math.ceil(1 / alpha) - 1} are needed before an effect can be told`,
    );
  }
  const rate = calibration.falsePositiveRate;
  if (rate !== null && rate > TOLERABLE_FALSE_POSITIVES) {
    add(
      'false-positives',
      true,
      `on this series the model claims an effect at ${Math.round(100 * rate)}% of earlier dates where nothing happened`,
    );
  }
  if (fitted.modelP > alpha) {
    add('not-distinguishable', true, 'the interval includes no effect, or comes too close to it');
  } else if (calibration.p !== null && calibration.p > alpha) {
    add(
      'rank-disagrees',
      true,
      'the model claims an effect, but earlier dates at which nothing happened show effects as large',
    );
  }
  if (calibration.shortened) {
    add(
      'short-window',
      true,
      `the calibration compares the first ${calibration.windowAfter} periods after the change only; later periods are not calibrated`,
    );
  }
  if (fitted.anticipationP !== null && fitted.anticipationP < alpha) {
    add(
      'anticipation',
      true,
      'the measure already moved just before the change: people reacted early, or the change followed an unusual stretch',
    );
  }
  if (controls === 0) {
    add('no-controls', true, 'no series that the change did not touch was given to compare with');
  } else {
    add('controls-touched', false, 'the change also moved one of the control series');
  }
  add('concurrent-change', false, 'something else changed at the same time: prices, team, campaign, season');
  add(
    'regression-to-the-mean',
    false,
    'the change was made because of an unusually bad (or good) stretch, which would have ended by itself',
  );
  return caveats;
}
