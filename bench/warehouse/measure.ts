/** What the benches of the warehouse share: timing, a table of figures, a folder that goes away, one child process. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';

/** One run: seconds by the clock, and seconds of processor time over all threads of this process. */
export interface Timing {
  readonly wall: number;
  readonly cpu: number;
}

const cpuSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

export const stopwatch = (): (() => Timing) => {
  const wall = performance.now();
  const cpu = cpuSeconds();
  return () => ({ wall: (performance.now() - wall) / 1000, cpu: cpuSeconds() - cpu });
};

export async function timed<T>(work: () => Promise<T>): Promise<Timing & { readonly value: T }> {
  const stop = stopwatch();
  const value = await work();
  return { ...stop(), value };
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
};

export const medianTiming = (runs: readonly Timing[]): Timing => ({
  wall: median(runs.map(({ wall }) => wall)),
  cpu: median(runs.map(({ cpu }) => cpu)),
});

/** Most memory that this process has held so far, in bytes. */
export const peakMemory = (): number => process.resourceUsage().maxRSS * 1024;

export const seconds = (value: number): string =>
  value < 1 ? `${(value * 1000).toFixed(0)} ms` : `${value.toFixed(2)} s`;
export const million = (value: number): string =>
  value < 1e6 ? value.toLocaleString('en') : `${(value / 1e6).toFixed(1)} million`;
export const megabytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(0)} MiB`;
export const times = (value: number): string => `${value.toFixed(2)} x`;

/** Prints rows of text in columns; the first row is the heading. */
export const printTable = (rows: readonly (readonly string[])[]): void => {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => (row[at] ?? '').length)));
  for (const [number, row] of rows.entries()) {
    const cells = row.map((cell, at) =>
      at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0),
    );
    console.log(cells.join('  '));
    if (number === 0) console.log(widths.map((width) => '─'.repeat(width)).join('  '));
  }
};

/** Other work on the machine stretches the clock; processor time and ratios within one run suffer less. */
export const printMachine = (): void =>
  console.log(`${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}`);

/** A number out of the environment. */
export const sizeFrom = (name: string, usual: number): number => {
  const size = Number(process.env[name] ?? usual);
  if (!Number.isFinite(size) || size <= 0)
    throw new Error(`${name} must be a number above 0: ${process.env[name]}`);
  return size;
};

/** A folder of its own below the system's temporary folder, removed afterwards. */
export async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bellwether-bench-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs a bench file again in a process of its own, so that its memory is its own; gives the JSON that it prints. */
export const inChild = (file: string, args: readonly string[]): unknown =>
  JSON.parse(
    execFileSync(process.execPath, ['--expose-gc', file, ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  );
