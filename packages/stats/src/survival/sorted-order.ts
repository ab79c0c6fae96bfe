const DIGIT_BITS = 16;
const DIGITS = 1 << DIGIT_BITS;
const RADIX_FROM = 4096;

/**
 * Row numbers that put `values` in ascending order; equal values keep their row order (stable).
 *
 * A comparator sort calls back into JavaScript n log n times; from a few thousand rows on, a radix sort on the
 * bits of the doubles is several times faster. Values must be finite.
 */
export function sortedOrder(values: Float64Array): Uint32Array {
  const n = values.length;
  const order = new Uint32Array(n);
  for (let i = 0; i < n; i++) order[i] = i;
  if (n < RADIX_FROM) return order.sort((a, b) => values[a]! - values[b]! || a - b);
  return radixOrder(values, order);
}

function radixOrder(values: Float64Array, start: Uint32Array): Uint32Array {
  const n = values.length;
  const words = new Uint32Array(2 * n);
  const doubles = new Float64Array(words.buffer);
  // Adding zero turns -0 into 0, whose bits sort with it.
  for (let i = 0; i < n; i++) doubles[i] = values[i]! + 0;
  // The bits of a positive double sort like an unsigned integer; those of a negative one sort backwards.
  for (let i = 0; i < n; i++) {
    const low = 2 * i;
    const high = low + 1;
    if (words[high]! >>> 31) {
      words[low] = ~words[low]!;
      words[high] = ~words[high]!;
    } else words[high] = words[high]! ^ 0x80000000;
  }
  let from: Uint32Array = start;
  let to: Uint32Array = new Uint32Array(n);
  const counts = new Uint32Array(DIGITS);
  for (let digit = 0; digit < 4; digit++) {
    const word = digit >> 1;
    const shift = (digit & 1) * DIGIT_BITS;
    counts.fill(0);
    for (let i = 0; i < n; i++) counts[(words[2 * i + word]! >>> shift) & (DIGITS - 1)]!++;
    const first = (words[word]! >>> shift) & (DIGITS - 1);
    if (counts[first] === n) continue;
    let total = 0;
    for (let d = 0; d < DIGITS; d++) {
      const count = counts[d]!;
      counts[d] = total;
      total += count;
    }
    for (let i = 0; i < n; i++) {
      const row = from[i]!;
      to[counts[(words[2 * row + word]! >>> shift) & (DIGITS - 1)]!++] = row;
    }
    [from, to] = [to, from];
  }
  return from;
}
