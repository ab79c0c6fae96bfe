import { groupTitles as titlesOfMetrics } from '@bellwether/metrics';
import { describe, expect, it } from 'vitest';
import { csvText } from '../src/format/csv.js';
import { periodText, periodTick } from '../src/format/period-name.js';
import { axisText, changeText, valueText } from '../src/format/value.js';
import { groupTitles } from '../src/format/words.js';

describe('figures as a person reads them', () => {
  it.each([
    [null, 'money', '–'],
    [0, 'count', '0'],
    [0.4215, 'ratio', '42.2%'],
    ['1234567.8901', 'money', '€1,234,568'],
    ['-12.5', 'money', '−€12.50'],
    [45, 'seconds', '45 s'],
    [5400, 'seconds', '1.5 h'],
    [259_200, 'seconds', '3.0 d'],
    [16, 'nps', '+16'],
    [-3, 'nps', '−3'],
    [1.5, 'times', '1.50 ×'],
    [12, 'count', '12'],
  ] as const)('%s in %s is %s', (value, unit, text) => {
    expect(valueText(value, unit, 'EUR')).toBe(text);
  });

  it.each([
    [0.0204, 'ratio', '+2.0 pp'],
    [-0.0204, 'ratio', '−2.0 pp'],
    // A change that rounds to nothing has no sign.
    [0.0001, 'ratio', '0.0 pp'],
    [-0.0001, 'ratio', '0.0 pp'],
    ['988.8', 'money', '+€988.80'],
    [null, 'count', '–'],
  ] as const)('a change of %s in %s is %s', (change, unit, text) => {
    expect(changeText(change, unit, 'EUR')).toBe(text);
  });

  it.each([
    [1_200_000, 'money', '€1.2M'],
    [0.5, 'ratio', '50%'],
    [35_000, 'count', '35k'],
    [-20, 'money', '−€20'],
  ] as const)('%s on an axis of %s is %s', (value, unit, text) => {
    expect(axisText(value, unit, 'EUR')).toBe(text);
  });
});

describe('names of periods', () => {
  it.each([
    ['2025-03', 'Mar 2025'],
    ['FY2025-Q1', 'Q1 FY2025'],
    ['2025-W09', 'week 9, 2025'],
    ['2025-01-01..2025-03-31', '1 Jan 2025 – 31 Mar 2025'],
    ['2025', '2025'],
  ])('%s is %s', (name, text) => {
    expect(periodText(name)).toBe(text);
  });
  it('tells a fiscal quarter from one of the calendar', () => {
    expect([periodTick('FY2026-Q1', undefined), periodTick('2026-Q1', undefined)]).toEqual([
      'Q1 FY’26',
      'Q1 ’26',
    ]);
  });
  it('says the year where it differs from the name before', () => {
    expect(
      ['2024-11', '2025-01', '2025-03'].map((name, index, all) => periodTick(name, all[index - 1])),
    ).toEqual(['Nov ’24', 'Jan ’25', 'Mar']);
  });
});

describe('csv', () => {
  // OWASP, CSV injection: fields that begin with = + - @ tab or return run in a spreadsheet.
  it.each([
    ['=1+1', "'=1+1"],
    ['+49 30 1234', "'+49 30 1234"],
    ['@sum', "'@sum"],
    ['-2+3', "'-2+3"],
    ['-12.5', '-12.5'],
    ['a,b', '"a,b"'],
    ['say "no"', '"say ""no"""'],
    [null, ''],
    [-3, '-3'],
  ])('writes %j as %s', (value, text) => {
    expect(csvText(['x'], [[value]])).toBe(`x\r\n${text}\r\n`);
  });
});

it('the groups of measures are called what the command line calls them', () => {
  expect(groupTitles).toEqual(titlesOfMetrics);
});
