import type { Value } from '../worlds/world.js';

/** Exact decimal text as a whole number of ten-thousandths. */
export const units = (value: Value | undefined): bigint | null => {
  if (value === null || value === undefined) return null;
  const [, sign = '', whole = '0', part = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(value)) ?? [];
  if (!/^(-?)(\d+)(?:\.(\d{0,4}))?$/.test(String(value))) throw new Error(`not money: ${String(value)}`);
  return BigInt(`${sign}${whole}${part.padEnd(4, '0')}`);
};

/** Ten-thousandths as the text of a DECIMAL(18,4). */
export const decimalText = (value: bigint | null): string | null => {
  if (value === null) return null;
  const digits = (value < 0n ? -value : value).toString().padStart(5, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -4)}.${digits.slice(-4)}`;
};

/** numerator / denominator, half away from zero. */
export const divideHalfUp = (numerator: bigint, denominator: bigint): bigint => {
  const positive = numerator < 0n ? -numerator : numerator;
  const result = (2n * positive + denominator) / (2n * denominator);
  return numerator < 0n ? -result : result;
};

/** A decimal number as an exact fraction of millionths. */
export const millionths = (value: Value | undefined): bigint => BigInt(Math.round(Number(value) * 1e6));

export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86400e3).toISOString().slice(0, 10);

export const daysBetween = (from: string, to: string): number =>
  (Date.parse(to) - Date.parse(from)) / 86400e3;

/** The smallest text; nulls do not take part. */
export const earliest = (...values: readonly (string | null | undefined)[]): string | null =>
  values.reduce<string | null>(
    (best, value) => (value != null && (best === null || value < best) ? value : best),
    null,
  );
export const latest = (...values: readonly (string | null | undefined)[]): string | null =>
  values.reduce<string | null>(
    (best, value) => (value != null && (best === null || value > best) ? value : best),
    null,
  );
