import type { RandomSource } from '@bellwether/stats';
import { instantAt, localSecondOfDay } from '../time/berlin.js';
import { addMonths } from '../time/days.js';
import { endDay, endInstant } from '../time/periods.js';
import { monthlyAmount, onsiteTraining } from '../world/catalogue.js';
import type { AccountLog, Invoice, InvoiceLine, ItemVersion, Subscription } from '../world/events.js';
import type { Context } from './context.js';
import { liveItems } from './subscription-items.js';

const invoiceNumber = (context: Context): { id: string; number: string; chargeId: string } => {
  const text = String(context.ids.invoice++).padStart(8, '0');
  return {
    id: `in_${text}`,
    number: `HB-${text}`,
    chargeId: `ch_${String(context.ids.charge++).padStart(8, '0')}`,
  };
};

/** German customers pay 19 % value-added tax; everyone else is billed without tax. */
const taxOn = (log: AccountLog, net: number): number =>
  log.company?.country === 'DE' ? Math.round(net * 0.19) : 0;

export function bill(
  random: RandomSource,
  context: Context,
  log: AccountLog,
  subscription: Subscription,
  at: number,
  nextDay: number,
  fails: boolean,
): Invoice {
  const to = instantAt(nextDay, localSecondOfDay(at));
  const keys = invoiceNumber(context);
  const lines = liveItems(subscription).map(
    (item, index): InvoiceLine => ({
      id: `il_${keys.id.slice(3)}_${index}`,
      product: item.price.product,
      price: item.price,
      itemId: item.itemId,
      amount: item.price.unitAmount * item.quantity,
      quantity: item.quantity,
      from: at,
      to,
      isProration: false,
    }),
  );
  const net = lines.reduce((sum, line) => sum + line.amount, 0);
  const status = fails ? (at + 14 * 86400 < endInstant ? 'uncollectible' : 'open') : 'paid';
  const isVoid = !fails && random.uniform() < 0.004;
  if (isVoid) {
    // The first attempt was wrong and voided; the invoice that counts follows a minute later.
    const wrong = invoiceNumber(context);
    log.invoices.push({
      ...wrong,
      subscriptionId: subscription.id,
      issuedAt: at,
      currency: 'eur',
      lines: lines.map((line, index) => ({ ...line, id: `il_${wrong.id.slice(3)}_${index}` })),
      tax: taxOn(log, net),
      status: 'void',
      refunds: [],
    });
  }
  const refundAt = at + (3 + random.below(18)) * 86400;
  const isRefunded =
    status === 'paid' && log.company?.country !== 'DE' && random.uniform() < 0.02 && refundAt < endInstant;
  const refundAmount =
    random.uniform() < 0.4 ? net : Math.max(100, Math.floor((net * (1 + random.below(6))) / 10));
  return {
    ...keys,
    subscriptionId: subscription.id,
    issuedAt: at,
    currency: 'eur',
    lines,
    tax: taxOn(log, net),
    status,
    refunds: isRefunded
      ? [{ id: `re_${String(context.ids.refund++).padStart(8, '0')}`, amount: refundAmount, at: refundAt }]
      : [],
  };
}

/** More of something in the middle of a yearly term: the whole months that are left, paid at once. */
export function prorate(
  context: Context,
  log: AccountLog,
  subscription: Subscription,
  item: ItemVersion,
  at: number,
  day: number,
  termEnd: number,
): Invoice {
  let monthsLeft = 1;
  while (addMonths(day, monthsLeft) < termEnd) monthsLeft += 1;
  const keys = invoiceNumber(context);
  const amount = monthlyAmount(item.price) * item.quantity * monthsLeft;
  return {
    ...keys,
    subscriptionId: subscription.id,
    issuedAt: at,
    currency: 'eur',
    lines: [
      {
        id: `il_${keys.id.slice(3)}_0`,
        product: item.price.product,
        price: item.price,
        itemId: item.itemId,
        amount,
        quantity: item.quantity,
        from: at,
        to: instantAt(termEnd, localSecondOfDay(at)),
        isProration: true,
      },
    ],
    tax: taxOn(log, amount),
    status: 'paid',
    refunds: [],
  };
}

/** Onsite training for an American customer: one line in dollars, outside any subscription, in whole five hundreds, so that rates give whole cents. */
export function billTraining(random: RandomSource, context: Context, day: number): Invoice | null {
  if (day >= endDay) return null;
  const at = instantAt(day, 15 * 3600 + random.below(3600));
  const keys = invoiceNumber(context);
  return {
    ...keys,
    subscriptionId: '',
    issuedAt: at,
    currency: 'usd',
    lines: [
      {
        id: `il_${keys.id.slice(3)}_0`,
        product: onsiteTraining,
        price: null,
        itemId: '',
        amount: (2 + random.below(7)) * 50000,
        quantity: 1,
        from: at,
        to: at,
        isProration: false,
      },
    ],
    tax: 0,
    status: 'paid',
    refunds: [],
  };
}
