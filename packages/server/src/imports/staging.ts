import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Transform } from 'node:stream';
import { problem } from '../http/problems.js';

export interface StagedFile {
  /** As shown; unique in its upload. */
  readonly name: string;
  readonly bytes: number;
  readonly path: string;
}

/** What an upload may bring. */
export interface UploadLimits {
  readonly uploadBytes: number;
  readonly filesPerUpload: number;
}

/**
 * The last part of a name from outside, without anything that a file system could take for more than a name. Never
 * empty, never `.` or `..`, at most 200 characters with its extension kept.
 */
export const safeName = (given: string): string => {
  const last = basename(given.replaceAll('\\', '/').normalize('NFC'));
  const plain = last.replaceAll(/[\p{Cc}\p{Cf}<>:"|?*!]/gu, '_').replace(/^\.+/, '_');
  const name = plain.trim() === '' ? 'file' : plain;
  if (name.length <= 200) return name;
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 && name.length - dot <= 12 ? name.slice(dot) : '';
  return name.slice(0, 200 - extension.length) + extension;
};

/** Files of one upload in a folder of their own; all of them or none. */
export class Staging {
  readonly folder: string;
  readonly files: StagedFile[];
  readonly #limits: UploadLimits;
  #bytes = 0;

  /** @param files those that lie in the folder already */
  constructor(folder: string, limits: UploadLimits, files: readonly StagedFile[] = []) {
    this.folder = folder;
    this.files = [...files];
    this.#limits = limits;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  }

  /** Writes one file. Throws the problem `upload_too_large`. */
  async add(given: string, content: Readable): Promise<void> {
    if (this.files.length >= this.#limits.filesPerUpload)
      throw problem('upload_too_large', `The upload has more than ${this.#limits.filesPerUpload} files.`);
    const wanted = safeName(given);
    const name = this.#free(wanted);
    // A file that is called like another keeps its own name in a folder of its own: names tell what a table is.
    const path =
      name === wanted ? join(this.folder, wanted) : join(this.folder, String(this.files.length), wanted);
    mkdirSync(join(path, '..'), { recursive: true, mode: 0o700 });
    let bytes = 0;
    const count = new Transform({
      transform: (chunk: Buffer, _, next) => {
        bytes += chunk.length;
        this.#bytes += chunk.length;
        if (this.#bytes > this.#limits.uploadBytes)
          next(problem('upload_too_large', `The upload is larger than ${this.#limits.uploadBytes} bytes.`));
        else next(null, chunk);
      },
    });
    await pipeline(content, count, createWriteStream(path, { mode: 0o600, flags: 'wx' }));
    this.files.push({ name, bytes, path });
  }

  /** Takes the files away, and what was written beside their folder. */
  remove(): void {
    for (const path of [`${this.folder}.json`, `${this.folder}.yaml`, this.folder])
      rmSync(path, { recursive: true, force: true });
  }

  #free(wanted: string): string {
    const taken = new Set(this.files.map(({ name }) => name.toLowerCase()));
    if (!taken.has(wanted.toLowerCase())) return wanted;
    for (let number = this.files.length; ; number += 1) {
      const name = `${number}/${wanted}`;
      if (!taken.has(name.toLowerCase())) return name;
    }
  }
}
