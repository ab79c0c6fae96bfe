import { describe, expect, it } from 'vitest';
import { STATISTICS_ERRORS, StatisticsError, shown, statisticsError } from '../src/errors.js';

describe('the error registry', () => {
  it('is frozen, and every code begins with the name of its area', () => {
    expect(Object.isFrozen(STATISTICS_ERRORS)).toBe(true);
    const areas =
      /^(SPECIAL|RANDOM|LINEAR|OPTIMISE|INTERVAL|SURVIVAL|PURCHASE|CONTRACT|SPEND|IMPACT|SERIES|RISK|RFM)_[A-Z_]+$/;
    for (const code of Object.keys(STATISTICS_ERRORS)) expect(code).toMatch(areas);
  });

  it('builds an error with code and text', () => {
    const error = statisticsError('INTERVAL_COUNT', 'successes', -1);
    expect(error).toBeInstanceOf(StatisticsError);
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      name: 'StatisticsError',
      code: 'INTERVAL_COUNT',
      message: 'successes is not a count: -1; pass a whole number of at least 0',
    });
  });

  it.each([
    ['a', "'a'"],
    [Number.NaN, 'NaN'],
    [-0, '-0'],
    [null, 'null'],
    [undefined, 'undefined'],
    [[1], 'a list of 1 value'],
    [new Float64Array(3), 'a list of 3 values'],
    [{}, 'an object'],
    [() => 1, 'a function'],
  ])('shows %s so that it can be told apart', (value, text) => {
    expect(shown(value)).toBe(text);
  });
});
