import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { once } from 'node:events';
import { sourceError } from '../errors.js';
import { cellsOf, csvRow } from './csv-cells.js';
import { judgeRows } from './csv-judge.js';
import type { FileScan } from './csv-scan-file.js';
import { scanCsvFile } from './csv-scan-file.js';
import type { Sniffed } from './csv-sniff.js';
import { sniffCsv } from './csv-sniff.js';
import { csvSql } from './csv-sql.js';
import type { Encoding } from './encoding.js';
import {
  declaredEncoding,
  detectEncoding,
  isDamagedUtf8,
  oneByteEncoding,
  transcode,
  usualWhenPlain,
} from './encoding.js';
import { nameColumns } from './headers.js';
import type { ReadLimits } from './limits.js';
import type { CsvDialect, PreparedTable, ReadNote, SkippedRow } from './prepared.js';
import { copyWithout, eachRow, RowText } from './row-text.js';

export interface CsvOptions {
  /** Where converted copies and line indexes go: a path no other file shares. */
  readonly workPrefix: string;
  readonly limits: ReadLimits;
  readonly encoding?: string | undefined;
  readonly delimiter?: CsvDialect['delimiter'] | undefined;
  /** Report row numbers of a sheet instead of lines of text. */
  readonly linesAreRows?: boolean;
}

/** A prepared table before it has a name. */
export type PreparedCsv = Omit<PreparedTable, 'name' | 'path' | 'original' | 'format'>;

const PREFIX = 256 * 1024;
const CLEAN: CsvDialect = { delimiter: ',', quote: '"', escape: '"', newline: 'lf' };
const DELIMITER_NAMES = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' } as const;

const readPrefix = async (
  path: string,
  from: number,
  size: number,
): Promise<{ bytes: Buffer; whole: boolean }> => {
  const file = await open(path);
  try {
    const buffer = Buffer.alloc(size);
    const { bytesRead } = await file.read(buffer, 0, size, from);
    const { size: total } = await file.stat();
    return { bytes: buffer.subarray(0, bytesRead), whole: from + bytesRead >= total };
  } finally {
    await file.close();
  }
};

/** Width of the table: what most rows have, when the header agrees. */
const widthOf = (sniffed: Sniffed, shown: string): number => {
  const { header, width, body } = sniffed;
  if (header === null || header.cells.length === width) return width;
  const beyond = (cells: readonly string[], from: number): boolean =>
    cells.slice(from).some((cell) => cell.trim() !== '');
  const named = header.cells.length;
  const misfit = named > width ? beyond(header.cells, width) : body.some((row) => beyond(row.cells, named));
  if (misfit && body.length > 0) throw sourceError('READ_HEADER', shown, named, width, header.line);
  return body.length === 0 ? named : width;
};

const encodingNotes = (encoding: Encoding, scan: FileScan, converted: boolean): ReadNote[] => {
  const mark = encoding.bom > 0 ? ', with a byte order mark (taken off)' : '';
  const notes: ReadNote[] = [
    {
      rule: encoding.bom > 0 ? 'F-10' : 'F-01',
      severity:
        converted && encoding.label !== 'utf-16le' && encoding.label !== 'utf-16be' ? 'warning' : 'info',
      message: `encoding ${encoding.label}${mark}: ${encoding.proof}`,
      ...usualWhenPlain(encoding),
    },
  ];
  if (scan.replaced.length > 0) {
    notes.push({
      rule: 'F-01',
      severity: 'warning',
      message: `characters were lost before this file was written: U+FFFD stands in ${scan.replaced.length} place${scan.replaced.length === 1 ? '' : 's'}`,
    });
  }
  return notes;
};

const rewriteAll = async (
  from: string,
  to: string,
  dialect: CsvDialect,
  offset: number,
  left: ReadonlySet<number>,
  width: number,
): Promise<void> => {
  const out = createWriteStream(to);
  await eachRow(from, dialect, offset, async (text, start) => {
    if (left.has(start) || text === '') return;
    if (!out.write(csvRow(cellsOf(text, dialect).slice(0, width)))) await once(out, 'drain');
  });
  out.end();
  await once(out, 'finish');
};

/**
 * Prepares a CSV file: UTF-8 that has one shape is left where it is for DuckDB to read; anything else is copied,
 * rows that fit no table left out and listed. Rows in = rows + skipped + problems.
 */
export const prepareCsv = async (path: string, shown: string, options: CsvOptions): Promise<PreparedCsv> => {
  const first = await readPrefix(path, 0, PREFIX);
  if (first.bytes.length === 0) throw sourceError('READ_EMPTY', shown);
  const encoding =
    options.encoding === undefined
      ? detectEncoding(first.bytes)
      : declaredEncoding(options.encoding, first.bytes);
  if (encoding.label !== 'utf-8') return prepareConverted(path, shown, encoding, options, true);
  const result = await prepareUtf8(path, shown, encoding, options, {
    damaged: false,
    sha256: undefined,
    converted: false,
  });
  if (result !== null) return result;
  if (options.encoding !== undefined) {
    await transcode(path, `${options.workPrefix}.utf8`, encoding, { fatal: true, shown });
  }
  const damaged = await isDamagedUtf8(path);
  return prepareConverted(path, shown, oneByteEncoding(damaged), options, false);
};

const prepareConverted = async (
  path: string,
  shown: string,
  encoding: Encoding,
  options: CsvOptions,
  fatal: boolean,
): Promise<PreparedCsv> => {
  const copy = `${options.workPrefix}.utf8`;
  const sha256 = await transcode(path, copy, encoding, { fatal, shown });
  const damaged = encoding.label === 'utf-8';
  const result = await prepareUtf8(copy, shown, encoding, options, { damaged, sha256, converted: true });
  if (result === null) throw sourceError('READ_ENCODING', shown, encoding.label, 1);
  return result;
};

/** Null when the bytes turn out not to be UTF-8. */
const prepareUtf8 = async (
  path: string,
  shown: string,
  encoding: Encoding,
  options: CsvOptions,
  source: { damaged: boolean; sha256: string | undefined; converted: boolean },
): Promise<PreparedCsv | null> => {
  const { limits, workPrefix } = options;
  const bom = source.converted ? 0 : encoding.bom;
  let prefix = await readPrefix(path, bom, PREFIX);
  if (!prefix.whole && !prefix.bytes.includes(10) && !prefix.bytes.includes(13)) {
    prefix = await readPrefix(path, bom, limits.maxRecordBytes + 1);
    if (!prefix.whole && !prefix.bytes.includes(10) && !prefix.bytes.includes(13)) {
      throw sourceError('READ_LINE_TOO_LONG', shown, 1, limits.maxRecordBytes);
    }
  }
  const nul = prefix.bytes.indexOf(0);
  if (nul >= 0) {
    const line = prefix.bytes.toString('latin1', 0, nul).split('\n').length;
    throw sourceError('READ_BINARY', shown, line);
  }
  const linesAreRows = options.linesAreRows ?? false;
  const sniffed = sniffCsv(prefix.bytes, prefix.whole, options.delimiter, linesAreRows);
  const { dialect, header, preamble } = sniffed;
  const begin = sniffed.body[0];
  if (header === null && begin === undefined) throw sourceError('READ_EMPTY', shown);
  const width = widthOf(sniffed, shown);
  if (width > limits.maxColumns) throw sourceError('READ_TOO_WIDE', shown, width, limits.maxColumns);
  const offset = bom + (begin?.start ?? header?.next ?? 0);
  const line = begin?.line ?? (header === null ? 1 : header.nextLine);
  const scan = await scanCsvFile(
    path,
    shown,
    dialect,
    { offset, line, width },
    { hash: source.sha256 === undefined, damaged: source.damaged, linesAreRows, limits },
  );
  if (!scan.validUtf8) return null;

  const isCrlf = scan.crlf > 0;
  // The header may end in the other line end; it counts when DuckDB has to read over it.
  const headerDiffers =
    header !== null && scan.crlf + scan.lf > 0 && (prefix.bytes[offset - bom - 2] === 13) !== isCrlf;
  const text = await RowText.open(path);
  const verdict = await judgeRows(text, scan, dialect, width).finally(() => text.close());
  const { cuts, problems, removed } = verdict;
  if (problems.length > 1 && problems.length > scan.rows / 2) {
    throw sourceError('READ_RAGGED', shown, problems.length, scan.rows, dialect.delimiter);
  }
  const rewritten = dialect.escape === '\\';
  const inPlace = cuts.length === 0 && preamble.length === 0 && !rewritten && dialect.newline === 'lf';
  let data = path;
  if (!inPlace) {
    data = `${workPrefix}.csv`;
    const left = new Set(cuts.filter((cut) => cut.replacement === undefined).map((cut) => cut.start));
    if (rewritten || dialect.newline === 'cr') await rewriteAll(path, data, dialect, offset, left, width);
    else await copyWithout(path, data, offset, cuts, scan.crlf > scan.lf ? '\r\n' : '\n');
  }
  const { columns, notes: headerNotes } = nameColumns(header?.cells ?? null, width);
  const lines = scan.lines.without(removed);
  const skipped: SkippedRow[] = [
    ...preamble.map((row) => ({
      line: row.line,
      reason: row.cells.every((cell) => cell.trim() === '') ? ('blank' as const) : ('preamble' as const),
      text: row.cells.join(dialect.delimiter).slice(0, 500),
    })),
    ...verdict.skipped,
  ];
  return {
    sha256: source.sha256 ?? scan.sha256,
    sql: csvSql(data, rewritten || dialect.newline === 'cr' ? CLEAN : dialect, columns, {
      skip: inPlace && header !== null ? 1 : 0,
      mixedNewlines: (isCrlf && scan.lf > 0) || (inPlace && headerDiffers),
      quotedNewlines: scan.quotedNewlines > 0,
      maxRecordBytes: limits.maxRecordBytes,
    }),
    columns,
    rows: scan.rows - removed.length,
    firstLine: lines.line(0),
    lines: await lines.save(`${workPrefix}.lines`),
    skipped,
    problems,
    notes: [
      ...encodingNotes(encoding, scan, source.converted),
      {
        rule: 'F-10',
        severity: 'info',
        message: `delimiter ${DELIMITER_NAMES[dialect.delimiter]}, ${columns.length} columns`,
        isUsual: true,
      },
      ...headerNotes,
      ...verdict.notes,
      ...(await mojibakeNotes(path, scan)),
    ],
  };
};

const mojibakeNotes = async (path: string, scan: FileScan): Promise<ReadNote[]> => {
  const [place] = scan.mojibake;
  if (place === undefined) return [];
  const text = await RowText.open(path);
  const around = await text
    .of({ start: Math.max(0, place - 12), end: place + 12 }, 24)
    .finally(() => text.close());
  return [
    {
      rule: 'F-01',
      severity: 'warning',
      message: `text looks encoded twice near '${around.replaceAll('\ufffd', '')}'; it was kept as it is`,
    },
  ];
};
