/**
 * xoshiro256** (Blackman & Vigna 2018, public domain) on pairs of 32-bit words, so that it runs at full
 * speed where there are no 64-bit integers; the words of state are s0 low, s0 high, s1 low, ... s3 high.
 */
export type XoshiroState = Uint32Array;

const MASK = (1n << 64n) - 1n;

/** Splitmix64 (Steele, Lea & Flood 2014): the scrambler recommended for seeding xoshiro. */
function splitmix(state: bigint): [next: bigint, output: bigint] {
  const next = (state + 0x9e3779b97f4a7c15n) & MASK;
  let z = next;
  z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK;
  z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & MASK;
  return [next, z ^ (z >> 31n)];
}

/** The state that four draws of splitmix64 from `seed` give. */
export function seedState(seed: bigint): XoshiroState {
  const words = new Uint32Array(8);
  let state = seed & MASK;
  for (let i = 0; i < 4; i++) {
    const [next, output] = splitmix(state);
    state = next;
    words[2 * i] = Number(output & 0xffffffffn);
    words[2 * i + 1] = Number(output >> 32n);
  }
  return words;
}

/** A 64-bit digest of a text (FNV-1a over its UTF-16 units, then splitmix64), mixed with `salt`. */
export function digest(text: string, salt: bigint): bigint {
  let hash = 0xcbf29ce484222325n ^ salt;
  for (let i = 0; i < text.length; i++) {
    hash = ((hash ^ BigInt(text.charCodeAt(i))) * 0x100000001b3n) & MASK;
  }
  return splitmix(hash & MASK)[1];
}

/** Advances `s` one step; writes the 64-bit output to out[0] (low word) and out[1] (high word). */
export function advance(s: XoshiroState, out: Uint32Array): void {
  const s0l = s[0] as number;
  const s0h = s[1] as number;
  const s1l = s[2] as number;
  const s1h = s[3] as number;
  let s2l = s[4] as number;
  let s2h = s[5] as number;
  let s3l = s[6] as number;
  let s3h = s[7] as number;

  // output = rotl(s1 * 5, 7) * 9; times 5 and 9 are shifts and adds with a carry.
  let low = (s1l << 2) >>> 0;
  let high = ((s1h << 2) | (s1l >>> 30)) >>> 0;
  let sum = low + s1l;
  high = (high + s1h + (sum > 0xffffffff ? 1 : 0)) >>> 0;
  low = sum >>> 0;
  const rotatedLow = ((low << 7) | (high >>> 25)) >>> 0;
  const rotatedHigh = ((high << 7) | (low >>> 25)) >>> 0;
  low = (rotatedLow << 3) >>> 0;
  high = ((rotatedHigh << 3) | (rotatedLow >>> 29)) >>> 0;
  sum = low + rotatedLow;
  out[0] = sum;
  out[1] = high + rotatedHigh + (sum > 0xffffffff ? 1 : 0);

  const tl = s1l << 17;
  const th = (s1h << 17) | (s1l >>> 15);
  s2l ^= s0l;
  s2h ^= s0h;
  s3l ^= s1l;
  s3h ^= s1h;
  s[2] = s1l ^ s2l;
  s[3] = s1h ^ s2h;
  s[0] = s0l ^ s3l;
  s[1] = s0h ^ s3h;
  s[4] = s2l ^ tl;
  s[5] = s2h ^ th;
  // rotl(s3, 45): the words change places and turn by 13.
  s[6] = (s3h << 13) | (s3l >>> 19);
  s[7] = (s3l << 13) | (s3h >>> 19);
}
