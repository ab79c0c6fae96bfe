import { plusMonths } from './dates.js';
import { clustered, sharePart, money, perEvent, share } from './figures.js';
import { retained } from './retention.js';
import type { FactRow } from '../support/engine.js';
import {
  allOf,
  daysInside,
  distinctOf,
  has,
  is,
  isWithin,
  Missing,
  type OracleFigure,
  ratio,
  total,
  type View,
} from './view.js';

const yearBefore = (view: View): string => plusMonths(view.period.edge, -12);

function declared(view: View, why: unknown): number {
  const margin = view.assumptions['gross_margin'];
  if (!(why instanceof Missing)) throw why;
  if (margin === undefined) throw new Missing('assumption_missing');
  return margin;
}

const measuredMargin = (lines: readonly FactRow[], revenue: string): number =>
  ratio(total(lines, revenue) - total(lines, 'cost'), total(lines, revenue));

const withoutCost = (row: FactRow): boolean => row['line_kind'] === 'product' && !has('cost')(row);

/**
 * Gross profit over all revenue, product lines without a cost at the declared margin. Where they have neither,
 * the margin of the lines that have a cost.
 */
export function marginOr(view: View, from?: string): number {
  try {
    const lines = view.flow('revenue_line', 'date', undefined, from);
    const uncosted = lines.filter(withoutCost);
    const declaredMargin = view.assumptions['gross_margin'];
    const revenue = total(lines, 'amount');
    if (revenue === 0 || (declaredMargin === undefined && uncosted.length > 0)) {
      return measuredMargin(lines.filter(has('cost')), 'amount');
    }
    const estimate = total(uncosted, 'amount') * (1 - (declaredMargin ?? 1));
    return (revenue - total(lines, 'cost') - estimate) / revenue;
  } catch (error) {
    return declared(view, error);
  }
}

/** Days lived by spans in [start, edge). */
const lived = (view: View, fact: string, start: string): number => {
  view.flow(fact, 'from_date');
  return view.rows(fact).reduce((sum, row) => sum + daysInside(row, start, view.period.edge), 0);
};

const ended = (view: View, start: string) => view.flow('customer_span', 'to_date', () => true, start);

function clvOf(view: View): number {
  const start = yearBefore(view);
  const orders = view.flow('order', 'ordered_date', () => true, start);
  const known = orders.filter(has('account_id'));
  const value = ratio(total(orders, 'net'), orders.length);
  const frequency = ratio(known.length, distinctOf(known, 'account_id').size);
  const years = ratio(lived(view, 'customer_span', start), ended(view, start).length) / 365.25;
  return value * frequency * years;
}

export function clvMarginOf(view: View): number {
  const base = clvOf(view);
  try {
    return base * measuredMargin(view.flow('order', 'ordered_date', has('cost'), yearBefore(view)), 'net');
  } catch (error) {
    return base * declared(view, error);
  }
}

export function clvSubscriptionOf(view: View): number {
  const start = yearBefore(view);
  const live = view.stock('mrr_span', view.period.edge);
  const arpa = ratio(total(live, 'mrr'), live.length);
  const churned = view.flow('mrr_movement', 'date', is('kind', 'churn'), start).length;
  return arpa * marginOr(view, start) * (ratio(lived(view, 'mrr_span', start), churned) / 30.4375);
}

function cogs(view: View): OracleFigure {
  const lines = view.flow('revenue_line', 'date');
  const without = lines.filter(withoutCost);
  const cost = total(lines, 'cost');
  const margin = view.assumptions['gross_margin'];
  if (margin !== undefined) return { value: cost + total(without, 'amount') * (1 - margin) };
  if (without.length > 0) throw new Missing('cost_unknown');
  return { value: cost };
}

const movement = (view: View, kind: string): OracleFigure => ({
  value: total(view.flow('mrr_movement', 'date', is('kind', kind)), 'amount'),
});
const loss = (view: View, kind: string): OracleFigure => ({ value: -movement(view, kind).value });

/** Accounts that pay at `start`, with what each pays then and at the end. */
function pairs(view: View, start: string): readonly FactRow[] {
  const { edge } = view.period;
  // For its refusal where nothing is known before the end.
  view.stock('mrr_span', edge);
  return view
    .rows('mrr_span')
    .filter((row) => isCovering(row, start))
    .map((row) => {
      const later = view
        .all('mrr_span')
        .find((other) => other['account_id'] === row['account_id'] && isCovering(other, edge));
      return { ...row, x0: Number(row['mrr']), x1: Number(later?.['mrr'] ?? 0) };
    });
}

const isCovering = (row: FactRow, edge: string): boolean =>
  String(row['from_date']) < edge && (row['to_date'] === null || String(row['to_date']) >= edge);

const x0 = (row: FactRow): number => Number(row['x0']);
const x1 = (row: FactRow): number => Number(row['x1']);

/** Share of the accounts paying at the start that have an expansion of the kind in the period. */
function expanded(view: View, kind: string): OracleFigure {
  const { start, edge } = view.period;
  const paying = view.stock('mrr_span', start);
  const test = allOf(is('kind', 'expansion'), is('expansion_kind', kind));
  const events = view.all('mrr_movement').filter((row) => test(row) && isWithin(row['date'], start, edge));
  const known = view.all('mrr_movement').some((row) => String(row['date']) < edge);
  if (!known) throw new Missing('no_data');
  const accounts = distinctOf(events, 'account_id');
  return share(paying.filter((row) => accounts.has(String(row['account_id']))).length, paying.length);
}

export const valueOracle: Readonly<Record<string, (view: View) => OracleFigure>> = {
  revenue: (view) => ({ value: total(view.flow('revenue_line', 'date'), 'amount') }),
  average_purchase_value: (view) =>
    clustered(
      view.flow('order', 'ordered_date'),
      (row) => money(row, 'net'),
      () => 1,
    ),
  purchase_frequency: (view) => {
    const orders = view.flow('order', 'ordered_date', has('account_id'));
    const seen = new Set<string>();
    return clustered(
      orders,
      () => 1,
      (row) => {
        const account = String(row['account_id']);
        if (seen.has(account)) return 0;
        seen.add(account);
        return 1;
      },
    );
  },
  repeat_purchase_rate: (view) => {
    const orders = view.flow('order', 'ordered_date');
    const again = orders.filter((row) => typeof row['sequence'] === 'number' && row['sequence'] >= 2);
    return share(distinctOf(again, 'account_id').size, distinctOf(orders, 'account_id').size);
  },
  customer_lifespan: (view) => {
    const start = yearBefore(view);
    return perEvent(lived(view, 'customer_span', start) / 30.4375, ended(view, start).length);
  },
  clv: (view) => ({ value: clvOf(view) }),
  clv_margin: (view) => ({ value: clvMarginOf(view) }),
  clv_subscription: (view) => ({ value: clvSubscriptionOf(view) }),
  gross_margin_rate: (view) => ({
    value: measuredMargin(view.flow('revenue_line', 'date', has('cost')), 'amount'),
  }),
  profit_margin_rate: (view) => {
    const revenue = total(view.flow('revenue_line', 'date'), 'amount');
    const profit = revenue * marginOr(view) - total(view.flow('spend_day', 'date'), 'amount');
    return { value: ratio(profit, revenue) };
  },
  cogs,
  mrr: (view) => ({ value: total(view.stock('mrr_item', view.period.edge), 'mrr') }),
  mrr_committed: (view) => ({
    value: total(view.stock('mrr_item', view.period.edge, is('has_scheduled_end', false)), 'mrr'),
  }),
  arr: (view) => ({ value: 12 * total(view.stock('mrr_item', view.period.edge), 'mrr') }),
  mrr_new: (view) => movement(view, 'new'),
  mrr_expansion: (view) => movement(view, 'expansion'),
  mrr_reactivated: (view) => movement(view, 'reactivation'),
  mrr_contraction: (view) => loss(view, 'contraction'),
  mrr_churned: (view) => loss(view, 'churn'),
  nrr: (view) => clustered(pairs(view, plusMonths(view.period.edge, -12)), x1, x0),
  grr: (view) =>
    sharePart(pairs(view, plusMonths(view.period.edge, -12)), (row) => Math.min(x0(row), x1(row)), x0),
  revenue_churn_rate: (view) => {
    const kept = sharePart(pairs(view, view.period.start), (row) => Math.min(x0(row), x1(row)), x0);
    const { interval } = kept;
    return {
      value: 1 - kept.value,
      interval: interval === null || interval === undefined ? null : [1 - interval[1], 1 - interval[0]],
    };
  },
  arpa: (view) => {
    const live = view.stock('mrr_span', view.period.edge);
    return { value: ratio(total(live, 'mrr'), live.length) };
  },
  upsell_rate: (view) => expanded(view, 'same_product'),
  cross_sell_rate: (view) => expanded(view, 'new_product'),
};

export { retained };
