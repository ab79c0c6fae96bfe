import { describe, expect, test } from 'vitest';
import { enumeratePeriods, type Grain, parsePeriod } from '@bellwether/metrics';
import { planPeriods } from '../src/plan/planned-period.js';

describe('names of periods', () => {
  test.each<[string, number, string, string, string]>([
    ['2025', 1, 'year', '2025-01-01', '2026-01-01'],
    ['2025-Q1', 1, 'quarter', '2025-01-01', '2025-04-01'],
    ['2025-Q4', 4, 'quarter', '2025-10-01', '2026-01-01'],
    ['2025-03', 1, 'month', '2025-03-01', '2025-04-01'],
    ['2024-02', 1, 'month', '2024-02-01', '2024-03-01'],
    ['2025-12', 1, 'month', '2025-12-01', '2026-01-01'],
    ['2025-03-14', 1, 'day', '2025-03-14', '2025-03-15'],
    ['2024-02-29', 1, 'day', '2024-02-29', '2024-03-01'],
    // ISO 8601: the week with the first Thursday; 2025-W01 begins in 2024, 2020 has 53 weeks.
    ['2025-W01', 1, 'week', '2024-12-30', '2025-01-06'],
    ['2025-W09', 1, 'week', '2025-02-24', '2025-03-03'],
    ['2020-W53', 1, 'week', '2020-12-28', '2021-01-04'],
    ['2021-W01', 1, 'week', '2021-01-04', '2021-01-11'],
    // A fiscal year carries the year in which it ends.
    ['FY2025', 1, 'fiscal_year', '2025-01-01', '2026-01-01'],
    ['FY2025', 4, 'fiscal_year', '2024-04-01', '2025-04-01'],
    ['FY2025-Q1', 4, 'fiscal_quarter', '2024-04-01', '2024-07-01'],
    ['FY2025-Q4', 4, 'fiscal_quarter', '2025-01-01', '2025-04-01'],
    ['FY2025-Q2', 10, 'fiscal_quarter', '2025-01-01', '2025-04-01'],
  ])('%s with a fiscal year from month %i', (name, month, grain, start, end) => {
    expect(parsePeriod(name, month)).toEqual({ name, grain, start, end });
  });

  test.each([
    '2025-W53',
    '2025-W00',
    '2025-13',
    '2025-00',
    '2025-Q5',
    '2025-02-29',
    '25',
    '2025-1',
    'FY25',
    '',
    '2025-03-14T00',
    '2025-04-31',
  ])('%j is refused', (name) => {
    expect(() => parsePeriod(name)).toThrow(`unreadable period: '${name}'; write 2025, 2025-Q1, 2025-03`);
  });
});

describe('ranges', () => {
  const names = (from: string, to: string, grain: Grain, month = 1): string[] =>
    enumeratePeriods(parsePeriod(from, month), parsePeriod(to, month), grain, month).map(({ name }) => name);

  test.each<[string, string, Grain, string[]]>([
    ['2024-11', '2025-02', 'month', ['2024-11', '2024-12', '2025-01', '2025-02']],
    ['2025', '2025', 'quarter', ['2025-Q1', '2025-Q2', '2025-Q3', '2025-Q4']],
    ['2024-12-30', '2025-01-05', 'week', ['2025-W01']],
    ['2025-01', '2025-01', 'week', ['2025-W01', '2025-W02', '2025-W03', '2025-W04', '2025-W05']],
    ['2024-02-28', '2024-03-01', 'day', ['2024-02-28', '2024-02-29', '2024-03-01']],
    ['2025-01', '2025-12', 'total', ['2025-01..2025-12']],
    ['2025', '2025', 'total', ['2025']],
  ])('%s to %s by %s', (from, to, grain, expected) => {
    expect(names(from, to, grain)).toEqual(expected);
  });

  test('fiscal quarters', () => {
    expect(names('FY2025', 'FY2025', 'fiscal_quarter', 4)).toEqual([
      'FY2025-Q1',
      'FY2025-Q2',
      'FY2025-Q3',
      'FY2025-Q4',
    ]);
  });

  test('a range that ends before it starts is refused', () => {
    expect(() => names('2025-03', '2025-01', 'month')).toThrow(
      'the range ends before it starts: 2025-03 to 2025-01',
    );
  });

  test('too many periods are refused', () => {
    expect(() => names('2000', '2025', 'day')).toThrow(
      'too many periods: more than 5000; ask for at most 5000',
    );
  });
});

interface Laid {
  readonly name: string;
  readonly start: string;
  readonly edge: string;
  readonly partial: boolean;
}

/** What a cell and its comparisons look at. */
function layOut(
  from: string,
  grain: Grain | null,
  asOf: string,
  extra: { to?: string; rolling?: { unit: 'month' | 'day'; count: number } } = {},
): Record<string, Laid> {
  const { periods, cells } = planPeriods({
    from,
    to: extra.to ?? from,
    grain,
    rolling: extra.rolling ?? null,
    compare: ['previous', 'year'],
    asOf,
    fiscalYearStartsMonth: 4,
  });
  const cell = cells.at(-1);
  const show = (index: number | undefined): Laid => {
    const found = periods[index ?? -1];
    if (found === undefined) throw new Error('no period');
    const { name, start, edge, partial } = found;
    return { name, start, edge, partial };
  };
  return { now: show(cell?.period), previous: show(cell?.compare.previous), year: show(cell?.compare.year) };
}

describe('comparisons', () => {
  test.each<[string, string, Grain | null, string, [string, string, string], [string, string, string]]>([
    [
      'whole month',
      '2025-03',
      null,
      '2025-12-31',
      ['2025-02', '2025-02-01', '2025-03-01'],
      ['2024-03', '2024-03-01', '2024-04-01'],
    ],
    [
      'whole week',
      '2025-W01',
      null,
      '2025-12-31',
      ['2024-W52', '2024-12-23', '2024-12-30'],
      ['2024-W01', '2024-01-01', '2024-01-08'],
    ],
    [
      'week 53 falls back to 52',
      '2020-W53',
      null,
      '2025-12-31',
      ['2020-W52', '2020-12-21', '2020-12-28'],
      ['2019-W52', '2019-12-23', '2019-12-30'],
    ],
    [
      'leap day falls back',
      '2024-02-29',
      null,
      '2025-12-31',
      ['2024-02-28', '2024-02-28', '2024-02-29'],
      ['2023-02-28', '2023-02-28', '2023-03-01'],
    ],
    [
      'fiscal quarter',
      'FY2025-Q1',
      null,
      '2025-12-31',
      ['FY2024-Q4', '2024-01-01', '2024-04-01'],
      ['FY2024-Q1', '2023-04-01', '2023-07-01'],
    ],
    // An unfinished period is held against the same part of the earlier one.
    [
      'half a month',
      '2025-10',
      null,
      '2025-10-15',
      ['2025-09', '2025-09-01', '2025-09-16'],
      ['2024-10', '2024-10-01', '2024-10-16'],
    ],
    [
      '30 March days against February',
      '2025-03',
      null,
      '2025-03-30',
      ['2025-02', '2025-02-01', '2025-03-01'],
      ['2024-03', '2024-03-01', '2024-03-31'],
    ],
    [
      'a year to date across a leap year',
      '2025',
      null,
      '2025-10-15',
      ['2024', '2024-01-01', '2024-10-16'],
      ['2024', '2024-01-01', '2024-10-16'],
    ],
    [
      'a quarter to date',
      '2025-Q3',
      null,
      '2025-08-10',
      ['2025-Q2', '2025-04-01', '2025-05-11'],
      ['2024-Q3', '2024-07-01', '2024-08-11'],
    ],
  ])('%s', (_, from, grain, asOf, previous, year) => {
    const laid = layOut(from, grain, asOf);
    const told = (one: Laid | undefined): unknown[] => [one?.name, one?.start, one?.edge];
    expect(told(laid['previous'])).toEqual(previous);
    expect(told(laid['year'])).toEqual(year);
  });

  test('a total of whole months goes back by months, any other by days', () => {
    expect(layOut('2025-01', 'total', '2025-12-31', { to: '2025-06' })['previous']).toMatchObject({
      start: '2024-07-01',
      edge: '2025-01-01',
    });
    expect(layOut('2025-01-05', 'total', '2025-12-31', { to: '2025-01-11' })['previous']).toMatchObject({
      start: '2024-12-29',
      edge: '2025-01-05',
    });
    expect(layOut('2025-01', 'total', '2025-12-31', { to: '2025-06' })['year']).toMatchObject({
      start: '2024-01-01',
      edge: '2024-07-01',
    });
  });

  test('a rolling window ends where its period ends', () => {
    const laid = layOut('2025-03', null, '2025-12-31', { rolling: { unit: 'month', count: 12 } });
    expect(laid['now']).toMatchObject({ name: '2025-03', start: '2024-04-01', edge: '2025-04-01' });
    expect(laid['previous']).toMatchObject({ name: '2025-02', start: '2024-03-01', edge: '2025-03-01' });
  });

  test('a period that is not over is partial; one that has not begun is compared with nothing', () => {
    expect(layOut('2025-10', null, '2025-10-15')['now']).toMatchObject({ edge: '2025-10-16', partial: true });
    const { periods, cells } = planPeriods({
      from: '2025-11',
      to: '2025-11',
      grain: null,
      rolling: null,
      compare: ['year'],
      asOf: '2025-10-15',
      fiscalYearStartsMonth: 1,
    });
    expect(cells).toEqual([{ period: 0, compare: {} }]);
    expect(periods[0]).toMatchObject({ begun: false });
  });

  test('the last day of a period makes it whole', () => {
    expect(layOut('2025-10', null, '2025-10-31')['now']).toMatchObject({
      edge: '2025-11-01',
      partial: false,
    });
  });
});
