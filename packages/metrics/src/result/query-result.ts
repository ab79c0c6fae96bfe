import type { Unit } from '../definition/metric-definition.js';
import type { Comparison } from '../period/compare.js';
import type { Grain, Rolling } from '../period/grain.js';
import type { DimensionFilter } from '../plan/request.js';
import type { Reason } from './reason.js';

/** Counts, ratios, seconds and the like are numbers; money is decimal text in the result's currency. */
export type Figure = number | string;

export interface CellInterval {
  readonly low: Figure;
  readonly high: Figure;
  readonly level: number;
  readonly method: string;
}

export interface CellComparison {
  readonly period: string;
  readonly start: string;
  readonly end: string;
  readonly value: Figure | null;
  readonly numerator: Figure | null;
  readonly denominator: Figure | null;
  readonly n: number | null;
  readonly reason: Reason | null;
  /** Value − earlier value. */
  readonly change: Figure | null;
  /** Whether the change is beyond noise at the level asked for; null where nobody can tell. */
  readonly distinguishable: boolean | null;
}

/** One figure. The shape is the JSON contract of `query`. */
export interface Cell {
  readonly metric: string;
  readonly period: string;
  readonly start: string;
  readonly end: string;
  /** The period is not over, or a part of it is too young to be judged. */
  readonly partial: boolean;
  readonly by: Readonly<Record<string, string | null>>;
  readonly value: Figure | null;
  readonly numerator: Figure | null;
  readonly denominator: Figure | null;
  readonly n: number | null;
  readonly interval: CellInterval | null;
  readonly reason: Reason | null;
  /** Filled in by who knows the data problems. */
  readonly quality: null;
  readonly compare: Readonly<Partial<Record<Comparison, CellComparison>>>;
}

export interface MetricHeader {
  readonly id: string;
  readonly version: number;
  readonly hash: string;
  readonly name: string;
  readonly unit: Unit;
  readonly better: 'higher' | 'lower' | 'neither';
  readonly parameters: Readonly<Record<string, number | string | null>>;
  readonly rules: readonly string[];
}

export interface QueryResult {
  readonly metrics: readonly MetricHeader[];
  readonly request: {
    readonly from: string;
    readonly to: string;
    readonly grain: Grain;
    readonly by: readonly string[];
    readonly where: readonly DimensionFilter[];
    readonly compare: readonly Comparison[];
    readonly rolling: Rolling | null;
  };
  readonly time_zone: string;
  readonly currency: string;
  /** Last second of the as-of date, UTC. */
  readonly as_of: string;
  readonly cells: readonly Cell[];
}
