/**
 * Scans: what the engine is asked for, as plain data. One scan reads one fact once and aggregates it to
 * (period × breakdown); several legs share it where fact, dates and breakdown agree. Every number is filled in; nothing
 * here knows SQL.
 */

/** A half-open range of dates that feeds one period. */
export interface Window {
  readonly period: number;
  readonly start: string;
  readonly end: string;
}

/** A day at whose edge a stock is counted for one period. */
export interface Edge {
  readonly period: number;
  readonly edge: string;
}

/** The edge at which a cohort is looked at, `age` periods after its own. */
export interface AgeEdge extends Edge {
  readonly age: number;
}

/** The day at which a plan is measured, and the dates that lie ahead of it. */
export interface RemainingWindow extends Window {
  readonly edge: string;
}

/** A dimension and the column that carries it in the fact of the scan. */
export interface Group {
  readonly dimension: string;
  readonly column: string;
}

export interface ScanFilter {
  readonly column: string;
  readonly values: readonly (string | null)[];
  readonly exclude: boolean;
}

export type ScanCondition =
  | { readonly column: string; readonly is: string | boolean }
  | { readonly column: string; readonly in: readonly string[] }
  | { readonly column: string; readonly not_in: readonly string[] }
  | { readonly column: string; readonly known: boolean }
  | { readonly column: string; readonly at_least: number }
  | { readonly column: string; readonly at_most: number }
  | { readonly column: string; readonly within_days: number; readonly of: string }
  | {
      readonly column: string;
      readonly found_in: {
        readonly fact: string;
        readonly column: string;
        readonly where: readonly ScanCondition[];
      };
    };

export type ScanAggregate =
  | { readonly kind: 'count' }
  | { readonly kind: 'count_distinct'; readonly column: string }
  | { readonly kind: 'sum'; readonly column: string }
  | { readonly kind: 'mean'; readonly column: string }
  | { readonly kind: 'quantile'; readonly column: string; readonly q: number }
  | {
      readonly kind: 'mean_of_members';
      readonly column: string;
      readonly weight: string;
      readonly by: string;
    }
  | { readonly kind: 'present_value'; readonly column: string; readonly rate: number };

/** One aggregate under its own filter. Its columns in the rows start with `alias`. */
export interface Output {
  readonly alias: string;
  readonly aggregate: ScanAggregate;
  readonly where: readonly ScanCondition[];
}

/** Numerator and denominator per cluster, for the sums that an interval of their ratio needs. */
export interface ClusterOutput {
  readonly alias: string;
  readonly numerator: Omit<Output, 'alias'>;
  readonly denominator: Omit<Output, 'alias'>;
}

interface Base {
  readonly fact: string;
  readonly groups: readonly Group[];
  readonly filters: readonly ScanFilter[];
}

interface WithOutputs extends Base {
  readonly outputs: readonly Output[];
}

/** Counts, sums and means of rows by date: additive over days. */
export interface FlowScan extends WithOutputs {
  readonly kind: 'flow';
  readonly date: string;
  readonly windows: readonly Window[];
}

/** Distinct counts and quantiles of rows by date: need the rows of each window together. */
export interface FlowRowsScan extends WithOutputs {
  readonly kind: 'flow_rows';
  readonly date: string;
  readonly windows: readonly Window[];
}

/** Means of members' means by date. */
export interface FlowMembersScan extends WithOutputs {
  readonly kind: 'flow_members';
  readonly date: string;
  readonly windows: readonly Window[];
}

export interface PresentValueScan extends WithOutputs {
  readonly kind: 'present_value';
  readonly date: string;
  readonly windows: readonly Window[];
}

export interface FlowClustersScan extends Base {
  readonly kind: 'flow_clusters';
  readonly date: string;
  readonly cluster: string;
  readonly windows: readonly Window[];
  readonly clusters: readonly ClusterOutput[];
}

/** Stocks at edges, whichever periods they belong to: legs at the start and at the end share one scan. */
export interface StockScan extends WithOutputs {
  readonly kind: 'stock';
  readonly from: string;
  readonly to: string;
  /** Ascending, each once. Rows carry the edge in place of a period. */
  readonly edges: readonly string[];
}

export interface ExposureScan extends WithOutputs {
  readonly kind: 'exposure';
  readonly from: string;
  readonly to: string;
  readonly windows: readonly Window[];
}

export interface LostScan extends WithOutputs {
  readonly kind: 'lost';
  readonly windows: readonly Window[];
}

/** Accounts of the start edge with their amounts at both edges: all measures and their sums of squares at once. */
export interface PairScan extends Base {
  readonly kind: 'pair';
  readonly amount: string;
  readonly windows: readonly Window[];
}

export interface MembersScan extends WithOutputs {
  readonly kind: 'members';
  readonly windows: readonly Window[];
  readonly events: {
    readonly fact: string;
    readonly date: string;
    readonly where: readonly ScanCondition[];
  };
}

/** Customers first won in each window: how many, and how many are active at each age. */
export interface CohortScan extends Base {
  readonly kind: 'cohort';
  readonly windows: readonly Window[];
  readonly ages: readonly AgeEdge[];
}

export interface RemainingScan extends WithOutputs {
  readonly kind: 'remaining';
  readonly from: string;
  readonly to: string;
  readonly date: string;
  readonly windows: readonly RemainingWindow[];
}

export type Scan =
  | FlowScan
  | FlowRowsScan
  | FlowMembersScan
  | PresentValueScan
  | FlowClustersScan
  | StockScan
  | ExposureScan
  | LostScan
  | PairScan
  | MembersScan
  | CohortScan
  | RemainingScan;

/** The first date in some date columns of a fact (without columns: any row): tells 0 from "nothing imported". */
export interface Coverage {
  readonly alias: string;
  readonly fact: string;
  readonly dates: readonly string[];
}
