import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { createReadStream } from 'node:fs';
import yauzl from 'yauzl';
import { sourceError } from '../errors.js';
import type { ReadLimits } from './limits.js';

export interface ZipEntry {
  /** Path inside the archive, with slashes. */
  readonly name: string;
  readonly packedBytes: number;
  /** What the archive claims; unpacking checks it. */
  readonly unpackedBytes: number;
  readonly encrypted: boolean;
  readonly link: boolean;
}

const MEBIBYTE = 2 ** 20;

const openZip = (path: string): Promise<yauzl.ZipFile> =>
  new Promise((resolve, reject) => {
    yauzl.open(
      path,
      {
        lazyEntries: true,
        autoClose: false,
        validateEntrySizes: true,
        strictFileNames: false,
        decodeStrings: true,
      },
      (error, file) => (error === null ? resolve(file) : reject(error)),
    );
  });

/** Visits the entries one after the other. */
const eachEntry = (file: yauzl.ZipFile, visit: (entry: yauzl.Entry) => Promise<void>): Promise<void> =>
  new Promise((resolve, reject) => {
    file.on('entry', (entry: yauzl.Entry) => {
      visit(entry).then(() => file.readEntry(), reject);
    });
    file.on('end', () => resolve());
    file.on('error', reject);
    file.readEntry();
  });

const asSourceError = (shown: string, error: unknown): Error => {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof Error && error.name === 'SourceError') return error;
  if (/relative path|absolute path|invalid characters in fileName/i.test(message)) {
    return sourceError('READ_ZIP_PATH', shown, message.replace(/^[^:]*: /, ''));
  }
  if (/too many bytes in the stream/i.test(message)) {
    return sourceError('READ_ZIP_LIMIT', shown, 'an entry unpacks to more than the archive says');
  }
  return sourceError('READ_ZIP', shown, message);
};

const describe = (entry: yauzl.Entry): ZipEntry => ({
  name: entry.fileName,
  packedBytes: entry.compressedSize,
  unpackedBytes: entry.uncompressedSize,
  encrypted: (entry.generalPurposeBitFlag & 1) !== 0,
  link: ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000,
});

/** The files of an archive, checked against the limits before a byte is unpacked. */
export const listZip = async (path: string, shown: string, limits: ReadLimits): Promise<ZipEntry[]> => {
  const entries: ZipEntry[] = [];
  try {
    const file = await openZip(path);
    try {
      await eachEntry(file, async (entry) => {
        if (entries.length >= limits.maxArchiveEntries) {
          throw sourceError('READ_ZIP_LIMIT', shown, `more than ${limits.maxArchiveEntries} files`);
        }
        if (!entry.fileName.endsWith('/')) entries.push(describe(entry));
      });
    } finally {
      file.close();
    }
  } catch (error) {
    throw asSourceError(shown, error);
  }
  return entries;
};

/** What is left of the bytes an archive and the archives inside it may unpack to. */
export interface Budget {
  bytes: number;
}

const counting = (
  budget: Budget,
  packed: number,
  shown: string,
  name: string,
  limits: ReadLimits,
): Transform => {
  let seen = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      budget.bytes -= chunk.length;
      if (budget.bytes < 0) {
        done(sourceError('READ_ZIP_LIMIT', shown, `it unpacks to more than ${limits.maxArchiveBytes} bytes`));
      } else if (seen > MEBIBYTE && seen > Math.max(packed, 1) * limits.maxArchiveRatio) {
        done(
          sourceError(
            'READ_ZIP_LIMIT',
            shown,
            `'${name}' unpacks to more than ${limits.maxArchiveRatio} times its size`,
          ),
        );
      } else done(null, chunk);
    },
  });
};

/**
 * Unpacks the wanted entries into a folder under names of our own (`0.csv`, `1.json`), so a name in the archive never
 * decides where a file is written. Bytes are counted as they come, whatever the archive claims.
 */
export const unpackZip = async (
  path: string,
  shown: string,
  folder: string,
  wanted: (entry: ZipEntry) => boolean,
  budget: Budget,
  limits: ReadLimits,
): Promise<{ entry: ZipEntry; file: string }[]> => {
  await mkdir(folder, { recursive: true });
  const unpacked: { entry: ZipEntry; file: string }[] = [];
  try {
    const zip = await openZip(path);
    try {
      await eachEntry(zip, async (raw) => {
        const entry = describe(raw);
        if (raw.fileName.endsWith('/') || !wanted(entry)) return;
        if (entry.encrypted) throw sourceError('READ_ZIP', shown, `'${entry.name}' is encrypted`);
        const file = join(
          folder,
          `${unpacked.length}${extname(entry.name)
            .toLowerCase()
            .replace(/[^.a-z0-9]/g, '')}`,
        );
        const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
          zip.openReadStream(raw, (error, opened) => (error === null ? resolve(opened) : reject(error)));
        });
        await pipeline(
          stream,
          counting(budget, entry.packedBytes, shown, entry.name, limits),
          createWriteStream(file),
        );
        unpacked.push({ entry, file });
      });
    } finally {
      zip.close();
    }
  } catch (error) {
    throw asSourceError(shown, error);
  }
  return unpacked;
};

/** Unpacks a gzip file, within the same limits. */
export const unpackGzip = async (
  path: string,
  shown: string,
  to: string,
  packed: number,
  budget: Budget,
  limits: ReadLimits,
): Promise<void> => {
  try {
    await pipeline(
      createReadStream(path),
      createGunzip(),
      counting(budget, packed, shown, shown, limits),
      createWriteStream(to),
    );
  } catch (error) {
    throw asSourceError(shown, error);
  }
};
