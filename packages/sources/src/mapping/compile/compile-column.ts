import type { Column } from '@bellwether/model';
import { timesConstant } from './decimal-product.js';
import { currencyExponents } from '../currency-exponents.js';
import type { Value, ValueSpec } from '../schema.js';
import { literal } from '../sql-text.js';
import { castBranch } from './cast-branch.js';
import type { CompiledColumn, Finding } from './compiled-column.js';
import { compileIdColumn } from './compile-id-column.js';
import type { RowScope } from './row-scope.js';
import { specOf, streamReading, textOfBranches, valueBranches } from './value-branches.js';
import type { Branch } from './value-branches.js';

/** md5, sha1 and sha256 of nothing, in hexadecimal and base64: an anonymiser's way of writing an empty cell. */
const hashesOfNothing: readonly string[] = [
  'd41d8cd98f00b204e9800998ecf8427e',
  '1B2M2Y8AsgTpgAmY7PhCfg==',
  'da39a3ee5e6b4b0d3255bfef95601890afd80709',
  '2jmj7l5rSw0yVb/vlWAYkK/YBwk=',
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
];
const identifying = new Set(['email', 'phone', 'domain', 'external_id']);

const finding = (rule: string, column: string, when: string, message: string): Finding => ({
  when,
  message: `${literal(`${rule}|${column}|`)} || ${message}`,
});

const quoted = (text: string): string => `'''' || left(${text}, 80) || ''''`;

const missingRule = (column: Column): string =>
  column.type === 'money' ? 'M-01' : column.type === 'instant' || column.type === 'date' ? 'T-01' : 'K-01';

const missing = (name: string, column: Column, value: string, isBad = 'false'): Finding[] =>
  column.required
    ? [
        finding(
          missingRule(column),
          name,
          `${value} IS NULL AND NOT (${isBad})`,
          literal(`${name} is empty; it is needed`),
        ),
      ]
    : [];

const compileText = (name: string, column: Column, text: string): CompiledColumn => {
  const casts = [`${text} AS t_${name}`];
  const isIdentifier = identifying.has(name);
  if (!isIdentifier && name !== 'name') {
    const value = `t_${name}`;
    const problems = missing(name, column, value);
    return { name, casts, outputs: [`${value} AS ${name}`], problems, warnings: [], value };
  }
  const value = `u_${name}`;
  const nothing = hashesOfNothing.map((hash) => `WHEN ${literal(hash)} THEN NULL`).join(' ');
  casts.push(`CASE t_${name} ${nothing} ELSE t_${name} END AS ${value}`);
  const isNothing = `t_${name} IS NOT NULL AND ${value} IS NULL`;
  const warnings = isIdentifier
    ? [finding('I-03', name, isNothing, literal(`${name} is the hash of an empty text; taken as empty`))]
    : [];
  return {
    name,
    casts,
    outputs: [`${value} AS ${name}`],
    problems: missing(name, column, value),
    warnings,
    value,
  };
};

/** The choice that a text names: as it is, or without regard to case, blanks and hyphens. Null where it names none. */
const choiceSql = (text: string, values: readonly string[]): string => {
  // Not IN: the engine turns a list of six into a join.
  const same = values.map((value) => `WHEN ${literal(value)} THEN ${literal(value)}`).join(' ');
  const tidy = `replace(replace(lower(${text}), ' ', '_'), '-', '_')`;
  return `CASE ${text} ${same} ELSE CASE ${tidy} ${same} END END`;
};

const compileChoice = (name: string, column: Column, text: string): CompiledColumn => {
  const values = column.values ?? [];
  const isBad = `${text} IS NOT NULL AND t_${name} IS NULL`;
  const message = `${literal('unknown value ')} || ${quoted(text)} || ${literal(`; one of ${values.join(', ')}: translate it under values: in the mapping`)}`;
  return {
    name,
    casts: [`${choiceSql(text, values)} AS t_${name}`],
    outputs: [`t_${name} AS ${name}`],
    problems: [finding('K-05', name, isBad, message), ...missing(name, column, `t_${name}`, isBad)],
    warnings: [],
    value: `t_${name}`,
  };
};

const compileCurrency = (name: string, text: string, scope: RowScope): CompiledColumn => {
  const casts = [`upper(${text}) AS t_${name}`];
  const isBad = `t_${name} IS NOT NULL AND NOT regexp_full_match(t_${name}, '[A-Z]{3}')`;
  const fallback = literal(scope.settings.currency);
  const message = `${literal('no currency code: ')} || ${quoted(text)}`;
  return {
    name,
    casts,
    outputs: [`COALESCE(t_${name}, ${fallback}) AS ${name}`],
    problems: [finding('M-01', name, isBad, message)],
    warnings: [
      finding(
        'M-01',
        name,
        `t_${name} IS NULL`,
        literal(`no currency; ${scope.settings.currency} of the organisation taken`),
      ),
    ],
    value: `COALESCE(t_${name}, ${fallback})`,
  };
};

/** An amount in minor units of its currency, as an amount in major units. */
const fromMinorUnits = (
  value: string,
  currency: string,
  exponents: Readonly<Record<string, number>>,
): string => {
  const others = Object.entries({ ...currencyExponents, ...exponents }).filter(([, digits]) => digits !== 2);
  const digits = others.map(([code, exponent]) => `WHEN ${literal(code)} THEN ${exponent}`).join(' ');
  const cases = [...new Set(others.map(([, exponent]) => exponent))].map(
    (exponent) => `WHEN ${exponent} THEN ${timesConstant(value, minorScale, 10 ** -exponent)}`,
  );
  return `CASE (CASE ${currency} ${digits} ELSE 2 END) ${cases.join(' ')} ELSE ${timesConstant(value, minorScale, 0.01)} END`;
};

/** Digits after the point with which minor units are read: `unit_amount_decimal` may have some. */
const minorScale = 4;

const targetType: Partial<Record<Column['type'], string>> = {
  money: 'DECIMAL(18,4)',
  decimal: 'DECIMAL(18,6)',
  integer: 'BIGINT',
};

/** The transforms of numbers, over the alias of the value as the file has it, of the given scale. */
const transformedNumber = (
  name: string,
  alias: string,
  scale: number,
  column: Column,
  spec: ValueSpec,
  currency: string,
  scope: RowScope,
): string => {
  let sql = alias;
  if (spec.scale === 'minor') sql = fromMinorUnits(alias, currency, scope.stream.exponents);
  if (spec.scale === 'micros') sql = timesConstant(alias, scale, 0.000001);
  // A value that carries its own percent sign was divided when it was read.
  if (spec.scale === 'percent') {
    sql = `CASE WHEN strpos(t_${name}, '%') > 0 THEN ${alias} ELSE ${timesConstant(alias, scale, 0.01)} END`;
  }
  if (spec.multiply !== undefined && !spec.sum && !spec.product)
    sql = timesConstant(sql, scale, spec.multiply);
  if (spec.absolute && !spec.sum && !spec.product) sql = `abs(${sql})`;
  return sql === alias ? alias : `TRY_CAST(${sql} AS ${targetType[column.type] ?? 'DECIMAL(18,6)'})`;
};

const words: Partial<Record<Column['type'], string>> = {
  instant: 'a date or time',
  date: 'a date',
  money: 'an amount',
  decimal: 'a number',
  integer: 'a whole number',
  flag: 'yes or no',
};

/** How a number is read before it is scaled: micros are whole and long, minor units nearly so. */
const rawScale = (spec: ValueSpec): number =>
  spec.scale === 'micros' ? 0 : spec.scale === 'minor' ? minorScale : 6;

const compileTyped = (
  name: string,
  column: Column,
  spec: ValueSpec,
  branches: readonly Branch[],
  currency: string,
  scope: RowScope,
): CompiledColumn => {
  const casts: string[] = [];
  const isNumber = targetType[column.type] !== undefined;
  const isScaled = isNumber && (spec.scale === 'minor' || spec.scale === 'micros');
  const isReshaped = isNumber && (spec.multiply !== undefined || spec.scale === 'percent');
  const parts = branches.map((branch, index) => {
    const text = scope.derive(branch.text);
    const cast =
      isScaled && !branch.isDecimal
        ? {
            value: `TRY_CAST(${text} AS DECIMAL(18,${rawScale(spec)}))`,
            precision: null,
            localDate: () => 'NULL',
          }
        : castBranch({ ...branch, text }, isReshaped ? 'decimal' : column.type, scope);
    const read =
      isScaled && branch.isDecimal ? `TRY_CAST(${cast.value} AS DECIMAL(18,${rawScale(spec)}))` : cast.value;
    const value = `v_${name}_${index}`;
    casts.push(`${read} AS ${value}`);
    const precision = `p_${name}_${index}`;
    const local = `l_${name}_${index}`;
    if (column.type === 'instant') {
      casts.push(`CASE WHEN ${value} IS NOT NULL THEN ${cast.precision ?? `'second'`} END AS ${precision}`);
      casts.push(`${cast.localDate(value, precision)} AS ${local}`);
    }
    return { when: branch.when, text, value, precision, local };
  });
  const choose = (pick: (part: (typeof parts)[number]) => string): string => {
    const [first] = parts;
    if (!first) return 'NULL';
    if (parts.length === 1 && (first.when === null || first.when === `${first.text} IS NOT NULL`))
      return pick(first);
    return `CASE ${parts.map((part) => `WHEN ${part.when ?? 'true'} THEN ${pick(part)}`).join(' ')} END`;
  };
  casts.push(`${choose((part) => `CAST(${part.text} AS VARCHAR)`)} AS t_${name}`);
  casts.push(`${choose((part) => part.value)} AS c_${name}`);
  const chosen = isNumber
    ? transformedNumber(name, `c_${name}`, rawScale(spec), column, spec, currency, scope)
    : `c_${name}`;
  const inRange = spec.range ? `u_${name} BETWEEN ${spec.range[0]} AND ${spec.range[1]}` : null;
  casts.push(`${chosen} AS u_${name}`);
  const value = inRange ? `CASE WHEN ${inRange} THEN u_${name} END` : `u_${name}`;
  const isBad = `t_${name} IS NOT NULL AND u_${name} IS NULL`;
  const rule = column.type === 'instant' || column.type === 'date' ? 'T-01' : 'M-01';
  const outputs = [`${value} AS ${name}`];
  if (column.type === 'instant') {
    outputs.push(
      `${choose((part) => part.local)} AS ${name}_date`,
      `${choose((part) => part.precision)} AS ${name}_precision`,
    );
  }
  return {
    name,
    casts,
    outputs,
    problems: [
      finding(
        rule,
        name,
        isBad,
        `${literal('cannot read ')} || ${quoted(`t_${name}`)} || ${literal(` as ${words[column.type] ?? column.type}`)}`,
      ),
      ...missing(name, column, `u_${name}`, isBad),
    ],
    warnings: inRange
      ? [
          finding(
            spec.rule ?? 'S-03',
            name,
            `NOT (${inRange})`,
            `${literal(`${name} `)} || ${quoted(`t_${name}`)} || ${literal(` is outside ${spec.range?.[0]} to ${spec.range?.[1]}; left empty`)}`,
          ),
        ]
      : [],
    value,
  };
};

/**
 * Compiles one canonical column.
 * @param currency SQL over the third layer that gives the currency of the row.
 * @returns null where the file lacks every column that it is made from: absent is not the same as empty.
 */
export const compileColumn = (
  name: string,
  column: Column,
  value: Value,
  currency: string,
  scope: RowScope,
): CompiledColumn | null => {
  const spec = specOf(value);
  const isId = column.type === 'id' || column.type === 'reference';
  const branches = valueBranches(value, scope, isId ? 'id' : 'text', streamReading(scope));
  if (branches.length === 0) return null;
  if (isId) return compileIdColumn(name, column, spec, branches, scope);
  if (column.type === 'text' || column.type === 'choice') {
    const text = scope.derive(textOfBranches(branches) ?? 'NULL');
    if (column.type === 'choice') return compileChoice(name, column, text);
    return name === 'currency' ? compileCurrency(name, text, scope) : compileText(name, column, text);
  }
  return compileTyped(name, column, spec, branches, currency, scope);
};
