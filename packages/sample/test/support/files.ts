import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { inflateRawSync } from 'node:zlib';

export type Row = Readonly<Record<string, string>>;

/** A cell; a column that is not there is empty. */
export const text = (row: Row, column: string): string => row[column] ?? '';

/** A folder that is gone when the test is over. */
export async function inFolder<T>(work: (directory: string) => Promise<T>): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), 'bellwether-sample-'));
  try {
    return await work(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Every file under a folder, by path relative to it. */
export function filesUnder(directory: string): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  const walk = (folder: string): void => {
    for (const name of readdirSync(folder).sort()) {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) walk(path);
      else files.set(relative(directory, path), readFileSync(path));
    }
  };
  walk(directory);
  return files;
}

/** Cells of a line; quotes are doubled inside quotes, and no cell of the sample holds a line break. */
export function cellsOf(line: string): string[] {
  const cells: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (let index = 0; index < line.length; index++) {
    const letter = line[index];
    if (isQuoted) {
      if (letter === '"' && line[index + 1] === '"') {
        cell += '"';
        index += 1;
      } else if (letter === '"') isQuoted = false;
      else cell += letter;
    } else if (letter === '"') isQuoted = true;
    else if (letter === ',') {
      cells.push(cell);
      cell = '';
    } else cell += letter;
  }
  return [...cells, cell];
}

export const linesOf = (path: string): string[] =>
  readFileSync(path, 'utf8')
    .replace(/^\ufeff/, '')
    .replace(/\n$/, '')
    .split('\n');

/** Rows of a CSV file; `skip` lines come before the header. */
export function readCsv(path: string, skip = 0): Row[] {
  const [header, ...lines] = linesOf(path).slice(skip);
  const names = cellsOf(header ?? '');
  return lines.map((line) => {
    const cells = cellsOf(line);
    return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']));
  });
}

/** Files inside a ZIP archive, by its central directory. */
function unzip(bytes: Buffer): Map<string, string> {
  const files = new Map<string, string>();
  const end = bytes.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  let at = bytes.readUInt32LE(end + 16);
  for (let count = bytes.readUInt16LE(end + 10); count > 0; count--) {
    const method = bytes.readUInt16LE(at + 10);
    const size = bytes.readUInt32LE(at + 20);
    const nameLength = bytes.readUInt16LE(at + 28);
    const start = bytes.readUInt32LE(at + 42);
    const data = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28);
    const packed = bytes.subarray(data, data + size);
    files.set(
      bytes.toString('utf8', at + 46, at + 46 + nameLength),
      (method === 0 ? packed : inflateRawSync(packed)).toString('utf8'),
    );
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return files;
}

const plain = (xml: string): string =>
  xml
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');

const columnOf = (reference: string): number =>
  Array.from(reference.replace(/\d/g, '')).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) -
  1;

/** Rows of every sheet of a workbook: text as it is, numbers as written, dates as serial numbers. */
export function readWorkbook(path: string): Map<string, Row[]> {
  const files = unzip(readFileSync(path));
  const shared = [...(files.get('xl/sharedStrings.xml') ?? '').matchAll(/<si>(.*?)<\/si>/gs)].map((match) =>
    plain([...(match[1] ?? '').matchAll(/<t[^>]*>(.*?)<\/t>/gs)].map((part) => part[1]).join('')),
  );
  const names = [...(files.get('xl/workbook.xml') ?? '').matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(
    (match) => match[1] ?? '',
  );
  const sheets = new Map<string, Row[]>();
  names.forEach((name, index) => {
    const xml = files.get(`xl/worksheets/sheet${index + 1}.xml`) as string;
    const rows = [...xml.matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map((row) => {
      const cells: string[] = [];
      for (const [, attributes, body] of (row[1] ?? '').matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
        const column = columnOf(/r="([A-Z]+\d+)"/.exec(attributes ?? '')?.[1] ?? '');
        const value =
          /<v>(.*?)<\/v>/s.exec(body ?? '')?.[1] ?? /<t[^>]*>(.*?)<\/t>/s.exec(body ?? '')?.[1] ?? '';
        cells[column] = /t="s"/.test(attributes ?? '') ? (shared[Number(value)] ?? '') : plain(value);
      }
      return cells;
    });
    const header = rows[0] ?? [];
    sheets.set(
      name,
      rows.slice(1).map((cells) => Object.fromEntries(header.map((column, at) => [column, cells[at] ?? '']))),
    );
  });
  return sheets;
}

/** ISO day of an Excel serial number (1900 system, from March 1900 on). */
export const serialDay = (serial: string): string =>
  new Date(Date.UTC(1899, 11, 30) + Math.round(Number(serial)) * 86_400_000).toISOString().slice(0, 10);

const berlinDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin', dateStyle: 'short' });
/** ISO day in Berlin of a UTC text such as `2024-07-01 07:30:12`. */
export const berlinDayOf = (utc: string): string =>
  berlinDay.format(Date.parse(utc.endsWith('Z') ? utc : `${utc.replace(' ', 'T')}Z`));
