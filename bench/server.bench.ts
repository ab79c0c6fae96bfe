/**
 * The API over a workspace: Home's data cold and warm, a breakdown, the first page of rows, and 50 readers while an
 * import runs. BELLWETHER_BENCH_WORKSPACE names a workspace to serve (it is copied first); without one the sample
 * company is made, with BELLWETHER_BENCH_CUSTOMERS customers (2,000). The readers are in the process of the server, so
 * their own work (asking, unpacking) stands in their times. The reference of a breakdown is the same question
 * asked of the library in the same process, without HTTP.
 */
import { generateSample } from '@bellwether/sample';
import { startServer } from '@bellwether/server';
import { importFiles, openWorkspace, queryMetrics } from '@bellwether/warehouse';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'bellwether-bench-server-'));
const directory = join(folder, 'workspace');
const given = process.env['BELLWETHER_BENCH_WORKSPACE'];
const customers = Number(process.env['BELLWETHER_BENCH_CUSTOMERS'] ?? 2000);

const quantile = (times: readonly number[], q: number): number => {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
};
const line = (what: string, times: readonly number[], goal: string): void => {
  const [p50, p99] = [quantile(times, 0.5), quantile(times, 0.99)].map((time) => time.toFixed(0).padStart(6));
  console.log(
    `${what.padEnd(44)} p50 ${p50} ms   p99 ${p99} ms   n ${String(times.length).padStart(5)}   goal ${goal}`,
  );
};
const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};
const repeat = async (times: number, work: (index: number) => Promise<unknown>): Promise<number[]> => {
  const all: number[] = [];
  for (let index = 0; index < times; index += 1) all.push(await timed(() => work(index)));
  return all;
};

try {
  if (given === undefined) {
    console.log(`sample company, ${customers} customers`);
    await generateSample({ directory, customers, seed: 1 });
    const workspace = await openWorkspace(directory);
    await importFiles(workspace, [join(directory, 'exports')], { decimal: '.' });
    await workspace.close();
  } else {
    cpSync(given, directory, { recursive: true });
  }

  const breakdown = { metrics: ['revenue'], from: '2025-01', to: '2025-12', by: ['segment'] };
  const workspace = await openWorkspace(directory);
  // Another level each time is another question: nothing is answered from memory.
  const library = await repeat(20, (index) =>
    queryMetrics(workspace, { ...breakdown, level: 0.9 + index / 1000 }),
  );
  await workspace.engine.run('DELETE FROM control.answer');
  await workspace.close();

  let server = await startServer({ workspace: directory, port: 0 });
  const api = async (path: string, body?: unknown): Promise<string> => {
    const response = await fetch(`${server.url}/api/v1${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${server.token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
    return text;
  };
  const home = () =>
    Promise.all(
      ['/board', '/quality', '/organisation', '/accounts?concerns=true&sort=concerns&order=desc&limit=5'].map(
        (path) => api(path),
      ),
    );

  line("Home's data, cold (board never asked)", [await timed(home)], '< 3000 ms');
  line("Home's data, warm", await repeat(30, home), '< 150 ms');
  await server.close();
  server = await startServer({ workspace: directory, port: 0 });
  line("Home's data, first after a restart", [await timed(home)], '-');
  line(
    'a breakdown, not asked before',
    await repeat(20, (index) => api('/query', { ...breakdown, level: 0.8 + index / 1000 })),
    '< 200 ms',
  );
  line('  the same of the library, without HTTP', library, '(reference)');
  line('a breakdown, asked before', await repeat(50, () => api('/query', breakdown)), '< 200 ms');
  const rows = { metric: 'revenue', from: '2025-11', limit: 100 };
  line('first page of rows', await repeat(20, () => api('/rows', rows)), '< 200 ms');
  line('account list', await repeat(20, () => api('/accounts?limit=50')), '-');

  const lines = Array.from(
    { length: 200_000 },
    (_, index) =>
      `bench-${index},a${index % 5000},2025-${String((index % 12) + 1).padStart(2, '0')}-15,${(index % 900) + 1}.00,EUR`,
  );
  const form = new FormData();
  form.append(
    'files',
    new Blob([`order_id,account_id,ordered_at,net,currency\n${lines.join('\n')}\n`]),
    'order.csv',
  );
  const uploaded = await fetch(`${server.url}/api/v1/imports`, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.token}` },
    body: form,
  });
  const { id } = (await uploaded.json()) as { id: string };
  const state = { busy: true };
  const started = performance.now();
  await api(`/imports/${id}/load?wait=0`, { as: 'plain.order' });
  const loading = (async () => {
    for (;;) {
      const { status } = JSON.parse(await api(`/imports/${id}`)) as { status: string };
      if (status === 'loaded' || status === 'failed') break;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    state.busy = false;
  })();
  const times: number[] = [];
  const reader = async (): Promise<void> => {
    while (state.busy) {
      times.push(await timed(() => api('/query', breakdown)));
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  };
  const fresh: number[] = [];
  const curious = async (): Promise<void> => {
    for (let index = 0; state.busy; index += 1) {
      fresh.push(await timed(() => api('/query', { ...breakdown, level: 0.6 + index / 10_000 })));
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  };
  await Promise.all([loading, curious(), ...Array.from({ length: 50 }, reader)]);
  line(
    `50 readers while 200,000 orders load (${((performance.now() - started) / 1000).toFixed(0)} s)`,
    times,
    'p99 < 500 ms',
  );
  line('  a question not asked before, meanwhile', fresh, '-');
  await server.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
