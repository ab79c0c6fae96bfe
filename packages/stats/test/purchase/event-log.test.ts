import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayNumber, historyOf, purchaseCohort } from '../../src/purchase/index.js';
import { cdnowCohort } from './cdnow.js';
import { dataLines, numberColumns } from './reference.js';

const sum = (values: Float64Array) => values.reduce((a, b) => a + b, 0);
const complete = { kind: 'complete' } as const;

describe('CDNOW', () => {
  const sample = cdnowCohort('sample');
  test.skipIf(sample === null)(
    'sample: 2,357 customers, 2,457 calibration repeats, 1,882 holdout purchases',
    () => {
      expect(sample!.histories.customers).toBe(2357);
      expect(sum(sample!.histories.repeats)).toBe(2457);
      expect(sum(sample!.holdout!.purchases)).toBe(1882);
      expect(sum(sample!.holdout!.amount)).toBeCloseTo(70976.39, 6);
      expect(sample!.holdout!.days).toBe(273);
      expect(sample!.leftOut).toEqual({ leftTruncated: 0, afterCalibration: 0 });
      // 6,919 lines: what is not a first or a repeat purchase was bought on the same day.
      expect(sample!.mergedEvents).toBe(6919 - 2357 - 2457 - 1882);
    },
  );

  test.skipIf(sample === null)('sample: every customer as the reference table has them', () => {
    const table = numberColumns(dataLines('cdnow_sample_cbs_exact.csv')!);
    sample!.customers.forEach((customer, i) => {
      expect(Number(customer)).toBe(table['cust']![i]);
      const { repeats, recency, age } = historyOf(sample!.histories, i);
      expect(repeats).toBe(table['x']![i]);
      expect(recency).toBeCloseTo(table['t.x']![i]!, 10);
      expect(age).toBeCloseTo(table['T.cal']![i]!, 10);
      expect(sample!.amount[i]).toBeCloseTo(table['sales']![i]!, 8);
      expect(sample!.repeatAmount[i]).toBeCloseTo(table['sales.x']![i]!, 8);
      expect(sample!.logGaps[i]).toBeCloseTo(table['litt']![i]!, 8);
      expect(sample!.holdout!.purchases[i]).toBe(table['x.star']![i]);
      expect(sample!.holdout!.amount[i]).toBeCloseTo(table['sales.star']![i]!, 8);
    });
  });

  const master = cdnowCohort('master');
  test.skipIf(master === null)('master: 23,570 customers, 19,684 holdout purchases', () => {
    expect(master!.histories.customers).toBe(23570);
    expect(sum(master!.holdout!.purchases)).toBe(19684);
  });
});

describe('rules', () => {
  const log = {
    customer: ['a', 'b', 'a', 'a', 'a', 'b', 'c'],
    day: [100, 90, 107, 107, 128, 200, 180],
    amount: [5, 8, 10, -4, 0, 7, 3],
  };

  test('purchases of one day are one; the first starts the clock; refunds net within the day', () => {
    const cohort = purchaseCohort(log, { unit: 'week', calibrationEnd: 170, leftTruncation: complete });
    expect(cohort.customers).toEqual(['a', 'b']);
    // a: first 100, then 107 (10 - 4) and 128 (0); T = 70 days.
    expect(historyOf(cohort.histories, 0)).toEqual({ repeats: 2, recency: 4, age: 10 });
    expect(cohort.amount[0]).toBe(11);
    expect(cohort.repeatAmount[0]).toBe(6);
    expect(cohort.paidOrders[0]).toBe(2);
    expect(cohort.paidRepeats[0]).toBe(1);
    expect(cohort.logGaps[0]).toBeCloseTo(Math.log(1) + Math.log(3), 14);
    // b: bought again only after the cut-off; c: came after it.
    expect(historyOf(cohort.histories, 1)).toEqual({ repeats: 0, recency: 0, age: 80 / 7 });
    expect(cohort.mergedEvents).toBe(1);
    expect(cohort.leftOut).toEqual({ leftTruncated: 0, afterCalibration: 1 });
    expect(cohort.holdout).toBeNull();
  });

  test('a purchase on the last calibration day counts there, the next day in the holdout', () => {
    const cohort = purchaseCohort(
      { customer: [1, 1, 1, 1], day: [0, 10, 11, 21] },
      { unit: 'day', calibrationEnd: 10, holdoutEnd: 20, leftTruncation: complete },
    );
    expect(historyOf(cohort.histories, 0)).toEqual({ repeats: 1, recency: 10, age: 10 });
    expect([...cohort.holdout!.purchases]).toEqual([1]);
    expect([...cohort.repeatDays]).toEqual([10, 11]);
  });

  test('a run-in leaves out customers who may have bought before the log began', () => {
    const cohort = purchaseCohort(log, {
      unit: 'day',
      calibrationEnd: 170,
      leftTruncation: { kind: 'run-in', from: 85, runIn: 10 },
    });
    expect(cohort.customers).toEqual(['a']);
    expect(cohort.leftOut).toEqual({ leftTruncated: 1, afterCalibration: 1 });
  });

  test('the order of the log does not matter, nor splitting a purchase within its day', () => {
    const event = fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 60 }));
    fc.assert(
      fc.property(fc.array(event, { minLength: 1, maxLength: 60 }), (events) => {
        const cohortOf = (list: typeof events) =>
          purchaseCohort(
            { customer: list.map(([customer]) => customer), day: list.map(([, day]) => day) },
            { unit: 'day', calibrationEnd: 60, leftTruncation: complete },
          );
        const byId = (list: typeof events) => {
          const cohort = cohortOf(list);
          return Object.fromEntries(cohort.customers.map((id, i) => [id, historyOf(cohort.histories, i)]));
        };
        expect(byId(events.toReversed())).toEqual(byId(events));
        expect(byId([...events, events[0]!])).toEqual(byId(events));
      }),
    );
  });
});

describe('misuse', () => {
  const options = { unit: 'day', calibrationEnd: 10, leftTruncation: complete } as const;
  const cases: readonly [string, () => unknown, RegExp][] = [
    [
      'empty log',
      () => purchaseCohort({ customer: [], day: [] }, options),
      /no customers to gather .* 0 given; pass/,
    ],
    [
      'lengths',
      () => purchaseCohort({ customer: [1], day: [] }, options),
      /day has 0 values, 1 expected; pass/,
    ],
    [
      'amounts',
      () => purchaseCohort({ customer: [1], day: [1], amount: [] }, options),
      /amount has 0 values, 1 expected/,
    ],
    [
      'a timestamp',
      () => purchaseCohort({ customer: [1], day: [1.5] }, options),
      /event 0: day is not usable: 1.5; pass/,
    ],
    [
      'no amount',
      () => purchaseCohort({ customer: [1], day: [1], amount: [Number.NaN] }, options),
      /event 0: amount is not usable: NaN; pass/,
    ],
    [
      'all later',
      () => purchaseCohort({ customer: [1], day: [11] }, options),
      /no customers to describe in the calib/,
    ],
    [
      'holdout first',
      () => purchaseCohort({ customer: [1], day: [1] }, { ...options, holdoutEnd: 5 }),
      /holdoutEnd is not usable: 5; pass a whole day number after/,
    ],
    [
      'cut-off',
      () => purchaseCohort({ customer: [1], day: [1] }, { ...options, calibrationEnd: 1.5 }),
      /calibrationEnd/,
    ],
    [
      'unit',
      () => purchaseCohort({ customer: [1], day: [1] }, { ...options, unit: 'wk' as never }),
      /'wk'; use 'hour'/,
    ],
    [
      'a run-in from nowhere',
      () =>
        purchaseCohort(
          { customer: [1], day: [1] },
          { ...options, leftTruncation: { kind: 'run-in', from: Number.NaN, runIn: 7 } },
        ),
      /start of the log is not usable: NaN; pass a day number/,
    ],
    [
      'a run-in of no length',
      () =>
        purchaseCohort(
          { customer: [1], day: [1] },
          { ...options, leftTruncation: { kind: 'run-in', from: 0, runIn: -7 } },
        ),
      /runIn is not usable: -7; pass a number of days/,
    ],
    [
      'an unknown left truncation',
      () =>
        purchaseCohort(
          { customer: [1], day: [1] },
          { ...options, leftTruncation: { kind: 'none' } as never },
        ),
      /leftTruncation is not usable: 'none'; say complete or run-in/,
    ],
    ['date', () => dayNumber('1997-02-30'), /date is not usable: '1997-02-30'; pass a calendar date/],
    ['date order', () => dayNumber('30.01.1997'), /date is not usable/],
  ];
  test.each(cases)('%s', (_, misuse, message) => expect(misuse).toThrowError(message));
  test('days count from 1970', () => {
    expect(dayNumber('1970-01-01')).toBe(0);
    expect(dayNumber('1972-03-01')).toBe(790);
  });
});
