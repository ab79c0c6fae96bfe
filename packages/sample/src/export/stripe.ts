import { instantAt, utcText } from '../time/berlin.js';
import { endInstant, historyDay } from '../time/periods.js';
import { onsiteTraining, prices, products } from '../world/catalogue.js';
import type { AccountLog, Company, Invoice, Subscription } from '../world/events.js';
import { CsvTable } from './csv-table.js';
import { stripeLayouts } from './stripe-layouts.js';

/** What history mode writes for a version that still holds. */
const forEver = '9999-12-31 23:59:59';
const trainingPrice = 'price_OnsiteTraining_once';
const instantText = (instant: number | null): string => (instant === null ? '' : utcText(instant));

/** Billing as Fivetran lands it in history mode: UTC, amounts in minor units. */
export class StripeExport {
  readonly customers: CsvTable;
  readonly products: CsvTable;
  readonly prices: CsvTable;
  readonly subscriptions: CsvTable;
  readonly items: CsvTable;
  readonly invoices: CsvTable;
  readonly lines: CsvTable;
  readonly charges: CsvTable;
  readonly refunds: CsvTable;

  constructor(directory: string) {
    const table = (
      name: keyof typeof stripeLayouts,
      filled: readonly string[],
      constants: Record<string, string> = {},
    ): CsvTable =>
      new CsvTable(directory, `stripe/${name}.csv`, stripeLayouts[name], filled, {
        constants: {
          _fivetran_synced: utcText(endInstant + 2 * 3600 + 17 * 60),
          livemode: 'TRUE',
          ...constants,
        },
      });
    this.customers = table('customer', ['id', 'address_country', 'created', 'email', 'name', 'metadata'], {
      is_deleted: 'FALSE',
      delinquent: 'FALSE',
      currency: 'eur',
    });
    this.products = table('product', ['id', 'created', 'name', 'metadata', 'updated'], {
      active: 'TRUE',
      is_deleted: 'FALSE',
      type: 'service',
    });
    this.prices = table(
      'price',
      [
        'id',
        'created',
        'currency',
        'nickname',
        'product_id',
        'recurring_interval',
        'recurring_interval_count',
        'recurring_usage_type',
        'type',
        'unit_amount',
        'unit_amount_decimal',
      ],
      { active: 'TRUE', billing_scheme: 'per_unit', is_deleted: 'FALSE', metadata: '{}' },
    );
    this.subscriptions = table('subscription_history', [
      'id',
      '_fivetran_active',
      'billing_cycle_anchor',
      'cancel_at',
      'cancel_at_period_end',
      'canceled_at',
      'created',
      'customer_id',
      'ended_at',
      'metadata',
      'start_date',
      'status',
      'trial_end',
      'trial_start',
      '_fivetran_start',
      '_fivetran_end',
    ]);
    this.items = table(
      'subscription_item',
      [
        'created',
        'id',
        'plan_id',
        'quantity',
        'subscription_id',
        '_fivetran_start',
        '_fivetran_end',
        '_fivetran_active',
      ],
      { metadata: '{}' },
    );
    this.invoices = table(
      'invoice',
      [
        'id',
        'amount',
        'currency',
        'customer_id',
        'due_date',
        'period_end',
        'period_start',
        'subscription_id',
        'amount_due',
        'amount_paid',
        'amount_remaining',
        'subtotal',
        'tax',
        'total',
        'number',
        'paid',
        'status',
        'created',
      ],
      { is_deleted: 'FALSE', metadata: '{}', auto_advance: 'FALSE', attempt_count: '1' },
    );
    this.lines = table(
      'invoice_line_item',
      [
        'id',
        'invoice_id',
        'amount',
        'currency',
        'description',
        'period_end',
        'period_start',
        'plan_id',
        'proration',
        'quantity',
        'subscription_id',
        'subscription_item_id',
        'type',
      ],
      { discountable: 'FALSE', metadata: '{}' },
    );
    this.charges = table(
      'charge',
      [
        'id',
        'amount',
        'amount_refunded',
        'created',
        'currency',
        'customer_id',
        'invoice_id',
        'paid',
        'refunded',
        'status',
      ],
      { captured: 'TRUE', metadata: '{}' },
    );
    this.refunds = table('refund', ['id', 'amount', 'charge_id', 'created', 'currency', 'reason', 'status'], {
      metadata: '{}',
    });
  }

  get tables(): readonly CsvTable[] {
    return [
      this.products,
      this.prices,
      this.customers,
      this.subscriptions,
      this.items,
      this.invoices,
      this.lines,
      this.charges,
      this.refunds,
    ];
  }

  writeCatalogue(): void {
    const start = utcText(instantAt(historyDay, 0));
    for (const product of products) {
      this.products.write(
        product.id,
        start,
        product.name,
        JSON.stringify({ category: product.category }),
        start,
      );
    }
    for (const price of prices) {
      this.prices.write(
        price.id,
        start,
        'eur',
        `${price.product.name} per ${price.interval}`,
        price.product.id,
        price.interval,
        1,
        'licensed',
        'recurring',
        price.unitAmount,
        price.unitAmount,
      );
    }
    this.prices.write(
      trainingPrice,
      start,
      'usd',
      onsiteTraining.name,
      onsiteTraining.id,
      '',
      '',
      '',
      'one_time',
      100000,
      100000,
    );
  }

  writeAccount(log: AccountLog): void {
    const { company } = log;
    if (!company || log.subscriptions.length === 0) return;
    const first = log.subscriptions[0] as Subscription;
    const metadata = JSON.stringify({ crm_id: company.id });
    this.customers.write(
      company.stripeId,
      company.country,
      utcText(first.startedAt),
      `billing@${company.domain}`,
      company.name,
      metadata,
    );
    for (const subscription of log.subscriptions) this.#writeSubscription(subscription, company);
    for (const invoice of log.invoices) this.#writeInvoice(invoice, company);
  }

  /** One row a version: trial, paying, past due, over. */
  #writeSubscription(subscription: Subscription, company: Company): void {
    const { startedAt, trialEnd, paidFrom, endedAt, cancelRequestedAt } = subscription;
    const versions: { status: string; from: number }[] = [];
    if (trialEnd !== null) versions.push({ status: 'trialing', from: startedAt });
    if (paidFrom !== null) versions.push({ status: 'active', from: paidFrom });
    if (endedAt !== null) versions.push({ status: 'canceled', from: endedAt });
    else if (subscription.isPastDue) versions.push({ status: 'past_due', from: endInstant - 3600 });
    versions.forEach(({ status, from }, index) => {
      const next = versions[index + 1];
      const isOver = status === 'canceled';
      const isLast = next === undefined;
      this.subscriptions.write(
        subscription.id,
        isLast ? 'TRUE' : 'FALSE',
        utcText(paidFrom ?? startedAt),
        isLast ? instantText(subscription.cancelAt) : '',
        isLast && subscription.cancelAt !== null ? 'TRUE' : 'FALSE',
        isLast ? instantText(cancelRequestedAt ?? (isOver ? endedAt : null)) : '',
        utcText(startedAt),
        company.stripeId,
        isOver ? instantText(endedAt) : '',
        JSON.stringify(
          isOver
            ? { plan: subscription.plan, cancel_reason: subscription.endReason }
            : { plan: subscription.plan },
        ),
        utcText(startedAt),
        status,
        instantText(trialEnd),
        trialEnd === null ? '' : utcText(startedAt),
        utcText(from),
        next === undefined ? forEver : utcText(next.from),
      );
    });
    for (const item of subscription.items) {
      this.items.write(
        utcText(subscription.startedAt),
        item.itemId,
        item.price.id,
        item.quantity,
        subscription.id,
        utcText(item.from),
        item.to === null ? forEver : utcText(item.to),
        item.to === null ? 'TRUE' : 'FALSE',
      );
    }
  }

  #writeInvoice(invoice: Invoice, company: Company): void {
    const subtotal = invoice.lines.reduce((sum, line) => sum + line.amount, 0);
    const total = subtotal + invoice.tax;
    const isPaid = invoice.status === 'paid';
    const issued = utcText(invoice.issuedAt);
    const isVoid = invoice.status === 'void';
    this.invoices.write(
      invoice.id,
      total,
      invoice.currency,
      company.stripeId,
      utcText(invoice.issuedAt + 14 * 86400),
      utcText(invoice.lines[0]?.to ?? invoice.issuedAt),
      issued,
      invoice.subscriptionId,
      total,
      isPaid ? total : 0,
      isPaid || isVoid ? 0 : total,
      subtotal,
      invoice.tax,
      total,
      invoice.number,
      isPaid ? 'true' : 'false',
      invoice.status,
      issued,
    );
    for (const line of invoice.lines) {
      this.lines.write(
        line.id,
        invoice.id,
        line.amount,
        invoice.currency,
        line.product.name,
        utcText(line.to),
        utcText(line.from),
        line.price?.id ?? trainingPrice,
        line.isProration ? 'TRUE' : 'FALSE',
        line.quantity,
        invoice.subscriptionId,
        line.itemId,
        invoice.subscriptionId === '' ? 'invoiceitem' : 'subscription',
      );
    }
    if (isVoid) return;
    const refunded = invoice.refunds.reduce((sum, refund) => sum + refund.amount, 0);
    this.charges.write(
      invoice.chargeId,
      total,
      refunded,
      utcText(invoice.issuedAt + 3600),
      invoice.currency,
      company.stripeId,
      invoice.id,
      isPaid ? 'TRUE' : 'FALSE',
      refunded === total ? 'TRUE' : 'FALSE',
      isPaid ? 'succeeded' : 'failed',
    );
    for (const refund of invoice.refunds) {
      this.refunds.write(
        refund.id,
        refund.amount,
        invoice.chargeId,
        utcText(refund.at),
        invoice.currency,
        'requested_by_customer',
        'succeeded',
      );
    }
  }
}
