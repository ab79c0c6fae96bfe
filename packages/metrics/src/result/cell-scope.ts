import { findFact } from '@bellwether/model';
import type { LegAddress, LogicalPlan, PlannedLeg, PlannedMetric } from '../plan/logical-plan.js';
import type { PlannedPeriod } from '../plan/planned-period.js';
import { neverDated } from '../sql/coverage.js';
import type { LegValue } from './evaluate.js';
import { type ByKey, type Row, type RowsByScan, textOf } from './leg-rows.js';
import { legValueOf } from './leg-value.js';
import { type Reason, reason } from './reason.js';

/** One row of the rows of the plan's steps: everything that is needed to look up a cell. */
export interface Gathered {
  readonly plan: LogicalPlan;
  readonly rows: RowsByScan;
  readonly coverage: Row;
}

/** Where a cell stands. */
export interface CellAddress {
  readonly metric: PlannedMetric;
  readonly period: PlannedPeriod;
  readonly key: ByKey;
  readonly age: number | null;
}

const helpers = new Set([
  'entity_merge',
  'fx_rate',
  'account_history',
  'deal_field_history',
  'price',
  'product',
  'crm_user',
]);

/** What to import so that a fact has rows. */
export function entitiesOf(fact: string): readonly string[] {
  return (findFact(fact)?.from ?? []).filter((entity) => !helpers.has(entity));
}

export function notAvailable(fact: string): Reason {
  const entities = entitiesOf(fact);
  return reason('not_available', `Import one of: ${entities.join(', ')}.`, entities);
}

/** Why a leg has nothing to say: its fact is empty, or begins only after the leg stops looking. */
function legReason({ plan, coverage }: Gathered, leg: PlannedLeg, period: number): Reason | null {
  for (const alias of leg.coverage) {
    const covered = plan.coverage.find((one) => one.alias === alias);
    const first = textOf(coverage[alias]);
    if (covered === undefined) continue;
    if (first === null) return notAvailable(covered.fact);
    const end = leg.ends[period];
    if (end !== undefined && first.slice(0, 10) >= end) {
      const detail = first === neverDated ? 'None has a date.' : `The first is dated ${first.slice(0, 10)}.`;
      return reason('no_data', detail);
    }
  }
  return null;
}

/** A leg, or the clusters of an interval. */
type RowAddress = LegAddress & Partial<Pick<PlannedLeg, 'edges'>>;

/** The row of a leg's scan for a cell; the size of a cohort has no age. */
export function rowOf(gathered: Gathered, address: CellAddress, leg: RowAddress): Row | undefined {
  const age = leg.alias === 'size' ? null : address.age;
  const slot = leg.edges?.[address.period.index] ?? address.period.index;
  return gathered.rows[leg.scan]?.at(slot, address.key, age);
}

/** Looks up legs for a formula. */
export function legAt(gathered: Gathered, address: CellAddress): (name: string) => LegValue {
  const { metric, period } = address;
  return (name) => {
    const planned = metric.legs[name];
    const leg = metric.definition.legs[name];
    if (planned === undefined || leg === undefined) throw new TypeError(`no leg '${name}' in ${metric.id}`);
    const why = legReason(gathered, planned, period.index);
    if (why !== null) return { value: null, n: null, reason: why };
    return legValueOf(leg, planned, rowOf(gathered, address, planned));
  };
}
