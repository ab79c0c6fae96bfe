/** Digits enough to tell values of this size apart, no more. */
const digitsFor = (value: number): number => (Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2);

const grouped = (value: number, digits: number): string =>
  value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });

const duration = (seconds: number): string => {
  const size = Math.abs(seconds);
  if (size < 60) return `${grouped(seconds, size < 10 ? 1 : 0)} s`;
  if (size < 3600) return `${grouped(seconds / 60, 1)} min`;
  if (size < 172_800) return `${grouped(seconds / 3600, 1)} h`;
  return `${grouped(seconds / 86_400, 1)} d`;
};

/** A figure as a person reads it. Null is a dash: never 0. */
export const formatValue = (value: number | string | null, unit: string, currency: string): string => {
  if (value === null) return '–';
  const number = Number(value);
  switch (unit) {
    case 'ratio':
      return `${grouped(number * 100, 1)} %`;
    case 'money':
      return `${grouped(number, Math.abs(number) >= 1000 ? 0 : 2)} ${currency}`;
    case 'money_per_day':
      return `${grouped(number, Math.abs(number) >= 1000 ? 0 : 2)} ${currency}/day`;
    case 'seconds':
      return duration(number);
    case 'days':
      return `${grouped(number, 1)} d`;
    case 'months':
      return `${grouped(number, 1)} months`;
    case 'count':
      return grouped(number, Number.isInteger(number) ? 0 : digitsFor(number));
    case 'times':
    case 'multiple':
      return `${grouped(number, 2)} ×`;
    default:
      return grouped(number, digitsFor(number));
  }
};
