import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { TextDecoder } from 'node:util';
import { sourceError } from '../errors.js';

export interface Encoding {
  /** WHATWG label. */
  readonly label: string;
  /** Bytes of the byte order mark, 0 without one. */
  readonly bom: number;
  /** How it was found: a sentence. */
  readonly proof: string;
}

const plainUtf8: Encoding = { label: 'utf-8', bom: 0, proof: 'every byte sequence is valid UTF-8' };

/** Marks the note of a file that is plain UTF-8. */
export const usualWhenPlain = ({ proof }: Encoding): { readonly isUsual?: true } =>
  proof === plainUtf8.proof ? { isUsual: true } : {};

/** The encoding a bounded prefix shows; UTF-8 is only a candidate until every byte of the file has been checked. */
export const detectEncoding = (prefix: Buffer): Encoding => {
  if (prefix[0] === 0xef && prefix[1] === 0xbb && prefix[2] === 0xbf) {
    return { label: 'utf-8', bom: 3, proof: 'byte order mark of UTF-8' };
  }
  if (prefix[0] === 0xff && prefix[1] === 0xfe) {
    return { label: 'utf-16le', bom: 2, proof: 'byte order mark of UTF-16 (little endian)' };
  }
  if (prefix[0] === 0xfe && prefix[1] === 0xff) {
    return { label: 'utf-16be', bom: 2, proof: 'byte order mark of UTF-16 (big endian)' };
  }
  const zeros = [0, 0];
  const size = Math.min(prefix.length, 4096) & ~1;
  for (let i = 0; i < size; i += 1) if (prefix[i] === 0) zeros[i & 1] = (zeros[i & 1] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  // Latin text in UTF-16 has a zero in every second byte; a few zeros are damage or a binary file.
  if (odd > size / 4 && even < odd / 8) {
    return {
      label: 'utf-16le',
      bom: 0,
      proof: 'every second byte is zero: UTF-16 (little endian) without a mark',
    };
  }
  if (even > size / 4 && odd < even / 8) {
    return {
      label: 'utf-16be',
      bom: 0,
      proof: 'every second byte is zero: UTF-16 (big endian) without a mark',
    };
  }
  return plainUtf8;
};

/** The encoding a person named. */
export const declaredEncoding = (label: string, prefix: Buffer): Encoding => {
  let canonical: string;
  try {
    canonical = new TextDecoder(label).encoding;
  } catch {
    throw sourceError('READ_ENCODING_UNKNOWN', label);
  }
  const detected = detectEncoding(prefix);
  return { label: canonical, bom: detected.label === canonical ? detected.bom : 0, proof: 'declared' };
};

/** Length of the longest part of `bytes` that does not cut a UTF-8 sequence in two. */
export const wholeSequences = (bytes: Buffer): number => {
  const size = bytes.length;
  for (let back = 1; back <= 3 && back <= size; back += 1) {
    const byte = bytes[size - back] as number;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? size - back : size;
  }
  return size;
};

/**
 * A file that is not valid UTF-8 is either a one-byte encoding or damaged UTF-8. In Windows-1252 text an accented
 * letter is almost never followed by the bytes that would make it a UTF-8 sequence, so the majority decides.
 */
export const isDamagedUtf8 = async (path: string): Promise<boolean> => {
  let valid = 0;
  let invalid = 0;
  let expected = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    for (const byte of chunk) {
      if (expected > 0) {
        if ((byte & 0xc0) === 0x80) {
          expected -= 1;
          if (expected === 0) valid += 1;
          continue;
        }
        invalid += 1;
        expected = 0;
      }
      if (byte < 0x80) continue;
      if (byte >= 0xc2 && byte <= 0xf4) expected = byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : 1;
      else invalid += 1;
    }
  }
  return valid > invalid;
};

/** Bytes 0x80 to 0x9f are printable in Windows-1252 and control characters in ISO-8859-1. */
export const oneByteEncoding = (damaged: boolean): Encoding =>
  damaged
    ? { label: 'utf-8', bom: 0, proof: 'mostly valid UTF-8 with damaged bytes' }
    : {
        label: 'windows-1252',
        bom: 0,
        proof:
          'not valid UTF-8, so read as Windows-1252 (which contains Latin-1); name another with --encoding',
      };

/** Line ends before the first place that is no text; the first letters may belong to the chunk before. */
const linesBeforeDamage = (bytes: Buffer, label: string): number => {
  const text = new TextDecoder(label).decode(bytes);
  return text.slice(0, Math.max(0, text.indexOf('\ufffd', 3))).split('\n').length - 1;
};

/**
 * Writes `from` as UTF-8 without a mark to `to`. Lines stay lines. Gives the SHA-256 of the original bytes.
 * With `fatal`, text that is not in the encoding is an error that names the line; otherwise U+FFFD marks the place.
 */
export const transcode = async (
  from: string,
  to: string,
  encoding: Encoding,
  options: { fatal: boolean; shown: string },
): Promise<string> => {
  const hash = createHash('sha256');
  let line = 1;
  await pipeline(
    createReadStream(from, { highWaterMark: 1 << 20 }),
    async function* (source: AsyncIterable<Buffer>) {
      const decoder = new TextDecoder(encoding.label, { fatal: options.fatal });
      const decode = (bytes?: Buffer): string => {
        try {
          return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
        } catch {
          const at = line + linesBeforeDamage(bytes ?? Buffer.alloc(0), encoding.label);
          throw sourceError('READ_ENCODING', options.shown, encoding.label, at);
        }
      };
      for await (const chunk of source) {
        hash.update(chunk);
        const text = decode(chunk);
        for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) line += 1;
        yield Buffer.from(text, 'utf8');
      }
      yield Buffer.from(decode(), 'utf8');
    },
    createWriteStream(to),
  );
  return hash.digest('hex');
};
