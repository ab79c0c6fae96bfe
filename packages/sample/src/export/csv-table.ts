import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';

export type Cell = string | number | null;

export interface TableOptions {
  /** UTF-8 byte order mark, as HubSpot's own exports have. */
  readonly byteOrderMark?: boolean;
  /** Text lines before the header. */
  readonly preamble?: readonly string[];
  /** Values of columns that are the same in every row. */
  readonly constants?: Readonly<Record<string, string>>;
}

/** Where a row stands: what a message about it would name. */
export interface RowPlace {
  /** Line of the file, 1 = the first; rows of these files never hold a line break. */
  readonly line: number;
  /** 1 = first row after the header. */
  readonly row: number;
}

const needsQuotes = /[",\n\r]/;
const quote = (value: Cell): string => {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  return needsQuotes.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
};

/** Bytes a table holds before it writes; rows go straight into them, because long strings grown row by row choke the garbage collector. */
const bufferSize = 1 << 18;

/**
 * A CSV file written row by row in bounded memory. `columns` is the vendor's whole layout; `filled` names the columns
 * that rows bring, in the order in which `write` takes them; every other column is constant or empty.
 */
export class CsvTable {
  readonly path: string;
  readonly columns: readonly string[];
  readonly filled: readonly string[];
  /** Clean rows written so far (faults excluded). */
  cleanRows = 0;
  /** The clean row written last, in the order of `filled`: what a fault can be a copy of. */
  lastRow: readonly Cell[] = [];
  readonly #file: number;
  readonly #slots: readonly number[];
  readonly #between: readonly string[];
  #bytes = Buffer.allocUnsafe(bufferSize);
  #used = 0;
  #lines: number;
  #rows = 0;

  constructor(
    directory: string,
    path: string,
    columns: readonly string[],
    filled: readonly string[] = columns,
    options: TableOptions = {},
  ) {
    this.path = path;
    this.columns = columns;
    this.filled = filled;
    const target = join(directory, path);
    mkdirSync(dirname(target), { recursive: true });
    this.#file = openSync(target, 'w');
    const position = new Map(filled.map((name, index) => [name, index]));
    const slots: number[] = [];
    const between: string[] = [];
    let text = '';
    columns.forEach((column, index) => {
      if (index > 0) text += ',';
      const slot = position.get(column);
      if (slot === undefined) {
        text += quote(options.constants?.[column] ?? '');
      } else {
        between.push(text);
        slots.push(slot);
        text = '';
      }
    });
    between.push(text);
    if (slots.length !== filled.length) {
      throw new Error(`unknown or repeated column in table: ${path}`);
    }
    this.#slots = slots;
    this.#between = between;
    const preamble = options.preamble ?? [];
    if (options.byteOrderMark) this.#append('\ufeff');
    for (const line of preamble) this.#append(`${quote(line)}\n`);
    this.#append(`${columns.map(quote).join(',')}\n`);
    this.#lines = preamble.length + 1;
  }

  /** Adds one clean row, values in the order of `filled`. */
  write(...values: Cell[]): void {
    this.writeRow(values);
    this.cleanRows += 1;
    this.lastRow = values;
  }

  /** Adds one row that does not count as clean; the place lets a fault be named. */
  writeRow(values: readonly Cell[]): RowPlace {
    let text = this.#between[0] as string;
    for (let index = 0; index < this.#slots.length; index++) {
      text += quote(values[this.#slots[index] as number] ?? null) + (this.#between[index + 1] as string);
    }
    return this.writeLine(text);
  }

  /** Adds a raw line (a footer, a ragged row). */
  writeLine(text: string): RowPlace {
    this.#append(`${text}\n`);
    this.#lines += 1;
    this.#rows += 1;
    return { line: this.#lines, row: this.#rows };
  }

  close(): void {
    this.#flush();
    closeSync(this.#file);
  }

  #append(text: string): void {
    // A UTF-16 unit takes at most three bytes of UTF-8.
    const most = text.length * 3;
    if (this.#used + most > this.#bytes.length) this.#flush();
    if (most > this.#bytes.length) this.#bytes = Buffer.allocUnsafe(most);
    this.#used += this.#bytes.write(text, this.#used, 'utf8');
  }

  #flush(): void {
    let written = 0;
    while (written < this.#used) written += writeSync(this.#file, this.#bytes, written, this.#used - written);
    this.#used = 0;
  }
}
