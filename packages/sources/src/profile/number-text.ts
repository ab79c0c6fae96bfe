import type { DecimalMark, GroupingMark, NumberFormat } from './column-format.js';
import { literal } from './sql-text.js';

/**
 * The grammar of written numbers, once for JavaScript (`u` flag) and once for DuckDB's RE2.
 * Both accept the same source text: characters stand as themselves, never as escapes that only one side knows.
 */
const BLANK = '[ \t\u00a0\u202f]*';
const MINUS = '[-\u2212]';
/** Currency codes and symbols. No single letters: `5K` must never be five of a currency called K. */
const CURRENCY = '(?:[A-Z]{0,3}\\p{Sc}|[A-Z]{3}|kr\\.?|zł|Kč|Ft|lei)';
const SUFFIX = '(?:[KkMmBb]|bn|mn)';

const groupingClass = (grouping: GroupingMark): string =>
  ({ '': '', ',': ',', '.': '\\.', ' ': '[ \u00a0\u202f]', "'": "['\u2019]" })[grouping];

const digits = (decimal: DecimalMark, grouping: GroupingMark): string => {
  const mark = decimal === '.' ? '\\.' : ',';
  const group = groupingClass(grouping);
  // Groups of three; after a comma also the Indian 1,00,000.
  const grouped = group === '' ? '' : `[0-9]{1,3}(?:${group}[0-9]{3})+|`;
  const indian = grouping === ',' ? '[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}|' : '';
  return `(?:(?:${grouped}${indian}[0-9]+)(?:${mark}[0-9]*)?|${mark}[0-9]+)`;
};

/** Source of a regular expression that matches a whole value written in this format, decorations included. */
export const numberPattern = (format: Pick<NumberFormat, 'decimal' | 'grouping' | 'suffix' | 'percent'>): string => {
  const suffix = format.suffix ? `(?:${SUFFIX}${BLANK})?` : '';
  const tail = format.percent ? `(?:${CURRENCY}|%)?` : `${CURRENCY}?`;
  return (
    `${BLANK}(?:[+]|${MINUS}|\\()?${BLANK}${CURRENCY}?${BLANK}(?:[+]|${MINUS})?${BLANK}` +
    `${digits(format.decimal, format.grouping)}${BLANK}${suffix}${tail}${BLANK}${MINUS}?${BLANK}\\)?${BLANK}`
  );
};

/** Any number in any locale with any decoration: decides whether a value is worth a closer look. */
export const anyNumber = new RegExp(
  `^${BLANK}(?:[+]|${MINUS}|\\()?${BLANK}${CURRENCY}?${BLANK}(?:[+]|${MINUS})?${BLANK}` +
    `([0-9][0-9.,'\u2019 \u00a0\u202f]*|[.,][0-9]+)${BLANK}(?:${SUFFIX}${BLANK})?(?:${CURRENCY}|%)?${BLANK}${MINUS}?${BLANK}\\)?${BLANK}$`,
  'u',
);

export const plainNumberPattern = '[-+]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?';
export const currencyPattern = new RegExp(CURRENCY, 'u');
export const suffixPattern = /[0-9][ \u00a0\u202f]*(?:[KkMmBb]|bn|mn)(?!\p{L})/u;

/**
 * SQL for the exact decimal a value spells, DECIMAL(38,10) or NULL. Strict: a value that does not match the whole
 * pattern is NULL, so a stray letter or a group of two digits is a rejected row and not a wrong amount.
 */
export const numberSql = (expr: string, format: NumberFormat): string => {
  if (format.plain) {
    // DuckDB also reads 1_000 as a number; nobody writes that, so it is text.
    return `CASE WHEN strpos(${expr}, '_') = 0 THEN TRY_CAST(${expr} AS DECIMAL(38,10)) END`;
  }
  const kept = `regexp_replace(${expr}, ${literal(`[^0-9${format.decimal}]`)}, '', 'g')`;
  const magnitude = `TRY_CAST(${format.decimal === ',' ? `replace(${kept}, ',', '.')` : kept} AS DECIMAL(28,10))`;
  const sign = `(CASE WHEN regexp_matches(${expr}, ${literal(`^[^0-9]*(?:${MINUS}|\\()|${MINUS}${BLANK}\\)?${BLANK}$`)}) THEN -1 ELSE 1 END)::DECIMAL(1,0)`;
  let value = magnitude;
  if (format.suffix) {
    const letter = `lower(regexp_extract(${expr}, ${literal(`[0-9][ \u00a0\u202f]*([KkMmBb])(?:n?(?:\\P{L}|$))`)}, 1))`;
    value = `(${value} * (CASE ${letter} WHEN 'k' THEN 1000 WHEN 'm' THEN 1000000 WHEN 'b' THEN 1000000000 ELSE 1 END)::DECIMAL(10,0))`;
  }
  if (format.percent) {
    value = `TRY_CAST(${value} AS DECIMAL(30,8)) * (CASE WHEN contains(${expr}, '%') THEN 0.01 ELSE 1 END)::DECIMAL(3,2)`;
  }
  return `CASE WHEN regexp_full_match(${expr}, ${literal(numberPattern(format))}) THEN TRY_CAST(${value} AS DECIMAL(32,10)) * ${sign} END`;
};
