/**
 * Risk score on the public churn tables: time beside R's glm (when installed), and what the challenger adds.
 * node bench/stats/risk.bench.ts [runs, default 15]; needs BELLWETHER_DATA.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  boostedContributions,
  boostTrees,
  encodeRows,
  type FeatureTable,
  fitEncoder,
  fitRiskScore,
  logisticRegression,
} from '@bellwether/stats';

const RUNS = Number(process.argv[2] ?? 15);
const data =
  process.env['BELLWETHER_DATA'] ?? fileURLToPath(new URL('../../../shared/data', import.meta.url));
const file = (name: string): string => join(data, 'stats/churn', name);
if (!existsSync(file('telco_wa_churn.csv'))) {
  console.log('skipped: no churn tables; set BELLWETHER_DATA to the folder that holds stats/');
  process.exit(0);
}

function table(name: string): Record<string, string[]> {
  const [head, ...rows] = readFileSync(file(name), 'utf8')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(',').map((cell) => cell.replaceAll('"', '')));
  const whole = rows.filter((row) => !row.includes('NA') && !row.includes(''));
  return Object.fromEntries(head!.map((column, j) => [column, whole.map((row) => row[j]!)]));
}

/** Text as it is, numbers where every cell is one. */
function features(columns: Record<string, string[]>, names: readonly string[]): FeatureTable {
  return Object.fromEntries(
    names.map((name) => {
      const numbers = columns[name]!.map(Number);
      return [name, numbers.every(Number.isFinite) ? numbers : columns[name]!];
    }),
  );
}

function median(call: () => unknown, runs = RUNS): number {
  const times = Array.from({ length: runs }, () => {
    const from = performance.now();
    call();
    return performance.now() - from;
  });
  return times.sort((a, b) => a - b)[runs >> 1]!;
}

const line = (name: string, value: string): void => console.log(name.padEnd(52) + value.padStart(12));
const telco = table('telco_wa_churn.csv');
const names =
  'tenure,monthly_charges,contract,internet_service,senior_citizen,paperless_billing,payment_method'.split(
    ',',
  );
const small = features(telco, names);
const { columns } = encodeRows(fitEncoder(small), small);
const churned = telco['churn']!.map((value) => value === 'Yes');
const program = `d <- na.omit(read.csv('${file('telco_wa_churn.csv')}')); d$y <- as.integer(d$churn == 'Yes')
  t <- sapply(1:${RUNS}, function(i) system.time(glm(y~${names.join('+')}, binomial, d))[['elapsed']]); cat(median(t))`;
const inR = spawnSync('Rscript', ['-e', program], { encoding: 'utf8' });
line('logistic, Telco 7,032 x 12', `${median(() => logisticRegression(columns, churned)).toFixed(1)} ms`);
line("R's glm, the same", inR.status === 0 ? `${(Number(inR.stdout) * 1000).toFixed(1)} ms` : 'no R here');
line('100 trees of 8 leaves, the same', `${median(() => boostTrees(columns, churned), 5).toFixed(0)} ms`);
const trees = boostTrees(columns, churned);
line(
  'reasons of the trees, 7,032 rows',
  `${median(() => boostedContributions(trees, columns), 3).toFixed(0)} ms`,
);

for (const [name, label] of [
  ['telco_wa_churn.csv', 'Yes'],
  ['mlc_churn.csv', 'yes'],
] as const) {
  const columnsOf = table(name);
  const all = features(
    columnsOf,
    // Levels of these repeat another feature ("No internet service"): a ridge copes, and so do the trees.
    Object.keys(columnsOf).filter((column) => column !== 'churn'),
  );
  const encoded = encodeRows(fitEncoder(all), all).columns;
  const outcome = columnsOf['churn']!.map((value) => value === label);
  const from = performance.now();
  const score = fitRiskScore(encoded, outcome, { seed: 2026 });
  const seconds = (performance.now() - from) / 1000;
  const { logistic, trees, verdict } = score.comparison;
  console.log(`\n${name}, all columns, 10 folds: ${seconds.toFixed(1)} s in all`);
  line('out of fold AUC: logistic', logistic.auc.auc.toFixed(4));
  line('out of fold AUC: trees', trees.auc.auc.toFixed(4));
  line('log loss: logistic', logistic.logLoss.toFixed(4));
  line('log loss: trees', trees.logLoss.toFixed(4));
  console.log(verdict);
  line('calibrated: expected calibration error', score.check.reliability.expectedCalibrationError.toFixed(4));
  line('calibrated: Brier', score.check.brier.score.toFixed(4));
  line('calibrated: slope', score.check.line.slope!.toFixed(3));
}
