import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { sourceError } from '../errors.js';
import type { ScannedRow } from './csv-scanner.js';
import {
  BAD_BYTES,
  CsvScanner,
  ENDS_CRLF,
  ENDS_LF,
  LONE_CR,
  MALFORMED,
  NUL_BYTE,
  QUOTED_NEWLINE,
} from './csv-scanner.js';
import { wholeSequences } from './encoding.js';
import type { ReadLimits } from './limits.js';
import { LineIndex } from './line-index.js';
import type { CsvDialect } from './prepared.js';

export interface FileScan {
  /** SHA-256 of the bytes, hex; '' when it was not asked for. */
  readonly sha256: string;
  readonly validUtf8: boolean;
  readonly bytes: number;
  /** Data rows, odd ones included. */
  readonly rows: number;
  readonly odd: readonly ScannedRow[];
  /** The last rows, oldest first. */
  readonly tail: readonly ScannedRow[];
  /** Rows that end in CRLF, and in LF alone. */
  readonly crlf: number;
  readonly lf: number;
  readonly quotedNewlines: number;
  /** Places of U+FFFD, byte offsets, at most 100,000. */
  readonly replaced: readonly number[];
  /** Places that look like UTF-8 read as Latin-1 and encoded again, byte offsets, at most 20. */
  readonly mojibake: readonly number[];
  readonly lines: LineIndex;
}

const TAIL = 64;
const CHUNK = 1 << 20;
const REPLACEMENT = Buffer.from('\ufffd');

/** `Ã` to `ô` followed by a character of U+0080 to U+00BF: the two bytes of one UTF-8 letter, encoded twice. */
const findMojibake = (chunk: Buffer, base: number, found: number[]): void => {
  for (let at = chunk.indexOf(0xc2); at >= 0 && found.length < 20; at = chunk.indexOf(0xc2, at + 1)) {
    const lead = chunk[at - 1] ?? 0;
    if (at >= 2 && chunk[at - 2] === 0xc3 && lead >= 0x82 && lead <= 0xb4 && (chunk[at + 1] ?? 0) >= 0x80) {
      found.push(base + at - 2);
    }
  }
};

/**
 * Reads the whole file once: hash, UTF-8 check, and the shape of every row. Memory stays constant but for the odd
 * rows and, in files with quoted line ends, four bytes a row. A row over the limit ends the scan at once, so a
 * file that is one line of two gigabytes is refused after the first two megabytes of that line.
 */
export const scanCsvFile = async (
  path: string,
  shown: string,
  dialect: CsvDialect,
  from: { offset: number; line: number; width: number },
  options: { hash: boolean; damaged: boolean; linesAreRows: boolean; limits: ReadLimits },
): Promise<FileScan> => {
  const { limits } = options;
  const hash = options.hash ? createHash('sha256') : undefined;
  const odd: ScannedRow[] = [];
  const tail: (ScannedRow | undefined)[] = Array.from({ length: TAIL });
  const replaced: number[] = [];
  const mojibake: number[] = [];
  const lines = new LineIndex(from.line);
  let rows = 0;
  let crlf = 0;
  let lf = 0;
  let quotedNewlines = 0;
  let nextReplaced = 0;
  const strange = MALFORMED | LONE_CR | NUL_BYTE | BAD_BYTES;
  const { width } = from;
  const scanner = new CsvScanner(
    dialect,
    (start, end, next, line, fields, lastFilled, seen) => {
      const at = options.linesAreRows ? from.line + rows : line + from.line - 1;
      let bits = seen;
      if ((replaced[nextReplaced] ?? Infinity) < end) {
        while ((replaced[nextReplaced] ?? Infinity) < end) nextReplaced += 1;
        if (options.damaged) bits |= BAD_BYTES;
      }
      const position = rows;
      rows += 1;
      if ((bits & ENDS_CRLF) !== 0) crlf += 1;
      else if ((bits & ENDS_LF) !== 0) lf += 1;
      if ((bits & QUOTED_NEWLINE) !== 0) quotedNewlines += 1;
      if (end - start > limits.maxRecordBytes) {
        throw sourceError('READ_LINE_TOO_LONG', shown, at, limits.maxRecordBytes);
      }
      lines.push(at);
      const tailRow = tail[rows % TAIL];
      if (tailRow === undefined) {
        tail[rows % TAIL] = { start, end, next, line: at, fields, lastFilled, bits, position };
      } else {
        Object.assign(tailRow, { start, end, next, line: at, fields, lastFilled, bits, position });
      }
      if (fields === width && (bits & strange) === 0 && lastFilled > 0) return;
      if ((bits & NUL_BYTE) !== 0) throw sourceError('READ_BINARY', shown, at);
      odd.push({ start, end, next, line: at, fields, lastFilled, bits, position });
      const { maxProblems } = limits;
      if (odd.length > maxProblems * 10 || (odd.length > maxProblems && odd.length > rows / 2)) {
        throw sourceError('READ_RAGGED', shown, odd.length, rows, dialect.delimiter);
      }
    },
    from.offset,
  );
  const file = await open(path);
  const buffers = [Buffer.allocUnsafe(CHUNK), Buffer.allocUnsafe(CHUNK)];
  let validUtf8 = true;
  let carry = Buffer.alloc(0);
  let offset = 0;
  try {
    let pending = file.read(buffers[0] as Buffer, 0, CHUNK, 0);
    for (let turn = 0; ; turn += 1) {
      const { bytesRead } = await pending;
      if (bytesRead === 0) break;
      const chunk = (buffers[turn & 1] as Buffer).subarray(0, bytesRead);
      // The next chunk is read while this one is scanned.
      pending = file.read(buffers[(turn + 1) & 1] as Buffer, 0, CHUNK, offset + bytesRead);
      try {
        hash?.update(chunk);
        if (validUtf8) {
          const joined = carry.length > 0 ? Buffer.concat([carry, chunk]) : chunk;
          const whole = wholeSequences(joined);
          validUtf8 = isUtf8(joined.subarray(0, whole));
          carry = Buffer.from(joined.subarray(whole));
        }
        for (
          let at = chunk.indexOf(REPLACEMENT);
          at >= 0 && replaced.length < 100_000;
          at = chunk.indexOf(REPLACEMENT, at + 3)
        ) {
          replaced.push(offset + at);
        }
        if (mojibake.length < 20) findMojibake(chunk, offset, mojibake);
        const begin = Math.max(0, from.offset - offset);
        if (begin < bytesRead) scanner.feed(begin === 0 ? chunk : chunk.subarray(begin));
        if (scanner.openBytes > limits.maxRecordBytes) {
          throw sourceError('READ_LINE_TOO_LONG', shown, scanner.line + from.line - 1, limits.maxRecordBytes);
        }
      } catch (error) {
        await pending;
        throw error;
      }
      offset += bytesRead;
    }
  } finally {
    await file.close();
  }
  if (carry.length > 0) validUtf8 = false;
  if (scanner.inQuotes) throw sourceError('READ_QUOTE_OPEN', shown, scanner.line + from.line - 1);
  scanner.finish();
  const ordered = tail.filter((row) => row !== undefined).sort((a, b) => a.start - b.start);
  return {
    sha256: hash?.digest('hex') ?? '',
    validUtf8,
    bytes: offset,
    rows,
    odd,
    tail: ordered,
    crlf,
    lf,
    quotedNewlines,
    replaced,
    mojibake,
    lines,
  };
};
