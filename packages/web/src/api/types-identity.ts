export type IdentityMethod =
  | 'declared'
  | 'external_id'
  | 'source_merge'
  | 'exact_email'
  | 'domain'
  | 'parent';
export type AloneReason =
  | 'kept_apart'
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
  /** Pairs of records that a person keeps apart. */
  readonly apart: number;
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

interface IdentityLink {
  readonly one: string;
  readonly other: string;
  readonly method: IdentityMethod;
  readonly confidence: number;
  readonly because: string;
}

interface ApartRecord {
  readonly id: string;
  readonly name: string | null;
  /** The account that it counts for; null for a person. */
  readonly accountId: string | null;
}

export interface KeptApart {
  readonly entity: 'account' | 'person';
  readonly one: ApartRecord;
  readonly other: ApartRecord;
  /** The imports that say so. */
  readonly batches: readonly string[];
  readonly separatedAt: string | null;
  /** Links that do not count because of it. */
  readonly refused: readonly IdentityLink[];
}

export interface KeptApartPairs {
  readonly total: number;
  readonly pairs: readonly KeptApart[];
}

/** Two records that a person says are one; the losing one becomes part of the other's account. */
export interface Unite {
  readonly losing: string;
  readonly winning: string;
}

/** Two records that a person says are not one. */
export interface Separate {
  readonly one: string;
  readonly other: string;
}

export interface AccountEvidence {
  readonly id: string;
  readonly name: string | null;
  /** Records that a person keeps apart from one of these. */
  readonly keptApart: readonly KeptApart[];
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
  readonly links: readonly IdentityLink[];
}

export interface AloneRecord {
  readonly id: string;
  readonly source: string;
  readonly name: string | null;
  readonly domain: string | null;
  readonly email: string | null;
  readonly reason: AloneReason;
  /** Accounts with which a person said that it is not one. */
  readonly apartFrom: readonly string[];
}

export interface AloneRecords {
  readonly total: number;
  readonly records: readonly AloneRecord[];
}
