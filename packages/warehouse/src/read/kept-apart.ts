import { textOf } from '../engine/cell.js';
import type { Engine } from '../engine/engine.js';
import { type IdentityMethod, identityMethods } from '../identity/methods.js';
import type { Workspace } from '../workspace/workspace.js';
import type { IdentityPage, IdentityRequest } from './identity.js';

/** One of two records that are kept apart. */
export interface ApartRecord {
  readonly id: string;
  readonly name: string | null;
  /** The account that it counts for; null for a person. */
  readonly accountId: string | null;
}

/** Two records that a person says are not one. */
export interface KeptApart {
  readonly entity: 'account' | 'person';
  readonly one: ApartRecord;
  readonly other: ApartRecord;
  /** The imports that say so, the first one first: undoing them lets the two be one again. */
  readonly batches: readonly string[];
  /** When it was said; null where nobody wrote it down. */
  readonly separatedAt: string | null;
  /** Links that do not count because of it, the strongest first. */
  readonly refused: readonly {
    readonly one: string;
    readonly other: string;
    readonly method: IdentityMethod;
    readonly confidence: number;
    readonly because: string;
  }[];
}

/** `separated(...)`: every pair that is kept apart, once, the smaller id first, with what is known of both records. */
const separated = `separated AS (
  SELECT entity, least(one_id, other_id) AS one, greatest(one_id, other_id) AS other,
         list(DISTINCT split_part(_batch_id, '.', 1)) AS batches, min(separated_at) AS separated_at
  FROM canonical.entity_separation WHERE one_id <> other_id GROUP BY ALL
), known AS (
  SELECT 'account' AS entity, a.account_id AS id, a.name FROM canonical.account a
  UNION ALL SELECT 'person', p.person_id, p.name FROM canonical.person p
), described AS (
  SELECT s.*, o.name AS one_name, t.name AS other_name,
         CASE WHEN s.entity = 'account' THEN coalesce(l.account_id, s.one) END AS one_account,
         CASE WHEN s.entity = 'account' THEN coalesce(m.account_id, s.other) END AS other_account
  FROM separated s
  LEFT JOIN known o ON o.entity = s.entity AND o.id = s.one
  LEFT JOIN known t ON t.entity = s.entity AND t.id = s.other
  LEFT JOIN resolved.account_link l ON s.entity = 'account' AND l.source_id = s.one
  LEFT JOIN resolved.account_link m ON s.entity = 'account' AND m.source_id = s.other
)`;

const byName = 'entity, lower(one_name), one, other';

const number = (batch: string): number => Number(batch.slice(1));

/** The pairs of `described` that a condition names (it may end in a limit), with the links that each refuses. */
const pairsOf = async (
  engine: Engine,
  condition: string,
  parameters: readonly (string | number)[],
): Promise<KeptApart[]> => {
  const rows = await engine.rows(
    `WITH ${separated}, page AS (SELECT * FROM described WHERE ${condition})
     SELECT p.*, (
       SELECT to_json(list(DISTINCT {
                one: CASE WHEN r.entity = 'account' THEN least(r.one, r.other) ELSE r.one END,
                other: CASE WHEN r.entity = 'account' THEN greatest(r.one, r.other) ELSE r.other END,
                method: r.method, confidence: r.confidence, because: r.because}))::VARCHAR
       FROM resolved.refused_link r WHERE r.entity = p.entity AND r.apart_one = p.one AND r.apart_other = p.other
     ) AS refused
     FROM page p ORDER BY ${byName}`,
    parameters,
  );
  return rows.map((row): KeptApart => {
    const refused = JSON.parse(textOf(row['refused']) ?? '[]') as KeptApart['refused'];
    return {
      entity: row['entity'] as KeptApart['entity'],
      one: {
        id: String(row['one']),
        name: textOf(row['one_name']),
        accountId: textOf(row['one_account']),
      },
      other: {
        id: String(row['other']),
        name: textOf(row['other_name']),
        accountId: textOf(row['other_account']),
      },
      batches: (row['batches'] as string[]).toSorted((a, b) => number(a) - number(b)),
      separatedAt: textOf(row['separated_at']),
      refused: refused.toSorted(
        (a, b) =>
          b.confidence - a.confidence ||
          identityMethods.indexOf(a.method) - identityMethods.indexOf(b.method) ||
          (a.one + a.other < b.one + b.other ? -1 : 1),
      ),
    };
  });
};

/** The pairs of which a record of this account is one. */
export const keptApartFrom = (engine: Engine, accountId: string): Promise<KeptApart[]> =>
  pairsOf(engine, 'one_account = ? OR other_account = ?', [accountId, accountId]);

/** The pairs with a record of each of two accounts. */
export const keptApartBetween = (engine: Engine, one: string, other: string): Promise<KeptApart[]> =>
  pairsOf(engine, '(one_account = ? AND other_account = ?) OR (one_account = ? AND other_account = ?)', [
    one,
    other,
    other,
    one,
  ]);

/** For each of these account records, the accounts with which a person said that it is not one. */
export const accountsApartFrom = async (
  engine: Engine,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> => {
  const rows = await engine.rows(
    `WITH stated AS (
       SELECT one_id AS own, other_id AS other FROM canonical.entity_separation WHERE entity = 'account'
       UNION SELECT other_id, one_id FROM canonical.entity_separation WHERE entity = 'account'
     )
     SELECT s.own, list_sort(list(DISTINCT coalesce(l.account_id, s.other))) AS accounts
     FROM stated s LEFT JOIN resolved.account_link l ON l.source_id = s.other
     WHERE s.own <> s.other AND s.own IN (SELECT unnest(from_json(?, '["VARCHAR"]'))) GROUP BY s.own`,
    [JSON.stringify(ids)],
  );
  return new Map(rows.map((row) => [String(row['own']), row['accounts'] as string[]]));
};

/** Every pair of records that a person keeps apart, by name. */
export const keptApart = async (
  { engine }: Workspace,
  { search, limit, offset }: IdentityRequest,
): Promise<IdentityPage<KeptApart>> => {
  const condition = `(? = '' OR contains(lower(concat_ws(' ', one, one_name, other, other_name)), lower(?)))`;
  const { total } = await engine.row(
    `WITH ${separated} SELECT count(*) AS total FROM described WHERE ${condition}`,
    [search, search],
  );
  const found = await pairsOf(engine, `${condition} ORDER BY ${byName} LIMIT ? OFFSET ?`, [
    search,
    search,
    limit,
    offset,
  ]);
  return { total: Number(total), found };
};
