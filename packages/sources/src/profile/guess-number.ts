import type { DecimalMark, GroupingMark, NumberFormat } from './column-format.js';
import type { Guess, SampleValue } from './guess.js';
import { anyNumber, currencyPattern, plainNumberPattern, suffixPattern } from './number-text.js';

const plain = new RegExp(`^\\s*${plainNumberPattern}\\s*$`);

interface Reading {
  readonly decimal: DecimalMark | null;
  readonly grouping: GroupingMark | null;
  /** A mark that is either: `1.234`. */
  readonly either: '.' | ',' | null;
}

const validGroups = (digits: string, mark: string): boolean => {
  const groups = digits.split(mark);
  const [first = '', ...rest] = groups;
  if (first.length < 1 || first.length > 3) return false;
  if (rest.every((group) => group.length === 3)) return true;
  // Indian grouping: 12,34,567.
  return (
    mark === ',' &&
    first.length <= 2 &&
    rest.at(-1)?.length === 3 &&
    rest.slice(0, -1).every((group) => group.length === 2)
  );
};

/** What the marks of one number prove; null when it is no number. */
export const readMarks = (digits: string): Reading | null => {
  const core = digits
    .replace(/[\u00a0\u202f]/g, ' ')
    .replaceAll('\u2019', "'")
    .trim();
  const blank = core.includes(' ') ? ' ' : core.includes("'") ? "'" : null;
  if (blank !== null) {
    const mark = /[.,](?=\d*$)/.exec(core)?.[0] as DecimalMark | undefined;
    const whole = mark === undefined ? core : core.slice(0, core.lastIndexOf(mark));
    if (!validGroups(whole, blank) || /[.,]/.test(whole)) return null;
    return { decimal: mark ?? null, grouping: blank, either: null };
  }
  const dot = core.lastIndexOf('.');
  const comma = core.lastIndexOf(',');
  if (dot < 0 && comma < 0) return { decimal: null, grouping: null, either: null };
  if (dot >= 0 && comma >= 0) {
    const decimal = dot > comma ? '.' : ',';
    const grouping = decimal === '.' ? ',' : '.';
    const whole = core.slice(0, Math.max(dot, comma));
    return whole.includes(decimal) || !validGroups(whole, grouping)
      ? null
      : { decimal, grouping, either: null };
  }
  const mark = dot >= 0 ? '.' : ',';
  const parts = core.split(mark);
  if (parts.length > 2) {
    return validGroups(core, mark)
      ? { decimal: mark === '.' ? ',' : '.', grouping: mark, either: null }
      : null;
  }
  const [before = '', after = ''] = parts;
  if (after.length === 3 && before.length >= 1 && before.length <= 3 && !before.startsWith('0')) {
    return { decimal: null, grouping: null, either: mark };
  }
  return { decimal: mark, grouping: null, either: null };
};

/** Currencies whose amounts are written in one way only. A bare `$` or `€` is written in both. */
const CURRENCY_DECIMAL: Readonly<Record<string, DecimalMark>> = {
  R$: ',',
  BRL: ',',
  kr: ',',
  'kr.': ',',
  zł: ',',
  PLN: ',',
  Kč: ',',
  CZK: ',',
  US$: '.',
  '£': '.',
  GBP: '.',
  '₹': '.',
  INR: '.',
  '¥': '.',
  JPY: '.',
};

/** Digits and one letter of thousand, million or billion, and nothing else: `84912B`. */
export const isBareSuffix = (text: string): boolean => /^\s*[0-9]+(?:[KkMmBb]|bn|mn)\s*$/.test(text);

const shownIn = (value: SampleValue): string =>
  `'${value.text}'${value.row === null ? '' : ` in row ${value.row}`}`;

/**
 * How numbers of a column are written, or null when fewer than nine in ten values are numbers. One value that can
 * only be read one way decides; values like `1.234` decide nothing. `typed`: the source says that the values are
 * numbers (JSON, Parquet, a workbook), so the point is the decimal mark.
 */
export const guessNumber = (values: readonly SampleValue[], typed: boolean): Guess | null => {
  const proofs = new Map<DecimalMark, SampleValue>();
  const votes = { '.': 0, ',': 0 };
  const groupings = new Map<GroupingMark, SampleValue>();
  const either: SampleValue[] = [];
  let eitherMark: '.' | ',' = '.';
  const currencies = new Map<string, SampleValue>();
  let numbers = 0;
  let bare = 0;
  let allPlain = true;
  let percent = false;
  let suffix = false;
  for (const value of values) {
    const isPlain = plain.test(value.text);
    const match = anyNumber.exec(value.text);
    const reading =
      isPlain && /[eE]/.test(value.text)
        ? { decimal: null, grouping: null, either: null }
        : readMarks(match?.[1] ?? 'x.');
    if ((match === null && !isPlain) || reading === null) continue;
    if (isBareSuffix(value.text)) bare += 1;
    numbers += 1;
    if (!isPlain) allPlain = false;
    if (value.text.includes('%')) percent = true;
    if (suffixPattern.test(value.text)) suffix = true;
    const currency = currencyPattern.exec(value.text.replace(suffixPattern, '0'))?.[0];
    if (currency !== undefined && !currencies.has(currency)) currencies.set(currency, value);
    if (reading.decimal !== null) {
      votes[reading.decimal] += 1;
      if (!proofs.has(reading.decimal)) proofs.set(reading.decimal, value);
    }
    if (reading.grouping !== null && !groupings.has(reading.grouping)) groupings.set(reading.grouping, value);
    if (reading.either !== null) {
      eitherMark = reading.either;
      either.push(value);
    }
  }
  // 84912B among 84912 and 85123A is an article code, not 84,912 billion.
  if (bare > 0 && bare < numbers * 0.5) {
    numbers -= bare;
    suffix = values.some((value) => suffixPattern.test(value.text) && !isBareSuffix(value.text));
  }
  if (numbers === 0 || numbers < values.length * 0.9) return null;
  const currency = currencies.size === 1 ? ([...currencies.keys()][0] as string) : null;
  const notes: Guess['notes'][number][] = [];
  if (currencies.size > 1) {
    const list = [...currencies].map(([code, value]) => `${code} (${shownIn(value)})`).join(', ');
    notes.push({
      rule: 'M-01',
      severity: 'warning',
      message: `more than one currency in one column: ${list}`,
    });
  }
  const format = (decimal: DecimalMark, grouping: GroupingMark): NumberFormat => ({
    kind: 'number',
    decimal,
    grouping,
    plain: allPlain && decimal === '.' && grouping === '',
    percent,
    suffix,
    currency,
  });
  const blank = groupings.has(' ') ? ' ' : groupings.has("'") ? "'" : '';
  const other = (decimal: DecimalMark): GroupingMark => {
    const mark = decimal === '.' ? ',' : '.';
    const used = groupings.has(mark) || (either.length > 0 && eitherMark === mark);
    return used ? mark : blank;
  };
  const [dot, comma] = [proofs.get('.'), proofs.get(',')];
  if (dot !== undefined && comma !== undefined) {
    const decimal = votes['.'] >= votes[','] ? '.' : ',';
    return {
      formats: [format(decimal, other(decimal)), format(decimal === '.' ? ',' : '.', decimal)],
      proof: `both decimal marks occur: ${shownIn(dot)} and ${shownIn(comma)}`,
      notes: [
        ...notes,
        {
          rule: 'F-05',
          severity: 'warning',
          message: `numbers are written in two ways: ${shownIn(dot)} and ${shownIn(comma)}`,
        },
      ],
      undecided: { question: 'decimal mark', examples: [dot.text, comma.text] },
      conflict: true,
    };
  }
  const proven = dot ?? comma;
  if (proven !== undefined) {
    const decimal = dot === undefined ? ',' : '.';
    return {
      formats: [format(decimal, other(decimal))],
      proof: `${shownIn(proven)} can only be read with decimal mark '${decimal}'`,
      notes,
    };
  }
  if (either.length === 0) {
    const proof =
      blank === ''
        ? 'whole numbers without marks'
        : `whole numbers, thousands set apart as in ${shownIn([...groupings.values()][0] as SampleValue)}`;
    return { formats: [format('.', blank)], proof, notes };
  }
  const [example] = either as [SampleValue];
  if (typed && eitherMark === '.') {
    return {
      formats: [format('.', '')],
      proof: 'the file stores numbers, so the point is the decimal mark',
      notes,
    };
  }
  const convention = currency === null ? undefined : CURRENCY_DECIMAL[currency];
  if (convention !== undefined) {
    const proof = `${shownIn(example)}: amounts in ${currency} are written with decimal mark '${convention}'`;
    return { formats: [format(convention, other(convention))], proof, notes };
  }
  const readings: NumberFormat[] = [
    format(eitherMark, blank),
    format(eitherMark === '.' ? ',' : '.', eitherMark),
  ];
  return {
    formats: readings,
    proof: `${shownIn(example)} can be read with decimal mark '.' or ','`,
    notes,
    undecided: { question: 'decimal mark', examples: either.slice(0, 5).map((value) => value.text) },
  };
};
