/** Time of one call of what the measuring core calls per figure; each beside plain arithmetic in the same run. */
import {
  benjaminiHochberg,
  betaPInverse,
  bootstrapRatioInterval,
  clopperPearsonInterval,
  createRandom,
  drawBinomial,
  drawNormal,
  lgamma,
  newcombeDifference,
  normalQuantile,
  npsInterval,
  poissonRateInterval,
  quantileRanks,
  ratioIntervalFromSums,
  wilsonInterval,
} from '@bellwether/stats';

let sink = 0;

function time(name: string, calls: number, call: (i: number) => number): void {
  for (let i = 0; i < Math.min(calls, 2000); i++) sink += call(i);
  const from = performance.now();
  for (let i = 0; i < calls; i++) sink += call(i);
  const each = ((performance.now() - from) * 1e6) / calls;
  const text =
    each > 1e6
      ? `${(each / 1e6).toFixed(1)} ms`
      : each > 1e3
        ? `${(each / 1e3).toFixed(2)} us`
        : `${each.toFixed(0)} ns`;
  console.log(`${name.padEnd(52)} ${text.padStart(12)}`);
}

const random = createRandom(1);
const sums = {
  units: 5000,
  numerator: 2e5,
  denominator: 12_000,
  numeratorSquares: 3e7,
  products: 6e5,
  denominatorSquares: 50_000,
};
const revenue = Float64Array.from({ length: 10_000 }, () => Math.exp(drawNormal(random)));
const orders = Float64Array.from({ length: 10_000 }, () => 1 + random.below(4));

time('plain: Math.log', 5e6, (i) => Math.log(i + 1.5));
time('plain: Math.random', 5e6, () => Math.random());
time('lgamma', 2e6, (i) => lgamma(0.1 + (i % 100)));
time('normalQuantile', 5e5, (i) => normalQuantile(((i % 999) + 0.5) / 999));
time('betaPInverse(a, b up to 100)', 2e4, (i) => betaPInverse(1 + (i % 100), 1 + (i % 37), 0.025));
time('uniform', 5e6, () => random.uniform());
time('standardNormal', 2e6, () => random.standardNormal());
time('drawBinomial(1000, 0.3)', 1e6, () => drawBinomial(random, 1000, 0.3));
time('wilsonInterval', 2e5, (i) => wilsonInterval(i % 300, 300).high ?? 0);
time('newcombeDifference', 1e5, (i) => newcombeDifference(i % 300, 300, 120, 310).high ?? 0);
time('npsInterval', 1e5, (i) => npsInterval({ promoters: i % 300, passives: 100, detractors: 80 }).high ?? 0);
time('clopperPearsonInterval(x, 300)', 2e4, (i) => clopperPearsonInterval(i % 300, 300).high ?? 0);
time('poissonRateInterval(x up to 1,000)', 2e4, (i) => poissonRateInterval(i % 1000, 12).high ?? 0);
time('quantileRanks(up to 1,000,000, 0.5)', 2e3, (i) => quantileRanks(1 + i * 500, 0.5)?.low ?? 0);
time('ratioIntervalFromSums', 1e5, () => ratioIntervalFromSums(sums).high ?? 0);
time(
  'benjaminiHochberg(40)',
  1e5,
  (i) => benjaminiHochberg(Array.from({ length: 40 }, (_, k) => ((i + k * 7) % 40) / 40))[0] ?? 0,
);
time(
  'bootstrapRatioInterval, 10,000 units x 2,000',
  3,
  () => bootstrapRatioInterval(revenue, orders, { seed: 1 }).high ?? 0,
);
if (Number.isNaN(sink)) throw new Error('a figure was not a number');
