import { open } from 'node:fs/promises';
import { extname } from 'node:path';

export type FileKind = 'text' | 'json' | 'parquet' | 'zip' | 'gzip' | 'binary' | 'empty';

const startsWith = (bytes: Buffer, ...signature: number[]): boolean =>
  signature.every((byte, index) => bytes[index] === byte);

/** Signatures of files people mistake for tables, with what to call them. */
const foreign: readonly (readonly [string, readonly number[]])[] = [
  ['an old Excel or Outlook file', [0xd0, 0xcf, 0x11, 0xe0]],
  ['a PDF', [0x25, 0x50, 0x44, 0x46]],
  ['a PNG image', [0x89, 0x50, 0x4e, 0x47]],
  ['a JPEG image', [0xff, 0xd8, 0xff]],
  ['a GIF image', [0x47, 0x49, 0x46, 0x38]],
  ['a SQLite database', [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66]],
  ['a 7-Zip archive', [0x37, 0x7a, 0xbc, 0xaf]],
  ['a RAR archive', [0x52, 0x61, 0x72, 0x21]],
  ['a bzip2 archive', [0x42, 0x5a, 0x68]],
  ['a Zstandard archive', [0x28, 0xb5, 0x2f, 0xfd]],
];

/** What a file is by its first bytes; the name decides only between kinds of text. */
export const kindOf = async (path: string, name: string): Promise<{ kind: FileKind; what: string }> => {
  const file = await open(path);
  const bytes = Buffer.alloc(4096);
  const { bytesRead } = await file.read(bytes, 0, 4096, 0).finally(() => file.close());
  const head = bytes.subarray(0, bytesRead);
  if (bytesRead === 0) return { kind: 'empty', what: 'an empty file' };
  if (startsWith(head, 0x50, 0x41, 0x52, 0x31)) return { kind: 'parquet', what: 'Parquet' };
  if (startsWith(head, 0x50, 0x4b, 0x03, 0x04) || startsWith(head, 0x50, 0x4b, 0x05, 0x06)) {
    return { kind: 'zip', what: 'an archive' };
  }
  if (startsWith(head, 0x1f, 0x8b)) return { kind: 'gzip', what: 'a gzip archive' };
  for (const [what, signature] of foreign)
    if (startsWith(head, ...signature)) return { kind: 'binary', what };
  const extension = extname(name).toLowerCase();
  if (['.json', '.jsonl', '.ndjson'].includes(extension)) return { kind: 'json', what: 'JSON' };
  const start = head
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart();
  if (!['.csv', '.tsv', '.txt', '.tab'].includes(extension) && /^[{[]/.test(start))
    return { kind: 'json', what: 'JSON' };
  return { kind: 'text', what: 'text' };
};

/** Names of files that stand beside data and hold none. */
export const isCompanion = (name: string): boolean =>
  name.startsWith('.') ||
  name.startsWith('~$') ||
  /^(?:readme|licen[cs]e|notice|changelog|__macosx|thumbs\.db|desktop\.ini)/i.test(name) ||
  /\.(?:md|html?|xml|ya?ml|sql|log|js|ts|py|r|sh|lock|toml|css|svg|rst)$/i.test(name);

/** Names a folder is searched for. */
export const isTableName = (name: string): boolean =>
  /\.(?:csv|tsv|tab|txt|json|jsonl|ndjson|parquet|pq|xlsx|xlsm|zip|gz)$/i.test(name);
