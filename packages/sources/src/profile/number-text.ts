import type { DecimalMark, GroupingMark, NumberFormat } from './column-format.js';
import { literal } from './sql-text.js';

/**
 * The grammar of written numbers, once for JavaScript (`u` flag) and once for DuckDB's RE2.
 * Both accept the same source text: characters stand as themselves, never as escapes that only one side knows.
 */
const BLANK = '[ \t\u00a0\u202f]*';
const MINUS = '[-\u2212]';
const CODES =
  'USD|EUR|GBP|JPY|CNY|CHF|CAD|AUD|NZD|SEK|NOK|DKK|ISK|PLN|CZK|HUF|RON|BGN|RSD|TRY|RUB|UAH|ILS|AED|SAR|QAR|KWD|BHD|EGP|ZAR|NGN|KES|INR|PKR|BDT|LKR|IDR|MYR|SGD|THB|VND|PHP|KRW|TWD|HKD|MXN|BRL|ARS|CLP|COP|PEN|UYU';
/**
 * Currency codes and symbols. Only known codes: `ACC1042` is an id and not an amount in a currency called ACC. No
 * single letters: `5K` must never be five of a currency called K.
 */
const CURRENCY = `(?:[A-Z]{0,3}\\p{Sc}|${CODES}|kr\\.?|zł|Kč|Ft|lei)`;
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
export const numberPattern = (
  format: Pick<NumberFormat, 'decimal' | 'grouping' | 'suffix' | 'percent'>,
): string => {
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

export type DecimalType = 'DECIMAL(18,4)' | 'DECIMAL(18,6)';

/**
 * SQL for the exact decimal a value spells, NULL when it is none or does not fit. Strict: a value that does not match
 * the whole pattern is NULL, so a stray letter or a group of two digits is a rejected row and not a wrong amount.
 * Text is cast to 18 digits only: above that DuckDB 1.5.6 goes through 128-bit integers and takes 200 times longer.
 */
export const numberSql = (expr: string, format: NumberFormat, type: DecimalType): string => {
  // DuckDB also reads 1_000 as a number; nobody writes that, so it is text.
  if (format.plain) return `CASE WHEN strpos(${expr}, '_') = 0 THEN TRY_CAST(${expr} AS ${type}) END`;
  const kept = `regexp_replace(${expr}, ${literal(`[^0-9${format.decimal}]`)}, '', 'g')`;
  const text = format.decimal === ',' ? `replace(${kept}, ',', '.')` : kept;
  const scaled = format.suffix || format.percent;
  // A product of two decimals overflows at 18 digits unless one of them is declared wider.
  let value = scaled ? `TRY_CAST(${text} AS DECIMAL(18,6))::DECIMAL(28,6)` : `TRY_CAST(${text} AS ${type})`;
  if (format.suffix) {
    const letter = `lower(regexp_extract(${expr}, ${literal(`[0-9][ \u00a0\u202f]*([KkMmBb])(?:n?(?:\\P{L}|$))`)}, 1))`;
    value = `(${value} * (CASE ${letter} WHEN 'k' THEN 1000 WHEN 'm' THEN 1000000 WHEN 'b' THEN 1000000000 ELSE 1 END)::DECIMAL(10,0))`;
  }
  if (format.percent) {
    value = `(${value} * (CASE WHEN contains(${expr}, '%') THEN 0.01 ELSE 1 END)::DECIMAL(3,2))`;
  }
  const sign = `(CASE WHEN regexp_matches(${expr}, ${literal(`^[^0-9]*(?:${MINUS}|\\()|${MINUS}${BLANK}\\)?${BLANK}$`)}) THEN -1 ELSE 1 END)::DECIMAL(1,0)`;
  return `CASE WHEN regexp_full_match(${expr}, ${literal(numberPattern(format))}) THEN TRY_CAST(${value} * ${sign} AS ${type}) END`;
};

/** SQL BIGINT of a whole number (`3`, `3.0`), NULL for anything else: a bare cast would round 1.5 to 2. */
export const integerSql = (expr: string, format: NumberFormat): string => {
  if (format.plain) {
    return `CASE WHEN regexp_full_match(${expr}, ' *[-+]?[0-9]+([.]0*)? *') THEN TRY_CAST(${expr} AS BIGINT) END`;
  }
  const exact = numberSql(expr, format, 'DECIMAL(18,4)');
  return `CASE WHEN ${exact} = trunc(${exact}) THEN TRY_CAST(${exact} AS BIGINT) END`;
};
