import { statisticsError } from '../errors.js';
import { advance, digest, seedState, type XoshiroState } from './xoshiro.js';

/** Whole number or text that fixes every draw. */
export type Seed = number | string;

/**
 * A seeded source of random numbers. The same seed gives the same draws: uniform ones bit by bit on every
 * machine; those that pass through Math.log or Math.exp on every machine with the same JavaScript engine
 * (another engine may differ in the last digit). A named stream depends on the seed and the names alone,
 * never on how many draws were taken before, so adding a draw in one place leaves every other as it was.
 * Generator: xoshiro256** (Blackman & Vigna 2021). Its methods throw RANDOM_PARAMETER or RANDOM_SEED.
 */
export class RandomSource {
  readonly #state: XoshiroState;
  readonly #key: bigint;
  readonly #out = new Uint32Array(2);
  #spare: number | null = null;

  /** Use `createRandom`. */
  constructor(key: bigint) {
    this.#key = key;
    this.#state = seedState(key);
  }

  /** An independent source for one purpose: same seed and name, same draws. */
  stream(name: Seed): RandomSource {
    return new RandomSource(digest(seedText(name), this.#key));
  }

  /** Uniform on [0, 1), a multiple of 2^-53. */
  uniform(): number {
    advance(this.#state, this.#out);
    return ((this.#out[1] as number) * 0x200000 + ((this.#out[0] as number) >>> 11)) * 2 ** -53;
  }

  /** Uniform on (0, 1): never 0, so its log is finite. */
  openUniform(): number {
    advance(this.#state, this.#out);
    return ((this.#out[1] as number) * 0x100000 + ((this.#out[0] as number) >>> 12) + 0.5) * 2 ** -52;
  }

  /** A whole number from 0 to 2^32 - 1. */
  word(): number {
    advance(this.#state, this.#out);
    return this.#out[1] as number;
  }

  /** A whole number from 0 to `bound` - 1, without bias; `bound` a whole number from 1 to 2^53. */
  below(bound: number): number {
    if (!(Number.isSafeInteger(bound) && bound >= 1)) {
      throw statisticsError('RANDOM_PARAMETER', 'below', 'bound', bound, 'pass a whole number of at least 1');
    }
    if (bound <= 0x100000000) {
      const limit = 0x100000000 - (0x100000000 % bound);
      for (;;) {
        const word = this.word();
        if (word < limit) return word % bound;
      }
    }
    const limit = 2 ** 53 - (2 ** 53 % bound);
    for (;;) {
      const draw = this.uniform() * 2 ** 53;
      if (draw < limit) return draw % bound;
    }
  }

  /** Standard normal, by the polar method (Marsaglia & Bray 1964); draws come in pairs, one is kept. */
  standardNormal(): number {
    if (this.#spare !== null) {
      const spare = this.#spare;
      this.#spare = null;
      return spare;
    }
    for (;;) {
      const u = 2 * this.uniform() - 1;
      const v = 2 * this.uniform() - 1;
      const s = u * u + v * v;
      if (s > 0 && s < 1) {
        const scale = Math.sqrt((-2 * Math.log(s)) / s);
        this.#spare = v * scale;
        return u * scale;
      }
    }
  }
}

function seedText(seed: Seed): string {
  if (typeof seed === 'number' && Number.isSafeInteger(seed)) return `#${seed}`;
  if (typeof seed === 'string' && seed.length > 0) return seed;
  throw statisticsError('RANDOM_SEED', seed);
}

/**
 * A source for `seed`, a safe integer or a text of at least one character (RANDOM_SEED otherwise):
 * xoshiro256** of Blackman & Vigna (2021).
 */
export function createRandom(seed: Seed): RandomSource {
  return new RandomSource(digest(seedText(seed), 0n));
}
