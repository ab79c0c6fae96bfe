export type IdentityMethod = 'external_id' | 'source_merge' | 'exact_email' | 'domain' | 'parent';
export type AloneReason =
  | 'held'
  | 'reference_unknown'
  | 'nothing_to_match'
  | 'free_mail'
  | 'shared'
  | 'no_counterpart';

export interface IdentityCoverage {
  readonly sources: readonly {
    readonly source: string;
    readonly records: number;
    /** One with a record of another source. */
    readonly matched: number;
    /** One only with records of its own source. */
    readonly mergedWithin: number;
    readonly alone: number;
    /** Named by rows, described by no account record. */
    readonly onlyNamed: number;
  }[];
  readonly alone: readonly { readonly reason: AloneReason; readonly records: number }[];
  readonly links: readonly { readonly method: IdentityMethod; readonly links: number }[];
  readonly held: { readonly clusters: number; readonly records: number };
  readonly people: {
    readonly records: number;
    readonly humans: number;
    readonly withoutAccount: number;
  };
}

export interface UnitedAccounts {
  readonly total: number;
  readonly accounts: readonly {
    readonly id: string;
    readonly name: string | null;
    readonly records: number;
    readonly sources: readonly string[];
    readonly methods: readonly IdentityMethod[];
    /** Of the record that is held by the weakest evidence, 0 to 1. */
    readonly confidence: number;
  }[];
}

export interface AccountEvidence {
  readonly id: string;
  readonly name: string | null;
  readonly records: readonly {
    readonly id: string;
    readonly source: string;
    readonly name: string | null;
    readonly domain: string | null;
    readonly email: string | null;
    readonly country: string | null;
    readonly file: string | null;
    readonly row: number | null;
  }[];
  readonly links: readonly {
    readonly one: string;
    readonly other: string;
    readonly method: IdentityMethod;
    readonly confidence: number;
    readonly because: string;
  }[];
}

export interface AloneRecord {
  readonly id: string;
  readonly source: string;
  readonly name: string | null;
  readonly domain: string | null;
  readonly email: string | null;
  readonly reason: AloneReason;
}

export interface AloneRecords {
  readonly total: number;
  readonly records: readonly AloneRecord[];
}
