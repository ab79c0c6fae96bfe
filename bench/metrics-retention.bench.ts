/**
 * Monthly retention, churn and active customers over seven years, on 10 million customers with 35 million spans, beside
 * the plain self-join over customer-months that a person would write first (on a sample, scaled up by customers).
 *
 * BELLWETHER_BENCH_CUSTOMERS sets another size.
 */
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance, type DuckDBValue } from '@duckdb/node-api';
import { findFact } from '@bellwether/model';
import { type Execute, planQuery, runQuery } from '@bellwether/metrics';

const customers = Number(process.env['BELLWETHER_BENCH_CUSTOMERS'] ?? 10_000_000);
const sampleShare = 20;
const spansPerCustomer = 3.5;

const million = (value: number): string => `${(value / 1e6).toFixed(1)} million`;

/** Wall seconds, and seconds of processor over all threads: the second says what a machine of one's own would take. */
interface Cost {
  readonly wall: number;
  readonly cpu: number;
}

const shown = ({ wall, cpu }: Cost): string => `${wall.toFixed(2)} s (processor ${cpu.toFixed(2)} s)`;

async function timed<T>(work: () => Promise<T>): Promise<readonly [Cost, T]> {
  const start = performance.now();
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return [{ wall: (performance.now() - start) / 1000, cpu: (user + system) / 1e6 }, result];
}

/** Spans of 1 to 7 per customer over seven years: lives of 30 to 500 days with gaps between them. */
async function makeSpans(connection: DuckDBConnection): Promise<void> {
  const columns = Object.entries(findFact('customer_span')?.columns ?? {});
  const known: Record<string, string> = {
    record_id: "'c' || account",
    batch_id: "'b1'",
    row_number: 'account',
    account_id: "'c' || account",
    segment: "['SMB', 'Mid', 'Enterprise'][1 + account % 3]",
    sequence: 'sequence',
    from_date: 'from_date',
    to_date: 'to_date',
    next_from_date: 'lead(from_date) OVER w',
    next_to_date: 'lead(to_date) OVER w',
    days: 'to_date - from_date',
    basis: "'lapse'",
  };
  const list = columns.map(([name, { type }]) => `CAST(${known[name] ?? 'NULL'} AS ${type}) AS ${name}`);
  await connection.run('CREATE SCHEMA facts');
  await connection.run(`CREATE TABLE facts.customer_span AS
WITH lives AS (
  SELECT account, CAST(s AS INTEGER) AS sequence,
    CAST(30 + hash(account * 31 + s) % 470 AS INTEGER) AS length,
    CAST(5 + hash(account * 17 + s * 7) % 300 AS INTEGER) AS gap,
    DATE '2018-01-01' + CAST(hash(account) % 1500 AS INTEGER) AS born
  FROM range(${customers}) a(account),
    unnest(generate_series(1, CAST(1 + hash(account * 13) % ${2 * spansPerCustomer - 1} AS INTEGER))) u(s)
),
placed AS (
  SELECT account, sequence, born + CAST(coalesce(sum(length + gap) OVER p, 0) AS INTEGER) AS from_date, length
  FROM lives
  WINDOW p AS (PARTITION BY account ORDER BY sequence ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
),
spans AS (
  SELECT account, sequence, from_date,
    CASE WHEN from_date + length < DATE '2024-12-31' THEN from_date + length END AS to_date
  FROM placed WHERE from_date < DATE '2024-12-31'
)
SELECT ${list.join(', ')} FROM spans
WINDOW w AS (PARTITION BY account ORDER BY sequence)`);
}

/** What a person would write: one row per customer and month, joined to itself one month on. */
const selfJoin = (share: number): string => `
WITH edges AS (SELECT CAST(unnest(generate_series(DATE '2018-01-01', DATE '2025-01-01', INTERVAL 1 MONTH)) AS DATE) AS edge),
active AS (
  SELECT e.edge, s.account_id
  FROM facts.customer_span s JOIN edges e ON s.from_date < e.edge AND (s.to_date IS NULL OR s.to_date >= e.edge)
  WHERE s.row_number % ${share} = 0
)
SELECT a.edge, count(*) AS at_risk, count(b.account_id) AS kept
FROM active a LEFT JOIN active b ON b.account_id = a.account_id AND b.edge = a.edge + INTERVAL 1 MONTH
GROUP BY a.edge ORDER BY a.edge`;

const folder = mkdtempSync(join(tmpdir(), 'bellwether-bench-'));
try {
  const instance = await DuckDBInstance.create(join(folder, 'bench.duckdb'), {
    threads: String(availableParallelism()),
  });
  const connection = await instance.connect();
  const [built] = await timed(() => makeSpans(connection));
  const counted = await connection.runAndReadAll('SELECT count(*) AS n FROM facts.customer_span');
  const spans = Number(counted.getRowObjects()[0]?.['n']);
  console.log(`${million(customers)} customers, ${million(spans)} spans, generated in ${shown(built)}`);
  console.log(`${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)} at the start`);

  const execute: Execute = async (sql, params) =>
    (await connection.runAndReadAll(sql, [...params] as DuckDBValue[])).getRowObjects();
  const context = {
    timeZone: 'UTC',
    currency: 'EUR',
    asOf: '2024-12-31',
    fiscalYearStartsMonth: 1,
    assumptions: {},
  };
  const metrics = ['customer_retention_rate', 'customer_churn_rate', 'active_customers'];
  const ask = async (by: readonly string[], grain: 'month' | 'year'): Promise<void> => {
    const plan = planQuery({ metrics, from: '2018-01', to: '2024-12', grain, by }, context);
    const times: Cost[] = [];
    for (let run = 0; run < 5; run += 1) times.push((await timed(() => runQuery(plan, execute)))[0]);
    const [first = { wall: 0, cpu: 0 }, ...warm] = times;
    const [best = first] = warm.sort((a, b) => a.wall - b.wall);
    const name = `${metrics.length} metrics by ${[grain, ...by].join(' and ')}`;
    console.log(`${name}: first ${shown(first)}, at best of four more ${shown(best)}`);
    if (process.env['BELLWETHER_BENCH_STEPS'] !== undefined) {
      for (const step of plan.steps) {
        const [time] = await timed(() => execute(step.sql, step.params));
        console.log(`  ${step.id}: ${shown(time)}`);
      }
    }
  };
  await ask([], 'month');
  await ask(['segment'], 'month');
  await ask([], 'year');

  const [plain] = await timed(() => execute(selfJoin(sampleShare), []));
  const whole = { wall: plain.wall * sampleShare, cpu: plain.cpu * sampleShare };
  console.log(
    `plain self-join over customer-months, one customer in ${sampleShare}: ${shown(plain)}; ` +
      `scaled up by customers: about ${shown(whole)}`,
  );
  console.log(`load ${loadavg()[0]?.toFixed(1)} at the end`);
  connection.closeSync();
  instance.closeSync();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
