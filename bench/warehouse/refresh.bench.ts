/**
 * Bringing derived tables up to date after an import of one order in a hundred, beside building them all anew.
 * The lapse window is fixed: were it `auto` and the import moved it by a day, every customer's spans would change and
 * all tables would rightly be built anew.
 *
 * BENCH_ROWS orders (500,000), BENCH_RUNS imports (3), BENCH_THREADS (2).
 */
import { DuckDBInstance } from '@duckdb/node-api';
import { importFiles, initWorkspace, openWorkspace, refreshFacts } from '@bellwether/warehouse';
import { join } from 'node:path';
import type * as Measure from './measure.js';

// Node runs this file as it stands, where a module is named .ts; the compiler knows it as .js.
const measure = (await import(new URL('./measure.ts', import.meta.url).href)) as typeof Measure;
const { inFolder, medianTiming, million, printMachine, printTable, seconds, sizeFrom } = measure;
const { stopwatch, timed, times } = measure;
type Timing = Measure.Timing;

const rows = sizeFrom('BENCH_ROWS', 500_000);
const runs = sizeFrom('BENCH_RUNS', 3);
const threads = sizeFrom('BENCH_THREADS', 2);
const few = Math.ceil(rows / 100);
const customers = Math.ceil(rows / 5);

const yaml = `organisation:
  name: Bench
  currency: EUR
customers:
  lapse_days: 180
`;

/** Orders numbered from `from`, by customers `first` to `first + among`. */
const writeOrders = async (
  path: string,
  from: number,
  count: number,
  first: number,
  among: number,
): Promise<void> => {
  const instance = await DuckDBInstance.create(':memory:', { threads: String(threads) });
  const connection = await instance.connect();
  await connection.run(
    `COPY (
       SELECT 'O' || (10000000 + i) AS "Order ID", 'C' || (${first} + hash(i) % ${among}) AS "Customer ID",
              DATE '2018-01-01' + CAST(hash(i * 7) % 2500 AS INTEGER) AS "Order Date", 'paid' AS "Status",
              (hash(i * 13) % 100000 / 100)::DECIMAL(18,2) AS "Amount", 'EUR' AS "Currency"
       FROM range(${from}, ${from + count}) t(i)
     ) TO '${path}' (HEADER)`,
  );
  connection.closeSync();
  instance.closeSync();
};

printMachine();
await inFolder(async (folder) => {
  initWorkspace(folder, yaml);
  const workspace = await openWorkspace(folder, { threads });
  try {
    const all = join(folder, 'orders.csv');
    await writeOrders(all, 0, rows, 0, customers);
    await importFiles(workspace, [all]);
    const full: Timing[] = [];
    for (let turn = 0; turn < runs; turn += 1) full.push(await timed(() => refreshFacts(workspace, 'all')));

    const imports: Timing[] = [];
    const refreshes: Timing[] = [];
    for (let turn = 0; turn < runs; turn += 1) {
      const path = join(folder, `more-${turn}.csv`);
      await writeOrders(path, rows + turn * few, few, turn * few, Math.ceil(customers / 100));
      const stop = stopwatch();
      let from: Timing = { wall: 0, cpu: 0 };
      let to: Timing | null = null;
      const report = await importFiles(workspace, [path], {
        onProgress: ({ phase }) => {
          if (phase === 'figures') from = stop();
          if (phase === 'check') to ??= stop();
        },
      });
      imports.push(stop());
      if (report.refresh?.kind !== 'incremental') throw new Error(`the refresh was ${report.refresh?.kind}`);
      const { wall, cpu }: Timing = to ?? from;
      refreshes.push({ wall: wall - from.wall, cpu: cpu - from.cpu });
    }
    const base = medianTiming(full);
    const line = (name: string, { wall, cpu }: Timing): string[] => [
      name,
      seconds(wall),
      times(wall / base.wall),
      seconds(cpu),
      times(cpu / base.cpu),
    ];
    console.log(
      `${million(rows)} orders, then ${million(few)} at a time of one customer in a hundred, median of ${runs}`,
    );
    printTable([
      ['', 'clock', 'to full', 'processor', 'to full'],
      line('all derived tables built anew', base),
      line('derived tables after 1 % (target 0.05 x)', medianTiming(refreshes)),
      line('the whole import of 1 %', medianTiming(imports)),
    ]);
  } finally {
    await workspace.close();
  }
});
printMachine();
