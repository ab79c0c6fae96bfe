/**
 * Columns of canonical entities, as plain data.
 *
 * What a type means on disk:
 * - `id`       TEXT, `<source>:<native id>`; the native part survives untouched (leading zeros, 18 digits, case).
 * - `reference` TEXT, the `id` of a row of another entity, in the same source unless the mapping says otherwise.
 * - `text`     TEXT.
 * - `choice`   TEXT, one of `values`; a value outside them is quarantined unless the mapping translates it.
 * - `integer`  BIGINT. `decimal` DECIMAL(18,6). `flag` BOOLEAN.
 * - `money`    DECIMAL(18,4) in major units of the row's `currency` column (ISO 4217). Never a float.
 * - `instant`  three columns: `<name>` TIMESTAMP in UTC, `<name>_date` DATE in the organisation's zone,
 *              `<name>_precision` one of day, minute, second, millisecond.
 * - `date`     DATE: a business day that has no clock (spend date, expected close date).
 */
export type ColumnType =
  | 'id'
  | 'reference'
  | 'text'
  | 'choice'
  | 'integer'
  | 'decimal'
  | 'money'
  | 'instant'
  | 'date'
  | 'flag';

export interface Column {
  readonly type: ColumnType;
  /** One sentence a person reads in an import template. */
  readonly description: string;
  /** A row without it is quarantined (rule K-01 for keys, M-01 for money, T-01 for instants). */
  readonly required: boolean;
  /** For `reference`: the entity it points at. */
  readonly references?: string;
  /** For `choice`: the canonical values. */
  readonly values?: readonly string[];
  /** Other headers, as people write them, under which a plain file may bring this column. */
  readonly headers: readonly string[];
  /** Holds personal data: erased on request and never logged. */
  readonly personal: boolean;
  /** For `instant`: a plan for later (contract end, due date), which may lie in the future (rule T-01). */
  readonly plan: boolean;
}

export interface ColumnOptions {
  readonly required?: boolean;
  readonly headers?: readonly string[];
  readonly personal?: boolean;
  readonly plan?: boolean;
}

const column = (
  type: ColumnType,
  description: string,
  options: ColumnOptions = {},
  more: { references?: string; values?: readonly string[] } = {},
): Column =>
  Object.freeze({
    type,
    description,
    required: options.required ?? false,
    headers: Object.freeze([...(options.headers ?? [])]),
    personal: options.personal ?? false,
    plan: options.plan ?? false,
    ...more,
  });

export const id = (description: string, options: ColumnOptions = {}): Column =>
  column('id', description, { required: true, ...options });
export const reference = (entity: string, description: string, options: ColumnOptions = {}): Column =>
  column('reference', description, options, { references: entity });
export const text = (description: string, options: ColumnOptions = {}): Column =>
  column('text', description, options);
export const choice = (values: readonly string[], description: string, options: ColumnOptions = {}): Column =>
  column('choice', description, options, { values: Object.freeze([...values]) });
export const integer = (description: string, options: ColumnOptions = {}): Column =>
  column('integer', description, options);
export const decimal = (description: string, options: ColumnOptions = {}): Column =>
  column('decimal', description, options);
export const money = (description: string, options: ColumnOptions = {}): Column =>
  column('money', description, options);
export const instant = (description: string, options: ColumnOptions = {}): Column =>
  column('instant', description, options);
export const date = (description: string, options: ColumnOptions = {}): Column =>
  column('date', description, options);
export const flag = (description: string, options: ColumnOptions = {}): Column =>
  column('flag', description, options);

/** The currency of every `money` column of the row; falls back to the organisation's currency with rule M-01. */
export const currency = (): Column =>
  column('text', 'ISO 4217 code of every amount in the row', { headers: ['Currency', 'Currency Code'] });
