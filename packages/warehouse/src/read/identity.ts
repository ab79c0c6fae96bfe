import { textOf } from '../engine/cell.js';
import type { Row } from '../engine/engine.js';
import type { IdentityMethod } from '../identity/methods.js';
import { freeMailDomains, poisonValues } from '../identity/poison.js';
import { listed } from '../rules/sql-words.js';
import type { Workspace } from '../workspace/workspace.js';
import { accountsApartFrom, type KeptApart, keptApartFrom } from './kept-apart.js';

/** Why a record of one source met none of another. */
export const aloneReasons = [
  'kept_apart',
  'held',
  'reference_unknown',
  'nothing_to_match',
  'free_mail',
  'shared',
  'no_counterpart',
] as const;
export type AloneReason = (typeof aloneReasons)[number];

export interface SourceCoverage {
  readonly source: string;
  /** Account records that are not deleted. */
  readonly records: number;
  /** Those that are one with a record of another source. */
  readonly matched: number;
  /** Those that are one only with records of their own source. */
  readonly mergedWithin: number;
  readonly alone: number;
  /** Accounts that rows of the source name and no account record describes. */
  readonly onlyNamed: number;
}

export interface IdentityCoverage {
  readonly sources: readonly SourceCoverage[];
  readonly alone: readonly { readonly reason: AloneReason; readonly records: number }[];
  readonly links: readonly { readonly method: IdentityMethod; readonly links: number }[];
  /** Clusters that were too large to be believed and were left apart. */
  readonly held: { readonly clusters: number; readonly records: number };
  /** Pairs of records that a person keeps apart. */
  readonly apart: number;
  readonly people: {
    readonly records: number;
    readonly humans: number;
    /** Records of customers' people that lead to no account. */
    readonly withoutAccount: number;
  };
}

export interface UnitedAccount {
  readonly id: string;
  readonly name: string | null;
  readonly records: number;
  readonly sources: readonly string[];
  readonly methods: readonly IdentityMethod[];
  /** Of the record that is held by the weakest evidence, 0 to 1. */
  readonly confidence: number;
}

export interface IdentityPage<Found> {
  readonly total: number;
  readonly found: readonly Found[];
}

export interface IdentityRequest {
  /** Part of the name, of an id, or of what is the evidence; empty for all. */
  readonly search: string;
  readonly limit: number;
  readonly offset: number;
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
  readonly links: readonly {
    readonly one: string;
    readonly other: string;
    readonly method: IdentityMethod;
    readonly confidence: number;
    /** The value on which they agree, or what was declared. */
    readonly because: string;
  }[];
}

export interface AloneAccount {
  readonly id: string;
  readonly source: string;
  readonly name: string | null;
  readonly domain: string | null;
  readonly email: string | null;
  readonly reason: AloneReason;
  /** Accounts with which a person said that it is not one. */
  readonly apartFrom: readonly string[];
}

/** `member(account_id, source_id)`: every record of an account that is made of several. */
const members = `member AS (
  SELECT account_id, source_id FROM resolved.account_link
  UNION SELECT account_id, account_id FROM resolved.account_link)`;

/** `record(...)`: account records with the account they stand for, and what an account could be known by. */
const records = `record AS (
  SELECT a.account_id AS id, a._source AS source, a.name, a.domain, a.email, a.external_id,
         coalesce(l.account_id, a.account_id) AS account_id,
         CASE WHEN lower(trim(a.email)) NOT IN (${listed(poisonValues)}) AND a.email LIKE '%_@_%._%' THEN lower(trim(a.email)) END AS mail,
         nullif(lower(trim(coalesce(a.domain, CASE WHEN lower(trim(a.email)) NOT IN (${listed(poisonValues)}) THEN split_part(a.email, '@', 2) END))), '') AS host
  FROM canonical.account a LEFT JOIN resolved.account_link l ON l.source_id = a.account_id
  WHERE NOT coalesce(a.is_deleted, false)
), cluster AS (
  SELECT account_id, count(*) AS records, count(DISTINCT source) AS sources FROM record GROUP BY account_id
)`;

/** `alone(...)`: records of one source that met none of another, with the first reason that applies. */
const alone = `alone AS (
  SELECT r.id, r.source, r.name, r.domain, r.email,
         CASE WHEN r.id IN (SELECT unnest([one, other]) FROM resolved.refused_link WHERE entity = 'account') THEN 'kept_apart'
              WHEN h.id IS NOT NULL THEN 'held'
              WHEN lower(trim(r.external_id)) NOT IN (${listed(poisonValues)}) THEN 'reference_unknown'
              WHEN r.mail IS NULL AND (r.host IS NULL OR r.host IN (${listed(poisonValues)})) THEN 'nothing_to_match'
              WHEN r.host IN (${listed(freeMailDomains)}) THEN 'free_mail'
              WHEN count(*) OVER (PARTITION BY r.source, r.host) > 1 THEN 'shared'
              ELSE 'no_counterpart' END AS reason
  FROM record r JOIN cluster c ON c.account_id = r.account_id AND c.records = 1
  LEFT JOIN (
    SELECT one AS id FROM resolved.account_evidence UNION SELECT other FROM resolved.account_evidence
    EXCEPT SELECT source_id FROM member) h ON h.id = r.id
)`;

/** How much of each source was matched with the others, by what, and why the rest was not. */
export const identityCoverage = async ({ engine }: Workspace): Promise<IdentityCoverage> => {
  const sources = await engine.rows(
    `WITH ${records}, named AS (
       SELECT split_part(account_id, ':', 1) AS source, count(*) AS n FROM resolved.account
       WHERE account_id NOT IN (SELECT account_id FROM canonical.account) GROUP BY 1
     )
     SELECT source, count(r.id) AS records, count(r.id) FILTER (c.sources > 1) AS matched,
            count(r.id) FILTER (c.sources = 1 AND c.records > 1) AS merged_within, count(r.id) FILTER (c.records = 1) AS alone,
            coalesce(any_value(n.n), 0) AS only_named
     FROM record r JOIN cluster c USING (account_id) FULL JOIN named n USING (source) GROUP BY source ORDER BY source`,
  );
  const reasons = await engine.rows(
    `WITH ${members}, ${records}, ${alone} SELECT reason, count(*) AS n FROM alone GROUP BY reason ORDER BY n DESC, reason`,
  );
  const links = await engine.rows(
    `SELECT method, count(*) AS n FROM (SELECT DISTINCT least(one, other), greatest(one, other), method FROM resolved.account_evidence)
     GROUP BY method ORDER BY n DESC, method`,
  );
  const held = await engine.row(
    'SELECT count(*) AS clusters, coalesce(sum(records), 0)::BIGINT AS records FROM resolved.account_held',
  );
  const { apart } = await engine.row(
    `SELECT count(DISTINCT (entity, least(one_id, other_id), greatest(one_id, other_id))) AS apart
     FROM canonical.entity_separation WHERE one_id <> other_id`,
  );
  const people = await engine.row(
    `SELECT count(*) AS records, count(DISTINCT respondent_id) AS humans,
            count(*) FILTER (role = 'customer' AND account_id IS NULL) AS without_account FROM resolved.person`,
  );
  return {
    sources: sources.map((row) => ({
      source: String(row['source']),
      records: Number(row['records']),
      matched: Number(row['matched']),
      mergedWithin: Number(row['merged_within']),
      alone: Number(row['alone']),
      onlyNamed: Number(row['only_named']),
    })),
    alone: reasons.map((row) => ({ reason: row['reason'] as AloneReason, records: Number(row['n']) })),
    links: links.map((row) => ({ method: row['method'] as IdentityMethod, links: Number(row['n']) })),
    held: { clusters: Number(held['clusters']), records: Number(held['records']) },
    apart: Number(apart),
    people: {
      records: Number(people['records']),
      humans: Number(people['humans']),
      withoutAccount: Number(people['without_account']),
    },
  };
};

/** Accounts that are made of several records, those with the weakest evidence first: they are worth a look. */
export const unitedAccounts = async (
  workspace: Workspace,
  { search, method, limit, offset }: IdentityRequest & { readonly method: IdentityMethod | null },
): Promise<IdentityPage<UnitedAccount>> => {
  const rows = await workspace.engine.rows(
    `WITH ${members}, touched AS (
       SELECT one AS id, method, confidence, because FROM resolved.account_evidence
       UNION ALL SELECT other, method, confidence, because FROM resolved.account_evidence
     ), held_by AS (
       SELECT m.account_id, m.source_id, max(t.confidence) AS confidence FROM member m JOIN touched t ON t.id = m.source_id
       WHERE m.source_id <> m.account_id GROUP BY ALL
     ), weakest AS (
       SELECT account_id, min(confidence) AS confidence FROM held_by GROUP BY account_id
     ), united AS (
       SELECT m.account_id, any_value(r.name) AS name, count(DISTINCT m.source_id) AS records,
              list_sort(list(DISTINCT split_part(m.source_id, ':', 1))) AS sources,
              list_sort(list(DISTINCT t.method)) AS methods,
              bool_or(? = '' OR contains(lower(m.source_id), lower(?)) OR contains(lower(a.name), lower(?))
                      OR contains(lower(r.name), lower(?)) OR contains(lower(t.because), lower(?))) AS is_found
       FROM member m LEFT JOIN touched t ON t.id = m.source_id LEFT JOIN canonical.account a ON a.account_id = m.source_id
       LEFT JOIN resolved.account r ON r.account_id = m.account_id GROUP BY m.account_id
     )
     SELECT u.*, w.confidence, count(*) OVER () AS total FROM united u JOIN weakest w USING (account_id)
     WHERE u.is_found AND (?::VARCHAR IS NULL OR list_contains(u.methods, ?))
     ORDER BY w.confidence, u.records DESC, lower(u.name), u.account_id LIMIT ? OFFSET ?`,
    [search, search, search, search, search, method, method, limit, offset],
  );
  return {
    total: await totalOf(rows, offset, async () => {
      const first = await unitedAccounts(workspace, { search, method, limit: 1, offset: 0 });
      return first.total;
    }),
    found: rows.map((row) => ({
      id: String(row['account_id']),
      name: textOf(row['name']),
      records: Number(row['records']),
      sources: row['sources'] as string[],
      methods: row['methods'] as IdentityMethod[],
      confidence: Number(row['confidence']),
    })),
  };
};

/** Past the last page no row says how many there are. */
const totalOf = async (
  rows: readonly Row[],
  offset: number,
  first: () => Promise<number>,
): Promise<number> => (rows[0] ? Number(rows[0]['total']) : offset === 0 ? 0 : first());

/** `own(source_id)`: every record of the account that two parameters name. */
const own = `own AS (
  SELECT ? AS source_id UNION SELECT source_id FROM resolved.account_link WHERE account_id = ?)`;

/**
 * The records of one account, every link between them, and what a person keeps apart from them; null where it is no
 * account of several records and nothing is kept apart from it.
 */
export const accountEvidence = async ({ engine }: Workspace, id: string): Promise<AccountEvidence | null> => {
  const found = await engine.rows(
    `WITH ${own}
     SELECT o.source_id, split_part(o.source_id, ':', 1) AS source, a.name, a.domain, a.email, a.country, f.file, a._row AS row_number,
            (SELECT name FROM resolved.account WHERE account_id = ?) AS account_name
     FROM own o LEFT JOIN canonical.account a ON a.account_id = o.source_id
     LEFT JOIN control.batch_file f ON f.file_id = a._batch_id
     ORDER BY o.source_id <> ?, o.source_id`,
    [id, id, id, id],
  );
  const keptApart = await keptApartFrom(engine, id);
  if (found.length === 1 && keptApart.length === 0) return null;
  const links = await engine.rows(
    `WITH ${own}
     SELECT least(one, other) AS one, greatest(one, other) AS other, method, max(confidence) AS confidence, min(because) AS because
     FROM resolved.account_evidence WHERE one IN (FROM own) AND other IN (FROM own)
     GROUP BY 1, 2, method ORDER BY confidence DESC, method, 1, 2`,
    [id, id],
  );
  return {
    id,
    name: textOf(found[0]?.['account_name']),
    keptApart,
    records: found.map((row) => ({
      id: String(row['source_id']),
      source: String(row['source']),
      name: textOf(row['name']),
      domain: textOf(row['domain']),
      email: textOf(row['email']),
      country: textOf(row['country']),
      file: textOf(row['file']),
      row: row['row_number'] === null || row['row_number'] === undefined ? null : Number(row['row_number']),
    })),
    links: links.map((row) => ({
      one: String(row['one']),
      other: String(row['other']),
      method: row['method'] as IdentityMethod,
      confidence: Number(row['confidence']),
      because: String(row['because']),
    })),
  };
};

/** Account records that met no record of another source, with the reason. */
export const aloneAccounts = async (
  workspace: Workspace,
  {
    search,
    source,
    reason,
    limit,
    offset,
  }: IdentityRequest & { readonly source: string | null; readonly reason: AloneReason | null },
): Promise<IdentityPage<AloneAccount>> => {
  const rows = await workspace.engine.rows(
    `WITH ${members}, ${records}, ${alone}
     SELECT *, count(*) OVER () AS total FROM alone
     WHERE (? = '' OR contains(lower(name), lower(?)) OR contains(lower(id), lower(?)) OR contains(lower(domain), lower(?)) OR contains(lower(email), lower(?)))
       AND (?::VARCHAR IS NULL OR source = ?) AND (?::VARCHAR IS NULL OR reason = ?)
     ORDER BY lower(name), id LIMIT ? OFFSET ?`,
    [search, search, search, search, search, source, source, reason, reason, limit, offset],
  );
  const apart = await accountsApartFrom(
    workspace.engine,
    rows.map((row) => String(row['id'])),
  );
  return {
    total: await totalOf(rows, offset, async () => {
      const first = await aloneAccounts(workspace, { search, source, reason, limit: 1, offset: 0 });
      return first.total;
    }),
    found: rows.map((row) => ({
      id: String(row['id']),
      source: String(row['source']),
      name: textOf(row['name']),
      domain: textOf(row['domain']),
      email: textOf(row['email']),
      reason: row['reason'] as AloneReason,
      apartFrom: apart.get(String(row['id'])) ?? [],
    })),
  };
};
