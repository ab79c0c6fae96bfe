import type { ColumnType } from '@bellwether/model';
import type { RawColumn } from '../headers.js';
import type { Value, ValueSpec } from '../schema.js';
import { allOf, literal, literals } from '../sql-text.js';
import { conditionSql } from './condition-sql.js';
import { timesConstant, timesDecimal } from './decimal-product.js';
import { castBranch } from './cast-branch.js';
import type { RowScope } from './row-scope.js';
import type { Reading } from './settings.js';

/** One way a value may come about: the first branch whose condition holds gives it. */
export interface Branch {
  /** SQL condition over atoms; null where it always holds. */
  readonly when: string | null;
  /** SQL text over atoms (a decimal where `isDecimal`); `NULL` for nothing. */
  readonly text: string;
  /** The raw column whose profile says how the text is read. */
  readonly column: RawColumn | null;
  readonly reading: Reading;
  readonly isDecimal: boolean;
}

export type TextKind = 'text' | 'id';

const isShorthand = (value: Value): value is string | readonly string[] =>
  typeof value === 'string' || Array.isArray(value);

/** The shorthands `Header` and `[Header, Other]` are `{ from: ... }`. */
export const specOf = (value: Value): ValueSpec => (isShorthand(value) ? { from: value } : value);

const readingOf = (spec: ValueSpec, outer: Reading): Reading => ({
  dateOrder: spec.date_order ?? outer.dateOrder,
  decimal: spec.decimal ?? outer.decimal,
  timeZone: spec.time_zone ?? outer.timeZone,
  isDay: spec.precision === 'day' || outer.isDay,
  isIso: outer.isIso,
});

/** The reading of a stream before any column has its say. */
export const streamReading = (scope: RowScope): Reading => {
  const { locale } = scope.stream;
  const { overrides, timeZone } = scope.settings;
  return {
    dateOrder: (locale.isIso ? locale.dateOrder : (overrides?.dateOrder ?? locale.dateOrder)) ?? null,
    decimal: (locale.isIso ? locale.decimal : (overrides?.decimal ?? locale.decimal)) ?? null,
    timeZone: (locale.isIso ? locale.timeZone : (overrides?.timeZone ?? locale.timeZone)) ?? timeZone,
    isDay: false,
    isIso: locale.isIso,
  };
};

/** One SQL expression for all branches; null where there is none. */
export const textOfBranches = (branches: readonly Branch[]): string | null => {
  const [first, ...rest] = branches;
  if (!first) return null;
  const shown = (branch: Branch) => (branch.isDecimal ? `CAST(${branch.text} AS VARCHAR)` : branch.text);
  if (rest.length === 0 && first.when === null) return shown(first);
  if (rest.length === 0 && first.column && first.when === `${first.text} IS NOT NULL`) return shown(first);
  const cases = branches.map((branch) => `WHEN ${branch.when ?? 'true'} THEN ${shown(branch)}`);
  return `CASE ${cases.join(' ')} END`;
};

const fromBranches = (spec: ValueSpec, scope: RowScope, kind: TextKind, reading: Reading): Branch[] => {
  const names = typeof spec.from === 'string' ? [spec.from] : (spec.from ?? []);
  return names.flatMap((name): Branch[] => {
    if (name.startsWith('$')) {
      const atom = scope.eachAtom(name);
      if (atom === null) return [];
      const column = name === '$value' ? (scope.each?.columns[0] ?? null) : null;
      return [{ when: `${atom} IS NOT NULL`, text: atom, column, reading, isDecimal: false }];
    }
    const column = scope.headers.find(name);
    if (!column) return [];
    const atom = scope.atom(column, kind);
    return [{ when: `${atom} IS NOT NULL`, text: atom, column, reading, isDecimal: false }];
  });
};

const made = (text: string, reading: Reading, isDecimal = false): Branch[] => [
  { when: null, text, column: null, reading, isDecimal },
];

const concatBranches = (spec: ValueSpec, scope: RowScope, kind: TextKind, reading: Reading): Branch[] => {
  const parts = (spec.concat ?? []).flatMap((part) => {
    const branches = valueBranches(part, scope, kind, reading);
    const text = textOfBranches(branches);
    return text === null ? [] : [{ text, isConstant: specOf(part).constant !== undefined }];
  });
  // Constants alone say nothing about the row.
  if (!parts.some((part) => !part.isConstant)) return [];
  const separator = literal(spec.separator ?? ' ');
  return made(`NULLIF(concat_ws(${separator}, ${parts.map((part) => part.text).join(', ')}), '')`, reading);
};

const hashBranches = (spec: ValueSpec, scope: RowScope, reading: Reading): Branch[] => {
  const atoms = (spec.hash ?? []).flatMap((name) => {
    const column = scope.headers.find(name);
    return column ? [`COALESCE(${scope.atom(column, 'id')}, '')`] : [];
  });
  if (atoms.length === 0) return [];
  const print = scope.derive(`md5(concat_ws(chr(31), ${atoms.join(', ')}))`);
  // The engine's own 64-bit hash is enough to bring equal rows together, and three times as fast as the texts.
  const bucket = scope.derive(`hash(${print})`);
  const occurrence = scope.derive(`row_number() OVER (PARTITION BY ${bucket} ORDER BY _row)`);
  return made(scope.derive(`${print} || '-' || CAST(${occurrence} AS VARCHAR)`), reading);
};

const caseBranches = (spec: ValueSpec, scope: RowScope, kind: TextKind, reading: Reading): Branch[] => {
  const branches = (spec.case ?? []).flatMap((option): Branch[] => {
    const when = conditionSql(option.when, scope);
    const inner =
      option.value === null
        ? made('CAST(NULL AS VARCHAR)', reading)
        : valueBranches(option.value, scope, kind, reading);
    return inner.map((branch) => ({
      ...branch,
      when: branch.when === null ? when : allOf([when, branch.when]),
    }));
  });
  if (spec.values !== undefined || spec.otherwise === undefined) return branches;
  const rest = spec.otherwise === null ? 'CAST(NULL AS VARCHAR)' : literal(String(spec.otherwise));
  return [...branches, ...made(rest, reading)];
};

const decimalOf = (value: Value, scope: RowScope, reading: Reading): string | null => {
  const branches = valueBranches(value, scope, 'text', reading);
  if (branches.length === 0) return null;
  const spec = specOf(value);
  const [only] = branches;
  const cases = branches.map(
    (branch) => `WHEN ${branch.when ?? 'true'} THEN ${castBranch(branch, 'decimal', scope).value}`,
  );
  const isSimple = branches.length === 1 && only?.column && only.when === `${only.text} IS NOT NULL`;
  const number = scope.derive(
    isSimple && only ? castBranch(only, 'decimal', scope).value : `CASE ${cases.join(' ')} END`,
  );
  const multiplied =
    spec.multiply === undefined ? number : scope.derive(timesConstant(number, 6, spec.multiply));
  return spec.absolute ? scope.derive(`abs(${multiplied})`) : multiplied;
};

const arithmeticBranches = (spec: ValueSpec, scope: RowScope, reading: Reading): Branch[] => {
  const values = spec.sum ?? spec.product ?? [];
  const operands = values.flatMap((value) => {
    const number = decimalOf(value, scope, reading);
    return number === null ? [] : [{ number, isConstant: specOf(value).constant !== undefined }];
  });
  const given = operands.filter((operand) => !operand.isConstant).map((operand) => operand.number);
  if (given.length === 0 || (spec.product && operands.length < values.length)) return [];
  const numbers = operands.map((operand) => operand.number);
  if (spec.product) {
    const product = numbers.reduce((left, right) => scope.derive(timesDecimal(left, right)));
    return made(product, reading, true);
  }
  // A sum takes a missing part as nothing, but is itself missing when all parts are.
  const parts = numbers.map((part) => `COALESCE(CAST(${part} AS DECIMAL(17,6)), 0)`);
  const sum = `CASE WHEN COALESCE(${given.join(', ')}) IS NOT NULL THEN ${parts.join(' + ')} END`;
  return made(scope.derive(`TRY_CAST(${sum} AS DECIMAL(18,6))`), reading, true);
};

const nullIf = (text: string, values: readonly (string | number)[]): string => {
  const exact = values.map(String).filter((value) => !value.endsWith('*'));
  const starts = values.map(String).filter((value) => value.endsWith('*'));
  const tests = [
    ...(exact.length > 0 ? [`${text} IN (${literals(exact)})`] : []),
    ...starts.map((value) => `starts_with(${text}, ${literal(value.slice(0, -1))})`),
  ];
  return `CASE WHEN NOT (${tests.join(' OR ')}) THEN ${text} END`;
};

const translated = (text: string, spec: ValueSpec): string => {
  const entries = Object.entries(spec.values ?? {}).filter(([from]) => from !== '');
  const sqlOf = (to: string | number | boolean | null) => (to === null ? 'NULL' : literal(String(to)));
  const cases = entries.map(([from, to]) => `WHEN ${literal(from.toLowerCase())} THEN ${sqlOf(to)}`);
  const rest = spec.otherwise === undefined ? text : sqlOf(spec.otherwise);
  return cases.length === 0 ? rest : `CASE lower(${text}) ${cases.join(' ')} ELSE ${rest} END`;
};

const jsonPath = (path: string): string =>
  literal(
    `$${path
      .split('.')
      .map((part) => (/^\d+$/.test(part) ? `[${part}]` : `."${part}"`))
      .join('')}`,
  );

const transformText = (branch: Branch, spec: ValueSpec, scope: RowScope): Branch => {
  if (branch.isDecimal) return branch;
  let { text, column } = branch;
  if (spec.fill_by !== undefined) {
    const by = scope.headers.find(spec.fill_by);
    if (by) {
      text = scope.derive(
        `last_value(${text} IGNORE NULLS) OVER (PARTITION BY ${scope.atom(by, 'id')} ORDER BY _row ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)`,
      );
    }
  }
  if (spec.json !== undefined) {
    text = scope.derive(
      `CASE WHEN json_valid(${text}) THEN NULLIF(trim(json_extract_string(${text}, ${jsonPath(spec.json)})), '') END`,
    );
    column = null;
  }
  if (spec.split !== undefined) {
    const parts = `string_split(${text}, ${literal(spec.split)})`;
    text = scope.derive(`NULLIF(trim(${parts}[${spec.take === 'last' ? -1 : 1}]), '')`);
  }
  if (spec.capture !== undefined) {
    text = scope.derive(`NULLIF(trim(regexp_extract(${text}, ${literal(spec.capture)}, 1)), '')`);
  }
  if (spec.lower) text = `lower(${text})`;
  if (spec.upper) text = `upper(${text})`;
  if (spec.null_if !== undefined) text = scope.derive(nullIf(scope.derive(text), spec.null_if));
  if (spec.values !== undefined) text = scope.derive(translated(scope.derive(text), spec));
  const isFilled = spec.fill_by !== undefined;
  return { ...branch, text, column, when: isFilled ? `${text} IS NOT NULL` : branch.when };
};

/** Every way in which a value may come about, best first; none where the file lacks all of its columns. */
export const valueBranches = (value: Value, scope: RowScope, kind: TextKind, outer: Reading): Branch[] => {
  const spec = specOf(value);
  const reading = readingOf(spec, outer);
  const base = (): Branch[] => {
    if (spec.from !== undefined) return fromBranches(spec, scope, kind, reading);
    if (spec.constant !== undefined) return made(literal(String(spec.constant)), reading);
    if (spec.concat !== undefined) return concatBranches(spec, scope, kind, reading);
    if (spec.hash !== undefined) return hashBranches(spec, scope, reading);
    if (spec.case !== undefined) return caseBranches(spec, scope, kind, reading);
    if (spec.from_header !== undefined) {
      const group = scope.headers.findAll(spec.from_header)[0]?.groups[0];
      return group === undefined ? [] : made(literal(group), reading);
    }
    return arithmeticBranches(spec, scope, reading);
  };
  const branches = base().map((branch) => transformText(branch, spec, scope));
  if (branches.length === 0 && spec.else !== undefined) return valueBranches(spec.else, scope, kind, outer);
  const whenEmpty = spec.values?.[''];
  if (whenEmpty === undefined || whenEmpty === null || branches.length === 0) return branches;
  return [...branches, ...made(literal(String(whenEmpty)), reading)];
};

/** The columns that a value is read from, for ambiguity questions. */
export const columnTypeNeedsFormat = (type: ColumnType): boolean =>
  ['instant', 'date', 'money', 'decimal', 'integer', 'flag'].includes(type);
