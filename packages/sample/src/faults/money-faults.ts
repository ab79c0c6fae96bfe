import { dayOf } from '../time/days.js';
import type { Anchors, FaultInjector, FaultNote } from './injector.js';

const note = (
  kind: string,
  rule: string,
  column: string | null,
  id: string | null,
  must: FaultNote['must'],
  what: string,
): FaultNote => ({ kind, rule, column, id, must, what });

/** Faults of billing, advertising and the finance workbook. What a reader must load is dated 2022. */
export function injectMoneyFaults(inject: FaultInjector, anchors: Anchors): void {
  billingFaults(inject, anchors);
  advertisingFaults(inject);
  financeFaults(inject, anchors);
}

function billingFaults(inject: FaultInjector, anchors: Anchors): void {
  const { invoices, lines, subscriptions, customers } = inject.exporter.stripe;
  const invoice = {
    currency: 'eur',
    customer_id: anchors.subscriber.stripeId,
    due_date: '2022-03-15 10:00:00',
    period_end: '2022-04-01 10:00:00',
    period_start: '2022-03-01 10:00:00',
    amount: 5000,
    amount_due: 5000,
    amount_paid: 5000,
    amount_remaining: 0,
    subtotal: 5000,
    tax: 0,
    total: 5000,
    paid: 'true',
    status: 'paid',
    created: '2022-03-01 10:00:00',
  };
  const wrongTotal = 'in_99000001';
  inject.row(
    invoices,
    { ...invoice, id: wrongTotal, number: 'HB-99000001' },
    note(
      'total-is-not-sum-of-lines',
      'M-04',
      'subtotal',
      wrongTotal,
      'flagged',
      'the invoice says 50.00, its line 40.00',
    ),
  );
  inject.row(lines, {
    id: 'il_99000001_0',
    invoice_id: wrongTotal,
    amount: 4000,
    currency: 'eur',
    description: 'Adjustment',
    period_end: '2022-03-01 10:00:00',
    period_start: '2022-03-01 10:00:00',
    proration: 'FALSE',
    quantity: 1,
    type: 'invoiceitem',
  });
  inject.row(
    invoices,
    { ...invoice, id: 'in_99000002', number: 'HB-99000002', created: '2022-13-45 10:00:00' },
    note(
      'impossible-date',
      'T-01',
      'created',
      'in_99000002',
      'quarantined',
      'the 45th day of the 13th month',
    ),
  );
  inject.row(
    lines,
    {
      id: 'il_99000003_0',
      invoice_id: 'in_00000000',
      amount: 700,
      currency: 'eur',
      description: 'Adjustment',
      period_end: '2022-03-01 10:00:00',
      period_start: '2022-03-01 10:00:00',
      proration: 'FALSE',
      quantity: 1,
      type: 'invoiceitem',
    },
    note('line-of-unknown-invoice', 'K-03', 'invoice_id', 'il_99000003_0', 'flagged', 'no such invoice'),
  );
  const stranger = 'cus_99000001';
  inject.row(customers, {
    id: stranger,
    address_country: 'DE',
    created: '2022-02-01 10:00:00',
    email: 'billing@fremd.example',
    name: 'Fremd GmbH',
    metadata: '{}',
  });
  inject.row(
    subscriptions,
    {
      id: 'sub_99000001',
      _fivetran_active: 'TRUE',
      billing_cycle_anchor: '2022-02-01 10:00:00',
      cancel_at_period_end: 'FALSE',
      created: '2022-02-01 10:00:00',
      customer_id: stranger,
      ended_at: '2022-04-01 10:00:00',
      metadata: '{}',
      start_date: '2022-02-01 10:00:00',
      status: 'active',
      _fivetran_start: '2022-02-01 10:00:00',
      _fivetran_end: '9999-12-31 23:59:59',
    },
    note('ended-yet-active', 'R-01', 'status', 'sub_99000001', 'flagged', 'active, with an end in the past'),
  );
}

function advertisingFaults(inject: FaultInjector): void {
  const { google, meta } = inject.exporter.ads;
  const spend = (day: string, cost: string): Record<string, string | number> => ({
    'Campaign name': 'Retargeting',
    'Campaign ID': '23850000000002',
    Day: day,
    'Amount spent (EUR)': cost,
    Impressions: 10,
    'Link clicks': 1,
    Results: 0,
    'Reporting starts': day,
    'Reporting ends': day,
  });
  inject.row(meta, spend('2022-12-30', '31.00'));
  inject.row(
    meta,
    spend('2022-12-30', '31.00'),
    note(
      'row-twice',
      'K-02',
      null,
      null,
      'flagged',
      'the same campaign and day once more, and no id to tell them apart',
    ),
  );
  inject.row(
    meta,
    spend('2022-12-31', '-25.00'),
    note('negative-spend', 'M-11', 'Amount spent (EUR)', null, 'flagged', 'spend below zero'),
  );
  inject.row(
    meta,
    {
      'Amount spent (EUR)': '99999.99',
      Impressions: 1,
      'Reporting starts': '2023-01-01',
      'Reporting ends': '2025-12-31',
    },
    note('total-row', 'F-06', 'Campaign name', null, 'ignored', 'a total without a campaign'),
  );
  inject.line(
    google,
    'Report downloaded by Harbour Software',
    note('footer', 'F-06', null, null, 'ignored', 'a text after the last row'),
  );
}

function financeFaults(inject: FaultInjector, anchors: Anchors): void {
  const order = 'SO-9900001';
  inject.financeRow('order', {
    'Order ID': order,
    'Account ID': anchors.subscriber.id,
    'Order Date': { day: dayOf(2022, 10, 4) },
    Status: 'delivered',
    Channel: 'sales',
    Currency: 'EUR',
  });
  inject.financeRow('order_line', {
    'Order Line ID': `${order}-1`,
    'Order ID': order,
    'Product ID': 'SVC-TRN',
    Description: 'Training day',
    Kind: 'product',
    Quantity: 1,
    'Unit Price': 950,
    Amount: 950,
    'Unit Cost': 520,
    Currency: 'EUR',
  });
  inject.financeRow(
    'refund',
    {
      'Refund ID': 'RF-9900001',
      'Order ID': order,
      'Account ID': anchors.subscriber.id,
      'Refund Amount': -120,
      Currency: 'EUR',
      'Refund Date': { day: dayOf(2022, 10, 20) },
    },
    note(
      'negative-refund',
      'M-05',
      'Refund Amount',
      'RF-9900001',
      'quarantined',
      'a refund below zero is no refund',
    ),
  );
  inject.financeRow(
    'contract',
    {
      'Contract ID': 'C-9900001',
      'Account ID': anchors.subscriber.id,
      'Start Date': { day: dayOf(2023, 2, 1) },
      'Contract Value': 1000,
      Currency: 'EUR',
      'Auto Renew': 'true',
      Outcome: 'pending',
    },
    note(
      'contract-without-due-date',
      'T-01',
      'Renewal Date',
      'C-9900001',
      'quarantined',
      'nobody knows when it is due',
    ),
  );
  inject.financeRow(
    'cost_item',
    {
      'Cost ID': 'COST-9900001',
      Month: { day: dayOf(2024, 3, 1) },
      Category: 'overhead',
      Purpose: 'overhead',
      Amount: 'tbd',
      Currency: 'EUR',
    },
    note('cost-without-amount', 'M-01', 'Amount', 'COST-9900001', 'quarantined', 'no number'),
  );
  inject.financeRow(
    'quota',
    {
      'Quota ID': 'Q-9900001',
      Owner: anchors.company.owner.name,
      Month: 'Janember',
      Quota: 1000,
      Currency: 'EUR',
    },
    note('quota-without-month', 'T-01', 'Month', 'Q-9900001', 'quarantined', 'no month'),
  );
}
