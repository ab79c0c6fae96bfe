import { catalogue, findMetric } from '@bellwether/metrics';
import { evaluate } from '../../src/result/evaluate.js';
import { parseExact, toNumber } from '../../src/result/exact.js';
import { cellOf, copies } from '../support/ask-engine.js';
import { Engine, type FactRow } from '../support/engine.js';

/** By id of the example: what is computed, the canon's figure, and its tolerance where it is not 1e-9. */
export type WorkedExamples = Readonly<
  Record<string, () => Promise<readonly (readonly [number, number, number?])[]>>
>;

/** One engine for all the examples of a test file. */
export const engine = await Engine.open();

/** Works a definition's formula out on given legs. */
export function formula(
  metric: string,
  legs: Readonly<Record<string, number>>,
  values: Readonly<Record<string, number>> = {},
): number {
  const { value } = findMetric(metric, catalogue);
  const found = evaluate(value, {
    values,
    leg: (name) => {
      const leg = legs[name];
      if (leg === undefined) throw new Error(`the example gives no leg '${name}'`);
      return { value: parseExact(String(leg)), n: leg, reason: null };
    },
  });
  if (found.value === null) throw new Error(found.reason.code);
  return toNumber(found.value);
}

/** Legs of a gross margin where every line has its cost. */
export const costed = (revenue: number, cost: number): Readonly<Record<string, number>> => ({
  costed_revenue: revenue,
  margin_revenue: revenue,
  cost,
  uncosted_revenue: 0,
  uncosted_lines: 0,
});

export const valueOf = async (
  ...asked: Parameters<typeof cellOf> extends [Engine, ...infer Rest] ? Rest : never
): Promise<number> => Number((await cellOf(engine, ...asked)).value);

/** An account that pays `before` from 2024 on and `after` from the middle of January 2025. */
export const changing = (account: string, before: number, after: number): FactRow[] => [
  { account_id: account, mrr: before, from_date: '2024-01-01', to_date: '2025-01-15' },
  ...(after > 0 ? [{ account_id: account, mrr: after, from_date: '2025-01-15', to_date: null }] : []),
];

export const customer = (account: string, from: string, to: string | null, more: FactRow = {}): FactRow => ({
  account_id: account,
  sequence: 1,
  from_date: from,
  to_date: to,
  ...more,
});

export const survey = (
  kind: string,
  scores: readonly number[],
  mark: (score: number) => FactRow,
): FactRow[] =>
  scores.map((score) => ({ survey_kind: kind, score, answered_date: '2025-03-05', ...mark(score) }));
export const csatMark = (score: number): FactRow => ({ is_positive: score >= 4, is_negative: score <= 2 });
export const npsMark = (score: number): FactRow => ({ is_positive: score >= 9, is_negative: score <= 6 });
export const cesMark =
  (maximum: number) =>
  (score: number): FactRow => ({ score_percent: (100 * (score - 1)) / (maximum - 1) });

export const deal = (more: FactRow): FactRow => ({
  deal_type: 'new',
  created_date: '2025-01-02',
  is_won: false,
  is_lost: false,
  is_closed: more['is_won'] === true || more['is_lost'] === true,
  ...more,
});

export const flows = (amounts: readonly number[]): FactRow[] =>
  amounts.map((amount, year) => ({
    amount,
    // Exactly 365 days apart, so that a year is a year.
    date: new Date(Date.UTC(2019, 0, 1) + year * 365 * 86_400_000).toISOString().slice(0, 10),
  }));

export const january = '2025-01';
export const march = '2025-03';

export const repeated = (howMany: number, value: number): number[] =>
  Array.from({ length: howMany }, () => value);

/** A window in which `ended` customers left for `years` each. */
export function ordersValue(
  { net, orders, purchasers, years }: { net: number; orders: number; purchasers: number; years: number },
  margin?: number,
): number {
  const legs = { net, orders, known_orders: orders, purchasers, customer_days: years * 365.25, ended: 1 };
  if (margin === undefined) return formula('clv', legs);
  return formula('clv_margin', { ...legs, costed_net: 1000, cost: 1000 * (1 - margin) });
}

/** A hundred accounts with that ARPA, churning at that rate a month, `cost` in a hundred of revenue. */
export const subscriptionValue = (arpa: number, churn: number, cost: number): number =>
  formula('clv_subscription', {
    mrr: 100 * arpa,
    accounts: 100,
    ...costed(100, cost),
    account_days: 1000 * 30.4375,
    churned: 1000 * churn,
  });

export const velocity = (open: number, winRate: number, size: number, cycle: number): number =>
  formula('pipeline_velocity', {
    open,
    won: 100 * winRate,
    closed: 100,
    amount: size * 100 * winRate,
    sized: 100 * winRate,
    cycle,
  });

export async function acquisitionCost(amount: number, customers: number): Promise<number> {
  const spend_day = [{ date: '2025-03-02', purpose: 'acquisition', amount }];
  const customer_span = copies(customers, (at) => customer(`c${at}`, '2025-03-20', null));
  return valueOf({ spend_day, customer_span }, 'cac', march);
}

export const presentValue = async (amounts: readonly number[], rate: number): Promise<number> =>
  valueOf(
    { cash_flow: flows(amounts) },
    'npv',
    '2019',
    { to: '2025', grain: 'total' },
    { assumptions: { discount_rate: rate } },
  );
