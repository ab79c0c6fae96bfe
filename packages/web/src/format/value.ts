import type { Figure, Unit } from '../api/types.js';
import { compact, digitsFor, grouped } from './number.js';

/** The figure and what it is counted in, apart, so that the unit can be set smaller. */
export interface ValueParts {
  readonly before: string;
  readonly text: string;
  readonly after: string;
}

const durationParts = (seconds: number): { readonly text: string; readonly after: string } => {
  const size = Math.abs(seconds);
  if (size < 60) return { text: grouped(seconds, size < 10 ? 1 : 0), after: 's' };
  if (size < 3600) return { text: grouped(seconds / 60, 1), after: 'min' };
  if (size < 172_800) return { text: grouped(seconds / 3600, 1), after: 'h' };
  return { text: grouped(seconds / 86_400, 1), after: 'd' };
};

/** A currency's own short sign where it has one (€), else its code and a space. */
export const currencySign = (currency: string): string => {
  try {
    const part = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
      .formatToParts(0)
      .find(({ type }) => type === 'currency');
    const sign = part?.value ?? currency;
    return /^[A-Z]{3}$/.test(sign) ? `${sign} ` : sign;
  } catch {
    return `${currency} `;
  }
};

const money = (value: number, currency: string, after: string): ValueParts => ({
  before: `${value < 0 ? '−' : ''}${currencySign(currency)}`,
  text: grouped(Math.abs(value), Math.abs(value) >= 1000 ? 0 : 2),
  after,
});

/** A figure as a person reads it, in three parts. Null is a dash: never 0. */
export const valueParts = (value: Figure | null, unit: Unit, currency: string): ValueParts => {
  if (value === null) return { before: '', text: '–', after: '' };
  const number = Number(value);
  const plain = (text: string, after = ''): ValueParts => ({ before: '', text, after });
  switch (unit) {
    case 'ratio':
      return plain(grouped(number * 100, 1), '%');
    case 'money':
      return money(number, currency, '');
    case 'money_per_day':
      return money(number, currency, '/day');
    case 'seconds':
      return { before: '', ...durationParts(number) };
    case 'days':
      return plain(grouped(number, 1), 'days');
    case 'months':
      return plain(grouped(number, 1), 'months');
    case 'times':
      return plain(grouped(number, 2), '×');
    case 'nps':
      return plain(`${number > 0 ? '+' : ''}${grouped(number, 0)}`);
    case 'count':
      return plain(grouped(number, Number.isInteger(number) ? 0 : digitsFor(number)));
    default:
      return plain(grouped(number, digitsFor(number)));
  }
};

/** A figure as a person reads it, as one text. */
export const valueText = (value: Figure | null, unit: Unit, currency: string): string => {
  const { before, text, after } = valueParts(value, unit, currency);
  return `${before}${text}${after === '' || after === '%' || after.startsWith('/') ? after : ` ${after}`}`;
};

/** A plus before what is above zero as it is shown: a change that rounds to 0.0 has no sign. */
const signed = (number: number, text: string): string =>
  number > 0 && /[1-9]/.test(text) ? `+${text}` : text;

/** A change in the unit of the figure; of ratios in percentage points. */
export const changeText = (change: Figure | null, unit: Unit, currency: string): string => {
  if (change === null) return '–';
  const number = Number(change);
  if (unit === 'ratio') return `${signed(number, grouped(number * 100, 1))} pp`;
  if (unit === 'nps') return signed(number, grouped(number, 0));
  return signed(number, valueText(change, unit, currency));
};

/** The short form for an axis. */
export const axisText = (value: number, unit: Unit, currency: string): string => {
  switch (unit) {
    case 'ratio':
      return `${Number((value * 100).toPrecision(4))
        .toLocaleString('en-US')
        .replace('-', '−')}%`;
    case 'money':
    case 'money_per_day':
      return `${value < 0 ? '−' : ''}${currencySign(currency)}${compact(Math.abs(value))}`;
    case 'seconds': {
      const { text, after } = durationParts(value);
      return value === 0 ? '0' : `${text.replace(/\.0$/, '')} ${after}`;
    }
    case 'days':
      return `${compact(value)} d`;
    case 'months':
      return `${compact(value)} mo`;
    case 'times':
      return `${compact(value)}×`;
    default:
      return compact(value);
  }
};

/** What the unit is called in the heading of a column or the caption of an axis. */
export const unitName = (unit: Unit, currency: string): string =>
  ({
    ratio: 'percent',
    money: currency,
    money_per_day: `${currency} per day`,
    count: 'number',
    seconds: 'time',
    days: 'days',
    months: 'months',
    times: 'multiple',
    points: 'points',
    nps: '−100 to +100',
  })[unit];
