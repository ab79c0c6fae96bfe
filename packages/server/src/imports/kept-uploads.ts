import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { z } from 'zod';
import { importOptions } from '../schemas/import.js';
import { Staging, type UploadLimits } from './staging.js';

/** Days after which an upload that nobody loaded is removed at the next opening: it may hold persons. */
const keptDays = 30;

/** What is written beside the files of an upload, so that it is found again when its workspace is opened again. */
const keptUpload = z.object({
  createdAt: z.iso.datetime(),
  files: z.array(z.object({ name: z.string(), bytes: z.number(), path: z.string() })).min(1),
  options: importOptions,
});

/** An upload that waits to be loaded. */
export interface KeptUpload {
  readonly id: string;
  readonly createdAt: string;
  readonly options: z.output<typeof importOptions>;
  readonly staging: Staging;
}

const recordOf = (folder: string): string => `${folder}.json`;

/** Writes the record of an upload: whole, or the one before stays. */
export const keepUpload = ({ createdAt, options, staging }: Omit<KeptUpload, 'id'>): void => {
  const files = staging.files.map(({ name, bytes, path }) => ({
    name,
    bytes,
    path: relative(staging.folder, path),
  }));
  const target = recordOf(staging.folder);
  writeFileSync(`${target}.new`, JSON.stringify({ createdAt, options, files }), { mode: 0o600 });
  renameSync(`${target}.new`, target);
};

/** Leaves the upload to the files that are there: it is not found again when the workspace is opened again. */
export const dropRecord = (staging: Staging): void => rmSync(recordOf(staging.folder), { force: true });

const filed = (path: string, bytes: number): boolean => existsSync(path) && statSync(path).size === bytes;

const readKept = (folder: string, id: string, limits: UploadLimits): KeptUpload | null => {
  try {
    const { createdAt, options, files } = keptUpload.parse(
      JSON.parse(readFileSync(recordOf(join(folder, id)), 'utf8')),
    );
    const home = join(folder, id);
    const found = files.map(({ name, bytes, path }) => ({ name, bytes, path: resolve(home, path) }));
    if (!found.every(({ path, bytes }) => path.startsWith(home + sep) && filed(path, bytes))) return null;
    return { id, createdAt, options, staging: new Staging(home, limits, found) };
  } catch {
    // Cut short, or of another version: what cannot be told whole is not kept.
    return null;
  }
};

/**
 * The uploads that wait in this folder, the oldest first, each whole. What else lies there (an upload that was cut off,
 * one that was loaded, one that has waited too long) is removed.
 */
export const keptUploads = (folder: string, limits: UploadLimits, now = new Date()): KeptUpload[] => {
  if (!existsSync(folder)) return [];
  const oldest = new Date(now.getTime() - keptDays * 86_400_000).toISOString();
  const names = readdirSync(folder);
  const kept = names
    .filter((name) => /^[0-9a-f]{16}$/.test(name) && names.includes(`${name}.json`))
    .flatMap((id) => readKept(folder, id, limits) ?? [])
    .filter(({ createdAt }) => createdAt >= oldest);
  const mine = new Set(kept.flatMap(({ id }) => [id, `${id}.json`]));
  for (const name of names) if (!mine.has(name)) rmSync(join(folder, name), { recursive: true, force: true });
  if (kept.length === 0) rmSync(folder, { recursive: true, force: true });
  return kept.sort((one, other) => (one.createdAt < other.createdAt ? -1 : 1));
};
