/**
 * How often the intervals of the models hold the truth, in simulated worlds whose truth is known.
 * node bench/stats/models-coverage.bench.ts [share of the samples, default 1] [pattern of the worlds' names].
 * The table is pasted into packages/stats/README.md; the tests draw fewer samples of the same worlds.
 */
import type * as Customer from '../../packages/stats/test/worlds/customer-worlds.js';
import type * as World from '../../packages/stats/test/worlds/coverage-world.js';
import type * as Impact from '../../packages/stats/test/worlds/impact-worlds.js';
import type * as Risk from '../../packages/stats/test/worlds/risk-worlds.js';
import type * as Series from '../../packages/stats/test/worlds/series-worlds.js';
import type * as Survival from '../../packages/stats/test/worlds/survival-worlds.js';

const load = (name: string): Promise<unknown> =>
  import(new URL(`../../packages/stats/test/worlds/${name}.ts`, import.meta.url).href);
const { measureCoverage } = (await load('coverage-world')) as typeof World;
const { SURVIVAL_WORLDS } = (await load('survival-worlds')) as typeof Survival;
const { CUSTOMER_WORLDS } = (await load('customer-worlds')) as typeof Customer;
const { RISK_WORLDS } = (await load('risk-worlds')) as typeof Risk;
const { SERIES_WORLDS } = (await load('series-worlds')) as typeof Series;
const { IMPACT_WORLDS } = (await load('impact-worlds')) as typeof Impact;

const SHARE = Number(process.argv[2] ?? 1);
const WANTED = process.argv[3] ?? '';

console.log('| simulated world (samples) | level | intervals, and how often they hold the truth |');
console.log('|---|---|---|');
for (const world of [SURVIVAL_WORLDS, CUSTOMER_WORLDS, RISK_WORLDS, SERIES_WORLDS, IMPACT_WORLDS].flat()) {
  if (!new RegExp(WANTED).test(world.name)) continue;
  const samples = Math.max(1, Math.round(SHARE * world.samples.bench));
  const cells = measureCoverage(world, samples).map(
    ({ figure, made, held }) => `${figure} ${((100 * held) / made).toFixed(1)}%`,
  );
  console.log(
    `| ${world.name} (${samples.toLocaleString('en')}) | ${100 * world.level}% | ${cells.join('; ')} |`,
  );
}
