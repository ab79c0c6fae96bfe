/**
 * Customer spans out of orders, and monthly retention, churn and active customers over seven years from them; beside
 * the self-join over customer-months that a person would write first (on one customer in BENCH_SHARE, scaled up).
 * Customers and orders are made straight in the canonical tables.
 *
 * BENCH_CUSTOMERS (200,000; full size 10,000,000, with five orders each 50 million), BENCH_SHARE (20),
 * BENCH_MEMORY_MIB (4,096), BENCH_THREADS (2).
 */
import {
  type Engine,
  initWorkspace,
  openWorkspace,
  queryMetrics,
  refreshFacts,
  type Workspace,
} from '@bellwether/warehouse';
import type * as Measure from './measure.js';

// Node runs this file as it stands, where a module is named .ts; the compiler knows it as .js.
const measure = (await import(new URL('./measure.ts', import.meta.url).href)) as typeof Measure;
const {
  inFolder,
  medianTiming,
  megabytes,
  million,
  peakMemory,
  printMachine,
  printTable,
  seconds,
  sizeFrom,
} = measure;
const { stopwatch, timed, times } = measure;
type Timing = Measure.Timing;

const customers = sizeFrom('BENCH_CUSTOMERS', 200_000);
const orders = customers * 5;
const share = sizeFrom('BENCH_SHARE', 20);
const memory = sizeFrom('BENCH_MEMORY_MIB', 4096);
const threads = sizeFrom('BENCH_THREADS', 2);

/** Customers buy at their own pace, every 20 to 320 days, from a day in the first four of the seven years. */
const fill = async ({ engine }: Workspace): Promise<void> => {
  await engine.run(
    `INSERT INTO canonical.account BY NAME
     SELECT 'shop:' || i AS account_id, 'Customer ' || i AS name, ['SMB', 'Mid', 'Enterprise'][CAST(1 + i % 3 AS BIGINT)] AS segment,
            'shop' AS _source, 'b1.1' AS _batch_id, i AS _row
     FROM range(${customers}) t(i)`,
  );
  await engine.run(
    `INSERT INTO canonical."order" BY NAME
     SELECT 'shop:' || account || '-' || nth AS order_id, 'shop:' || account AS account_id,
            day::TIMESTAMP AS ordered_at, day AS ordered_at_date, 'day' AS ordered_at_precision, 'paid' AS status,
            (10 + hash(account * 5 + nth) % 20000 / 100)::DECIMAL(18,4) AS net, 'EUR' AS currency,
            'shop' AS _source, 'b1.2' AS _batch_id, account * 5 + nth AS _row
     FROM (
       SELECT a.account, n.nth,
              DATE '2018-01-01' + CAST(hash(a.account) % 1500 AS INTEGER)
                + CAST(n.nth * (20 + hash(a.account * 3) % 300) + hash(a.account * 7 + n.nth) % 20 AS INTEGER) AS day
       FROM range(${customers}) a(account), range(5) n(nth)
     ) WHERE day < DATE '2025-01-01'`,
  );
  await engine.run(
    `UPDATE control.setting SET value = (value::INTEGER + 1)::VARCHAR WHERE name = 'data_version'`,
  );
};

/** What a person would write: one row per customer and month, joined to itself one month on. */
const selfJoin = `
WITH edge AS (SELECT unnest(generate_series(DATE '2018-01-01', DATE '2025-01-01', INTERVAL 1 MONTH))::DATE AS edge),
bought AS (
  SELECT account_id, ordered_at_date AS day FROM canonical."order" WHERE hash(account_id) % ${share} = 0
),
active AS (
  SELECT DISTINCT e.edge, b.account_id FROM bought b
  JOIN edge e ON b.day < e.edge AND b.day + (SELECT value::INTEGER FROM control.setting WHERE name = 'lapse_days') >= e.edge
)
SELECT a.edge, count(*) AS at_risk, count(b.account_id) AS kept
FROM active a LEFT JOIN active b ON b.account_id = a.account_id AND b.edge = a.edge + INTERVAL 1 MONTH
GROUP BY a.edge ORDER BY a.edge`;

/** Clock and processor time of the statements that make each table. */
const perTable = new Map<string, Timing>();
/** Notes how long each table takes to be made, statement by statement, on the way to the engine. */
const watch = (engine: Engine): void => {
  const run = engine.run.bind(engine);
  engine.run = async (sql, parameters) => {
    const stop = stopwatch();
    const changed = await run(sql, parameters);
    const table = /^\s*CREATE OR REPLACE TABLE ([\w."]+)/.exec(sql)?.[1]?.replaceAll('"', '');
    if (table !== undefined) perTable.set(table, stop());
    return changed;
  };
};

printMachine();
await inFolder(async (folder) => {
  initWorkspace(folder);
  const workspace = await openWorkspace(folder, { threads, memoryLimit: memory * 2 ** 20 });
  watch(workspace.engine);
  try {
    const made = await timed(() => fill(workspace));
    console.log(`${million(customers)} customers, ${million(orders)} orders, made in ${seconds(made.wall)}`);
    const refresh = await timed(() => refreshFacts(workspace, 'all'));
    const { n: spans } = await workspace.engine.row('SELECT count(*) AS n FROM facts.customer_span');
    const span = perTable.get('facts.customer_span') ?? refresh;
    const net = perTable.get('derived.order_net') ?? refresh;
    printTable([
      ['building', 'clock', 'processor'],
      ['orders net of what came back', seconds(net.wall), seconds(net.cpu)],
      [
        `${million(Number(spans))} spans from them (target at full size 60 s)`,
        seconds(span.wall),
        seconds(span.cpu),
      ],
      ['every derived table', seconds(refresh.wall), seconds(refresh.cpu)],
    ]);

    const plain = await timed(() => workspace.engine.rows(selfJoin));
    const estimate = plain.wall * share;
    const request = {
      metrics: ['customer_retention_rate', 'customer_churn_rate', 'active_customers'],
      from: '2018-01',
      to: '2024-12',
      grain: 'month',
    } as const;
    const first = await timed(() => queryMetrics(workspace, request));
    const again: Timing[] = [];
    for (let turn = 0; turn < 9; turn += 1) again.push(await timed(() => queryMetrics(workspace, request)));
    console.log();
    const warm = medianTiming(again);
    const line = (name: string, { wall, cpu }: Timing): string[] => [
      name,
      seconds(wall),
      times(wall / estimate),
      seconds(cpu),
    ];
    printTable([
      ['84 months of retention, churn, active customers', 'clock', 'to the self-join', 'processor'],
      line(`plain self-join, one customer in ${share}`, plain),
      [`the same of all: scaled by ${share}, not measured`, `about ${seconds(estimate)}`, times(1), ''],
      line('queryMetrics, first time (target at full size 1 s)', first),
      line('the same again, median of 9 (target 50 ms)', warm),
    ]);
    console.log(`peak memory ${megabytes(peakMemory())}, of which the engine may hold ${memory} MiB`);
  } finally {
    await workspace.close();
  }
});
printMachine();
