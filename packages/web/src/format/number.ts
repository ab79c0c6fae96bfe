/** Digits enough to tell values of this size apart, no more. */
export const digitsFor = (value: number): number =>
  Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;

/** A number with separators of thousands and exactly `digits` decimals; a true minus sign. */
export const grouped = (value: number, digits = 0): string =>
  value
    .toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })
    .replace('-', '−')
    .replace(/^−(0(?:\.0+)?)$/, '$1');

/** A whole count. */
export const count = (value: number): string => grouped(value, 0);

/** A number short enough for an axis: 1.2M, 35k, 0.4. */
export const compact = (value: number): string => {
  const size = Math.abs(value);
  const short = (by: number, letter: string): string =>
    `${Number((value / by).toFixed(size / by >= 100 ? 0 : 1)).toLocaleString('en-US')}${letter}`;
  const text =
    size >= 1e9
      ? short(1e9, 'bn')
      : size >= 1e6
        ? short(1e6, 'M')
        : size >= 1e4
          ? short(1e3, 'k')
          : Number(value.toPrecision(6)).toLocaleString('en-US', { maximumFractionDigits: 2 });
  return text.replace('-', '−');
};
