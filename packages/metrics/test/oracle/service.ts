import { least, plusDays } from './dates.js';
import { countOf, meanOf, medianOf, quantileOf, share } from './figures.js';
import { is, Missing, type OracleFigure, type View } from './view.js';

const created = (view: View) => view.flow('ticket', 'created_date');
const firstSolved = (view: View) => view.flow('ticket', 'first_solved_date');
const solved = (view: View) => view.flow('ticket', 'solved_date');
const turns = (view: View) => view.flow('response_turn', 'asked_date');

export const serviceOracle: Readonly<Record<string, (view: View) => OracleFigure>> = {
  first_response_time: (view) => medianOf(created(view), 'first_response_seconds'),
  first_response_time_mean: (view) => meanOf(created(view), 'first_response_seconds'),
  first_response_time_p90: (view) => quantileOf(created(view), 'first_response_seconds', 0.9),
  first_response_time_business: (view) => medianOf(created(view), 'first_response_business_seconds'),
  average_response_time: (view) => meanOf(turns(view), 'response_seconds'),
  average_response_time_median: (view) => medianOf(turns(view), 'response_seconds'),
  average_response_time_business: (view) => meanOf(turns(view), 'response_business_seconds'),
  resolution_time: (view) => medianOf(firstSolved(view), 'resolution_seconds'),
  resolution_time_mean: (view) => meanOf(firstSolved(view), 'resolution_seconds'),
  resolution_time_business: (view) => medianOf(firstSolved(view), 'resolution_business_seconds'),
  full_resolution_time: (view) => medianOf(solved(view), 'full_resolution_seconds'),
  full_resolution_time_business: (view) => medianOf(solved(view), 'full_resolution_business_seconds'),
  full_resolution_time_work: (view) => medianOf(solved(view), 'full_resolution_work_seconds'),
  first_contact_resolution_rate: (view) => {
    const end = least(view.period.edge, plusDays(view.period.asOfEdge, -7));
    if (end <= view.period.start) throw new Missing('immature');
    const old = view.flow('ticket', 'solved_date', () => true, undefined, end);
    return share(old.filter(is('is_first_contact_resolution', true)).length, old.length);
  },
  reopen_rate: (view) =>
    share(firstSolved(view).filter(is('was_reopened', true)).length, firstSolved(view).length),
  ticket_backlog: (view) => ({ value: view.stock('ticket_open_span', view.period.edge).length }),
  tickets_created: (view) => countOf(created(view).length),
  sla_attainment: (view) => {
    const due = view.flow('sla_target', 'due_date', is('is_decided', true));
    return share(due.filter(is('is_met', true)).length, due.length);
  },
};
