import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { TextDecoder } from 'node:util';
import { sourceError } from '../errors.js';
import { csvRow } from './csv-cells.js';
import type { PreparedCsv } from './csv.js';
import { csvSql } from './csv-sql.js';
import { detectEncoding, usualWhenPlain } from './encoding.js';
import { nameColumns } from './headers.js';
import { cellsOfObject } from './json-record.js';
import type { JsonRow, JsonShape } from './json-splitter.js';
import { JsonSplitter } from './json-splitter.js';
import type { ReadLimits } from './limits.js';
import { LineIndex } from './line-index.js';
import type { ReadNote, RowProblem } from './prepared.js';

const CLEAN = { delimiter: ',', quote: '"', escape: '"', newline: 'lf' } as const;

/** Shape of a file by its first characters: many objects are lines, one object wraps an array. */
const shapeOf = (prefix: string, whole: boolean): JsonShape | 'single' => {
  const text = prefix.replace(/^\ufeff/, '').trimStart();
  if (text.startsWith('[')) return 'array';
  const [first = ''] = text.split('\n', 1);
  try {
    cellsOfObject(first);
    const more = text.slice(first.length).trim();
    if (more.startsWith('{') || (!/\[\s*\{/.test(first) && more === '' && whole)) return 'lines';
    return more === '' && whole ? 'wrapped' : 'lines';
  } catch {
    if (whole && !/\[\s*\{/.test(text)) {
      // A pretty-printed object without rows inside is one row; a broken first line is judged line by line.
      return /^\{[^\n]*\}\s*$/.test(first) || /\n\s*\{"/.test(text) ? 'lines' : 'single';
    }
    return /^\{.*\}\s*$/.test(first) ? 'lines' : 'wrapped';
  }
};

/** Collects rows of named values into a CSV whose columns appear as they are met. */
class CsvCollector {
  readonly columns = new Map<string, number>();
  readonly numeric: (boolean | null)[] = [];
  rows = 0;
  firstWidth = 0;
  zeros = 0;
  newlines = false;
  private readonly out;

  constructor(file: string) {
    this.out = createWriteStream(file);
  }

  add(text: string): string {
    const cells: string[] = [];
    for (const [key, cell] of cellsOfObject(text)) {
      let at = this.columns.get(key);
      if (at === undefined) {
        at = this.columns.size;
        this.columns.set(key, at);
        this.numeric.push(null);
      }
      while (cells.length < at) cells.push('');
      let value = cell.text ?? '';
      if (value.includes('\u0000')) {
        this.zeros += 1;
        value = value.replaceAll('\u0000', '');
      }
      if (/[\r\n]/.test(value)) this.newlines = true;
      cells[at] = value;
      if (cell.text !== null && cell.text !== '')
        this.numeric[at] = cell.isNumber && this.numeric[at] !== false;
    }
    while (cells.length < this.columns.size) cells.push('');
    if (this.rows === 0) this.firstWidth = cells.length;
    this.rows += 1;
    const row = csvRow(Array.from(cells, (cell) => cell ?? ''));
    return row === '\n' ? '""\n' : row;
  }

  async write(text: string): Promise<void> {
    if (!this.out.write(text)) await once(this.out, 'drain');
  }

  async close(): Promise<void> {
    this.out.end();
    await once(this.out, 'finish');
  }
}

const readHead = async (path: string, size: number): Promise<{ bytes: Buffer; whole: boolean }> => {
  const file = await open(path);
  try {
    const bytes = Buffer.alloc(size);
    const { bytesRead } = await file.read(bytes, 0, size, 0);
    return { bytes: bytes.subarray(0, bytesRead), whole: bytesRead < size };
  } finally {
    await file.close();
  }
};

/**
 * Turns JSON or JSON lines into a clean CSV while it streams by. Values are kept as written: an id of twenty digits
 * or an amount with trailing zeros never becomes a double. Nested objects and lists stay JSON text. In JSON lines a
 * broken line is a problem row; in an array it is an error, since nothing after it can be trusted.
 */
export const prepareJson = async (
  path: string,
  shown: string,
  options: { workPrefix: string; limits: ReadLimits },
): Promise<PreparedCsv & { format: 'json' | 'jsonl' }> => {
  const { limits, workPrefix } = options;
  const { bytes, whole } = await readHead(path, limits.maxRecordBytes);
  if (bytes.toString('latin1').trim() === '') throw sourceError('READ_EMPTY', shown);
  const encoding = detectEncoding(bytes);
  const prefix = new TextDecoder(encoding.label).decode(bytes);
  if (!/^[\s\ufeff]*[[{]/.test(prefix))
    throw sourceError('READ_JSON_SHAPE', shown, 'it begins with neither { nor [');
  const shape = shapeOf(prefix, whole);
  const data = `${workPrefix}.csv`;
  const collector = new CsvCollector(data);
  const problems: RowProblem[] = [];
  const skipped: { line: number; reason: 'blank'; text: string }[] = [];
  const lines = new LineIndex(1);
  let waiting: string[] = [];
  let arrayKey: string | null = null;
  const fail = (line: number, error: unknown): Error =>
    error instanceof RangeError
      ? sourceError('READ_LINE_TOO_LONG', shown, Number(error.message) || line, limits.maxRecordBytes)
      : error instanceof SyntaxError
        ? sourceError('READ_JSON', shown, line, error.message)
        : (error as Error);
  const take = (row: JsonRow): void => {
    if (arrayKey !== null && row.key !== arrayKey) {
      throw sourceError(
        'READ_JSON_SHAPE',
        shown,
        `it holds more than one list of objects: '${arrayKey}' and '${row.key}'`,
      );
    }
    arrayKey = row.key;
    try {
      waiting.push(collector.add(row.text));
    } catch (error) {
      throw fail(row.line, error);
    }
    lines.push(row.line);
    if (collector.columns.size > limits.maxColumns) {
      throw sourceError('READ_TOO_WIDE', shown, collector.columns.size, limits.maxColumns);
    }
  };
  const takeLine = (text: string, line: number): void => {
    if (text.trim() === '') return;
    if (text.length > limits.maxRecordBytes)
      throw sourceError('READ_LINE_TOO_LONG', shown, line, limits.maxRecordBytes);
    try {
      waiting.push(collector.add(text));
      lines.push(line);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      problems.push({
        line,
        rule: 'F-02',
        message: `line is not a JSON object: ${error.message}`,
        text: text.slice(0, 2000),
      });
      if (problems.length > limits.maxProblems)
        throw sourceError('READ_JSON', shown, line, 'too many lines are no JSON');
    }
    if (collector.columns.size > limits.maxColumns) {
      throw sourceError('READ_TOO_WIDE', shown, collector.columns.size, limits.maxColumns);
    }
  };
  const splitter =
    shape === 'array' || shape === 'wrapped' ? new JsonSplitter(shape, limits.maxRecordBytes, take) : null;
  const hash = createHash('sha256');
  const decoder = new TextDecoder(encoding.label, { fatal: true });
  let held = '';
  let line = 1;
  const feed = (text: string): void => {
    if (splitter !== null) {
      try {
        splitter.feed(text);
      } catch (error) {
        throw fail(splitter.line, error);
      }
      return;
    }
    held += text;
    if (shape === 'single') {
      if (held.length > limits.maxRecordBytes)
        throw sourceError('READ_LINE_TOO_LONG', shown, 1, limits.maxRecordBytes);
      return;
    }
    const parts = held.split('\n');
    held = parts.pop() ?? '';
    for (const part of parts) {
      takeLine(part.endsWith('\r') ? part.slice(0, -1) : part, line);
      line += 1;
    }
    if (held.length > limits.maxRecordBytes)
      throw sourceError('READ_LINE_TOO_LONG', shown, line, limits.maxRecordBytes);
  };
  const decode = (chunk?: Buffer): string => {
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
    } catch {
      throw sourceError('READ_ENCODING', shown, encoding.label, splitter?.line ?? line);
    }
  };
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      feed(decode(chunk));
      await collector.write(waiting.join(''));
      waiting = [];
    }
    feed(decode());
    if (splitter !== null) {
      try {
        splitter.finish();
      } catch (error) {
        throw fail(splitter.line, error);
      }
    } else if (shape === 'single') {
      take({ text: held, line: 1, key: '' });
    } else takeLine(held, line);
    await collector.write(waiting.join(''));
  } finally {
    await collector.close();
  }
  if (problems.length > 1 && problems.length > collector.rows) {
    throw sourceError(
      'READ_JSON',
      shown,
      problems[0]?.line ?? 1,
      `${problems.length} of ${problems.length + collector.rows} lines are no JSON objects`,
    );
  }
  if (collector.rows === 0 && problems.length === 0 && splitter !== null && shape === 'wrapped') {
    throw sourceError('READ_JSON_SHAPE', shown, 'the object holds no list of objects');
  }
  const { columns, notes } = nameColumns([...collector.columns.keys()], collector.columns.size);
  const typed = columns.map((column, i) =>
    collector.numeric[i] === true ? { ...column, numeric: true } : column,
  );
  const more: ReadNote[] = [];
  if (collector.zeros > 0) {
    more.push({
      rule: 'F-01',
      severity: 'warning',
      message: `NUL characters were taken out of ${collector.zeros} values`,
    });
  }
  const sql = csvSql(data, CLEAN, columns, {
    skip: 0,
    maxRecordBytes: limits.maxRecordBytes * 2,
    mixedNewlines: false,
    quotedNewlines: collector.newlines,
    // Rows written before a key was first met are shorter.
    padded: collector.firstWidth < columns.length,
  });
  return {
    format: shape === 'lines' ? 'jsonl' : 'json',
    sha256: hash.digest('hex'),
    sql,
    columns: typed,
    rows: collector.rows,
    firstLine: lines.line(0),
    lines: await lines.save(`${workPrefix}.lines`),
    skipped,
    problems,
    notes: [
      {
        rule: 'F-01',
        severity: 'info',
        message: `encoding ${encoding.label}: ${encoding.proof}`,
        ...usualWhenPlain(encoding),
      },
      ...(arrayKey === null || arrayKey === ''
        ? []
        : [{ rule: 'F-03', severity: 'info' as const, message: `rows are the list '${String(arrayKey)}'` }]),
      ...notes,
      ...more,
    ],
  };
};
