import { daysFrom, greatest, least, plusDays, plusMonths } from './dates.js';
import { clustered, sharePart, meanOf, medianOf, money, quantileOf, share } from './figures.js';
import {
  allOf,
  has,
  is,
  isWithin,
  holds,
  Missing,
  type OracleFigure,
  ratio,
  type Test,
  total,
  type View,
} from './view.js';

const fresh = is('deal_type', 'new');
const won = is('is_won', true);
const closed = is('is_closed', true);

/** Share of rows created in the period and at least `days` old that got there within `days`. */
function matured(view: View, fact: string, test: Test, reached: string, days: number): OracleFigure {
  const end = least(view.period.edge, plusDays(view.period.asOfEdge, -days));
  if (end <= view.period.start) throw new Missing('immature');
  const born = view.flow(fact, 'created_date', test, undefined, end);
  const arrived = born.filter((row) => {
    const date = row[reached];
    if (typeof date !== 'string' || (fact === 'deal' && row['is_won'] !== true)) return false;
    const age = daysFrom(String(row['created_date']), date);
    return age >= 0 && age <= days;
  });
  return share(arrived.length, born.length);
}

function velocity(view: View): OracleFigure {
  const { edge } = view.period;
  const start = plusMonths(edge, -12);
  const open = view.stock('deal_span', edge, allOf(fresh, is('is_qualified', true)), 'qualified_date').length;
  const year = (test: Test) => view.flow('deal', 'closed_date', allOf(fresh, test), start);
  const winners = year(won);
  const sized = winners.filter(has('amount'));
  const winRate = ratio(winners.length, year(closed).length);
  const size = ratio(total(sized, 'amount'), sized.length);
  const cycle = medianOf(winners, 'cycle_days').value;
  if (cycle <= 0) throw new Missing('zero_denominator');
  return { value: (open * winRate * size) / cycle };
}

function coverage(view: View): OracleFigure {
  const { start, end, edge, asOfEdge } = view.period;
  const ahead = start >= asOfEdge;
  const isOver = edge >= end;
  const measured = ahead ? asOfEdge : isOver ? start : edge;
  const open = view
    .stock('deal_span', measured)
    .filter(
      (row) => holds(row, measured) && isWithin(row['expected_close_date'], greatest(start, measured), end),
    );
  const quota = total(
    view.flow('quota_day', 'date', () => true, start, end),
    'amount',
  );
  const wonBefore = view.flow('deal', 'closed_date', won, start, greatest(start, measured));
  const gap = quota - total(wonBefore, 'amount');
  if (Math.round(gap * 10_000) <= 0) throw new Missing('quota_met');
  return { value: total(open, 'amount') / gap };
}

export const salesOracle: Readonly<Record<string, (view: View) => OracleFigure>> = {
  lead_conversion_rate: (view) => matured(view, 'lead', () => true, 'converted_date', 90),
  sales_conversion_rate: (view) => matured(view, 'deal', fresh, 'closed_date', 180),
  win_rate: (view) =>
    share(
      view.flow('deal', 'closed_date', allOf(fresh, won)).length,
      view.flow('deal', 'closed_date', allOf(fresh, closed)).length,
    ),
  win_rate_value: (view) =>
    sharePart(
      view.flow('deal', 'closed_date', (row) => fresh(row) && (won(row) || closed(row))),
      (row) => (won(row) ? money(row, 'amount') : 0),
      (row) => (closed(row) ? money(row, 'amount') : 0),
    ),
  stage_conversion_rate: (view) => {
    const decided = view.flow('deal_stage_entry', 'entered_date', is('is_decided', true));
    return share(decided.filter(is('reached_next', true)).length, decided.length);
  },
  sales_cycle_days: (view) => medianOf(view.flow('deal', 'closed_date', won), 'cycle_days'),
  sales_cycle_days_mean: (view) => meanOf(view.flow('deal', 'closed_date', won), 'cycle_days'),
  average_deal_size: (view) =>
    clustered(
      view.flow('deal', 'closed_date', allOf(won, has('amount'))),
      (row) => money(row, 'amount'),
      () => 1,
    ),
  median_deal_size: (view) => quantileOf(view.flow('deal', 'closed_date', won), 'amount', 0.5),
  pipeline_value: (view) => {
    const open = view.stock('deal_span', view.period.edge);
    if (open.length > 0 && open.every((row) => row['amount'] === null)) throw new Missing('no_values');
    return { value: total(open, 'amount') };
  },
  pipeline_coverage: coverage,
  pipeline_velocity: velocity,
  quota_attainment: (view) => ({
    value: ratio(
      total(view.flow('deal', 'closed_date', won), 'amount'),
      total(
        view.flow('quota_day', 'date', () => true, view.period.start, view.period.end),
        'amount',
      ),
    ),
  }),
};
