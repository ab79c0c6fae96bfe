import { vi } from 'vitest';
import { runCommand } from '../../src/program.js';

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command as a terminal would, in a folder, and gives what it printed. */
export const command = async (folder: string, ...words: readonly string[]): Promise<Ran> => {
  const before = { folder: process.cwd(), exitCode: process.exitCode };
  const printed = { stdout: '', stderr: '' };
  const listeners = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      printed[name] += String(text);
      return true;
    }),
  );
  process.chdir(folder);
  process.exitCode = 0;
  try {
    const code = await runCommand(words);
    return { code, ...printed };
  } finally {
    for (const listener of listeners) listener.mockRestore();
    process.exitCode = before.exitCode;
    process.chdir(before.folder);
  }
};
