import { describe, expect, test } from 'vitest';
import type { StatisticsError } from '../../src/errors.js';
import {
  applyCalibrator,
  boostTrees,
  brierScore,
  calibrationLine,
  checkObservedBefore,
  checkWindows,
  compareModels,
  encodeRows,
  fitCalibrator,
  fitEncoder,
  liftAtCapacity,
  logisticRegression,
  predictLogistic,
  reliability,
  rocAuc,
} from '../../src/risk/index.js';
import { column } from './telco.js';

const size = column('size', [1, 2, 3, 4, 5, 6]);
const y = [0, 1, 0, 1, 0, 1];
const fit = logisticRegression([size], y);
const plans = { plan: ['gold', 'basic', 'gold', null] };

describe('misuse of risk', () => {
  test.each<[string, () => unknown, string]>([
    [
      'RISK_EMPTY',
      () => logisticRegression([column('size', [])], []),
      'no rows to learn from: 0 rows; pass at least one subject of either outcome',
    ],
    ['RISK_EMPTY', () => rocAuc([], []), 'no rows to learn from'],
    ['RISK_EMPTY', () => fitEncoder({ plan: [] }, { plan: { category: true } }), 'no rows to learn from'],
    [
      'RISK_OPTION',
      () => calibrationLine([0.5, 0.5], [0, 1], 95),
      'level is not usable: 95; pass a share such as 0.95',
    ],
    [
      'RISK_NO_COLUMNS',
      () => logisticRegression([], y),
      'no columns to learn from: 0 columns; pass at least one feature',
    ],
    [
      'RISK_ONE_CLASS',
      () => logisticRegression([size], [1, 1, 1, 1, 1, 1]),
      'only one outcome: all 6 rows are true; a score needs rows with and without the event: widen the label window',
    ],
    [
      'RISK_ONE_CLASS',
      () => boostTrees([size], [0, 0, 0, 0, 0, 0]),
      'only one outcome: all 6 rows are false',
    ],
    ['RISK_ONE_CLASS', () => rocAuc([1, 2], [true, true]), 'only one outcome: all 2 rows are true'],
    [
      'RISK_BAD_OUTCOME',
      () => logisticRegression([size], [0, 1, 0, 2, 0, 1]),
      'outcome is neither true nor false: 2 in row 3; leave out rows whose outcome is not known yet',
    ],
    [
      'RISK_LENGTH',
      () => logisticRegression([column('size', [1, 2])], y),
      "column 'size' has 2 rows, 6 expected",
    ],
    ['RISK_LENGTH', () => brierScore([0.5], y), "column 'probability' has 1 rows, 6 expected"],
    [
      'RISK_DUPLICATE_COLUMN',
      () => logisticRegression([size, size], y),
      "column 'size' is given twice; give every column its own name",
    ],
    [
      'RISK_BAD_VALUE',
      () => logisticRegression([column('age', [1, 2, Number.NaN, 4, 5, 6])], y),
      "column 'age' is not a finite number: NaN in row 2; encode text and missing values with fitEncoder first",
    ],
    [
      'RISK_BAD_WEIGHT',
      () => logisticRegression([size], y, { weight: [1, 1, 0, 1, 1, 1] }),
      'weight is not above 0: 0 in row 2',
    ],
    [
      'RISK_OPTION',
      () => logisticRegression([size], y, { ridge: -1 }),
      'ridge is not usable: -1; pass 0 or a positive number',
    ],
    [
      'RISK_OPTION',
      () => boostTrees([size], y, { leaves: 1 }),
      'leaves is not usable: 1; pass a whole number of at least 2',
    ],
    [
      'RISK_OPTION',
      () => boostTrees([size], y, { rate: 2 }),
      'rate is not usable: 2; pass a number above 0 and up to 1',
    ],
    [
      'RISK_OPTION',
      () => compareModels([size], y, { seed: 1, folds: 4 }),
      'folds is not usable: 4; pass a whole number from 2 to 3 (the rarer outcome has 3 units), or gather more data',
    ],
    [
      'RISK_OPTION',
      () => reliability([0.5, 0.4], [1, 0], { buckets: 1 }),
      'buckets is not usable: 1; pass a whole number from 2 to 100',
    ],
    [
      'RISK_MISSING_COLUMN',
      () => predictLogistic(fit, [column('age', [1])]),
      "column 'size' is missing; pass every column the score was fitted on",
    ],
    [
      'RISK_BAD_PROBABILITY',
      () => brierScore([0.5, 60], [1, 0]),
      'predicted probability is not between 0 and 1: 60 in row 1; pass probabilities, not scores or percents',
    ],
    [
      'RISK_BAD_SCORE',
      () => applyCalibrator(fitCalibrator([1, 2, 3], [0, 1, 0]), [Number.NaN]),
      'score is not a finite number: NaN in row 0',
    ],
    [
      'RISK_BAD_CAPACITY',
      () => liftAtCapacity([1, 2], [0, 1], 3),
      'capacity is not a whole number from 1 to 2: 3; pass how many subjects the team can contact',
    ],
    [
      'RISK_MISSING_VALUE',
      () => fitEncoder({ age: [1, null] }) && encodeRows(fitEncoder({ age: [1, null] }), { age: [1, null] }),
      "column 'age' has no value in row 1; fill it, or set missing to 'median' for that column",
    ],
    [
      'RISK_REFERENCE_LEVEL',
      () => fitEncoder(plans, { plan: { reference: 'silver' } }),
      "column 'plan' has no level 'silver' to refer to; pick one of basic, gold, missing",
    ],
    [
      'RISK_UNKNOWN_LEVEL',
      () => encodeRows(fitEncoder(plans), { plan: ['platinum'] }, { unknown: 'error' }),
      "column 'plan' has a level not seen when the encoder was fitted: 'platinum' in row 0",
    ],
    [
      'RISK_WINDOW_BACKWARDS',
      () => checkWindows({ start: 5, end: 5 }, { start: 9, end: 12 }, 1),
      'feature window is empty or runs backwards: from 5 to 5',
    ],
    [
      'RISK_WINDOWS_TOO_CLOSE',
      () => checkWindows({ start: 0, end: 90 }, { start: 93, end: 120 }, 7),
      'label window starts 3 after the feature window ends (90 to 93), 7 needed; features seen so close to the outcome leak it: end the features earlier',
    ],
    [
      'RISK_FEATURE_AFTER_CUTOFF',
      () => checkObservedBefore('tickets', [80, null, 91], 90),
      "column 'tickets' was observed after the cut-off: 91 in row 2, cut-off 90; take the value as it was at the cut-off",
    ],
  ])('%s', (code, call, text) => {
    let problem: unknown;
    try {
      call();
    } catch (thrown) {
      problem = thrown;
    }
    expect((problem as StatisticsError).code).toBe(code);
    expect((problem as StatisticsError).message).toContain(text);
  });

  test('windows and cut-offs that are in order pass', () => {
    expect(() => checkWindows({ start: 0, end: 90 }, { start: 97, end: 120 }, 7)).not.toThrow();
    expect(() => checkObservedBefore('tickets', [80, null, 89.9], 90)).not.toThrow();
  });
});
