import { statisticsError } from '../errors.js';
import { oneOf } from '../one-of.js';
import type { RiskColumn } from './columns.js';

/** A cell of a source feature; null is missing. */
export type FeatureValue = string | number | boolean | null;

/** Source features by name, one value per row. */
export type FeatureTable = Readonly<Record<string, readonly FeatureValue[]>>;

export interface FeatureOptions {
  /** Category: the level that gets no column, so that the others are read against it. Default: the commonest. */
  readonly reference?: string;
  /** Category: levels with fewer rows are merged into the level 'other'. Default 0: none. */
  readonly rareBelow?: number;
  /** Number: what a missing value becomes. 'error' (default), or the median plus a column that marks it. */
  readonly missing?: 'error' | 'median';
  /** Treat numbers as labels (a postcode, a plan code). Default: numbers are numbers. */
  readonly category?: boolean;
}

/** A fitted encoder, as plain data: how each source becomes columns. */
export interface Encoder {
  readonly features: readonly (
    | {
        readonly source: string;
        readonly kind: 'number';
        /** Stands in for a missing value; null: a missing value is an error. */
        readonly median: number | null;
        /** Whether a column marks missing values: only where the training rows had some. */
        readonly marked: boolean;
      }
    | {
        readonly source: string;
        readonly kind: 'category';
        readonly reference: string;
        /** Levels with a column, sorted. */
        readonly levels: readonly string[];
        /** Rare levels that count as 'other'. */
        readonly merged: readonly string[];
      }
  )[];
}

const OTHER = 'other';
const MISSING = 'missing';

/**
 * Learns from the training rows how to turn source features into numbers: numbers and booleans as they are,
 * text as one column of 0 and 1 per level but the reference. A missing category is a level of its own.
 *
 * Throws RISK_EMPTY, RISK_NO_COLUMNS, RISK_LENGTH, RISK_BAD_VALUE, RISK_MISSING_VALUE, RISK_REFERENCE_LEVEL or
 * RISK_OPTION (missing).
 */
export function fitEncoder(
  table: FeatureTable,
  options: Readonly<Record<string, FeatureOptions>> = {},
): Encoder {
  const names = Object.keys(table);
  if (names.length === 0) throw statisticsError('RISK_NO_COLUMNS');
  const rows = table[names[0]!]!.length;
  if (rows === 0) throw statisticsError('RISK_EMPTY');
  return {
    features: names.map((source) => {
      const values = table[source]!;
      if (values.length !== rows) throw statisticsError('RISK_LENGTH', source, values.length, rows);
      const option = options[source] ?? {};
      const missing = oneOf(option.missing ?? 'error', ['error', 'median'], 'RISK_OPTION', 'missing');
      const isText = values.some((value) => typeof value === 'string');
      if (isText || option.category === true) return categoryFeature(source, values, option);
      const median = missing === 'median' ? medianOf(source, values) : null;
      return { source, kind: 'number', median, marked: median !== null && values.includes(null) };
    }),
  };
}

/** Columns of the given rows, and how many values each category had that the encoder has not seen. */
export interface EncodedRows {
  readonly columns: readonly RiskColumn[];
  /** Unseen levels count as the reference; by source, only where there are any. */
  readonly unknown: Readonly<Record<string, number>>;
}

/**
 * Applies a fitted encoder: columns in the order of its features, one value a row. Levels not seen in
 * training count as the reference level (`unknown: 'reference'`, default) or are an error. Throws
 * RISK_MISSING_COLUMN, RISK_BAD_VALUE, RISK_MISSING_VALUE, RISK_UNKNOWN_LEVEL or RISK_OPTION (unknown).
 */
export function encodeRows(
  encoder: Encoder,
  table: FeatureTable,
  options: { readonly unknown?: 'reference' | 'error' } = {},
): EncodedRows {
  const whenUnknown = oneOf(options.unknown ?? 'reference', ['reference', 'error'], 'RISK_OPTION', 'unknown');
  const columns: RiskColumn[] = [];
  const unknown: Record<string, number> = {};
  for (const feature of encoder.features) {
    const { source } = feature;
    const values = table[source];
    if (values === undefined) throw statisticsError('RISK_MISSING_COLUMN', source);
    if (feature.kind === 'number') {
      const numbers = values.map((value, row) => numberOf(source, value, row, feature.median));
      columns.push({ name: source, source, values: Float64Array.from(numbers) });
      if (feature.marked) {
        const marks = Float64Array.from(values, (value) => (value === null ? 1 : 0));
        columns.push({ name: `${source}: ${MISSING}`, source, values: marks });
      }
      continue;
    }
    const place = new Map(feature.levels.map((level, j) => [level, j]));
    const merged = new Set(feature.merged);
    const filled = feature.levels.map(() => new Float64Array(values.length));
    values.forEach((value, row) => {
      const label = labelOf(value);
      const level = merged.has(label) ? OTHER : label;
      const column = place.get(level);
      if (column !== undefined) filled[column]![row] = 1;
      else if (level !== feature.reference) {
        if (whenUnknown === 'error') throw statisticsError('RISK_UNKNOWN_LEVEL', source, level, row);
        unknown[source] = (unknown[source] ?? 0) + 1;
      }
    });
    feature.levels.forEach((level, j) => {
      columns.push({ name: `${source}: ${level}`, source, values: filled[j]! });
    });
  }
  return { columns, unknown };
}

function categoryFeature(
  source: string,
  values: readonly FeatureValue[],
  option: FeatureOptions,
): Encoder['features'][number] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(labelOf(value), (counts.get(labelOf(value)) ?? 0) + 1);
  const rare = option.rareBelow ?? 0;
  const merged = [...counts]
    .filter(([level, count]) => count < rare && level !== option.reference)
    .map(([level]) => level);
  for (const level of merged) {
    counts.set(OTHER, (counts.get(OTHER) ?? 0) + counts.get(level)!);
    counts.delete(level);
  }
  const levels = [...counts.keys()].sort();
  const commonest = levels.reduce(
    (best, level) => (counts.get(level)! > counts.get(best)! ? level : best),
    levels[0]!,
  );
  const reference = option.reference ?? commonest;
  if (!counts.has(reference)) {
    throw statisticsError('RISK_REFERENCE_LEVEL', source, reference, levels.join(', '));
  }
  return {
    source,
    kind: 'category',
    reference,
    levels: levels.filter((level) => level !== reference),
    merged: merged.sort(),
  };
}

function labelOf(value: FeatureValue): string {
  return value === null ? MISSING : String(value);
}

function numberOf(source: string, value: FeatureValue, row: number, median: number | null): number {
  if (value === null) {
    if (median === null) throw statisticsError('RISK_MISSING_VALUE', source, row);
    return median;
  }
  const number = typeof value === 'boolean' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) {
    throw statisticsError('RISK_BAD_VALUE', source, row, value);
  }
  return number;
}

function medianOf(source: string, values: readonly FeatureValue[]): number {
  const present = values
    .map((value, row) => (value === null ? null : numberOf(source, value, row, null)))
    .filter((value) => value !== null)
    .sort((a, b) => a - b);
  if (present.length === 0) throw statisticsError('RISK_MISSING_VALUE', source, 0);
  const middle = present.length >> 1;
  return present.length % 2 === 1 ? present[middle]! : (present[middle - 1]! + present[middle]!) / 2;
}
