import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sampleError } from './errors.js';
import { Exporter } from './export/exporter.js';
import { writeWorkspaceFile } from './export/workspace-file.js';
import { injectCrmFaults } from './faults/crm-faults.js';
import type { Fault, FaultList } from './faults/fault.js';
import { injectFileFaults } from './faults/file-faults.js';
import { FaultInjector } from './faults/injector.js';
import { injectMoneyFaults } from './faults/money-faults.js';
import { injectServiceFaults } from './faults/service-faults.js';
import { createSimulation } from './simulate/simulation.js';
import { Counter } from './truth/counter.js';
import { assembleTruth } from './truth/truth.js';
import { writeTruth } from './truth/write-truth.js';
import { createRandom } from '@bellwether/stats';
import { simulateCosts } from './world/finance.js';

export interface SampleOptions {
  /** Folder of the workspace; made where it does not exist. Files of an earlier sample in it are replaced. */
  readonly directory: string;
  /** About how many accounts become customers: 20 to 2,000,000. */
  readonly customers: number;
  /** Whole number or text; the same seed and size give the same bytes. */
  readonly seed: number | string;
  /** Adds wrong rows and writes down what must happen to each. */
  readonly faults?: boolean;
  /** Told now and then how many days of the four years are simulated. */
  readonly onProgress?: (progress: SampleProgress) => void;
}

export interface SampleProgress {
  /** From 0 to 1. */
  readonly share: number;
  readonly accounts: number;
}

export interface SampleSummary {
  readonly directory: string;
  /** Accounts that paid at least once, history included. */
  readonly customers: number;
  /** Prospects that were simulated. */
  readonly accounts: number;
  /** How much happens per customer: 1 up to 2,000 customers, less above. */
  readonly detail: number;
  /** Clean rows by file (a sheet is `file#sheet`). */
  readonly rows: Readonly<Record<string, number>>;
  /** Faults that were added, each listed in faults.json. */
  readonly faults: number;
}

const minimumCustomers = 20;
const maximumCustomers = 2_000_000;

/**
 * Writes the sample company: vendor-style export files under `exports/`, `truth.json` with the figures the simulation
 * counted itself, `bellwether.yaml` with the settings under which they hold, and `faults.json`.
 */
export async function generateSample(options: SampleOptions): Promise<SampleSummary> {
  const { directory, customers, seed } = options;
  if (!Number.isInteger(customers) || customers < minimumCustomers || customers > maximumCustomers) {
    throw sampleError(
      'SAMPLE_CUSTOMERS',
      customers,
      `pass a whole number from ${minimumCustomers} to ${maximumCustomers}`,
    );
  }
  // Files of an earlier sample would be imported with this one.
  for (const folder of ['exports', 'held']) rmSync(join(directory, folder), { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  const simulation = createSimulation(customers, seed);
  const { setting } = simulation;
  const exporter = new Exporter(join(directory, 'exports'), setting);
  const counter = new Counter(setting);
  exporter.writeSetting(setting);
  const inject = options.faults ? new FaultInjector(exporter) : null;
  let accounts = 0;
  let paying = 0;
  for (const log of simulation.accounts()) {
    exporter.writeAccount(log);
    counter.countAccount(log);
    inject?.observe(log);
    accounts += 1;
    if (log.orders.length > 0 || log.subscriptions.some((subscription) => subscription.paidFrom !== null))
      paying += 1;
    if (accounts % 5000 === 0) {
      options.onProgress?.({ share: Math.min(0.99, paying / customers), accounts });
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  const costs = simulateCosts(
    createRandom(seed).stream('costs'),
    customers,
    counter.byMonth('deals_won_amount'),
    counter.byMonth('revenue'),
  );
  exporter.writeCosts(setting, costs);
  counter.countCosts(costs);
  if (inject) {
    const anchors = inject.anchors();
    injectCrmFaults(inject, anchors);
    injectServiceFaults(inject, anchors);
    injectMoneyFaults(inject, anchors);
  }
  const rows = await exporter.close();
  if (inject) injectFileFaults(inject, directory);
  writeFaults(directory, seed, inject?.faults ?? []);
  writeTruth(join(directory, 'truth.json'), assembleTruth(setting, counter, inject !== null));
  writeWorkspaceFile(directory);
  options.onProgress?.({ share: 1, accounts });
  return {
    directory,
    customers: paying,
    accounts,
    detail: setting.scale.detail,
    rows,
    faults: inject?.faults.length ?? 0,
  };
}

function writeFaults(directory: string, seed: number | string, faults: readonly Fault[]): void {
  const list: FaultList = { format: 'bellwether-sample-faults/1', seed, faults };
  writeFileSync(join(directory, 'faults.json'), `${JSON.stringify(list, null, 2)}\n`);
}
