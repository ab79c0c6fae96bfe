/** First 32 bits of the fractional part of `root` of the first primes: the constants of FIPS 180-4. */
function fractions(howMany: number, root: (prime: number) => number): readonly number[] {
  const found: number[] = [];
  for (let candidate = 2; found.length < howMany; candidate += 1) {
    let isPrime = true;
    for (let divisor = 2; divisor * divisor <= candidate; divisor += 1) {
      if (candidate % divisor === 0) isPrime = false;
    }
    if (isPrime) found.push(Math.floor((root(candidate) % 1) * 2 ** 32) | 0);
  }
  return found;
}

const startState = fractions(8, Math.sqrt);
const roundConstants = fractions(64, Math.cbrt);

const rotate = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

/** UTF-8 bytes of a text; written out because no platform API is in reach of every place this runs. */
function utf8(text: string): readonly number[] {
  return Array.from(text).flatMap((character) => {
    const point = character.codePointAt(0) ?? 0;
    const tail = (shift: number): number => 0x80 | ((point >> shift) & 0x3f);
    if (point < 0x80) return [point];
    if (point < 0x800) return [0xc0 | (point >> 6), tail(0)];
    if (point < 0x10000) return [0xe0 | (point >> 12), tail(6), tail(0)];
    return [0xf0 | (point >> 18), tail(12), tail(6), tail(0)];
  });
}

/** Text as padded 512-bit blocks of big-endian words. */
function blocksOf(text: string): readonly Int32Array[] {
  const bytes = utf8(text);
  const size = Math.ceil((bytes.length + 9) / 64);
  const padded = new Uint8Array(size * 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor((bytes.length * 8) / 2 ** 32));
  view.setUint32(padded.length - 4, (bytes.length * 8) >>> 0);
  return Array.from({ length: size }, (_, block) => {
    const words = new Int32Array(64);
    for (let index = 0; index < 16; index += 1) words[index] = view.getInt32(block * 64 + index * 4);
    return words;
  });
}

/** SHA-256 (FIPS 180-4) of the UTF-8 bytes of a text, as 64 lower-case hex digits. No platform API needed. */
export function sha256(text: string): string {
  const state = [...startState];
  for (const words of blocksOf(text)) {
    const word = (index: number): number => words[index] ?? 0;
    for (let index = 16; index < 64; index += 1) {
      const a = word(index - 15);
      const b = word(index - 2);
      const small0 = rotate(a, 7) ^ rotate(a, 18) ^ (a >>> 3);
      const small1 = rotate(b, 17) ^ rotate(b, 19) ^ (b >>> 10);
      words[index] = (word(index - 16) + small0 + word(index - 7) + small1) | 0;
    }
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
    for (let index = 0; index < 64; index += 1) {
      const big1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
      const choice = (e & f) ^ (~e & g);
      const one = (h + big1 + choice + (roundConstants[index] ?? 0) + word(index)) | 0;
      const big0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
      const two = (big0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((value, index) => {
      state[index] = ((state[index] ?? 0) + value) | 0;
    });
  }
  return state.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}
