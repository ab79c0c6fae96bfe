import * as fc from 'fast-check';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { StatisticsError } from '../../src/errors.js';
import {
  cutoffsOf,
  RFM_MEASURES,
  type RfmCustomer,
  type RfmOrder,
  rfmCustomers,
  rfmTransitions,
  scoreRfm,
  scoreRfmFixed,
} from '../../src/rfm/index.js';

function customer(name: string, recencyDays: number, frequency: number, monetary: number): RfmCustomer {
  return { customer: name, recencyDays, frequency, monetary };
}

const customers: readonly RfmCustomer[] = [
  customer('a', 3, 9, 900),
  customer('b', 10, 4, 250),
  customer('c', 10, 1, 40),
  customer('d', 25, 1, 35),
  customer('e', 60, 1, 500),
  customer('f', 90, 2, 80),
  customer('g', 120, 1, 20),
  customer('h', 200, 1, 15),
  customer('i', 210, 3, 120),
  customer('j', 400, 1, 10),
];

describe('scoreRfm', () => {
  // By hand: score = 1 + floor((mid-rank - 0.5) / 10 * 5). The six customers with one order share mid-rank 3.5, hence
  // 1 + floor(1.5) = 2; ranks 7 to 10 give 4, 4, 5, 5; so buckets 1 and 3 of frequency stay empty. b and c (10 days)
  // share mid-rank 8.5 from the worst end: 1 + floor(4) = 5.
  test('a table worked by hand', () => {
    const { scores, boundaries } = scoreRfm(customers);
    const segments = ['555', '554', '523', '422', '325', '343', '222', '221', '144', '121'];
    expect(scores.map((one) => one.segment)).toEqual(segments);
    expect(boundaries.frequency).toEqual([
      { score: 1, from: null, to: null, customers: 0 },
      { score: 2, from: 1, to: 1, customers: 6 },
      { score: 3, from: null, to: null, customers: 0 },
      { score: 4, from: 2, to: 3, customers: 2 },
      { score: 5, from: 4, to: 9, customers: 2 },
    ]);
    expect(boundaries.recency).toEqual([
      { score: 1, from: 210, to: 400, customers: 2 },
      { score: 2, from: 120, to: 200, customers: 2 },
      { score: 3, from: 60, to: 90, customers: 2 },
      { score: 4, from: 25, to: 25, customers: 1 },
      { score: 5, from: 3, to: 10, customers: 3 },
    ]);
  });

  test('one customer is in the middle', () => {
    expect(scoreRfm([customer('a', 1, 1, 1)]).scores[0]!.segment).toBe('333');
  });
});

describe('fixed cut-offs', () => {
  const cutoffs = { recency: [180, 90, 30], frequency: [2, 4, 8], monetary: [50, 200, 500] };

  test('a value equal to a cut-off has passed it', () => {
    const { scores, kind, buckets } = scoreRfmFixed(
      [
        customer('x', 90, 4, 200),
        customer('y', 91, 3, 199.99),
        customer('z', 30, 8, 500),
        customer('w', 181, 1, -5),
      ],
      cutoffs,
    );
    expect(scores.map((one) => one.segment)).toEqual(['333', '222', '444', '111']);
    expect([kind, buckets]).toEqual(['fixed', 4]);
  });

  test('a later date is measured against the same bar, a relative score is not', () => {
    const bar = cutoffsOf(scoreRfm(customers));
    const doubled = customers.map((one) => ({ ...one, monetary: one.monetary * 2 }));
    expect(scoreRfm(doubled).scores.map((one) => one.m)).toEqual(
      scoreRfm(customers).scores.map((one) => one.m),
    );
    // Bars: m >= 20, 40, 120, 500. Doubled: 1800, 500, 80, 70, 1000, 160, 40, 30, 240, 20.
    expect(bar.monetary).toEqual([20, 40, 120, 500]);
    expect(scoreRfmFixed(doubled, bar).scores.map((one) => one.m)).toEqual([5, 5, 3, 3, 5, 4, 3, 2, 4, 2]);
  });
});

describe('rfmTransitions', () => {
  test('counts, shares, those who left and joined', () => {
    const bar = { recency: [30], frequency: [2], monetary: [100] };
    const before = scoreRfmFixed(
      [customer('a', 5, 1, 10), customer('b', 50, 1, 10), customer('c', 9, 1, 10)],
      bar,
    );
    const after = scoreRfmFixed(
      [customer('a', 60, 1, 10), customer('b', 70, 1, 10), customer('d', 1, 1, 10)],
      bar,
    );
    expect(rfmTransitions(before, after, 'r')).toEqual({
      groups: ['1', '2'],
      counts: [
        [1, 0],
        [1, 0],
      ],
      shares: [
        [1, 0],
        [1, 0],
      ],
      left: [0, 1],
      joined: [0, 1],
    });
  });
});

const anyone = fc.record({
  recencyDays: fc.integer({ min: 0, max: 40 }),
  frequency: fc.integer({ min: 1, max: 6 }),
  monetary: fc.integer({ min: -20, max: 300 }),
});
const crowd = fc
  .array(anyone, { minLength: 1, maxLength: 60 })
  .map((list) => list.map((one, i) => ({ ...one, customer: `c${i}` })));

describe('properties', () => {
  test('equal values share a score, better values never score lower, sizes add up, row order does not matter', () => {
    fc.assert(
      fc.property(crowd, fc.integer({ min: 2, max: 10 }), (list, buckets) => {
        const scoring = scoreRfm(list, { buckets });
        for (const a of scoring.scores) {
          for (const b of scoring.scores) {
            if (a.recencyDays === b.recencyDays) expect(a.r).toBe(b.r);
            if (a.recencyDays < b.recencyDays) expect(a.r).toBeGreaterThanOrEqual(b.r);
            if (a.monetary <= b.monetary) expect(a.m).toBeLessThanOrEqual(b.m);
            if (a.frequency <= b.frequency) expect(a.f).toBeLessThanOrEqual(b.f);
          }
        }
        for (const measure of RFM_MEASURES) {
          const table = scoring.boundaries[measure];
          expect(table.reduce((sum, one) => sum + one.customers, 0)).toBe(list.length);
          expect(table.map((one) => one.score)).toEqual(Array.from({ length: buckets }, (_, k) => k + 1));
        }
        const back = [...scoreRfm([...list].reverse(), { buckets }).scores].reverse();
        expect(back).toEqual(scoring.scores);
      }),
    );
  });

  test('distinct values fill buckets that differ by one customer at most', () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 200 }), (n) => {
        const list = Array.from({ length: n }, (_, i) => customer(`c${i}`, i, 1, i * 7));
        const sizes = scoreRfm(list).boundaries.recency.map((one) => one.customers);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('a scoring held against its own cut-offs is itself; transitions add up', () => {
    fc.assert(
      fc.property(crowd, crowd, (list, later) => {
        const scoring = scoreRfm(list);
        const again = scoreRfmFixed(list, cutoffsOf(scoring));
        expect(again.scores).toEqual(scoring.scores);
        const { counts, left, joined } = rfmTransitions(scoring, scoreRfm(later));
        const stayed = counts.flat().reduce((sum, value) => sum + value, 0);
        expect(stayed + left.reduce((sum, value) => sum + value, 0)).toBe(list.length);
        expect(stayed + joined.reduce((sum, value) => sum + value, 0)).toBe(later.length);
      }),
    );
  });
});

const data =
  process.env['BELLWETHER_DATA'] ?? fileURLToPath(new URL('../../../../../shared/data', import.meta.url));
const cdnow = join(data, 'stats/CDNOW_sample.txt');
if (!existsSync(cdnow))
  console.log('skipped: no CDNOW_sample.txt; set BELLWETHER_DATA to the folder that holds stats/');

describe.skipIf(!existsSync(cdnow))('CDNOW sample', () => {
  const day = (text: string): number =>
    Date.UTC(Number(text.slice(0, 4)), Number(text.slice(4, 6)) - 1, Number(text.slice(6))) / 86_400_000;
  const orders = (): RfmOrder[] =>
    readFileSync(cdnow, 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .map((cell) => ({ customer: cell[1]!, day: day(cell[2]!), amount: Number(cell[4]!) }));

  // Expected: pandas, rank(method='average'), the same formula written anew.
  test('bucket sizes, boundaries and the transition of recency from September 1997 to June 1998', () => {
    const score = (date: string) =>
      scoreRfm(
        rfmCustomers(
          orders().filter((one) => one.day <= day(date)),
          day(date),
        ),
      );
    const before = score('19970930');
    const { recency, frequency, monetary } = before.boundaries;
    expect(recency.map((one) => [one.customers, one.from, one.to])).toEqual([
      [466, 243, 272],
      [475, 220, 242],
      [476, 198, 219],
      [467, 100, 197],
      [473, 0, 99],
    ]);
    expect(frequency.map((one) => [one.customers, one.from, one.to])).toEqual([
      [0, null, null],
      [1398, 1, 1],
      [0, null, null],
      [439, 2, 2],
      [520, 3, 56],
    ]);
    expect(monetary.map((one) => [one.customers, one.from, one.to])).toEqual([
      [480, 0, 14.96],
      [462, 14.97, 27.97],
      [472, 27.99, 45.88],
      [472, 46.04, 93.76],
      [471, 94, 6552.7],
    ]);
    expect(rfmTransitions(before, score('19980630'), 'r').counts).toEqual([
      [414, 0, 0, 19, 33],
      [68, 340, 0, 24, 43],
      [0, 115, 276, 31, 54],
      [0, 0, 203, 155, 109],
      [0, 0, 0, 241, 232],
    ]);
  });
});

describe('misuse', () => {
  const cutoffs = { recency: [30], frequency: [2], monetary: [100] };
  test.each<[string, () => unknown, string]>([
    ['RFM_EMPTY', () => scoreRfm([]), 'no customers to score: 0 rows; pass at least one'],
    ['RFM_EMPTY', () => rfmCustomers([], 10), 'no orders to score: 0 rows'],
    [
      'RFM_DUPLICATE_CUSTOMER',
      () => scoreRfm([customer('a', 1, 1, 1), customer('a', 2, 1, 1)]),
      "customer 'a' is given twice; merge the rows of a customer first",
    ],
    [
      'RFM_BAD_VALUE',
      () => scoreRfm([customer('a', -1, 1, 1)]),
      "recency of customer 'a' is not usable: -1; pass days of at least 0",
    ],
    [
      'RFM_BAD_VALUE',
      () => scoreRfm([customer('a', 1, 0, 1)]),
      "frequency of customer 'a' is not usable: 0; pass a whole number of orders of at least 1",
    ],
    [
      'RFM_BAD_VALUE',
      () => rfmCustomers([{ customer: 'a', day: 3, amount: Number.NaN }], 10),
      "amount of customer 'a' is not usable: NaN; pass a number in one currency",
    ],
    [
      'RFM_BAD_BUCKETS',
      () => scoreRfm(customers, { buckets: 1 }),
      'number of buckets is not a whole number from 2 to 10: 1; 5 is usual',
    ],
    [
      'RFM_BAD_CUTOFFS',
      () => scoreRfmFixed(customers, { ...cutoffs, recency: [7, 30], frequency: [2, 4], monetary: [1, 2] }),
      'cut-offs of recency are not usable; sort them descending (fewer days are better)',
    ],
    [
      'RFM_BAD_CUTOFFS',
      () => scoreRfmFixed(customers, { ...cutoffs, monetary: [1, 2] }),
      'cut-offs of monetary are not usable; pass 1 to 9 values, as many for each measure',
    ],
    [
      'RFM_ORDER_AFTER_DATE',
      () => rfmCustomers([{ customer: 'a', day: 11, amount: 5 }], 10),
      "order of customer 'a' is after the scoring date: day 11, scored at 10; leave later orders out",
    ],
    [
      'RFM_DIFFERENT_BUCKETS',
      () => rfmTransitions(scoreRfm(customers), scoreRfm(customers, { buckets: 4 })),
      'the two scorings differ in buckets: 5 and 4; score both dates alike',
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
});
