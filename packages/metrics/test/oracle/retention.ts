import { poissonRateInterval } from '@bellwether/stats';
import type { FactRow } from '../support/engine.js';
import { plusDays, plusMonths } from './dates.js';
import { clustered, sharePart, money, share } from './figures.js';
import {
  daysInside,
  holds,
  is,
  isWithin,
  Missing,
  type OracleFigure,
  ratio,
  total,
  type View,
} from './view.js';

/** Customers at the start, and those of them who are customers at the end, by looking each one up at both edges. */
export function retained(view: View): { readonly atRisk: number; readonly kept: number } {
  const { start, edge } = view.period;
  const opening = view.stock('customer_span', start);
  const there = new Set(
    view
      .all('customer_span')
      .filter((row) => holds(row, edge))
      .map((row) => row['account_id']),
  );
  return {
    atRisk: opening.length,
    kept: opening.filter((row) => there.has(row['account_id'] ?? null)).length,
  };
}

const stepOf = (view: View, end: string, age: number): string => {
  const { grain } = view.period;
  if (grain === 'week') return plusDays(end, 7 * age);
  const months = { month: 1, quarter: 3, fiscal_quarter: 3, year: 12, fiscal_year: 12 }[grain as 'month'];
  return plusMonths(end, months * age);
};

/** Share of the customers first won in the period who are customers `age` periods after its end. */
export function cohortAt(view: View, age: number): OracleFigure {
  const { start, end, edge, asOfEdge } = view.period;
  const at = stepOf(view, end, age);
  if (at > asOfEdge) throw new Missing('immature');
  const first = view.flow('customer_span', 'from_date', (row) => row['sequence'] === 1, start, edge);
  const there = first.filter((row) =>
    view.all('customer_span').some((other) => other['account_id'] === row['account_id'] && holds(other, at)),
  );
  return share(there.length, first.length);
}

const decided = (view: View): readonly FactRow[] => view.flow('renewal', 'due_date', is('is_decided', true));
const spent = (view: View): number =>
  total(view.flow('spend_day', 'date', is('purpose', 'retention')), 'amount');

export const retentionOracle: Readonly<Record<string, (view: View) => OracleFigure>> = {
  active_customers: (view) => ({ value: view.stock('customer_span', view.period.edge).length }),
  customer_retention_rate: (view) => {
    const { atRisk, kept } = retained(view);
    return share(kept, atRisk);
  },
  customer_churn_rate: (view) => {
    const { atRisk, kept } = retained(view);
    return share(atRisk - kept, atRisk);
  },
  customer_churn_per_month: (view) => {
    const { start, edge } = view.period;
    const ends = view.flow('customer_span', 'to_date').length;
    view.flow('customer_span', 'from_date');
    const days = view.rows('customer_span').reduce((sum, row) => sum + daysInside(row, start, edge), 0);
    const value = ratio(ends * 30.4375, days);
    const { low, high } = poissonRateInterval(ends, days);
    return { value, interval: low === null || high === null ? null : [low * 30.4375, high * 30.4375] };
  },
  renewal_rate: (view) => share(decided(view).filter(is('is_renewed', true)).length, decided(view).length),
  renewal_rate_value: (view) =>
    sharePart(
      decided(view),
      (row) => money(row, 'value_renewed_capped'),
      (row) => money(row, 'value_due'),
    ),
  renewal_rate_value_net: (view) =>
    clustered(
      decided(view),
      (row) => money(row, 'value_renewed'),
      (row) => money(row, 'value_due'),
    ),
  retention_cost_per_customer: (view) => ({ value: ratio(spent(view), retained(view).atRisk) }),
  retention_cost_per_retained: (view) => ({ value: ratio(spent(view), retained(view).kept) }),
};

export { isWithin };
