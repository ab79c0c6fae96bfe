import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advance, seedState } from '../../src/random/xoshiro.js';
import * as r from '../../src/random/index.js';
import {
  binomialMass,
  chiSquareSurvival,
  gammaP,
  normalCdf,
  poissonMass,
  betaP,
} from '../../src/special/index.js';

const DRAWS = 40_000;

/** Chi-square p-value of draws sorted into cells of the given chances; cells below 8 expected are pooled. */
function fit(counts: number[], chances: number[]): number {
  const total = counts.reduce((a, b) => a + b, 0);
  let chiSquare = 0;
  let cells = 0;
  let observed = 0;
  let expected = 0;
  counts.forEach((count, i) => {
    observed += count;
    expected += total * (chances[i] as number);
    if (expected >= 8 || i === counts.length - 1) {
      chiSquare += (observed - expected) ** 2 / Math.max(expected, 1e-9);
      cells++;
      observed = 0;
      expected = 0;
    }
  });
  return chiSquareSurvival(chiSquare, cells - 1);
}

/** Fit of continuous draws, by their probability transform over 50 equal cells. */
function fitContinuous(draw: () => number, cdf: (x: number) => number): number {
  const counts = Array.from({ length: 50 }, () => 0);
  for (let i = 0; i < DRAWS; i++) {
    const cell = Math.min(49, Math.floor(50 * cdf(draw())));
    counts[cell] = (counts[cell] as number) + 1;
  }
  return fit(
    counts,
    counts.map(() => 0.02),
  );
}

describe('xoshiro256**', () => {
  it('gives the published algorithm on 64-bit integers', () => {
    // Oracle: the reference code of Blackman & Vigna, transcribed onto BigInt.
    const mask = (1n << 64n) - 1n;
    const rotl = (x: bigint, k: bigint) => ((x << k) | (x >> (64n - k))) & mask;
    const words = seedState(12345n);
    const word = (i: number) => BigInt(words[2 * i] as number) | (BigInt(words[2 * i + 1] as number) << 32n);
    let [s0, s1, s2, s3] = [word(0), word(1), word(2), word(3)];
    const out = new Uint32Array(2);
    for (let step = 0; step < 2000; step++) {
      const want = (rotl((s1 * 5n) & mask, 7n) * 9n) & mask;
      const t = (s1 << 17n) & mask;
      s2 ^= s0;
      s3 ^= s1;
      s1 ^= s2;
      s0 ^= s3;
      s2 ^= t;
      s3 = rotl(s3, 45n);
      advance(words, out);
      expect(BigInt(out[0] as number) | (BigInt(out[1] as number) << 32n)).toBe(want);
    }
  });

  it('is seeded by splitmix64: the published first outputs for seed 1234567', () => {
    // From the test vector at rosettacode.org/wiki/Pseudo-random_numbers/Splitmix64.
    const words = seedState(1234567n);
    const first = [0, 1, 2, 3].map(
      (i) => (BigInt(words[2 * i + 1] as number) << 32n) | BigInt(words[2 * i] as number),
    );
    expect(first).toEqual([
      6457827717110365317n,
      3203168211198807973n,
      9817491932198370423n,
      4593380528125082431n,
    ]);
  });
});

describe('sources', () => {
  it('give these draws for these seeds, for good', () => {
    // Computed in Python from the description: FNV-1a over '#7', splitmix64, xoshiro256**, top 53 bits.
    const source = r.createRandom(7);
    expect([source.uniform(), source.uniform(), source.uniform()]).toEqual([
      0.1566563693107218, 0.7364538740266531, 0.44114480607259465,
    ]);
    const orders = r.createRandom(7).stream('orders');
    expect([orders.uniform(), orders.uniform()]).toEqual([0.5429369196003415, 0.1308452425802682]);
  });

  it('repeat for the same seed and differ for another', () => {
    const draws = (seed: r.Seed) =>
      Array.from(
        { length: 5 },
        (
          (source) => () =>
            source.uniform()
        )(r.createRandom(seed)),
      );
    expect(draws(7)).toEqual(draws(7));
    expect(draws(7)).not.toEqual(draws(8));
    expect(draws(7)).not.toEqual(draws('7'));
  });

  it('have named streams that ignore what was drawn before', () => {
    const a = r.createRandom('seed');
    const b = r.createRandom('seed');
    for (let i = 0; i < 100; i++) b.uniform();
    expect(a.stream('orders').uniform()).toBe(b.stream('orders').uniform());
    expect(a.stream('orders').uniform()).not.toBe(a.stream('tickets').uniform());
    expect(a.stream('x').stream('y').uniform()).not.toBe(a.stream('y').stream('x').uniform());
  });

  it('have streams without correlation', () => {
    const root = r.createRandom(3);
    let sum = 0;
    for (let k = 0; k < 20_000; k++) {
      const source = root.stream(k);
      sum += (source.uniform() - 0.5) * (root.stream(k + 1).uniform() - 0.5) * 12;
    }
    // Standard error 1/sqrt(20000) = 0.007.
    expect(Math.abs(sum / 20_000)).toBeLessThan(0.03);
  });

  it('refuse an empty seed', () => {
    expect(() => r.createRandom('')).toThrow(
      expect.objectContaining({
        code: 'RANDOM_SEED',
        message: "random seed is not usable: ''; pass a safe integer or a text of at least one character",
      }),
    );
  });

  it('draw whole numbers below any bound without bias', () => {
    const source = r.createRandom('below');
    const bound = 3 * 2 ** 51;
    let low = 0;
    for (let i = 0; i < 30_000; i++) if (source.below(bound) < 2 ** 51) low++;
    expect(Math.abs(low / 30_000 - 1 / 3)).toBeLessThan(0.012);
    const counts = Array.from({ length: 7 }, () => 0);
    for (let i = 0; i < DRAWS; i++) counts[source.below(7)]!++;
    expect(
      fit(
        counts,
        counts.map(() => 1 / 7),
      ),
    ).toBeGreaterThan(1e-4);
  });
});

// Each draw's distribution is checked against a distribution function that has its own tests.
describe('draws follow their distribution', () => {
  const source = r.createRandom('draws').stream('continuous');
  it.each<[string, () => number, (x: number) => number]>([
    ['uniform', () => r.drawUniform(source, -2, 3), (x) => (x + 2) / 5],
    ['normal', () => r.drawNormal(source, 5, 2), (x) => normalCdf((x - 5) / 2)],
    ['exponential', () => r.drawExponential(source, 3), (x) => 1 - Math.exp(-3 * x)],
    ['gamma 0.05', () => r.drawGamma(source, 0.05, 2), (x) => gammaP(0.05, 2 * x)],
    ['gamma 0.7', () => r.drawGamma(source, 0.7), (x) => gammaP(0.7, x)],
    ['gamma 1', () => r.drawGamma(source, 1), (x) => gammaP(1, x)],
    ['gamma 40', () => r.drawGamma(source, 40, 0.5), (x) => gammaP(40, 0.5 * x)],
    ['beta 0.2, 0.3', () => r.drawBeta(source, 0.2, 0.3), (x) => betaP(0.2, 0.3, x)],
    ['beta 2, 5', () => r.drawBeta(source, 2, 5), (x) => betaP(2, 5, x)],
  ])('%s', (_, draw, cdf) => {
    expect(fitContinuous(draw, cdf)).toBeGreaterThan(1e-4);
  });

  const discrete = r.createRandom('draws').stream('discrete');
  it.each([0.1, 3, 9.9, 10.1, 35, 1000, 250_000])('poisson %d', (mean) => {
    const spread = Math.ceil(6 * Math.sqrt(mean) + 6);
    const from = Math.max(0, Math.floor(mean) - spread);
    const size = 2 * spread + 2;
    const counts = Array.from({ length: size }, () => 0);
    for (let i = 0; i < DRAWS; i++)
      counts[Math.min(size - 1, Math.max(0, r.drawPoisson(discrete, mean) - from))]!++;
    expect(
      fit(
        counts,
        counts.map((_, k) => poissonMass(from + k, mean)),
      ),
    ).toBeGreaterThan(1e-4);
  });

  it.each([
    [5, 0.3],
    [1000, 0.004],
    [40, 0.5],
    [40, 0.9],
    [1_000_000, 0.2],
  ])('binomial %d, %d', (n, p) => {
    const mean = n * p;
    const spread = Math.ceil(6 * Math.sqrt(n * p * (1 - p)) + 6);
    const from = Math.max(0, Math.floor(mean) - spread);
    const size = 2 * spread + 2;
    const counts = Array.from({ length: size }, () => 0);
    for (let i = 0; i < DRAWS; i++)
      counts[Math.min(size - 1, Math.max(0, r.drawBinomial(discrete, n, p) - from))]!++;
    expect(
      fit(
        counts,
        counts.map((_, k) => binomialMass(from + k, n, p)),
      ),
    ).toBeGreaterThan(1e-4);
  });

  it('categories, by one pass and by alias table', () => {
    const weights = [0, 3, 0, 1, 6, 0];
    const table = r.createAliasTable(weights);
    for (const draw of [() => r.drawCategory(discrete, weights), () => r.drawAlias(discrete, table)]) {
      const counts = Array.from({ length: 6 }, () => 0);
      for (let i = 0; i < DRAWS; i++) counts[draw()]!++;
      expect([counts[0], counts[2], counts[5]]).toEqual([0, 0, 0]);
      const kept = [1, 3, 4];
      expect(
        fit(
          kept.map((i) => counts[i] as number),
          [0.3, 0.1, 0.6],
        ),
      ).toBeGreaterThan(1e-4);
    }
  });

  it('permutations: all 24 orders of four alike', () => {
    const counts = new Map<string, number>();
    for (let i = 0; i < 24_000; i++) {
      const key = r.drawPermutation(discrete, 4).join('');
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect(counts.size).toBe(24);
    expect(
      fit(
        [...counts.values()],
        Array.from({ length: 24 }, () => 1 / 24),
      ),
    ).toBeGreaterThan(1e-4);
  });

  it('multinomial: totals exact, margins binomial', () => {
    fc.assert(
      fc.property(
        fc.nat(100_000),
        fc
          .array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 30 })
          .filter((w) => w.some((v) => v > 0)),
        (trials, weights) => {
          const counts = r.drawMultinomial(discrete, trials, weights);
          expect(counts.reduce((a, b) => a + b, 0)).toBe(trials);
          weights.forEach((weight, i) => {
            if (weight === 0) expect(counts[i]).toBe(0);
          });
        },
      ),
      { seed: 1 },
    );
    const counts = Array.from({ length: 13 }, () => 0);
    for (let i = 0; i < DRAWS; i++) counts[r.drawMultinomial(discrete, 12, [1, 2, 3])[1] as number]!++;
    expect(
      fit(
        counts,
        counts.map((_, k) => binomialMass(k, 12, 1 / 3)),
      ),
    ).toBeGreaterThan(1e-4);
  });

  it('reweighting keeps the number of rows', () => {
    const counts = r.drawReweighting(discrete, [5, 0, 1, 94]);
    expect(counts.reduce((a, b) => a + b, 0)).toBe(100);
    expect(counts[1]).toBe(0);
  });
});

describe('misuse', () => {
  const source = r.createRandom(1);
  it.each([
    [() => r.drawGamma(source, 0), 'drawGamma: shape is not usable: 0; pass a finite number above 0'],
    [() => r.drawPoisson(source, -1), 'drawPoisson: mean is not usable: -1; pass a number from 0 to 1e15'],
    [() => r.drawBinomial(source, 3, 1.2), 'drawBinomial: p is not usable: 1.2; pass a number from 0 to 1'],
    [
      () => r.drawCategory(source, [0, 0]),
      'drawCategory: sum of weights is not usable: 0; pass at least one weight above 0',
    ],
    [() => source.below(0), 'below: bound is not usable: 0; pass a whole number of at least 1'],
  ])('says what is wrong (%#)', (call, message) => {
    expect(call).toThrow(expect.objectContaining({ code: 'RANDOM_PARAMETER', message }));
  });
});
