import type { WorkspaceConfig } from '../config/workspace-config.js';

/** What every builder may ask of its surroundings. */
export interface FactContext {
  readonly config: WorkspaceConfig;
  /** Last day for which the data is complete, ISO date. */
  readonly asOf: string;
  /** Some amount is in another currency than the organisation's: rates must be joined. */
  readonly hasForeignMoney: boolean;
  /** Some account record leads to another: ids must be resolved. */
  readonly hasAccountLinks: boolean;
  /** Days after the last order until a customer without contract counts as gone. */
  readonly lapseDays: number;
  /** Condition that keeps a query to what an import touched, e.g. `AND d.deal_id IN (…)`; empty for a full build. */
  readonly only: (unit: Unit, expression: string) => string;
}

/** The thing whose rows of a fact are rebuilt together when one of its records changes. */
export type Unit = 'account' | 'deal' | 'ticket' | 'order' | 'subscription' | 'lead' | 'whole';

export interface FactBuilder {
  /** Table it fills: `facts.deal`, or a stage on the way, `derived.order_net`. */
  readonly table: string;
  readonly unit: Unit;
  /** Column of the table that holds the unit's key (absent for `whole`). */
  readonly unitColumn?: string;
  /** Entities that make it stale, with the SQL of the unit's key over a canonical row `x`; null = rebuild it whole. */
  readonly touchedBy: Readonly<Record<string, string | null>>;
  /** What a row says depends on the as-of day: when that moves the table is built whole. */
  readonly readsAsOf?: boolean;
  /** The same of the lapse window. */
  readonly readsLapseDays?: boolean;
  /** SELECT of the whole table, or of what `context.only` lets through. */
  readonly select: (context: FactContext) => string;
}
