import { sourceError } from '../errors.js';

/** One column of the raw table: its SQL name and the header that a person sees. */
export interface RawColumn {
  readonly name: string;
  readonly header: string;
}

/** Headers match without regard to case, spaces, `_` and `-`: `AccountId`, `account_id` and `Account ID` are one. */
export const normaliseHeader = (header: string): string =>
  header
    .normalize('NFKC')
    .replace(/^\uFEFF/, '')
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, '');

/** A header written `/like this/` is a regular expression over headers. */
export const headerExpression = (header: string): RegExp | null => {
  if (header.length < 3 || !header.startsWith('/') || !header.endsWith('/')) return null;
  try {
    return new RegExp(header.slice(1, -1), 'iu');
  } catch (error) {
    throw sourceError(
      'MAPPING_REGEX',
      'a header',
      header,
      error instanceof Error ? error.message : String(error),
    );
  }
};

export interface HeaderMatch {
  readonly column: RawColumn;
  readonly groups: readonly string[];
}

/** Finds columns by header, by localised label and by expression. */
export class HeaderIndex {
  readonly columns: readonly RawColumn[];
  readonly #exact = new Map<string, RawColumn>();
  readonly #normalised = new Map<string, RawColumn>();
  readonly #labels: ReadonlyMap<string, readonly string[]>;

  constructor(columns: readonly RawColumn[], labels: ReadonlyMap<string, readonly string[]> = new Map()) {
    this.columns = columns;
    this.#labels = labels;
    for (const column of columns) {
      if (column.header === '') continue;
      if (!this.#exact.has(column.header)) this.#exact.set(column.header, column);
      const key = normaliseHeader(column.header);
      if (!this.#normalised.has(key)) this.#normalised.set(key, column);
    }
  }

  /** Every column that matches a header or expression, in file order for an expression. */
  findAll(header: string): readonly HeaderMatch[] {
    const expressions = [header, ...(this.#labels.get(header) ?? [])].flatMap((name) => {
      const expression = headerExpression(name);
      return expression ? [expression] : [];
    });
    if (expressions.length === 0) {
      const column = this.find(header);
      return column ? [{ column, groups: [] }] : [];
    }
    return this.columns.flatMap((column) => {
      for (const expression of expressions) {
        const match = expression.exec(column.header.trim());
        if (match) return [{ column, groups: match.slice(1).map((group) => group ?? '') }];
      }
      return [];
    });
  }

  /** The column of a header, of one of its localised labels, or the first that matches an expression. */
  find(header: string): RawColumn | undefined {
    if (headerExpression(header)) return this.findAll(header)[0]?.column;
    for (const name of [header, ...(this.#labels.get(header) ?? [])]) {
      const column = this.#exact.get(name) ?? this.#normalised.get(normaliseHeader(name));
      if (column) return column;
    }
    return undefined;
  }
}
