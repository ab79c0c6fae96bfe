import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';

/** A folder that lives as long as the test file. */
export const temporaryFolder = (): {
  path: (name: string) => string;
  write: (name: string, content: string | Uint8Array) => string;
  work: string;
} => {
  const folder = mkdtempSync(join(tmpdir(), 'bellwether-sources-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const path = (name: string): string => join(folder, name);
  return {
    path,
    write: (name, content) => {
      mkdirSync(dirname(path(name)), { recursive: true });
      writeFileSync(path(name), content);
      return path(name);
    },
    work: path('work'),
  };
};
