import { daysFrom, plusMonths } from './dates.js';
import { countOf, perEvent } from './figures.js';
import { marginOr } from './value.js';
import { clvMarginOf, clvSubscriptionOf } from './value.js';
import {
  allOf,
  distinctOf,
  is,
  Missing,
  type OracleFigure,
  ratio,
  type Test,
  total,
  type View,
} from './view.js';

const firstTime: Test = (row) => row['sequence'] === 1;
const acquisition = is('purpose', 'acquisition');

const spent = (view: View): number => total(view.flow('spend_day', 'date', acquisition), 'amount');
const won = (view: View) => view.flow('customer_span', 'from_date', firstTime);
const paidChannels = (view: View): ReadonlySet<string> =>
  distinctOf(view.all('spend_day').filter(is('is_paid_channel', true)), 'spend_channel');
const paidMedia = allOf(is('is_paid_channel', true), is('kind', 'media'));

const yearlyCac = (view: View): number => {
  const start = plusMonths(view.period.edge, -12);
  return ratio(
    total(view.flow('spend_day', 'date', acquisition, start), 'amount'),
    view.flow('customer_span', 'from_date', firstTime, start).length,
  );
};

function npv(view: View): OracleFigure {
  const rate = view.assumptions['discount_rate'];
  if (rate === undefined) throw new Missing('assumption_missing');
  const flows = view.flow('cash_flow', 'date', (row) => row['amount'] !== null);
  const dates = flows.map((row) => String(row['date'])).sort();
  const [first] = dates;
  if (first === undefined) throw new Missing('no_values');
  const value = flows.reduce(
    (sum, row) => sum + Number(row['amount']) / (1 + rate) ** (daysFrom(first, String(row['date'])) / 365),
    0,
  );
  return { value };
}

function payback(view: View): OracleFigure {
  const customers = won(view).length;
  const cac = ratio(spent(view), customers);
  const fresh = view.flow('mrr_movement', 'date', is('kind', 'new'));
  const arpa = ratio(total(fresh, 'amount'), distinctOf(fresh, 'account_id').size);
  const profit = arpa * marginOr(view);
  if (profit <= 0) throw new Missing('never_pays_back');
  return perEvent((cac / profit) * customers, customers);
}

export const acquisitionOracle: Readonly<Record<string, (view: View) => OracleFigure>> = {
  new_customers: (view) => countOf(won(view).length),
  cac: (view) => perEvent(spent(view), won(view).length),
  cac_paid: (view) => {
    const channels = paidChannels(view);
    const customers = won(view).filter((row) => channels.has(String(row['channel']))).length;
    return perEvent(total(view.flow('spend_day', 'date', paidMedia), 'amount'), customers);
  },
  cac_payback_months: payback,
  cost_per_lead: (view) => perEvent(spent(view), view.flow('lead', 'created_date').length),
  cost_per_action: (view) =>
    perEvent(spent(view), view.flow('touchpoint', 'occurred_date', is('is_action', true)).length),
  cost_per_sale: (view) =>
    perEvent(
      spent(view),
      view.flow('deal', 'closed_date', allOf(is('is_won', true), is('deal_type', 'new'))).length,
    ),
  cost_per_first_order: (view) =>
    perEvent(spent(view), view.flow('order', 'ordered_date', (row) => row['sequence'] === 1).length),
  roas: (view) => {
    const channels = paidChannels(view);
    const revenue = view.flow('revenue_line', 'date', (row) => channels.has(String(row['channel'])));
    return {
      value: ratio(total(revenue, 'amount'), total(view.flow('spend_day', 'date', paidMedia), 'amount')),
    };
  },
  roi: (view) => {
    const cost = total(
      view.flow(
        'spend_day',
        'date',
        (row) => row['purpose'] === 'acquisition' || row['purpose'] === 'retention',
      ),
      'amount',
    );
    const gain = total(view.flow('revenue_line', 'date'), 'amount') * marginOr(view);
    return { value: ratio(gain - cost, cost) };
  },
  npv,
  ltv_to_cac: (view) => ({ value: ratio(clvMarginOf(view), yearlyCac(view)) }),
  ltv_to_cac_subscription: (view) => ({ value: ratio(clvSubscriptionOf(view), yearlyCac(view)) }),
};
