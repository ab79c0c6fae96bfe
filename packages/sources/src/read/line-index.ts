import { open, writeFile } from 'node:fs/promises';
import type { LineSource } from './prepared.js';

/** Lines of rows; nothing is stored while row n stands in line first + n. */
export class LineIndex {
  private readonly first: number;
  private count = 0;
  private stored: Uint32Array | undefined;

  constructor(first: number) {
    this.first = first;
  }

  push(line: number): void {
    const at = this.count;
    this.count += 1;
    if (this.stored === undefined) {
      if (line === this.first + at) return;
      this.stored = new Uint32Array(Math.max(1024, at * 2));
      for (let i = 0; i < at; i += 1) this.stored[i] = this.first + i;
    }
    if (at >= this.stored.length) {
      const wider = new Uint32Array(this.stored.length * 2);
      wider.set(this.stored);
      this.stored = wider;
    }
    this.stored[at] = line;
  }

  /** The index without the rows that were left out (their positions, ascending). */
  without(positions: readonly number[]): LineIndex {
    if (positions.length === 0) return this;
    const kept = new LineIndex(this.line(positions[0] === 0 ? this.firstKept(positions) : 0));
    let next = 0;
    for (let i = 0; i < this.count; i += 1) {
      if (positions[next] === i) next += 1;
      else kept.push(this.line(i));
    }
    return kept;
  }

  private firstKept(positions: readonly number[]): number {
    let at = 0;
    while (positions[at] === at) at += 1;
    return at;
  }

  /** Line of the row at this position, from 0. */
  line(position: number): number {
    return this.stored?.[position] ?? this.first + position;
  }

  /** How to find lines again; writes the index beside the table only when rows and lines differ. */
  async save(file: string): Promise<LineSource> {
    if (this.stored === undefined) return { kind: 'uniform' };
    const used = this.stored.subarray(0, this.count);
    await writeFile(file, Buffer.from(used.buffer, used.byteOffset, used.byteLength));
    return { kind: 'index', file };
  }
}

/** Lines of rows (numbered from 1) of a prepared table. Rows it does not have are left out. */
export async function linesOfRows(
  table: { readonly lines: LineSource; readonly firstLine: number; readonly rows: number },
  rows: readonly number[],
): Promise<Map<number, number>> {
  const known = rows.filter((row) => Number.isInteger(row) && row >= 1 && row <= table.rows);
  if (table.lines.kind === 'uniform') return new Map(known.map((row) => [row, table.firstLine + row - 1]));
  if (table.lines.kind === 'rows') return new Map(known.map((row) => [row, row]));
  const lines = new Map<number, number>();
  const file = await open(table.lines.file);
  try {
    const cell = Buffer.alloc(4);
    for (const row of known) {
      await file.read(cell, 0, 4, (row - 1) * 4);
      lines.set(row, cell.readUInt32LE(0));
    }
  } finally {
    await file.close();
  }
  return lines;
}
