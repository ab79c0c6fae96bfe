import { describe, expect, it } from 'vitest';
import { periodOf, startOfName } from '../src/period/calendar.js';
import { choosePeriod } from '../src/period/chosen-period.js';
import type { ScorecardLine } from '../src/api/types-business.js';
import { targetOfPeriod } from '../src/period/target-of-period.js';
import { trendWindow } from '../src/period/trend-window.js';
import { filtersOf, parseSearch, stringifySearch } from '../src/url/view-search.js';

const clock = { asOf: '2025-10-15', fiscalYearStartsMonth: 2 };

describe('chosen period', () => {
  // Read off a calendar; the fiscal year begins in February and is named after the year in which it ends.
  it.each([
    ['last_month', '2025-09', '2025-09', false],
    ['this_month', '2025-10', '2025-10', true],
    ['last_30', '2025-09-16', '2025-10-15', false],
    ['last_quarter', '2025-Q3', '2025-Q3', false],
    ['this_quarter', '2025-Q4', '2025-Q4', true],
    ['last_year', '2024', '2024', false],
    ['this_fiscal_quarter', 'FY2026-Q3', 'FY2026-Q3', true],
    ['last_fiscal_quarter', 'FY2026-Q2', 'FY2026-Q2', false],
    ['last_fiscal_year', 'FY2025', 'FY2025', false],
    ['year_to_date', '2025-01-01', '2025-10-15', false],
    ['2025-Q1', '2025-Q1', '2025-Q1', false],
    ['2025-09..2025-12', '2025-09', '2025-12', true],
    ['nonsense', '2025-09', '2025-09', false],
    ['2025-12..2025-01', '2025-09', '2025-09', false],
  ])('%s is %s to %s', (id, from, to, partial) => {
    expect(choosePeriod(id, clock)).toMatchObject({ from, to, partial });
  });
  it('counts a month as whole on its last day', () => {
    expect(choosePeriod('last_month', { ...clock, asOf: '2025-09-30' })).toMatchObject({
      from: '2025-09',
      partial: false,
    });
  });
});

describe('calendar', () => {
  // ISO 8601: 29 December 2025 is a Monday of week 1 of 2026; 3 January 2021 is the Sunday of week 53 of 2020.
  it.each([
    ['2025-12-29', '2026-W01', '2025-12-29'],
    ['2021-01-03', '2020-W53', '2020-12-28'],
  ])('%s lies in %s', (day, name, start) => {
    expect(periodOf(day, 'week')).toMatchObject({ name, start });
    expect(startOfName(name)).toBe(start);
  });
  it('walks back to the first period of a trend', () => {
    expect(trendWindow(choosePeriod('last_month', clock), 'month', clock)).toEqual({
      from: '2023-10',
      to: '2025-10',
    });
  });
});

describe('address of a view', () => {
  it('comes back as it was written, in one order', () => {
    const view = { where: ['owner=Ada & Co', 'segment='], period: '2025', compare: 'year' };
    const text = stringifySearch(view);
    expect(text).toBe('?period=2025&compare=year&where=owner=Ada+%26+Co&where=segment=');
    expect(parseSearch(text)).toEqual(view);
  });
  it('joins the values of a dimension; an empty one is what nobody recorded', () => {
    expect(filtersOf(['owner=Ada', 'segment=', 'owner=a=b'])).toEqual([
      { dimension: 'owner', values: ['Ada', 'a=b'] },
      { dimension: 'segment', values: [null] },
    ]);
  });
  it('drops what it does not know', () => {
    expect(parseSearch('?evil=1&where=novalue&period=2025')).toEqual({ period: '2025' });
  });
});

describe('target of a period', () => {
  const line = (id: string, period: string, where: readonly object[] = []) =>
    ({ id, metric: 'revenue', period, where }) as unknown as ScorecardLine;
  const lines = [
    line('part', '2025-Q3', [
      { dimension: 'owner', values: ['Ada', 'Bo'] },
      { dimension: 'segment', values: [null] },
    ]),
    line('year', '2025'),
    line('quarter', '2025-Q3'),
    line('old', '2024'),
  ];
  it.each([
    ['2025-Q3', 'quarter'],
    ['2025-08', 'quarter'],
    ['2025-11', 'year'],
    ['2024-Q1', 'old'],
    ['2023', undefined],
    ['2025-06..2025-08', 'year'],
  ])('of %s is %s', (period, id) => {
    expect(targetOfPeriod(lines, 'revenue', choosePeriod(period, clock), 2)?.id).toBe(id);
  });
  it.each([
    // The same part, said in another order.
    [['segment=', 'owner=Bo', 'owner=Ada'], 'part'],
    [['owner=Ada', 'segment='], undefined],
    [['owner=Ada'], undefined],
  ])('of the part %j is %s: the company’s says nothing about it', (where, id) => {
    const period = choosePeriod('2025-Q3', clock);
    expect(targetOfPeriod(lines, 'revenue', period, 2, filtersOf(where))?.id).toBe(id);
  });
});
