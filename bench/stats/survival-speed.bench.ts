/**
 * Time of the survival fits, beside R's survival on the same rows in the same run when R is installed.
 * node bench/stats/survival-speed.bench.ts [runs, default 15]
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type CoxObservations,
  coxRegression,
  createRandom,
  drawExponential,
  drawNormal,
  drawUniform,
  kaplanMeier,
  logRank,
  proportionalityTest,
  restrictedMean,
} from '@bellwether/stats';

const RUNS = Number(process.argv[2] ?? 15);

function medianTime(call: () => unknown): { readonly first: number; readonly median: number } {
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const from = performance.now();
    call();
    times.push(performance.now() - from);
  }
  const [first] = times;
  return { first: first!, median: times.sort((a, b) => a - b)[RUNS >> 1]! };
}

function sample(rows: number, ties: boolean, late: boolean): CoxObservations & { readonly group: number[] } {
  const random = createRandom(20_26);
  const time: number[] = [];
  const event: boolean[] = [];
  const entry: number[] = [];
  const [age, sex, size]: [number[], number[], number[]] = [[], [], []];
  for (let i = 0; i < rows; i++) {
    const a = 40 + 10 * drawNormal(random);
    const s = random.uniform() < 0.4 ? 1 : 0;
    const z = drawUniform(random, 0, 3);
    const death = drawExponential(random, 0.003 * Math.exp(0.01 * (a - 40) - 0.5 * s + 0.4 * z));
    const end = drawUniform(random, 100, 1000);
    const stop = Math.min(death, end);
    const t = ties ? Math.ceil(stop / 5) * 5 : stop;
    time.push(t);
    entry.push(late ? drawUniform(random, 0, 0.5) * t : 0);
    event.push(death <= end);
    age.push(a);
    sex.push(s);
    size.push(z);
  }
  return { time, event, ...(late ? { entry } : {}), covariates: { age, sex, size }, group: sex };
}

function inR(data: CoxObservations): number | null {
  const folder = mkdtempSync(join(tmpdir(), 'bellwether-bench-'));
  const { age, sex, size } = data.covariates;
  const lines = Array.from(data.time, (t, i) =>
    [data.entry?.[i] ?? 0, t, Number(data.event[i]), age![i], sex![i], size![i]].join(','),
  );
  writeFileSync(join(folder, 'rows.csv'), `entry,time,event,age,sex,size\n${lines.join('\n')}\n`);
  const response = data.entry === undefined ? 'Surv(time,event)' : 'Surv(entry,time,event)';
  const program = `library(survival); d <- read.csv('${join(folder, 'rows.csv')}')
    t <- sapply(1:${RUNS}, function(i) system.time(coxph(${response}~age+sex+size, d))[['elapsed']]); cat(median(t))`;
  const done = spawnSync('Rscript', ['-e', program], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  return done.status === 0 ? Number(done.stdout) * 1000 : null;
}

const show = (ms: number): string => `${ms.toFixed(1)} ms`.padStart(12);
console.log(`${''.padEnd(46)}${'first'.padStart(12)}${'median'.padStart(12)}${'R coxph'.padStart(12)}`);
for (const [name, ties, late] of [
  ['cox 22,800 x 3, no ties', false, false],
  ['cox 22,800 x 3, tied to 5 days', true, false],
  ['cox 22,800 x 3, late entries', false, true],
] as const) {
  const data = sample(22_800, ties, late);
  const { first, median } = medianTime(() => coxRegression(data));
  const reference = inR(data);
  console.log(
    name.padEnd(46) + show(first) + show(median) + (reference === null ? '   no R here' : show(reference)),
  );
}
const data = sample(22_800, true, false);
const fit = coxRegression(data);
const many = sample(1_000_000, true, true);
for (const [name, call] of [
  ['proportionality test, 22,800 x 3', () => proportionalityTest(data, fit)],
  ['kaplan-meier + restricted mean, 22,800', () => restrictedMean(kaplanMeier(data), 365)],
  ['log-rank, 2 groups, 22,800', () => logRank(data)],
  ['kaplan-meier, 1,000,000 with late entries', () => kaplanMeier(many)],
] as const) {
  const { first, median } = medianTime(call);
  console.log(name.padEnd(46) + show(first) + show(median));
}
