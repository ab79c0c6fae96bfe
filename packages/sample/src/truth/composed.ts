import { moneyText } from '../export/money-text.js';
import { type Period, periods } from '../time/periods.js';
import type { TruthCells, TruthFigure } from './assemble.js';
import type { Counter } from './counter.js';
import { median } from './sample-list.js';

/** Mean month and year of the Gregorian calendar, in days. */
const daysPerMonth = 30.4375;
const daysPerYear = 365.25;

/** Declared in bellwether.yaml; used for revenue whose cost nobody wrote down. */
export const declaredGrossMargin = 0.8;

interface Reader {
  /** Leg over the period. */
  readonly now: (leg: string) => number;
  /** Flow over the twelve months up to the end of the period. */
  readonly year: (leg: string) => number;
  readonly period: Period;
}

const over = (numerator: number, denominator: number): number | null =>
  denominator === 0 ? null : numerator / denominator;

const multiply = (...factors: readonly (number | null)[]): number | null =>
  factors.reduce<number | null>(
    (product, factor) => (product === null || factor === null ? null : product * factor),
    1,
  );

/** Gross profit as a share of revenue: the declared share where there is no revenue. */
const marginOf = (revenue: number, cost: number): number =>
  over(revenue - cost, revenue) ?? declaredGrossMargin;

/** Figures that are made of others. Money in euros as a number, because products of ratios are not whole cents. */
export function composedFigures(counter: Counter): Record<string, TruthFigure> {
  const { ledger, cycles } = counter;
  const figure = (
    unit: string,
    choice: string,
    needsYear: boolean,
    value: (read: Reader) => number | string | null,
  ): TruthFigure => {
    const cells: TruthCells = {};
    periods.forEach((period, index) => {
      if (needsYear && period.endMonth < 12) return;
      const year = (leg: string): number => ledger.readMonths(leg, period.endMonth - 12, period.endMonth);
      cells[period.key] = { value: value({ period, year, now: (leg) => ledger.read(leg, index) }) };
    });
    return { unit, choice, cells, by: {} };
  };
  const lastYear =
    'twelve months up to the end of the period; periods that end before December 2023 are left out';
  const lifespanYears = ({ year }: Reader): number | null =>
    over(year('customer_days'), year('customers_ended') * daysPerYear);
  const costOfGoods = (leg: (name: string) => number): number =>
    leg('cogs_lines') + leg('revenue_uncosted') * (1 - declaredGrossMargin);
  const marginNow = ({ now }: Reader): number => marginOf(now('revenue'), costOfGoods(now));
  const clv = (read: Reader): number | null =>
    multiply(
      over(read.year('orders_net') / 100, read.year('orders')),
      over(read.year('orders'), read.now('buyers_last_year')),
      lifespanYears(read),
    );
  const clvMargin = (read: Reader): number | null =>
    multiply(clv(read), marginOf(read.year('orders_net'), read.year('cogs_lines')));
  const clvSubscription = (read: Reader): number | null =>
    multiply(
      over(read.now('mrr_end') / 100, read.now('mrr_accounts')),
      marginOf(read.year('revenue'), costOfGoods(read.year)),
      over(read.year('mrr_account_days'), read.year('mrr_churn_movements') * daysPerMonth),
    );
  const yearlyCac = ({ year }: Reader): number | null =>
    over(year('spend_acquisition') / 100, year('new_customers'));
  const ratio = (a: number | null, b: number | null): number | null =>
    a === null || b === null ? null : over(a, b);
  return {
    cogs: figure(
      'money',
      'unit costs of order lines, and the declared margin (0.8) taken off invoice lines, which have none',
      false,
      ({ now }) => moneyText(Math.round(costOfGoods(now))),
    ),
    profit_margin_rate: figure(
      'ratio',
      '(revenue − cost of goods − all media and costs) ÷ revenue',
      false,
      (read) => over(read.now('revenue') * marginNow(read) - read.now('spend'), read.now('revenue')),
    ),
    roi: figure(
      'ratio',
      '(revenue − cost of goods − spend on acquisition and retention) ÷ that spend',
      false,
      (read) =>
        over(
          read.now('revenue') * marginNow(read) - read.now('spend_winning_and_keeping'),
          read.now('spend_winning_and_keeping'),
        ),
    ),
    cac_payback_months: figure(
      'months',
      'CAC ÷ (new MRR per new account × (revenue − cost of goods) ÷ revenue)',
      false,
      (read) =>
        ratio(
          over(read.now('spend_acquisition') / 100, read.now('new_customers')),
          multiply(over(read.now('mrr_new') / 100, read.now('mrr_new_movements')), marginNow(read)),
        ),
    ),
    customer_churn_per_month: figure(
      'ratio',
      'ends of customer spans ÷ (days lived ÷ 30.4375)',
      false,
      ({ now }) => over(now('customers_ended') * daysPerMonth, now('customer_days')),
    ),
    customer_lifespan: figure('months', `customer days ÷ ends ÷ 30.4375; ${lastYear}`, true, (read) =>
      over(read.year('customer_days'), read.year('customers_ended') * daysPerMonth),
    ),
    clv: figure(
      'money',
      `average purchase value × orders per buyer × lifespan in years; ${lastYear}`,
      true,
      clv,
    ),
    clv_margin: figure('money', `clv × gross margin of orders; ${lastYear}`, true, clvMargin),
    clv_subscription: figure(
      'money',
      `ARPA × (revenue − cost of goods) ÷ revenue ÷ churn per account month; ${lastYear}`,
      true,
      clvSubscription,
    ),
    ltv_to_cac: figure('times', `clv_margin ÷ CAC; ${lastYear}`, true, (read) =>
      ratio(clvMargin(read), yearlyCac(read)),
    ),
    ltv_to_cac_subscription: figure('times', `clv_subscription ÷ CAC; ${lastYear}`, true, (read) =>
      ratio(clvSubscription(read), yearlyCac(read)),
    ),
    pipeline_velocity: figure(
      'money_per_day',
      `type new, open and qualified at the end × win rate × average won size ÷ median cycle; ${lastYear}`,
      true,
      (read) => {
        const { endMonth } = read.period;
        const cycle = median(cycles.new.sortedBetween(endMonth - 12, endMonth));
        if (cycle === null) return null;
        return ratio(
          multiply(
            read.now('deals_new_open_qualified'),
            over(read.year('deals_new_won'), read.year('deals_new_closed')),
            over(read.year('deals_new_won_amount') / 100, read.year('deals_new_won')),
          ),
          cycle,
        );
      },
    ),
  };
}
