import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { sourceError } from '../errors.js';
import type { ReadLimits } from './limits.js';
import type { ZipEntry } from './zip.js';

export interface SheetFile {
  readonly name: string;
  /** CSV of the sheet, as wide as its widest row. */
  readonly file: string;
  readonly rows: number;
}

const script = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? './xlsx-child.ts' : './xlsx-child.js', import.meta.url),
);

/** Refuses a workbook whose archive says it unpacks to more than the limits. */
const checkSizes = (shown: string, size: number, entries: readonly ZipEntry[], limits: ReadLimits): void => {
  if (size > limits.maxWorkbookBytes) {
    throw sourceError('READ_XLSX_LIMIT', shown, `${size} bytes, the limit is ${limits.maxWorkbookBytes}`);
  }
  const unpacked = entries.reduce((sum, entry) => sum + entry.unpackedBytes, 0);
  if (unpacked > limits.maxWorkbookXmlBytes) {
    throw sourceError(
      'READ_XLSX_LIMIT',
      shown,
      `it unpacks to ${unpacked} bytes, the limit is ${limits.maxWorkbookXmlBytes}`,
    );
  }
};

/** Runs the reader in its own process with a heap limit and a deadline; kills it when it is over either. */
const runChild = (path: string, shown: string, prefix: string, limits: ReadLimits): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [`--max-old-space-size=${limits.workbookHeapMebibytes}`, script, path, prefix],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    let out = '';
    let problem = '';
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
    }, limits.workbookMilliseconds);
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString('utf8');
    });
    child.stderr.on('data', (chunk: Buffer) => {
      problem = (problem + chunk.toString('utf8')).slice(-20_000);
    });
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      if (code === 0) return resolve(out);
      if (late)
        return reject(
          sourceError('READ_XLSX_LIMIT', shown, `reading took longer than ${limits.workbookMilliseconds} ms`),
        );
      if (/heap out of memory|ERR_WORKER_OUT_OF_MEMORY|Array buffer allocation failed/i.test(problem)) {
        return reject(
          sourceError(
            'READ_XLSX_LIMIT',
            shown,
            `reading needs more than ${limits.workbookHeapMebibytes} MiB`,
          ),
        );
      }
      const [line = 'the reader stopped'] = /^\s*(?:\w*Error): ?([^\n]*)/m.exec(problem)?.slice(1) ?? [];
      return reject(sourceError('READ_XLSX', shown, line.trim() || 'the reader stopped'));
    });
  });

/** Writes every sheet of a workbook as CSV. */
export const readWorkbook = async (
  path: string,
  shown: string,
  entries: readonly ZipEntry[],
  options: { workPrefix: string; limits: ReadLimits },
): Promise<{ sha256: string; sheets: SheetFile[] }> => {
  const { size } = await stat(path);
  checkSizes(shown, size, entries, options.limits);
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) hash.update(chunk);
  const prefix = `${options.workPrefix}-sheet`;
  const written = JSON.parse(await runChild(path, shown, prefix, options.limits)) as {
    name: string;
    rows: number;
  }[];
  return {
    sha256: hash.digest('hex'),
    sheets: written.map(({ name, rows }, index) => ({ name, rows, file: `${prefix}${index}.csv` })),
  };
};
