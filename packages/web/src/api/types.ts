/** The shapes of the API's answers, as packages/server/API.md states them. */

export type Figure = number | string;
export type Unit =
  | 'ratio'
  | 'money'
  | 'money_per_day'
  | 'count'
  | 'seconds'
  | 'days'
  | 'months'
  | 'times'
  | 'points'
  | 'nps';
export type Better = 'higher' | 'lower' | 'neither';
export type Grain =
  | 'day'
  | 'week'
  | 'month'
  | 'quarter'
  | 'year'
  | 'fiscal_quarter'
  | 'fiscal_year'
  | 'total';
export type Comparison = 'previous' | 'year';
export type Grade = 'A' | 'B' | 'C' | 'D';

export interface Reason {
  readonly code: string;
  readonly message: string;
  readonly entities?: readonly string[];
}

export interface Interval {
  readonly low: Figure;
  readonly high: Figure;
  readonly level: number;
  readonly method: string;
}

export interface Quality {
  readonly grade: Grade;
  readonly warnings: readonly { readonly rule: string; readonly count: number }[];
}

export interface CellComparison {
  readonly period: string;
  readonly start: string;
  readonly end: string;
  readonly value: Figure | null;
  readonly n: number | null;
  readonly reason: Reason | null;
  readonly change: Figure | null;
  readonly distinguishable: boolean | null;
}

/** One figure: the same from every route. */
export interface Cell {
  readonly metric: string;
  readonly period: string;
  readonly start: string;
  readonly end: string;
  readonly partial: boolean;
  readonly by: Readonly<Record<string, string | null>>;
  readonly value: Figure | null;
  readonly numerator: Figure | null;
  readonly denominator: Figure | null;
  readonly n: number | null;
  readonly interval: Interval | null;
  readonly reason: Reason | null;
  readonly quality: Quality;
  readonly compare: Readonly<Partial<Record<Comparison, CellComparison>>>;
}

export interface DimensionFilter {
  readonly dimension: string;
  readonly values: readonly (string | null)[];
  readonly exclude?: boolean;
}

export interface QueryRequest {
  readonly metrics: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly grain?: Grain;
  readonly by?: readonly string[];
  readonly where?: readonly DimensionFilter[];
  readonly compare?: readonly Comparison[];
}

export interface QueryResult {
  readonly metrics: readonly { readonly id: string; readonly version: number; readonly hash: string }[];
  readonly time_zone: string;
  readonly currency: string;
  readonly as_of: string;
  readonly cells: readonly Cell[];
}

export interface MetricSummary {
  readonly id: string;
  readonly version: number;
  readonly hash: string;
  readonly name: string;
  readonly group: string;
  readonly unit: Unit;
  readonly better: Better;
  readonly sentence: string;
  readonly formula: { readonly words: string; readonly symbols: string };
  readonly breakdowns: readonly string[];
  readonly dimensions: readonly string[];
  readonly additive: boolean;
  readonly grains: readonly Grain[] | null;
  readonly rules: readonly string[];
  readonly custom: boolean;
}

/** A rule that a measure depends on, whether or not anything breaks it. */
export interface MetricCheck {
  readonly rule: string;
  readonly title: string;
  readonly severity: Issue['severity'];
  readonly remedy: string;
  readonly judged: readonly string[];
  readonly unfilled: readonly string[];
  readonly appliedBy: 'reading' | 'mapping' | 'import' | 'identity' | 'facts' | null;
  readonly affected: number;
  readonly waived: string | null;
}

export interface MetricDetail extends MetricSummary {
  readonly checks: readonly MetricCheck[];
  readonly included: readonly string[];
  readonly excluded: readonly string[];
  readonly variants: readonly {
    readonly name: string;
    readonly difference: string;
    readonly metric?: string;
  }[];
  readonly source: string;
  readonly parameters: Readonly<
    Record<
      string,
      { readonly description?: string; readonly default?: unknown; readonly assumption?: string }
    >
  >;
  readonly formulaText: string;
  readonly quality: Quality & { readonly blocked: readonly string[] };
}

export interface Organisation {
  readonly name: string;
  readonly timeZone: string;
  readonly currency: string;
  readonly fiscalYearStartsMonth: number;
  /** Last day for which the data is complete. */
  readonly asOf: string;
  readonly isSample: boolean;
  readonly dataVersion: string | number | null;
  readonly writing: boolean;
  readonly hasData: boolean;
  readonly today: string;
}

export interface Target {
  readonly id: string;
  readonly metric: string;
  readonly period: string;
  readonly where: readonly DimensionFilter[];
  readonly value: Figure;
  readonly owner: string | null;
  readonly note: string | null;
  readonly reviewOn: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export type TargetStatus = 'met' | 'on_track' | 'behind' | 'missed' | 'open' | 'unknown';

export interface BoardLine {
  readonly metric: MetricSummary;
  readonly latest: Cell;
  readonly series: readonly Cell[];
  readonly current?: Cell | null;
  readonly direction: 'better' | 'worse' | 'steady' | 'unknown';
}

export interface Board {
  readonly from: string;
  readonly to: string;
  readonly asOf: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly groups: readonly { readonly group: string; readonly lines: readonly BoardLine[] }[];
  readonly missing: readonly { readonly metric: MetricSummary; readonly entities: readonly string[] }[];
}

export interface CellRow {
  readonly record_id: string | null;
  readonly batch_id: string | null;
  readonly row_number: number | null;
  /** The file it came in. */
  readonly file?: string | null;
  readonly date: string | null;
  readonly contribution: string | null;
  readonly values: Readonly<Record<string, string | null>>;
}

export interface LegRows {
  readonly leg: string;
  readonly fact: string;
  readonly part: 'numerator' | 'denominator' | 'both' | 'value';
  readonly count: number;
  readonly total: string;
  readonly value: string | null;
  readonly columns: readonly string[];
  readonly rows: readonly CellRow[];
}

export interface RowsRequest {
  readonly metric: string;
  readonly from: string;
  readonly to?: string;
  readonly grain?: Grain;
  readonly by?: Readonly<Record<string, string | null>>;
  readonly where?: readonly DimensionFilter[];
  readonly legs?: readonly string[];
  readonly limit: number;
  readonly offset: number;
}

export interface RowsResult {
  readonly cell: Cell;
  readonly legs: readonly LegRows[];
  readonly reconciles: boolean | null;
  readonly limit: number;
  readonly offset: number;
}

export interface Issue {
  readonly rule: string;
  readonly title: string;
  readonly severity: 'block' | 'quarantine' | 'warn' | 'info';
  readonly entity: string | null;
  readonly affected: number;
  readonly population: number;
  readonly message: string;
  readonly remedy: string;
  readonly examples: readonly { readonly record: string; readonly message: string | null }[];
  readonly file: string | null;
  readonly scope: string;
  readonly metrics: readonly string[];
}

export interface Explanation {
  readonly hash: string;
  readonly metrics: readonly {
    readonly hash: string;
    readonly formula: string;
    readonly legs: readonly {
      readonly leg: string;
      readonly fact: string;
      readonly grain: string;
      readonly aggregate: string;
      readonly where: readonly string[];
      readonly placement: string;
      readonly from: readonly string[];
    }[];
  }[];
  readonly periods: readonly {
    readonly name: string;
    readonly start: string;
    readonly end: string;
    readonly looked_at_until: string;
  }[];
  /** Records that are in no figure, whatever is asked. */
  readonly exclusions: readonly {
    readonly entity: string;
    readonly reason: string;
    readonly rule: string;
    readonly records: number;
  }[];
  readonly steps: readonly {
    readonly id: string;
    readonly sql: string;
    readonly serves: readonly string[];
  }[];
}

/** The definitions that this workspace has had for a metric, the newest first. */
export interface DefinitionVersions {
  readonly current: { readonly version: number; readonly hash: string };
  readonly versions: readonly {
    readonly version: number;
    readonly hash: string;
    readonly seenAt: string;
    readonly changes: readonly {
      readonly part: string;
      readonly before: string | null;
      readonly after: string | null;
    }[];
  }[];
}
