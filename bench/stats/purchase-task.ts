/** One task in a process of its own, so that everything is cold; prints its timings as JSON. Run by purchase.bench.ts. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isMainThread, Worker, workerData } from 'node:worker_threads';

const started = performance.now();
const stats = await import('@bellwether/stats');
const loaded = performance.now();

type Histories = ReturnType<typeof stats.purchaseHistories<'week'>>;

const data =
  process.env['BELLWETHER_DATA'] ?? fileURLToPath(new URL('../../../shared/data', import.meta.url));

function readCdnow(name: string): Histories {
  const path = `${data}/stats/${name}`;
  if (!existsSync(path)) {
    console.log(JSON.stringify({ skipped: `${name} is absent` }));
    process.exit(0);
  }
  const rows = readFileSync(path, 'utf8').trimEnd().split('\n').slice(1);
  const cells = rows.map((row) => row.split(','));
  const column = (index: number) => cells.map((row) => Number(row[index]));
  return stats.purchaseHistories({
    unit: 'week',
    repeats: column(1),
    recency: column(2),
    age: column(7),
  });
}

/** Customers of a Pareto/NBD world with two years of first purchases, in whole days. */
function simulate(size: number): Histories {
  const random = stats.createRandom('a million customers');
  const repeats = new Float64Array(size);
  const recency = new Float64Array(size);
  const age = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    const rate = stats.drawGamma(random, 0.55, 10.6 * 7);
    const days = 90 + random.below(300);
    const life = Math.min(days, stats.drawExponential(random, stats.drawGamma(random, 0.6, 11.7 * 7)));
    let last = 0;
    for (let t = stats.drawExponential(random, rate); t < life; t += stats.drawExponential(random, rate)) {
      const day = Math.ceil(t);
      if (day === last || day > days) continue;
      last = day;
      repeats[i] = (repeats[i] ?? 0) + 1;
    }
    recency[i] = last / 7;
    age[i] = days / 7;
  }
  return stats.purchaseHistories({ unit: 'week', repeats, recency, age, ticksPerUnit: 7 });
}

const timings: Record<string, number> = { 'load the library': loaded - started };
let clock = performance.now();
let work = process.cpuUsage();
/** Wall time, and under 'cpu ...' the processor time of all threads, which other load disturbs less. */
const lap = (name: string) => {
  const { user, system } = process.cpuUsage(work);
  timings[name] = performance.now() - clock;
  timings[`cpu ${name}`] = (user + system) / 1000;
  clock = performance.now();
  work = process.cpuUsage();
};

function fitAll(histories: Histories) {
  const rows = stats.purchaseRows(histories);
  lap('group');
  for (const model of stats.PURCHASE_MODELS) {
    const fit = stats.fitPurchases(histories, model, { rows });
    if (fit.doubts.length > 0) throw new Error(fit.doubts.join('; '));
    lap(`fit ${model.name}`);
    stats.predictPurchases(fit, histories, { horizon: stats.weeks(39), rows });
    lap(`predict ${model.name}`);
  }
}

async function main(task: string): Promise<void> {
  if (task === 'sample' || task === 'full') {
    const histories = readCdnow(
      task === 'sample' ? 'cdnow_sample_cbs_exact.csv' : 'cdnow_master_cbs_exact.csv',
    );
    lap('read');
    fitAll(histories);
  } else if (task === 'million') {
    const histories = simulate(1_000_000);
    lap('simulate');
    fitAll(histories);
  } else if (task === 'million-shared') {
    const histories = simulate(1_000_000);
    lap('simulate');
    const rows = stats.purchaseRows(histories);
    timings['distinct rows'] = rows.rowCount;
    lap('group');
    for (const model of stats.PURCHASE_MODELS) {
      const [own, other] = stats.partitionRows(rows, 2);
      if (own === undefined) throw new Error('no part');
      const channel = stats.likelihoodChannel(1);
      const worker = new Worker(new URL(import.meta.url), {
        workerData: { channel, model: model.id, part: other },
      });
      const ended = new Promise((resolve) => {
        worker.on('exit', resolve);
      });
      lap(`start the helper of ${model.name}`);
      stats.fitPurchases(histories, model, { rows, objective: stats.sharedObjective(channel, model, own) });
      stats.closeChannel(channel);
      lap(`fit ${model.name}`);
      await ended;
      clock = performance.now();
      work = process.cpuUsage();
    }
  } else {
    const histories = readCdnow('cdnow_sample_cbs_exact.csv');
    const rows = stats.purchaseRows(histories);
    const fits = stats.PURCHASE_MODELS.map((model) => stats.fitPurchases(histories, model, { rows }));
    lap('read, group, fit');
    for (const fit of fits) {
      const { failed } = stats.bootstrapPurchases(fit, histories, { replicates: 500, seed: 1, rows });
      if (failed > 0) throw new Error(`${failed} refits failed`);
      lap(`500 refits ${fit.model.name}`);
    }
  }
  console.log(JSON.stringify(timings));
}

if (isMainThread) await main(process.argv[2] ?? 'sample');
else {
  const { channel, model, part } = workerData;
  const found = stats.PURCHASE_MODELS.find(({ id }) => id === model);
  if (found === undefined) throw new Error(`no model ${model}`);
  stats.helpLikelihood(channel, 0, found, part);
}
