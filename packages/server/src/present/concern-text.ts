import type { Sign } from '@bellwether/warehouse';

const dayFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });
const day = (iso: string): string => dayFormat.format(new Date(`${iso}T00:00:00Z`));

const many = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

/** Decimal text as `EUR 1,200.00`; no digit of it goes through a double. */
const money = (value: string, currency: string): string =>
  new Intl.NumberFormat('en-US', { style: 'currency', currency, currencyDisplay: 'code' })
    .format(value as Intl.StringNumericLiteral)
    .replaceAll('\u00A0', ' ');

/** A sign that is bad or to watch in a few words, for programs that show it as it is. */
export const concernText = (sign: Sign, currency: string): string => {
  if (sign.found === null) return `${sign.code} not known`;
  switch (sign.code) {
    case 'renewal':
      return sign.found.outcome === 'lost'
        ? `Not renewed, ends on ${day(sign.found.due)}`
        : `Renewal due on ${day(sign.found.due)}, undecided`;
    case 'mrr':
      return `MRR went down by ${money(sign.found.change.replace('-', ''), currency)}`;
    case 'orders':
      return `No order since ${day(sign.found.last)}, usually one every ${many(Math.round(sign.found.usualGap ?? 0), 'day')}`;
    case 'contact':
      return `No contact since ${day(sign.found.last)}`;
    case 'tickets':
      return `${many(sign.found.open, 'ticket')} open, the oldest since ${day(sign.found.oldest ?? '')}`;
    case 'satisfaction':
      return `${sign.found.negative} of the last ${many(sign.found.answers, 'answer')} negative`;
    default:
      return sign.found.overdue === 0
        ? `${many(sign.found.writtenOff, 'invoice')} written off`
        : `${many(sign.found.overdue, 'invoice')} overdue${sign.found.overdueAmount === null ? '' : `, ${money(sign.found.overdueAmount, currency)}`}`;
  }
};
