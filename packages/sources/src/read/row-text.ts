import type { FileHandle } from 'node:fs/promises';
import { open, writeFile } from 'node:fs/promises';
import { createReadStream, createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { CsvScanner } from './csv-scanner.js';
import type { CsvDialect } from './prepared.js';

/** Random access to the text of rows. */
export class RowText {
  private readonly file: FileHandle;

  private constructor(file: FileHandle) {
    this.file = file;
  }

  static async open(path: string): Promise<RowText> {
    return new RowText(await open(path));
  }

  /** Text of the bytes [start, end), at most `limit` bytes of them. */
  async of(row: { readonly start: number; readonly end: number }, limit: number): Promise<string> {
    const size = Math.min(row.end - row.start, limit);
    const buffer = Buffer.alloc(size);
    await this.file.read(buffer, 0, size, row.start);
    return buffer.toString('utf8');
  }

  close(): Promise<void> {
    return this.file.close();
  }
}

/** A row that is left out of the copy, or replaced by the text of another (without its line end). */
export interface Cut {
  readonly start: number;
  readonly next: number;
  readonly replacement?: string;
}

/** Copies the bytes of `from` after `offset` to `to`, cuts taken out. Rows that stay are copied as they are. */
export const copyWithout = async (
  from: string,
  to: string,
  offset: number,
  cuts: readonly Cut[],
  newline: '\n' | '\r\n',
): Promise<void> => {
  await writeFile(to, '');
  const out = createWriteStream(to);
  const write = async (piece: Buffer | string): Promise<void> => {
    if (!out.write(piece)) await once(out, 'drain');
  };
  let position = offset;
  const copy = async (end: number | undefined): Promise<void> => {
    if (end !== undefined && end <= position) return;
    const range = end === undefined ? { start: position } : { start: position, end: end - 1 };
    for await (const chunk of createReadStream(from, {
      ...range,
      highWaterMark: 1 << 20,
    }) as AsyncIterable<Buffer>) {
      await write(chunk);
    }
  };
  for (const cut of cuts) {
    await copy(cut.start);
    if (cut.replacement !== undefined) await write(cut.replacement + newline);
    position = cut.next;
  }
  await copy(undefined);
  out.end();
  await once(out, 'finish');
};

/** Calls `onRow` with the text of each row from `offset` on. Memory: one chunk and one row. */
export const eachRow = async (
  path: string,
  dialect: CsvDialect,
  offset: number,
  onRow: (text: string, start: number) => Promise<void> | void,
): Promise<void> => {
  let held = Buffer.alloc(0);
  let heldAt = offset;
  let waiting: { text: string; start: number }[] = [];
  const scanner = new CsvScanner(
    dialect,
    (start, end) => waiting.push({ text: held.toString('utf8', start - heldAt, end - heldAt), start }),
    offset,
  );
  const flush = async (): Promise<void> => {
    const rows = waiting;
    waiting = [];
    for (const row of rows) await onRow(row.text, row.start);
  };
  for await (const chunk of createReadStream(path, {
    start: offset,
    highWaterMark: 1 << 20,
  }) as AsyncIterable<Buffer>) {
    held = Buffer.concat([held, chunk]);
    scanner.feed(chunk);
    await flush();
    held = Buffer.from(held.subarray(scanner.start - heldAt));
    heldAt = scanner.start;
  }
  scanner.finish();
  await flush();
};
