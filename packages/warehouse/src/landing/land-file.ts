import {
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  closeSync,
  fsyncSync,
  renameSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Keeps a file byte for byte under its hash, durably, before anything of it is loaded: raw values are never lost and
 * a mapping that was wrong can be applied again. Gives the path below `landing`.
 */
export const landFile = (landing: string, path: string, sha256: string): string => {
  const name = join(sha256.slice(0, 2), sha256);
  const target = join(landing, name);
  if (existsSync(target)) return name;
  mkdirSync(dirname(target), { recursive: true });
  const partial = `${target}.partial`;
  // A reflink where the file system has it: then a copy costs nothing.
  copyFileSync(path, partial, constants.COPYFILE_FICLONE);
  const handle = openSync(partial, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(partial, target);
  return name;
};
