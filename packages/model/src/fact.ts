/**
 * Facts: the derived tables that metrics read, as plain data. The warehouse builds them from canonical rows; a metric
 * never touches anything else. One table each in the schema `facts`.
 *
 * Shared meaning:
 * - Dates are local dates in the organisation's zone. A period is the half-open range of dates [start, end).
 * - Money is in the organisation's currency, DECIMAL(18,4).
 * - A span lies between `from_date` and `to_date` (null while it lasts). A change dated d belongs to the period that
 *   holds d, so the stock at the edge of a day is what was dated before it: from_date < edge and
 *   (to_date is null or to_date >= edge). Opening stock + changes inside the period = closing stock, exactly.
 * - Deleted, merged, spam and test records are not in facts; `facts.exclusion` says which and why.
 * - `account_id` is the resolved customer (root of merges, links and, if configured, parents); null where unknown.
 * - `record_id` is the canonical id of the row that the fact row was made from; `batch_id` and `row_number` lead to
 *   the line of the file.
 */
export type FactColumnRole = 'record' | 'account' | 'dimension' | 'date' | 'measure' | 'flag' | 'attribute';

export interface FactColumn {
  readonly role: FactColumnRole;
  /** DuckDB type; the distributed dialect maps it. */
  readonly type:
    | 'TEXT'
    | 'DATE'
    | 'TIMESTAMP'
    | 'BOOLEAN'
    | 'BIGINT'
    | 'INTEGER'
    | 'DOUBLE'
    | 'DECIMAL(18,4)';
  readonly description: string;
}

export interface Fact {
  readonly name: string;
  /** What one row is, in a sentence. */
  readonly grain: string;
  /** Canonical entities it is built from: a batch that touches one of them makes it stale. */
  readonly from: readonly string[];
  readonly columns: Readonly<Record<string, FactColumn>>;
}

type Columns = Record<string, FactColumn>;
const make =
  (role: FactColumnRole, type: FactColumn['type']) =>
  (description: string): FactColumn =>
    Object.freeze({ role, type, description });

export const dimension = make('dimension', 'TEXT');
export const day = make('date', 'DATE');
export const amount = make('measure', 'DECIMAL(18,4)');
export const number = make('measure', 'DOUBLE');
export const count = make('measure', 'BIGINT');
export const is = make('flag', 'BOOLEAN');
export const attribute = make('attribute', 'TEXT');
export const ordinal = make('attribute', 'INTEGER');

/** Where the row came from: present in every fact made from one record. */
const record: Columns = {
  record_id: make('record', 'TEXT')('Canonical id of the record'),
  batch_id: make('record', 'TEXT')('Import batch that brought it'),
  row_number: make('record', 'BIGINT')('Row of the file, 1 = first row after the header'),
};

/** Attributes of the account, as of the event where history is known. */
export const accountDimensions: Columns = {
  segment: dimension('Segment of the account'),
  industry: dimension('Industry of the account'),
  country: dimension('Country of the account'),
  region: dimension('Region of the account'),
  plan: dimension('Plan of the account'),
  size_band: dimension('Employees: 1-9, 10-49, 50-249, 250-999, 1000+'),
  channel: dimension('Channel by which it came'),
  cohort: dimension('Month of the first payment, YYYY-MM'),
};

export const account: Columns = {
  account_id: make('account', 'TEXT')('Resolved customer'),
  ...accountDimensions,
};

export const fact = (name: string, grain: string, from: readonly string[], columns: Columns): Fact =>
  Object.freeze({
    name,
    grain,
    from: Object.freeze([...from]),
    columns: Object.freeze({ ...record, ...columns }),
  });
