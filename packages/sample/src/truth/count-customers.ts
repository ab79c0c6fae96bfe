import { addMonths } from '../time/days.js';
import { asOfDay, firstDay, monthCount, monthOf, periods } from '../time/periods.js';
import type { AccountLog, Contract } from '../world/events.js';
import { type Breakdown, bump, type Ledger } from './ledger.js';
import {
  customerSpans,
  isActiveAt,
  mrrItems,
  mrrMovements,
  type CustomerSpan,
  type MrrMovement,
} from './spans.js';

const renewalGraceDays = 30;
/** Edges of months from a year before the first to the end: index 12 is 1 January 2023. */
const edgeDays = Array.from({ length: monthCount + 13 }, (_, index) => addMonths(firstDay, index - 12));
const edgeIndex = (month: number): number => month + 12;

/** Retention triangle: cohort month (from January 2023) by age in months. */
export class CohortTable {
  readonly sizes = new Float64Array(monthCount);
  readonly active = Array.from({ length: monthCount }, () => new Float64Array(monthCount + 1));
}

/** Customers, recurring revenue, renewals: what is counted at the edges of periods and by movement date. */
export function countCustomer(ledger: Ledger, cohorts: CohortTable, log: AccountLog): void {
  const { company } = log;
  if (!company) return;
  const spans = customerSpans(log);
  const first = spans[0];
  if (!first) return;
  const dims = ledger.breakdown({
    segment: company.segment,
    channel: company.channel.source,
    plan: company.plan,
  });
  ledger.add('new_customers', monthOf(first.from), 1, dims);
  if (company.channel.isPaid) ledger.add('new_customers_paid', monthOf(first.from), 1, dims);
  const activeAt = edgeDays.map((day) => isActiveAt(spans, day));
  countStocks(ledger, activeAt, dims);
  for (const span of spans) {
    countDays(ledger, 'customer_days', span, dims);
    if (span.to !== null) ledger.add('customers_ended', monthOf(span.to), 1, dims);
  }
  countCohort(cohorts, spans, activeAt, first.from);
  if (log.subscriptions.length > 0) countMrr(ledger, log, dims);
  for (const contract of log.contracts) countRenewal(ledger, contract, dims);
}

function countStocks(ledger: Ledger, activeAt: readonly boolean[], dims: Breakdown): void {
  const legs = {
    end: ledger.count('active_customers', dims),
    start: ledger.count('customers_at_start', dims),
    kept: ledger.count('customers_kept', dims),
  };
  periods.forEach((period, index) => {
    const start = activeAt[edgeIndex(period.firstMonth)];
    const end = activeAt[edgeIndex(period.endMonth)];
    if (end) bump(legs.end, index, 1);
    if (start) bump(legs.start, index, 1);
    if (start && end) bump(legs.kept, index, 1);
  });
}

/** Days lived in each month, from the first day to the day of the end. */
function countDays(ledger: Ledger, leg: string, span: CustomerSpan, dims: Breakdown): void {
  const cells = ledger.flow(leg, dims);
  for (let month = Math.max(0, monthOf(span.from)); month < monthCount; month++) {
    const start = edgeDays[edgeIndex(month)] as number;
    const end = edgeDays[edgeIndex(month + 1)] as number;
    const days = Math.min(span.to ?? end, end) - Math.max(span.from, start);
    if (days <= 0) break;
    bump(cells, month, days);
  }
}

function countCohort(
  cohorts: CohortTable,
  spans: readonly CustomerSpan[],
  activeAt: readonly boolean[],
  firstPaidDay: number,
): void {
  const cohort = monthOf(firstPaidDay);
  if (cohort < 0 || spans.length === 0) return;
  cohorts.sizes[cohort] = (cohorts.sizes[cohort] as number) + 1;
  for (let age = 1; cohort + age <= monthCount; age++) {
    const row = cohorts.active[cohort] as Float64Array;
    if (activeAt[edgeIndex(cohort + age)]) row[age] = (row[age] as number) + 1;
  }
}

function countMrr(ledger: Ledger, log: AccountLog, dims: Breakdown): void {
  const items = mrrItems(log);
  const movements = mrrMovements(items);
  const mrrAt = edgeDays.map((day) =>
    movements.reduce((sum, movement) => (movement.day < day ? sum + movement.amount : sum), 0),
  );
  for (const movement of movements) {
    ledger.add(`mrr_${movement.kind}`, monthOf(movement.day), movement.amount, dims);
    ledger.add(`mrr_${movement.kind}_movements`, monthOf(movement.day), 1, dims);
  }
  for (const span of payingSpans(movements)) countDays(ledger, 'mrr_account_days', span, dims);
  const at = {
    end: ledger.count('mrr_end', dims),
    start: ledger.count('mrr_start', dims),
    payers: ledger.count('mrr_accounts', dims),
    kept: ledger.count('mrr_kept', dims),
    capped: ledger.count('mrr_kept_capped', dims),
    yearStart: ledger.count('mrr_year_start', dims),
    yearKept: ledger.count('mrr_year_kept', dims),
    yearCapped: ledger.count('mrr_year_kept_capped', dims),
    payersAtStart: ledger.count('mrr_accounts_at_start', dims),
    upsold: ledger.count('accounts_upsold', dims),
    crossSold: ledger.count('accounts_cross_sold', dims),
  };
  const byProduct = new Map(
    items.map((item) => [
      item.product,
      ledger.count('mrr_end_by_product', ledger.breakdown({ product: item.product })),
    ]),
  );
  periods.forEach((period, index) => {
    const end = mrrAt[edgeIndex(period.endMonth)] as number;
    const start = mrrAt[edgeIndex(period.firstMonth)] as number;
    const yearAgo = mrrAt[edgeIndex(period.endMonth - 12)] as number;
    bump(at.end, index, end);
    bump(at.start, index, start);
    if (end > 0) bump(at.payers, index, 1);
    if (start > 0) {
      bump(at.kept, index, end);
      bump(at.capped, index, Math.min(start, end));
    }
    if (yearAgo > 0) {
      bump(at.yearStart, index, yearAgo);
      bump(at.yearKept, index, end);
      bump(at.yearCapped, index, Math.min(yearAgo, end));
    }
    for (const item of items) {
      if (item.from < period.endDay && (item.to === null || item.to >= period.endDay)) {
        bump(byProduct.get(item.product) as readonly Float64Array[], index, item.mrr);
      }
    }
    if (start > 0) {
      bump(at.payersAtStart, index, 1);
      if (hasExpansion(movements, period, 'same_product')) bump(at.upsold, index, 1);
      if (hasExpansion(movements, period, 'new_product')) bump(at.crossSold, index, 1);
    }
  });
}

/** Times with recurring revenue above 0. */
function payingSpans(movements: readonly MrrMovement[]): CustomerSpan[] {
  const spans: { from: number; to: number | null }[] = [];
  for (const { day, kind } of movements) {
    const last = spans.at(-1);
    if (kind === 'new' || kind === 'reactivation') spans.push({ from: day, to: null });
    if (kind === 'churn' && last) last.to = day;
  }
  return spans;
}

const hasExpansion = (
  movements: readonly MrrMovement[],
  period: { readonly startDay: number; readonly endDay: number },
  kind: MrrMovement['expansionKind'],
): boolean =>
  movements.some(
    (movement) =>
      movement.expansionKind === kind && movement.day >= period.startDay && movement.day < period.endDay,
  );

/** By due date. Renewed later than the grace, or not decided when the grace is over, is lost. */
function countRenewal(ledger: Ledger, contract: Contract, dims: Breakdown): void {
  const month = monthOf(contract.dueDay);
  const { decidedDay, outcome } = contract;
  const isOverdue = contract.dueDay + renewalGraceDays <= asOfDay;
  const isDecided = outcome !== 'pending' || isOverdue;
  ledger.add('renewals_due', month, 1, dims);
  if (!isDecided) return;
  const isRenewed =
    outcome === 'renewed' && decidedDay !== null && decidedDay <= contract.dueDay + renewalGraceDays;
  ledger.add('renewals_decided', month, 1, dims);
  ledger.add('renewal_value_due', month, contract.value, dims);
  if (!isRenewed) return;
  ledger.add('renewals_renewed', month, 1, dims);
  ledger.add('renewal_value_renewed', month, contract.renewedValue ?? 0, dims);
  ledger.add(
    'renewal_value_renewed_capped',
    month,
    Math.min(contract.renewedValue ?? 0, contract.value),
    dims,
  );
}
