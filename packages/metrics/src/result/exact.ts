import { metricsError } from '../errors.js';

/** A rational number: formulas over money and counts stay exact until the last digit is written. `d` is above 0. */
export interface Exact {
  readonly n: bigint;
  readonly d: bigint;
}

const absolute = (value: bigint): bigint => (value < 0n ? -value : value);

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [absolute(a), absolute(b)];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** Terms are brought down only once they grow long: most formulas end before that pays. */
const long = 10n ** 60n;

function make(n: bigint, d: bigint): Exact {
  const sign = d < 0n ? -1n : 1n;
  const [top, bottom] = [sign * n, sign * d];
  if (bottom < long) return { n: top, d: bottom };
  const divisor = greatestCommonDivisor(top, bottom);
  return { n: top / divisor, d: bottom / divisor };
}

export const zero: Exact = { n: 0n, d: 1n };

export const whole = (value: number | bigint): Exact => ({ n: BigInt(value), d: 1n });

const form = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/** Text of a number as an engine or JavaScript writes it; throws `number_unreadable` for NaN, infinity and the rest. */
export function parseExact(text: string): Exact {
  const match = form.exec(text.trim());
  if (match === null) throw metricsError('number_unreadable', [text]);
  const [, sign = '', before = '0', after = '', power = '0'] = match;
  const digits = BigInt(`${sign}${before}${after}`);
  const exponent = Number(power) - after.length;
  return exponent >= 0 ? whole(digits * 10n ** BigInt(exponent)) : make(digits, 10n ** BigInt(-exponent));
}

export const addExact = (a: Exact, b: Exact): Exact => make(a.n * b.d + b.n * a.d, a.d * b.d);
export const subtractExact = (a: Exact, b: Exact): Exact => make(a.n * b.d - b.n * a.d, a.d * b.d);
export const multiplyExact = (a: Exact, b: Exact): Exact => make(a.n * b.n, a.d * b.d);
/** `b` must not be 0. */
export const divideExact = (a: Exact, b: Exact): Exact => make(a.n * b.d, a.d * b.n);

const safe = BigInt(Number.MAX_SAFE_INTEGER);

/** Nearest double (within one unit in the last place). */
export function toNumber(value: Exact): number {
  const { n, d } = value;
  if (absolute(n) <= safe && d <= safe) return Number(n) / Number(d);
  // Bring the quotient to 70 significant bits before it is rounded once.
  const shift = BigInt(70 + d.toString(2).length - absolute(n).toString(2).length);
  const scaled = shift >= 0n ? (n << shift) / d : n / (d << -shift);
  return Number(scaled) * 2 ** -Number(shift);
}

/** Decimal text with at least `least` and at most `most` places, the last one rounded half away from zero. */
export function toDecimalText(value: Exact, most: number, least: number): string {
  const scale = 10n ** BigInt(most);
  const twice = absolute(value.n) * scale * 2n + value.d;
  const units = twice / (value.d * 2n);
  const digits = units.toString().padStart(most + 1, '0');
  const whole = digits.slice(0, digits.length - most);
  let places = digits.slice(digits.length - most);
  while (places.length > least && places.endsWith('0')) places = places.slice(0, -1);
  const sign = value.n < 0n && units !== 0n ? '-' : '';
  return places === '' ? `${sign}${whole}` : `${sign}${whole}.${places}`;
}

/** Whole numbers only; null for a fraction. */
export const toInteger = (value: Exact): number | null =>
  value.n % value.d === 0n ? Number(value.n / value.d) : null;
