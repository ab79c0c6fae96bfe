/**
 * Import of a CSV of orders with all rules, beside a bare `CREATE TABLE AS SELECT * FROM read_csv(…)` of the same file
 * into a database file. Each runs in a process of its own, which also tells the most memory it held.
 *
 * BENCH_ROWS (1,000,000; full size 10,000,000), BENCH_RUNS (3), BENCH_MEMORY_MIB (1,200: the engine's limit for both),
 * BENCH_THREADS (2).
 */
import { DuckDBInstance } from '@duckdb/node-api';
import { importFiles, initWorkspace, openWorkspace } from '@bellwether/warehouse';
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type * as Measure from './measure.js';

// Node runs this file as it stands, where a module is named .ts; the compiler knows it as .js.
const measure = (await import(new URL('./measure.ts', import.meta.url).href)) as typeof Measure;
const { inChild, inFolder, medianTiming, megabytes, million, peakMemory, printMachine, printTable } = measure;
const { seconds, sizeFrom, stopwatch, times } = measure;
type Timing = Measure.Timing;

interface Run {
  readonly whole: Timing;
  /** Reading, recognising, profiling, row rules, loading. */
  readonly load?: Timing;
  /** Identity, spans, facts. */
  readonly figures?: Timing;
  /** Rules over whole tables. */
  readonly rules?: Timing;
  readonly peak: number;
}

const rows = sizeFrom('BENCH_ROWS', 1_000_000);
const runs = sizeFrom('BENCH_RUNS', 3);
const memory = sizeFrom('BENCH_MEMORY_MIB', 1200);
const threads = sizeFrom('BENCH_THREADS', 2);
const self = fileURLToPath(import.meta.url);
const [role, csv = '', place = ''] = process.argv.slice(2);

const less = (one: Timing, other: Timing): Timing => ({
  wall: one.wall - other.wall,
  cpu: one.cpu - other.cpu,
});

const bareRead = async (): Promise<Run> => {
  const instance = await DuckDBInstance.create(place, {
    threads: String(threads),
    memory_limit: `${memory}MiB`,
    temp_directory: `${place}.tmp`,
  });
  const connection = await instance.connect();
  const stop = stopwatch();
  await connection.run(`CREATE TABLE bare AS SELECT * FROM read_csv('${csv}')`);
  await connection.run('CHECKPOINT');
  const whole = stop();
  connection.closeSync();
  instance.closeSync();
  return { whole, peak: peakMemory() };
};

const wholeImport = async (): Promise<Run> => {
  mkdirSync(place, { recursive: true });
  initWorkspace(place);
  const workspace = await openWorkspace(place, { threads, memoryLimit: memory * 2 ** 20 });
  const stop = stopwatch();
  const ends = new Map<string, Timing>();
  const report = await importFiles(workspace, [csv], {
    onProgress: ({ phase }) => {
      if (!ends.has(phase)) ends.set(phase, stop());
    },
  });
  const whole = stop();
  await workspace.close();
  if (report.rowsLoaded !== rows) throw new Error(`${report.rowsLoaded} of ${rows} rows were loaded`);
  const [figuresFrom, rulesFrom] = [ends.get('figures') ?? whole, ends.get('check') ?? whole];
  return {
    whole,
    load: figuresFrom,
    figures: less(rulesFrom, figuresFrom),
    rules: less(whole, rulesFrom),
    peak: peakMemory(),
  };
};

const makeCsv = async (path: string): Promise<void> => {
  const instance = await DuckDBInstance.create(':memory:', { threads: String(threads) });
  const connection = await instance.connect();
  const pick = (values: readonly string[], prime: number) =>
    `[${values.map((value) => `'${value}'`).join(', ')}][CAST(1 + hash(i * ${prime}) % ${values.length} AS BIGINT)]`;
  await connection.run(
    `COPY (
       SELECT 'O' || (10000000 + i) AS "Order ID", 'C' || (hash(i) % ${Math.ceil(rows / 5)}) AS "Customer ID",
              TIMESTAMP '2018-01-01' + to_seconds(CAST(hash(i * 7) % 220000000 AS BIGINT)) AS "Order Date",
              ${pick(['paid', 'shipped', 'delivered', 'placed'], 3)} AS "Status", ${pick(['web', 'store', 'phone'], 5)} AS "Channel",
              ${pick(['DE', 'FR', 'GB', 'US'], 11)} AS "Country", (hash(i * 13) % 100000 / 100)::DECIMAL(18,2) AS "Amount", 'EUR' AS "Currency"
       FROM range(${rows}) t(i)
     ) TO '${path}' (HEADER)`,
  );
  connection.closeSync();
  instance.closeSync();
};

const compare = (folder: string): void => {
  const file = join(folder, 'orders.csv');
  const bare: Run[] = [];
  const ours: Run[] = [];
  for (let run = 0; run < runs; run += 1) {
    const [database, workspace] = [join(folder, `bare-${run}.duckdb`), join(folder, `workspace-${run}`)];
    bare.push(inChild(self, ['bare', file, database]) as Run);
    ours.push(inChild(self, ['import', file, workspace]) as Run);
    rmSync(database, { force: true });
    rmSync(workspace, { recursive: true, force: true });
  }
  const base = medianTiming(bare.map(({ whole }) => whole));
  const line = (name: string, timing: Timing, peak = ''): string[] => [
    name,
    seconds(timing.wall),
    times(timing.wall / base.wall),
    seconds(timing.cpu),
    times(timing.cpu / base.cpu),
    peak,
  ];
  const part = (pick: (run: Run) => Timing | undefined): Timing =>
    medianTiming(ours.map((run) => pick(run) ?? run.whole));
  const most = (of: readonly Run[]) => megabytes(Math.max(...of.map(({ peak }) => peak)));
  const load = part((run) => run.load);
  const rules = part((run) => run.rules);
  console.log(`${million(rows)} orders, ${megabytes(statSync(file).size)} of CSV, median of ${runs} runs`);
  printTable([
    ['', 'clock', 'to bare', 'processor', 'to bare', 'peak memory'],
    line('bare read_csv into a table', base, most(bare)),
    line('import: load and row rules', load),
    line('import: table rules', rules),
    line(
      'import with all rules (target 4 x)',
      { wall: load.wall + rules.wall, cpu: load.cpu + rules.cpu },
      most(ours),
    ),
    line(
      'identity, spans and facts after it',
      part((run) => run.figures),
    ),
    line(
      'all of it',
      part((run) => run.whole),
    ),
  ]);
};

if (role === 'bare') console.log(JSON.stringify(await bareRead()));
else if (role === 'import') console.log(JSON.stringify(await wholeImport()));
else {
  printMachine();
  await inFolder(async (folder) => {
    await makeCsv(join(folder, 'orders.csv'));
    compare(folder);
  });
  printMachine();
}
