import type { Figure, Unit } from '../../api/types.js';

/** People write ratios as percents and durations in hours; the API takes fractions and seconds. */
const factor = (unit: Unit): number => (unit === 'ratio' ? 0.01 : unit === 'seconds' ? 3600 : 1);

/** What a target is written in. */
export const targetUnit = (unit: Unit, currency: string): string =>
  unit === 'ratio'
    ? 'percent'
    : unit === 'seconds'
      ? 'hours'
      : unit === 'money'
        ? currency
        : unit === 'count'
          ? 'number'
          : unit.replaceAll('_', ' ');

/** A target as it is written in its field. */
export const writtenTarget = (value: Figure, unit: Unit): string =>
  String(Number((Number(value) / factor(unit)).toPrecision(10)));

/** What was written as the API takes it; null where it is no number. */
export const readTarget = (text: string, unit: Unit): number | null => {
  const plain = text.trim().replaceAll(',', '').replace(/%$/, '');
  const number = Number(plain);
  return plain === '' || !Number.isFinite(number) ? null : Number((number * factor(unit)).toPrecision(12));
};
