import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Fault, type FaultList, generateSample, type Truth } from '../src/index.js';
import {
  cellsOf,
  filesUnder,
  inFolder,
  linesOf,
  readWorkbook,
  serialDay,
  type Row,
} from './support/files.js';

/** The 73 rules of the reference, section 4.9. */
const ruleCounts: Readonly<Record<string, number>> = { F: 10, K: 8, I: 7, T: 12, M: 12, S: 8, R: 7, V: 9 };

let faults: readonly Fault[] = [];
let lines = new Map<string, string[]>();
let sheets = new Map<string, Row[]>();
let files = new Map<string, Buffer>();
let dirty: Truth;
let clean: Truth;

const readTruth = (directory: string): Truth =>
  JSON.parse(readFileSync(join(directory, 'truth.json'), 'utf8')) as Truth;

beforeAll(async () => {
  await inFolder(async (directory) => {
    await generateSample({ directory, customers: 60, seed: 4, faults: true });
    const list = JSON.parse(readFileSync(join(directory, 'faults.json'), 'utf8')) as FaultList;
    faults = list.faults;
    files = filesUnder(directory);
    lines = new Map(
      [...files.keys()]
        .filter((path) => path.endsWith('.csv'))
        .map((path) => [path, linesOf(join(directory, path))]),
    );
    sheets = readWorkbook(join(directory, 'exports/finance/finance.xlsx'));
    dirty = readTruth(directory);
  });
  await inFolder(async (directory) => {
    await generateSample({ directory, customers: 60, seed: 4 });
    clean = readTruth(directory);
  });
});

describe('faults', () => {
  test('at least 40 kinds of at least 40 rules, each once', () => {
    expect(new Set(faults.map((fault) => fault.kind)).size).toBe(faults.length);
    expect(faults.length).toBeGreaterThanOrEqual(40);
    expect(new Set(faults.map((fault) => fault.rule)).size).toBeGreaterThanOrEqual(40);
  });

  test('every rule exists', () => {
    for (const { rule } of faults) {
      const [letter, number] = rule.split('-') as [string, string];
      expect(Number(number), rule).toBeLessThanOrEqual(ruleCounts[letter] ?? 0);
    }
  });

  test('the line of each fault holds its value and its id', () => {
    for (const fault of faults) {
      const table = lines.get(fault.file);
      if (fault.line === null || !table) continue;
      const text = table[fault.line - 1];
      expect(text, fault.kind).toBeDefined();
      const cells = cellsOf(text ?? '');
      if (fault.id !== null) expect(cells, fault.kind).toContain(fault.id);
      if (fault.column === null || fault.value === null) continue;
      const header = table.find((line) => cellsOf(line).includes(fault.column as string)) as string;
      expect(cells[cellsOf(header).indexOf(fault.column)], fault.kind).toBe(fault.value);
      expect(fault.row, fault.kind).toBe(fault.line - 1 - table.indexOf(header));
    }
  });

  test('the row of each fault of the workbook holds its value and its id', () => {
    const inSheets = faults.filter((fault) => fault.sheet !== null);
    expect(inSheets.length).toBeGreaterThan(0);
    for (const fault of inSheets) {
      const row = sheets.get(fault.sheet as string)?.[(fault.row ?? 0) - 1] as Row;
      expect(fault.line).toBe((fault.row ?? 0) + 1);
      expect(Object.values(row), fault.kind).toContain(fault.id);
      if (fault.column === null) continue;
      const cell = row[fault.column] ?? '';
      expect([cell, /^\d+$/.test(cell) ? serialDay(cell) : cell], fault.kind).toContain(fault.value);
    }
  });

  test('a fault of a whole file names a file that is there', () => {
    for (const fault of faults) expect([...files.keys()], fault.kind).toContain(fault.file);
    const twin = faults.find((fault) => fault.kind === 'file-twice') as Fault;
    expect(files.get(twin.file)?.equals(files.get('exports/surveys/survey.csv') as Buffer)).toBe(true);
  });

  test('a row that is there twice repeats an earlier one to the letter', () => {
    for (const kind of ['row-twice', 'event-twice']) {
      const fault = faults.find((one) => one.kind === kind) as Fault;
      const table = lines.get(fault.file) as string[];
      const text = table[(fault.line ?? 0) - 1] ?? '';
      expect(table.indexOf(text), kind).toBeLessThan((fault.line ?? 0) - 1);
    }
  });

  test('an id that is there twice has a newer row', () => {
    const fault = faults.find((one) => one.kind === 'repeated-id') as Fault;
    const rows = (lines.get(fault.file) ?? []).filter((line) => cellsOf(line)[0] === fault.id);
    expect(rows).toHaveLength(2);
    const column = cellsOf(lines.get(fault.file)?.[0] ?? '').indexOf('Last Modified Date');
    const [newer = '', older = ''] = rows.map((line) => cellsOf(line)[column] ?? '');
    expect(newer > older).toBe(true);
  });

  test('figures after correct handling are those of the clean company, data completeness left out', () => {
    const { data_completeness: _left, ...rest } = clean.figures;
    expect(dirty.figures).toEqual(rest);
    expect(dirty.cohorts).toEqual(clean.cohorts);
  });
});

test('without faults the list is empty', async () => {
  await inFolder(async (directory) => {
    const summary = await generateSample({ directory, customers: 30, seed: 1 });
    expect(summary.faults).toBe(0);
    expect(JSON.parse(readFileSync(join(directory, 'faults.json'), 'utf8'))).toEqual({
      format: 'bellwether-sample-faults/1',
      seed: 1,
      faults: [],
    });
  });
});
