/**
 * The whole board of the sample company, all measures over 24 months: cold (the first time in a process that has just
 * opened the workspace, nothing remembered) and again when nothing changed; beside one plain count over the same facts.
 *
 * BENCH_CUSTOMERS (1,000; full size 1,000,000), BENCH_RUNS (3), BENCH_THREADS (2). BENCH_WORKSPACE names a workspace that
 * is there already, to spare making one; its remembered answers are forgotten.
 */
import { generateSample } from '@bellwether/sample';
import { board, importFiles, initWorkspace, openWorkspace } from '@bellwether/warehouse';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type * as Measure from './measure.js';

// Node runs this file as it stands, where a module is named .ts; the compiler knows it as .js.
const measure = (await import(new URL('./measure.ts', import.meta.url).href)) as typeof Measure;
const { inChild, inFolder, medianTiming, million, printMachine, printTable, seconds, sizeFrom } = measure;
const { timed, times } = measure;
type Timing = Measure.Timing;

interface Run {
  readonly cold: Timing;
  readonly again: readonly Timing[];
  readonly plain: Timing;
  readonly lines: number;
  readonly rows: number;
}

const customers = sizeFrom('BENCH_CUSTOMERS', 1000);
const runs = sizeFrom('BENCH_RUNS', 3);
const threads = sizeFrom('BENCH_THREADS', 2);
const months = 24;
const self = fileURLToPath(import.meta.url);
const [role, place = ''] = process.argv.slice(2);

const makeWorkspace = async (folder: string): Promise<void> => {
  const made = await timed(() => generateSample({ directory: folder, customers, seed: 1 }));
  if (!existsSync(join(folder, 'bellwether.yaml'))) initWorkspace(folder);
  const workspace = await openWorkspace(folder, { threads });
  try {
    const read = await timed(() => importFiles(workspace, [join(folder, 'exports')]));
    console.log(
      `${million(read.value.rowsLoaded)} rows of ${million(customers)} customers, made in ${seconds(made.wall)}, imported in ${seconds(read.wall)}`,
    );
  } finally {
    await workspace.close();
  }
};

const ask = async (): Promise<Run> => {
  const workspace = await openWorkspace(place, { threads });
  try {
    const { engine } = workspace;
    await engine.run('DELETE FROM control.answer');
    const cold = await timed(() => board(workspace, months));
    const again: Timing[] = [];
    for (let turn = 0; turn < 5; turn += 1) again.push(await timed(() => board(workspace, months)));
    const tables = await engine.rows(
      `SELECT table_name AS name, estimated_size AS n FROM duckdb_tables() WHERE schema_name = 'facts' AND estimated_size > 0`,
    );
    const month = tables.map(
      ({ name }) => `SELECT count(*) FILTER (x IS NOT NULL) AS n FROM facts."${String(name)}" x`,
    );
    const plain = await timed(() => engine.rows(month.join(' UNION ALL ')));
    const lines = cold.value.groups.reduce((sum, group) => sum + group.lines.length, 0);
    return {
      cold: { wall: cold.wall, cpu: cold.cpu },
      again: again.map(({ wall, cpu }) => ({ wall, cpu })),
      plain: { wall: plain.wall, cpu: plain.cpu },
      lines,
      rows: tables.reduce((sum, { n }) => sum + Number(n), 0),
    };
  } finally {
    await workspace.close();
  }
};

const compare = (folder: string): void => {
  const found: Run[] = [];
  for (let run = 0; run < runs; run += 1) found.push(inChild(self, ['ask', folder]) as Run);
  const base = medianTiming(found.map(({ plain }) => plain));
  const line = (name: string, { wall, cpu }: Timing): string[] => [
    name,
    seconds(wall),
    times(wall / base.wall),
    seconds(cpu),
  ];
  console.log(
    `${found[0]?.lines} measures, ${months} months, ${million(found[0]?.rows ?? 0)} rows of facts, median of ${runs} processes`,
  );
  printTable([
    ['', 'clock', 'to plain', 'processor'],
    line('plain SQL: reads every row of every fact once', base),
    line('board, cold (target at full size 3 s)', medianTiming(found.map(({ cold }) => cold))),
    line('board, nothing changed (target 100 ms)', medianTiming(found.flatMap(({ again }) => again))),
  ]);
};

if (role === 'ask') console.log(JSON.stringify(await ask()));
else {
  printMachine();
  const existing = process.env['BENCH_WORKSPACE'];
  if (existing !== undefined) compare(existing);
  else
    await inFolder(async (folder) => {
      await makeWorkspace(folder);
      compare(folder);
    });
  printMachine();
}
