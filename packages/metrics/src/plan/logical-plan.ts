import type { MetricDefinition } from '../definition/metric-definition.js';
import type { ParameterValues } from '../definition/parameter.js';
import type { QueryContext } from './context.js';
import type { PlannedCell, PlannedPeriod } from './planned-period.js';
import type { NormalRequest } from './request.js';
import type { Coverage, Scan } from './scan.js';
import type { Grain } from '../period/grain.js';

/** Where the rows of a leg are: the scan, and the alias of its output there. */
export interface LegAddress {
  readonly scan: string;
  readonly alias: string;
}

export interface PlannedLeg extends LegAddress {
  /** Aliases of the coverage that this leg needs. */
  readonly coverage: readonly string[];
  /** By period index: where the leg stops looking; a fact whose first date is not before it has nothing to say. */
  readonly ends: Readonly<Record<number, string>>;
  /** Stocks only, by period index: the edge that the rows carry in place of the period. */
  readonly edges: Readonly<Record<number, string>> | null;
}

export interface PlannedMetric {
  readonly id: string;
  /** Content hash of the definition with these parameter values. */
  readonly hash: string;
  /** References to other metrics resolved. */
  readonly definition: MetricDefinition;
  readonly values: ParameterValues;
  readonly legs: Readonly<Record<string, PlannedLeg>>;
  /** Sums of squares for a `ratio_of_sums` interval; null where another method or none applies. */
  readonly clusters: LegAddress | null;
  /** Facts that must hold rows although no leg reads them. */
  readonly required: readonly string[];
  /** Set where a parameter that decides dates has no value: no figure. */
  readonly missingParameter: string | null;
  /** Periods of which nothing can be judged yet, and of which a part cannot. */
  readonly immature: readonly number[];
  readonly maturing: readonly number[];
  /** Oldest age of a cohort metric; null for every other. */
  readonly oldestAge: number | null;
}

/** A question worked out to the last date and column: plain data, printable, hashable, free of SQL. */
export interface LogicalPlan {
  readonly version: 1;
  readonly request: NormalRequest;
  readonly context: QueryContext;
  /** The as-of date that holds: the request's where earlier. */
  readonly asOf: string;
  readonly grain: Grain;
  readonly periods: readonly PlannedPeriod[];
  readonly cells: readonly PlannedCell[];
  readonly metrics: readonly PlannedMetric[];
  /** By id: s0, s1 and so on. */
  readonly scans: Readonly<Record<string, Scan>>;
  readonly coverage: readonly Coverage[];
}
