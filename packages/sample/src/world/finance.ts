import type { RandomSource } from '@bellwether/stats';
import { dayOf } from '../time/days.js';
import { endDay, firstDay, monthCount, monthOf } from '../time/periods.js';
import type { Staff, StaffMember } from './staff.js';

export type CostCategory =
  | 'sales_salary'
  | 'sales_commission'
  | 'marketing_salary'
  | 'tooling'
  | 'agency'
  | 'onboarding'
  | 'support'
  | 'success'
  | 'retention_programme'
  | 'payment_fees'
  | 'research'
  | 'overhead';
export type CostPurpose = 'acquisition' | 'retention' | 'service' | 'product' | 'overhead';

/** One cost of one month, in cents. */
export interface CostRow {
  readonly id: string;
  readonly month: number;
  readonly category: CostCategory;
  readonly purpose: CostPurpose;
  readonly amount: number;
}

export interface QuotaRow {
  readonly id: string;
  readonly owner: StaffMember;
  readonly month: number;
  readonly amount: number;
}

export interface CashFlowRow {
  readonly id: string;
  readonly day: number;
  readonly amount: number;
  readonly description: string;
}

/** Euros for one US dollar on a day, in ten-thousandths: exact to the cent for whole hundreds of dollars. */
export interface RateRow {
  readonly day: number;
  readonly rate: number;
}

const purposes: Readonly<Record<CostCategory, CostPurpose>> = {
  sales_salary: 'acquisition',
  sales_commission: 'acquisition',
  marketing_salary: 'acquisition',
  tooling: 'acquisition',
  agency: 'acquisition',
  onboarding: 'service',
  support: 'service',
  success: 'retention',
  retention_programme: 'retention',
  payment_fees: 'overhead',
  research: 'product',
  overhead: 'overhead',
};

/** Costs that a month has whatever it sells, for a company of 200 customers; they grow with the square root of size. */
const fixedCents: Readonly<Record<Exclude<CostCategory, 'sales_commission' | 'payment_fees'>, number>> = {
  sales_salary: 1_850_000,
  marketing_salary: 720_000,
  tooling: 210_000,
  agency: 300_000,
  onboarding: 260_000,
  support: 980_000,
  success: 760_000,
  retention_programme: 145_000,
  research: 1_600_000,
  overhead: 640_000,
};

/** Costs by month and category. `won` and `revenue` are the cents of each month that commissions and payment fees follow. */
export function simulateCosts(
  random: RandomSource,
  customers: number,
  won: readonly number[],
  revenue: readonly number[],
): CostRow[] {
  const rows: CostRow[] = [];
  const size = Math.max(0.2, Math.sqrt(customers / 200));
  const push = (month: number, category: CostCategory, amount: number): void => {
    if (amount <= 0) return;
    rows.push({ id: `COST-${rows.length + 1}`, month, category, purpose: purposes[category], amount });
  };
  for (let month = 0; month < monthCount; month++) {
    const growth = 1 + month * 0.008;
    for (const [category, base] of Object.entries(fixedCents)) {
      push(
        month,
        category as CostCategory,
        Math.round(base * size * growth * (0.95 + 0.1 * random.uniform())),
      );
    }
    push(month, 'sales_commission', Math.round((won[month] ?? 0) * 0.06));
    push(month, 'payment_fees', Math.round(Math.max(0, revenue[month] ?? 0) * 0.014));
  }
  return rows;
}

/** A monthly quota for every representative from the month of the first working day. */
export function simulateQuotas(random: RandomSource, staff: Staff, customers: number): QuotaRow[] {
  const rows: QuotaRow[] = [];
  const each = (customers * 1_400_000) / staff.representatives.length / 40;
  for (const owner of staff.representatives) {
    const start = Math.max(0, monthOf(owner.startedDay));
    const talent = 0.85 + 0.3 * random.uniform();
    for (let month = start; month < monthCount; month++) {
      const amount = Math.max(100_000, Math.round((each * talent * (1 + month * 0.015)) / 50_000) * 50_000);
      rows.push({ id: `Q-${rows.length + 1}`, owner, month, amount });
    }
  }
  return rows;
}

/**
 * What the CRM project cost and brought back. Flows lie exactly 365 days apart (2024 is a leap year), so that NPV is the
 * same by days over 365 and by whole years.
 */
export function cashFlows(customers: number): CashFlowRow[] {
  const size = Math.max(1, Math.round(customers / 200));
  const flows: readonly (readonly [number, string])[] = [
    [-6_000_000, 'Licences and introduction'],
    [2_700_000, 'Gain of the first year'],
    [4_650_000, 'Gain of the second year'],
  ];
  return flows.map(([amount, description], index) => ({
    id: `CF-${index + 1}`,
    day: dayOf(2023, 7, 1) + 365 * index,
    amount: amount * size,
    description,
  }));
}

/** A random walk of the dollar around 0.92 euros. */
export function simulateRates(random: RandomSource): RateRow[] {
  const rows: RateRow[] = [];
  let rate = 9200;
  for (let day = firstDay; day < endDay; day++) {
    rate = Math.min(9900, Math.max(8500, rate + random.below(41) - 20));
    rows.push({ day, rate });
  }
  return rows;
}
