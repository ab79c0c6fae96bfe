/**
 * Purchase models, each task in fresh processes (cold), median of several, beside the reference figures of
 * stat-models.md section 12 (measured elsewhere on two idle cores; they exclude reading the file).
 */
import { execFileSync } from 'node:child_process';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';

const task = fileURLToPath(new URL('./purchase-task.ts', import.meta.url));

interface Task {
  readonly name: string;
  readonly title: string;
  readonly runs: number;
  /** Timings that count against the bar. */
  readonly counts: RegExp;
  readonly bar: string;
  readonly reference: string;
}

const tasks: readonly Task[] = [
  {
    name: 'sample',
    title: 'CDNOW sample, 2,357 customers: three models, three starts each, intervals, predictions',
    runs: 7,
    counts: /^(group|fit|predict)/,
    bar: '100 ms cold',
    reference:
      'Pareto/NBD alone: BTYD 2,170 ms, CLVTools 9,400 ms, lifetimes 640 ms; Node prototype 91 ms cold',
  },
  {
    name: 'full',
    title: 'CDNOW full, 23,570 customers: the same',
    runs: 7,
    counts: /^(group|fit|predict)/,
    bar: '500 ms',
    reference: 'Pareto/NBD alone: BTYD 22,900 ms, lifetimes 5,900 ms; Node prototype 143 ms, one start',
  },
  {
    name: 'million',
    title: '1,000,000 simulated customers, one thread: the same',
    runs: 3,
    counts: /^(group|fit|predict)/,
    bar: '8,000 ms',
    reference: 'Node prototype, one start: Pareto/NBD 6,100 ms, BG/NBD 2,300 ms, MBG/NBD 2,400 ms',
  },
  {
    name: 'million-shared',
    title: '1,000,000 simulated customers, two threads: grouping and fits',
    runs: 3,
    counts: /^(group|start|fit)/,
    bar: '4,000 ms',
    reference: 'none',
  },
  {
    name: 'bootstrap',
    title: 'CDNOW sample, 500 bootstrap refits',
    runs: 3,
    counts: /^500/,
    bar: '10,000 ms',
    reference: 'Node prototype: BG/NBD 3,400 ms, Pareto/NBD 8,300 ms; CLVTools about 80 minutes',
  },
];

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

for (const { name, title, runs, counts, bar, reference } of tasks) {
  const all: Record<string, number>[] = [];
  const walls: number[] = [];
  let skipped: string | undefined;
  for (let run = 0; run < runs && skipped === undefined; run++) {
    const from = performance.now();
    const text = execFileSync(process.execPath, [task, name], { encoding: 'utf8' });
    walls.push(performance.now() - from);
    const timings = JSON.parse(text) as Record<string, number> & { skipped?: string };
    skipped = timings.skipped;
    all.push(timings);
  }
  console.log(`\n${title}`);
  if (skipped !== undefined) {
    console.log(`  skipped: ${skipped}`);
    continue;
  }
  const of = (name: string) => median(all.map((timings) => timings[name] ?? Number.NaN));
  const cell = (value: number) => (Number.isNaN(value) ? '' : value.toFixed(1)).padStart(9);
  console.log(`  ${''.padEnd(34)} ${'wall ms'.padStart(9)} ${'cpu ms'.padStart(9)}`);
  for (const key of Object.keys(all[0] ?? {}).filter((name) => !name.startsWith('cpu '))) {
    console.log(`  ${key.padEnd(34)} ${cell(of(key))} ${cell(of(`cpu ${key}`))}`);
  }
  const total = (prefix: string) =>
    all.map((timings) =>
      Object.entries(timings)
        .filter(([key]) => key.startsWith(prefix) && counts.test(key.slice(prefix.length)))
        .reduce((sum, [, value]) => sum + value, 0),
    );
  const [wall, cpu] = [total(''), total('cpu ')];
  console.log(
    `  what counts, median of ${runs}: wall ${median(wall).toFixed(1)} ms (fastest ${Math.min(...wall).toFixed(1)}), processor ${median(cpu).toFixed(1)} ms (least ${Math.min(...cpu).toFixed(1)}); bar ${bar}`,
  );
  console.log(
    `  whole process: ${median(walls).toFixed(0)} ms; load of the machine ${loadavg()[0]?.toFixed(1)}`,
  );
  console.log(`  reference: ${reference}`);
}
