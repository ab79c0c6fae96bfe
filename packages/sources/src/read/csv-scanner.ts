import type { CsvDialect } from './prepared.js';

/** What the scanner saw in one row, as bits. */
export const QUOTED_NEWLINE = 1;
/** Text between a closing quote and the next delimiter. */
export const MALFORMED = 2;
/** A lone CR outside quotes in a file whose rows end in LF. */
export const LONE_CR = 4;
export const ENDS_CRLF = 8;
export const NUL_BYTE = 16;
export const ENDS_LF = 64;
/** Bytes that were no text of the file's encoding. */
export const BAD_BYTES = 32;

/** A row by its bytes in the file. */
export interface ScannedRow {
  /** Bytes [start, end), without the line end. */
  readonly start: number;
  readonly end: number;
  /** Where the next row begins. */
  readonly next: number;
  /** The line it begins in. */
  readonly line: number;
  /** Number of fields; 0 for an empty line. */
  readonly fields: number;
  /** Number of the last field that holds anything; 0: none. */
  readonly lastFilled: number;
  readonly bits: number;
  /** Rows of data before it. */
  readonly position: number;
}

/** Called for each row, with the parts of a `ScannedRow`: an object a row would cost more than the scan. */
export type OnRecord = (
  start: number,
  end: number,
  next: number,
  line: number,
  fields: number,
  lastFilled: number,
  bits: number,
) => void;

const FIELD_START = 0;
const UNQUOTED = 1;
const QUOTED = 2;
const AFTER_QUOTE = 3;

const LF = 10;
const CR = 13;
const QUOTE = 34;
const BACKSLASH = 92;

/**
 * Splits UTF-8 CSV into rows without building text: one pass over the bytes, any chunking, constant memory.
 * RFC 4180 with two tolerances that DuckDB shares: a quote inside an unquoted field is text (`5" pipe`), and an
 * empty line is a row without fields. Text after a closing quote makes the field an unquoted one and marks the row
 * MALFORMED, so that one bad quote costs one row and not the rest of the file.
 */
export class CsvScanner {
  /** Rows seen, empty lines included. */
  records = 0;
  /** Line of the row being read, counted from 1. */
  line = 1;
  /** Byte offset where the row being read begins. */
  start: number;
  private state = FIELD_START;
  private fields = 1;
  private lastFilled = 0;
  private bits = 0;
  private extraLines = 0;
  private pendingCr = false;
  private skipNext = false;
  private position: number;
  private readonly delimiter: number;
  private readonly quote: number;
  private readonly backslash: boolean;
  private readonly crEnds: boolean;
  private readonly stops = new Uint8Array(256);
  private readonly onRecord: OnRecord;

  constructor(dialect: CsvDialect, onRecord: OnRecord, startOffset = 0) {
    this.delimiter = dialect.delimiter.charCodeAt(0);
    this.quote = dialect.quote === '' ? -1 : QUOTE;
    this.backslash = dialect.escape === '\\';
    this.crEnds = dialect.newline === 'cr';
    this.onRecord = onRecord;
    this.start = startOffset;
    this.position = startOffset;
    for (const byte of [this.delimiter, LF, CR, 0]) this.stops[byte] = 1;
  }

  /** Bytes of the row being read so far. */
  get openBytes(): number {
    return this.position - this.start;
  }

  /** True inside an open quote. */
  get inQuotes(): boolean {
    return this.state === QUOTED;
  }

  feed(chunk: Buffer): void {
    const { delimiter, quote, stops } = this;
    const base = this.position;
    const size = chunk.length;
    let i = 0;
    if (this.pendingCr && size > 0) {
      this.pendingCr = false;
      if (chunk[0] === LF) {
        i = 1;
        this.endRecord(base - 1, base + 1, ENDS_CRLF);
      } else {
        this.loneCr();
      }
    }
    while (i < size) {
      if (this.state === QUOTED) {
        i = this.quoted(chunk, i);
        continue;
      }
      let byte = chunk[i] as number;
      if (this.state === FIELD_START && stops[byte] === 0) {
        this.lastFilled = this.fields;
        if (byte === quote) {
          this.state = QUOTED;
          i += 1;
          continue;
        }
        this.state = UNQUOTED;
      } else if (this.state === AFTER_QUOTE && stops[byte] === 0) {
        if (byte === quote) {
          // A doubled quote: the first one was not the end.
          this.state = QUOTED;
        } else {
          this.bits |= MALFORMED;
          this.state = UNQUOTED;
        }
        i += 1;
        continue;
      }
      while (stops[byte] === 0) {
        i += 1;
        if (i === size) break;
        byte = chunk[i] as number;
      }
      if (i === size) break;
      i += 1;
      if (byte === delimiter) {
        this.fields += 1;
        this.state = FIELD_START;
      } else if (byte === LF) {
        this.endRecord(base + i - 1, base + i, ENDS_LF);
      } else if (byte === CR) {
        if (this.crEnds) {
          this.endRecord(base + i - 1, base + i, 0);
        } else if (i === size) {
          this.pendingCr = true;
        } else if (chunk[i] === LF) {
          i += 1;
          this.endRecord(base + i - 2, base + i, ENDS_CRLF);
        } else {
          this.loneCr();
        }
      } else {
        this.bits |= NUL_BYTE;
        this.lastFilled = this.fields;
        if (this.state === FIELD_START) this.state = UNQUOTED;
      }
    }
    this.position = base + size;
  }

  /** Ends the last row when the file does not end in a line end. */
  finish(): void {
    if (this.pendingCr) {
      this.pendingCr = false;
      this.endRecord(this.position - 1, this.position, 0);
    } else if (this.position > this.start) {
      this.endRecord(this.position, this.position, 0);
    }
  }

  private quoted(chunk: Buffer, from: number): number {
    let i = from;
    const size = chunk.length;
    if (this.skipNext) {
      if (chunk[i] === LF) this.newlineInQuotes();
      this.skipNext = false;
      i += 1;
    }
    while (i < size) {
      const byte = chunk[i] as number;
      i += 1;
      if (byte === QUOTE) {
        this.state = AFTER_QUOTE;
        return i;
      }
      if (byte === LF) this.newlineInQuotes();
      else if (byte === CR) this.bits |= QUOTED_NEWLINE;
      else if (byte === BACKSLASH && this.backslash) {
        if (i === size) {
          this.skipNext = true;
          return i;
        }
        if (chunk[i] === LF) this.newlineInQuotes();
        i += 1;
      } else if (byte === 0) this.bits |= NUL_BYTE;
    }
    return i;
  }

  private loneCr(): void {
    this.bits |= this.state === AFTER_QUOTE ? LONE_CR | MALFORMED : LONE_CR;
    if (this.state === FIELD_START) this.lastFilled = this.fields;
    this.state = UNQUOTED;
  }

  private newlineInQuotes(): void {
    this.bits |= QUOTED_NEWLINE;
    this.extraLines += 1;
  }

  private endRecord(end: number, next: number, bits: number): void {
    const fields = this.lastFilled === 0 && end === this.start ? 0 : this.fields;
    this.onRecord(this.start, end, next, this.line, fields, this.lastFilled, this.bits | bits);
    this.records += 1;
    this.line += 1 + this.extraLines;
    this.start = next;
    this.state = FIELD_START;
    this.fields = 1;
    this.lastFilled = 0;
    this.bits = 0;
    this.extraLines = 0;
  }
}
