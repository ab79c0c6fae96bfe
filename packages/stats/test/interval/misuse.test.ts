import { describe, expect, it } from 'vitest';
import * as k from '../../src/interval/index.js';

const counts = { promoters: 1, passives: 1, detractors: 1 };
const sums = {
  units: 3,
  numerator: 6,
  denominator: 6,
  numeratorSquares: 14,
  products: 14,
  denominatorSquares: 14,
};

describe('misuse is refused in words', () => {
  it.each<[() => unknown, string, string]>([
    [
      () => k.wilsonInterval(1, 2, 95),
      'INTERVAL_LEVEL',
      'confidence level is not between 0 and 1: 95; pass a share such as 0.95',
    ],
    [
      () => k.wilsonInterval(1.5, 2),
      'INTERVAL_COUNT',
      'successes is not a count: 1.5; pass a whole number of at least 0',
    ],
    [
      () => k.wilsonInterval(3, 2),
      'INTERVAL_COUNTS_DISAGREE',
      'successes exceeds trials: 3 of 2; pass a part that is within the whole',
    ],
    [
      () => k.wilsonInterval(1, 20, 0.95, 10),
      'INTERVAL_COUNTS_DISAGREE',
      'sample exceeds population: 20 of 10; pass a part that is within the whole',
    ],
    [
      () => k.clopperPearsonInterval(-1, 2),
      'INTERVAL_COUNT',
      'successes is not a count: -1; pass a whole number of at least 0',
    ],
    [
      () => k.newcombeDifference(1, 2, Number.NaN, 4),
      'INTERVAL_COUNT',
      'successes2 is not a count: NaN; pass a whole number of at least 0',
    ],
    [
      () => k.npsInterval({ ...counts, promoters: -1 }),
      'INTERVAL_COUNT',
      'promoters is not a count: -1; pass a whole number of at least 0',
    ],
    [
      () =>
        k.npsChangePaired([
          [1, 2],
          [3, 4],
        ]),
      'INTERVAL_VALUE',
      'transitions is not usable: a list of 2 values; pass three rows of three counts',
    ],
    [
      () => k.poissonRateInterval(1, -1),
      'INTERVAL_VALUE',
      'exposure is not usable: -1; pass a finite number of at least 0',
    ],
    [
      () => k.quantileInterval([1, 3, 2], 0.5),
      'INTERVAL_UNSORTED',
      'values are not sorted: 3 before 2 at position 2; sort them ascending',
    ],
    [
      () => k.sampleSizeForProportions(0.3, 0.4, { power: 0.02 }),
      'INTERVAL_VALUE',
      'power is not usable: 0.02; pass a share above 0.025, which chance alone reaches, such as 0.8',
    ],
    [
      () => k.sampleSizeForMeans(1, 2, { power: 0.05, level: 0.9 }),
      'INTERVAL_VALUE',
      'power is not usable: 0.05; pass a share above 0.05, which chance alone reaches, such as 0.8',
    ],
    [
      () => k.smallestMeanChange(1, 10, 10, { power: 0.01 }),
      'INTERVAL_VALUE',
      'power is not usable: 0.01; pass a share above 0.025, which chance alone reaches, such as 0.8',
    ],
    [
      () => k.smallestProportionChange(0.3, 100, 100, { power: 0.01 }),
      'INTERVAL_VALUE',
      'power is not usable: 0.01; pass a share above 0.025, which chance alone reaches, such as 0.8',
    ],
    [
      () => k.smallestNpsChange(counts, 10, { power: 0.01 }),
      'INTERVAL_VALUE',
      'power is not usable: 0.01; pass a share above 0.025, which chance alone reaches, such as 0.8',
    ],
    [() => k.quantileRanks(10, 1), 'INTERVAL_VALUE', 'q is not usable: 1; pass a number between 0 and 1'],
    [
      () => k.meanInterval([1, Number.NaN]),
      'INTERVAL_VALUE',
      'values[1] is not usable: NaN; pass a finite number',
    ],
    [
      () => k.geometricMeanInterval([1, 0]),
      'INTERVAL_VALUE',
      'values[1] is not usable: 0; pass values above 0, or use the median',
    ],
    [
      () => k.ratioInterval([1, 2], [1]),
      'INTERVAL_LENGTHS',
      'numerators and denominators differ in length: 2 and 1; pass one value of each for every unit',
    ],
    [
      () => k.ratioIntervalFromSums({ ...sums, numeratorSquares: 1 }),
      'INTERVAL_SUMS',
      'sums are impossible: numeratorSquares is 1; check that all sums come from the same units',
    ],
    [
      () => k.ratioIntervalFromSums({ ...sums, products: 99 }),
      'INTERVAL_SUMS',
      'sums are impossible: products is 99; check that all sums come from the same units',
    ],
    [
      () => k.momentsFromSums(3, 6, 1),
      'INTERVAL_SUMS',
      'sums are impossible: sumOfSquares is 1; check that all sums come from the same units',
    ],
    [
      () => k.clusteredWilsonFromSums({ ...sums, numerator: 6.5, numeratorSquares: 15 }),
      'INTERVAL_COUNTS_DISAGREE',
      'successes exceeds trials: 6.5 of 6; pass a part that is within the whole',
    ],
    [
      () => k.clusteredBootstrapInterval(3, () => 1, { seed: 1, draws: 10 }),
      'INTERVAL_VALUE',
      'draws is not usable: 10; pass a whole number of at least 100',
    ],
    [
      () => k.benjaminiHochberg([0.1, 1.2]),
      'INTERVAL_VALUE',
      'pValues[1] is not usable: 1.2; pass p-values from 0 to 1',
    ],
    [
      () => k.chiSquareTest([[1, 2]]),
      'INTERVAL_VALUE',
      'table is not usable: a list of 1 value; pass at least two rows of at least two counts, all of one length',
    ],
    [
      () => k.mannKendallTest([1, 2, 3], { times: [0, 2, 2] }),
      'INTERVAL_VALUE',
      'times[2] is not usable: 2; pass times that rise strictly',
    ],
    [
      () => k.sampleSizeForProportions(0.5, 0.5),
      'INTERVAL_VALUE',
      'p2 is not usable: 0.5; pass a share other than p1 (0.5)',
    ],
    [
      () => k.powerOfMeans(0, 1, 5, 5),
      'INTERVAL_VALUE',
      'difference is not usable: 0; pass a finite number above 0',
    ],
    [
      () => k.smallestMeanChange(1, 1, 5),
      'INTERVAL_VALUE',
      'n1 is not usable: 1; pass a number of at least 2',
    ],
  ])('%#', (call, code, message) => {
    expect(call).toThrow(expect.objectContaining({ name: 'StatisticsError', code, message }));
  });
});
