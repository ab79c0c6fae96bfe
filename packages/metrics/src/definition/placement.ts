import type { Condition } from './condition.js';
import type { NumberOrParameter } from './parameter.js';

/** Which dates a leg looks at, made from the period [start, end) that a cell is about. */
export interface WindowRule {
  /** So many months up to the end of the period, in place of the period. */
  readonly trailing_months?: NumberOrParameter;
  /** The window is moved so many days back: spend comes before the customers it wins. */
  readonly lag_days?: NumberOrParameter;
  /** The whole period even where it is not over (a quota is a quota of the whole month). */
  readonly whole_period?: boolean;
  /** Everything up to the end of the period. */
  readonly from_beginning?: boolean;
  /** Only rows that are at least so many days old as of the as-of date: younger ones cannot be judged. */
  readonly mature_days?: NumberOrParameter;
  /** The part of the period before the day at which a plan is measured; see `remaining`. */
  readonly measured?: 'before';
}

/** Puts the rows of a fact into periods. */
export type Placement =
  | FlowPlacement
  | StockPlacement
  | ExposurePlacement
  | LostPlacement
  | PairPlacement
  | MembersPlacement
  | CohortPlacement
  | RemainingPlacement;

/** Rows whose date lies in the window. */
export interface FlowPlacement extends WindowRule {
  readonly kind: 'flow';
  readonly date: string;
}

/** Spans that cover the edge at the start or end of the window: from < edge and (to is null or to >= edge). */
export interface StockPlacement extends WindowRule {
  readonly kind: 'stock';
  readonly at: 'start' | 'end';
  readonly from: string;
  readonly to: string;
}

/** Days that spans spend inside the window. The aggregate is `count`: of span-days. */
export interface ExposurePlacement extends WindowRule {
  readonly kind: 'exposure';
  readonly from: string;
  readonly to: string;
}

/**
 * Customers of the start edge who are not customers at the end edge: their span ended inside the window and no later
 * span of theirs covers the end. Attributes are those at the start. Needs a fact with `next_from_date`/`next_to_date`.
 */
export interface LostPlacement extends WindowRule {
  readonly kind: 'lost';
}

/** Of accounts of the start edge: amount at the start; at the end (0 where gone); the smaller of the two; how many they are. */
export const pairMeasures = ['opening', 'closing', 'capped', 'units'] as const;
export type PairMeasure = (typeof pairMeasures)[number];

/** Accounts of the start edge, each with its amount at both edges; attributes are those at the start. */
export interface PairPlacement extends WindowRule {
  readonly kind: 'pair';
  readonly measure: PairMeasure;
  readonly amount: string;
  /** The start edge lies so many months before the end of the period, in place of the period's own start. */
  readonly look_back_months?: NumberOrParameter;
}

/** Spans that cover the start edge and whose account has an event inside the window. */
export interface MembersPlacement extends WindowRule {
  readonly kind: 'members';
  readonly events: { readonly fact: string; readonly date: string; readonly where: readonly Condition[] };
}

/** Customers first won in the period: all of them (`size`), or those active `age` periods later (`active`). */
export interface CohortPlacement {
  readonly kind: 'cohort';
  readonly measure: 'size' | 'active';
}

/**
 * Open spans at the measuring day whose `date` lies from that day to the end of the period. The measuring day is the
 * as-of edge while the period runs or lies ahead, and the first day of a period that is over.
 */
export interface RemainingPlacement {
  readonly kind: 'remaining';
  readonly from: string;
  readonly to: string;
  readonly date: string;
}

export const flow = (date: string, rule: WindowRule = {}): FlowPlacement => ({ kind: 'flow', date, ...rule });

export const stock = (at: 'start' | 'end', rule: WindowRule & { from?: string } = {}): StockPlacement => ({
  kind: 'stock',
  at,
  to: 'to_date',
  ...rule,
  from: rule.from ?? 'from_date',
});
