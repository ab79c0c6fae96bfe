import type { ProblemDocument } from './problem.js';

export interface Sources {
  readonly sources: readonly {
    readonly source: string;
    readonly title: string;
    readonly lastImportedAt: string;
    readonly streams: readonly {
      readonly stream: string;
      readonly files: number;
      readonly entities: readonly string[];
      readonly rows: number;
      readonly rowsQuarantined: number;
      readonly lastImportedAt: string;
    }[];
  }[];
  readonly entities: readonly {
    readonly entity: string;
    readonly rows: number;
    readonly latest: string | null;
  }[];
}

export interface Batch {
  readonly batchId: string;
  readonly status: 'loaded' | 'undone';
  readonly finishedAt: string;
  readonly files: number;
  readonly rowsIn: number;
  readonly rowsLoaded: number;
  readonly rowsQuarantined: number;
  readonly rowsIgnored: number;
}

export interface Reject {
  readonly batchId: string;
  readonly file: string;
  readonly line: number | null;
  readonly entity: string | null;
  readonly column: string | null;
  readonly rule: string;
  readonly message: string;
  readonly record: string | null;
  readonly row: Readonly<Record<string, string | null>>;
}

export interface Progress {
  readonly phase: string;
  readonly file: string;
  readonly fraction: number;
}

export interface PlannedHeader {
  readonly header: string;
  readonly name: string;
  /** Where it goes: `entity.column`; empty where nothing reads it. */
  readonly mapped: readonly string[];
  /** Null while the file is not recognised. */
  readonly used: boolean | null;
  readonly format: string | null;
  /** Why the column is read so: a sentence with the value that decides. */
  readonly proof: string | null;
  readonly examples: readonly string[];
  readonly empty: number | null;
  readonly distinct: number | null;
  readonly bad: { readonly count: number; readonly examples: readonly string[] } | null;
}

export type TableFate =
  | 'load'
  | 'already_loaded'
  | 'not_needed'
  | 'unrecognised'
  | 'undecided'
  | 'ambiguous'
  | 'empty';

export interface PlannedTable {
  readonly file: string;
  readonly table: string;
  readonly rows: number;
  readonly fate: TableFate;
  readonly reason: string | null;
  readonly stream: string | null;
  readonly streamTitle: string | null;
  readonly confidence: number | null;
  readonly rivals: readonly string[];
  readonly headers: readonly PlannedHeader[];
  readonly entities: readonly { readonly entity: string; readonly columns: readonly string[] }[];
  readonly unmapped: readonly string[];
  readonly ambiguous: readonly {
    readonly header: string;
    readonly column: string;
    readonly question: string;
    readonly rule: string;
    readonly examples: readonly string[];
    readonly remedy: string;
  }[];
  readonly notes: readonly { readonly rule: string; readonly message: string }[];
  readonly problems: readonly { readonly line: number; readonly rule: string; readonly message: string }[];
  readonly problemCount: number;
  readonly samples: readonly (readonly (string | null)[])[];
}

export interface ImportPlan {
  readonly tables: readonly PlannedTable[];
  readonly passedOver: readonly { readonly path: string; readonly reason: string }[];
  /** How many columns wait for an answer. */
  readonly questions: number;
}

export interface FileReport {
  readonly file: string;
  readonly stream: string | null;
  readonly fate: string;
  readonly reason: string | null;
  readonly rowsIn: number;
  readonly rowsLoaded: number;
  readonly rowsQuarantined: number;
  readonly rowsIgnored: number;
  readonly ignored: readonly { readonly reason: string; readonly rows: number }[];
  readonly unmapped: readonly string[];
  readonly notes: readonly { readonly rule: string; readonly message: string }[];
}

export interface ImportReport {
  readonly batchId: string | null;
  readonly files: readonly FileReport[];
  readonly passedOver: readonly { readonly path: string; readonly reason: string }[];
  readonly rowsIn: number;
  readonly rowsLoaded: number;
  readonly rowsQuarantined: number;
  readonly rowsIgnored: number;
  readonly seconds: number;
}

export interface ImportOptions {
  readonly files?: readonly string[];
  readonly as?: string;
  readonly dateOrder?: 'DMY' | 'MDY' | 'YMD';
  readonly decimal?: '.' | ',';
  readonly mapping?: string | { readonly entity: string; readonly columns: Readonly<Record<string, string>> };
}

export interface ImportJob {
  readonly id: string;
  readonly status: 'uploaded' | 'planning' | 'planned' | 'loading' | 'loaded' | 'failed';
  readonly createdAt: string;
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
  readonly options: ImportOptions;
  readonly plan?: ImportPlan | null;
  readonly report?: ImportReport | null;
  readonly problem?: ProblemDocument | null;
  readonly progress?: Progress | null;
}

export interface Job {
  readonly id: string;
  readonly kind: string;
  readonly status: 'running' | 'done' | 'failed';
  readonly progress?: Progress | number | null;
  readonly result?: unknown;
  readonly problem?: ProblemDocument | null;
}

export interface StreamChoice {
  readonly id: string;
  readonly title: string;
}

export interface EntityChoice {
  readonly entity: string;
  readonly columns: readonly {
    readonly name: string;
    readonly type: string;
    readonly required?: boolean;
    readonly description?: string;
  }[];
}

export type SettingValue = string | number | boolean | readonly string[] | null | undefined;

export interface Settings {
  readonly organisation: Readonly<Record<string, SettingValue>>;
  readonly customers: Readonly<Record<string, SettingValue>>;
  readonly assumptions: Readonly<Record<string, SettingValue>>;
  readonly moves: Readonly<Record<string, readonly string[]>>;
}

export interface Workspace {
  readonly id: string;
  readonly name: string;
  readonly isSample: boolean;
}

/** The workspace that is served, and those beside it. */
export interface Workspaces {
  readonly served: Workspace;
  readonly others: readonly Workspace[];
  readonly canMake: boolean;
  /** The one that could not be opened at the last try, and why. */
  readonly failed: { readonly id: string; readonly problem: ProblemDocument } | null;
}

export interface NewWorkspace {
  readonly name: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly fiscalYearStartsMonth: number;
}
