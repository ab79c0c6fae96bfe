import type { Leg } from '../definition/metric-definition.js';
import type { ParameterValues } from '../definition/parameter.js';
import { addMonths, later } from '../period/dates.js';
import type { PlannedPeriod } from './planned-period.js';
import { resolveAggregate, resolveConditions } from './resolve.js';
import type { Group, Output, Scan, ScanFilter, Window } from './scan.js';
import { ageEdges, edgeOf, measuringDay, needNumber, type WindowContext, windowOf } from './windows.js';
import { unreachable } from '../unreachable.js';

/** What decides the dates and breakdown of a leg's scan. */
export interface LegContext extends WindowContext {
  readonly periods: readonly PlannedPeriod[];
  readonly groups: readonly Group[];
  readonly filters: readonly ScanFilter[];
}

/** A scan without its outputs: legs with the same frame can share one. */
export type Frame = Scan extends infer One
  ? One extends Scan
    ? Omit<One, 'outputs' | 'clusters'>
    : never
  : never;

/** The scan that a leg needs, outputs and (for stocks) edges apart. */
export function frameOf(leg: Leg, context: LegContext): Frame {
  const { placement, fact } = leg;
  const { groups, filters, periods } = context;
  const base = { fact, groups, filters };
  const windows = (): Window[] =>
    periods.map((period) =>
      windowOf(
        placement.kind === 'cohort' || placement.kind === 'remaining' ? {} : placement,
        period,
        context,
      ),
    );
  switch (placement.kind) {
    case 'flow': {
      const { date } = placement;
      const frame = { ...base, date, windows: windows() };
      if (leg.aggregate.kind === 'count_distinct' || leg.aggregate.kind === 'quantile') {
        return { kind: 'flow_rows', ...frame };
      }
      if (leg.aggregate.kind === 'mean_of_members') return { kind: 'flow_members', ...frame };
      if (leg.aggregate.kind === 'present_value') return { kind: 'present_value', ...frame };
      return { kind: 'flow', ...frame };
    }
    case 'stock': {
      const { from, to } = placement;
      return {
        kind: 'stock',
        ...base,
        from,
        to,
        edges: [],
      };
    }
    case 'exposure': {
      const { from, to } = placement;
      return { kind: 'exposure', ...base, from, to, windows: windows() };
    }
    case 'lost':
      return { kind: 'lost', ...base, windows: windows() };
    case 'pair': {
      const back = placement.look_back_months;
      const pairs = windows().map((window) =>
        back === undefined
          ? window
          : { ...window, start: addMonths(window.end, -needNumber(back, context.values)) },
      );
      return { kind: 'pair', ...base, amount: placement.amount, windows: pairs };
    }
    case 'members': {
      const { fact: eventFact, date, where } = placement.events;
      const events = { fact: eventFact, date, where: resolveConditions(where, context.values) };
      return { kind: 'members', ...base, events, windows: windows() };
    }
    case 'cohort': {
      const oldest = needNumber({ parameter: 'oldest_age' }, context.values);
      const ages = periods.flatMap((period) => ageEdges(period, oldest, context.asOfEdge));
      return { kind: 'cohort', ...base, windows: windows(), ages };
    }
    case 'remaining': {
      const { from, to, date } = placement;
      const left = periods.map((period) => {
        const edge = period.begun ? measuringDay(period) : period.edge;
        return { period: period.index, edge, start: later(period.start, edge), end: period.end };
      });
      return { kind: 'remaining', ...base, from, to, date, windows: left };
    }
    default:
      return unreachable(placement);
  }
}

/** By period index: the edge at which a stock is counted. null for every other placement. */
export const edgesOf = ({ placement }: Leg, context: LegContext): Readonly<Record<number, string>> | null =>
  placement.kind === 'stock'
    ? Object.fromEntries(
        context.periods.map((period) => [period.index, edgeOf(placement, period, context).edge]),
      )
    : null;

/** The aggregate and filter of a leg inside its scan. */
export const outputOf = (leg: Leg, values: ParameterValues): Omit<Output, 'alias'> => ({
  aggregate: resolveAggregate(leg.aggregate, values),
  where: resolveConditions(leg.where, values),
});
