import { describe, expect, it } from 'vitest';
import { csvCell, csvLine } from '../src/http/csv.js';

/** Formula triggers of OWASP "CSV Injection"; quoting as in RFC 4180. */
const cells: readonly (readonly [unknown: string | number | boolean | null, written: string])[] = [
  [null, ''],
  [0, '0'],
  [false, 'false'],
  ['plain', 'plain'],
  ['a,b', '"a,b"'],
  ['say "so"', '"say ""so"""'],
  ['two\nlines', '"two\nlines"'],
  [' padded', '" padded"'],
  ['=1+1', "'=1+1"],
  ['+cmd', "'+cmd"],
  ['-cmd', "'-cmd"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', '"\'\t=1"'],
  ['\r=1', '"\'\r=1"'],
  ['=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"'],
  ['＝1+1', "'＝1+1"],
  // Numbers stay numbers: a quote would make a total of text.
  ['-12.5000', '-12.5000'],
  ['+49', '+49'],
  [-3, '-3'],
  ['-1+2', "'-1+2"],
  ['1e-3', '1e-3'],
];

describe('a cell of CSV that is made to be opened', () => {
  it.each(cells)('%j is written %j', (value, written) => {
    expect(csvCell(value)).toBe(written);
  });

  it('ends its line as RFC 4180 says', () => {
    expect(csvLine(['a', null, '=b'])).toBe("a,,'=b\r\n");
  });
});
