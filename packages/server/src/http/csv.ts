/** What a spreadsheet would run as a formula when it opens the file. */
const formula = /^[=+\-@\t\r＝＋－＠]/;
/** A plain number may begin with a sign: it is no formula, and a quote before it would make it text. */
const number = /^[+-]?\d+([.,]\d+)?([eE][+-]?\d+)?$/;

/** A cell of a CSV that is made to be opened: formulas get a quote in front, everything is quoted where it must be. */
export const csvCell = (value: string | number | boolean | null): string => {
  if (value === null) return '';
  const text = String(value);
  const tame = formula.test(text) && !number.test(text) ? `'${text}` : text;
  // Beyond RFC 4180: a spreadsheet may take ; or a tab for the delimiter.
  return /[",\r\n;\t]/.test(tame) || tame !== tame.trim() ? `"${tame.replaceAll('"', '""')}"` : tame;
};

/** A line of CSV (RFC 4180). */
export const csvLine = (values: readonly (string | number | boolean | null)[]): string =>
  `${values.map(csvCell).join(',')}\r\n`;

/** Tells spreadsheets that the text is UTF-8. */
export const byteOrderMark = '\uFEFF';
