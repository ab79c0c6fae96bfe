import { textOf } from '../engine/cell.js';
import type { Workspace } from '../workspace/workspace.js';
import { type AccountRow, asOfDay } from './account-columns.js';
import { accountRows } from './accounts.js';
import { type OpenAction, openActions } from './open-actions.js';

export interface AccountProfile extends AccountRow {
  readonly domain: string | null;
  /** Times as a paying customer, the first one first. */
  readonly spans: readonly {
    readonly from: string;
    readonly to: string | null;
    readonly basis: string | null;
    readonly endReason: string | null;
  }[];
  readonly contacts: readonly {
    readonly id: string;
    readonly name: string | null;
    readonly email: string | null;
    readonly title: string | null;
  }[];
  /** What waits for somebody, what has waited longest first; at most `mostActions` of them. */
  readonly actions: readonly OpenAction[];
  readonly actionsTotal: number;
  /** The last day that counts. */
  readonly asOf: string;
  /** Records of the sources that are this one account. */
  readonly records: readonly {
    readonly id: string;
    readonly source: string;
    readonly name: string | null;
    /** Why it is taken for the same account; null for its own record. */
    readonly because: string | null;
  }[];
}

/** Contacts that are shown; an account with more is searched elsewhere. */
const mostContacts = 200;

/** Everything about one account but its timeline; null where there is none of that id. */
export const accountProfile = async (workspace: Workspace, id: string): Promise<AccountProfile | null> => {
  const { engine } = workspace;
  const asOf = await asOfDay(workspace);
  const [row] = await accountRows(workspace, [id], asOf);
  if (!row) return null;
  const spans = await engine.rows(
    'SELECT from_date, to_date, basis, end_reason FROM facts.customer_span WHERE account_id = ? ORDER BY from_date',
    [id],
  );
  const contacts = await engine.rows(
    `SELECT p.person_id, p.name, p.email, p.title FROM resolved.person r JOIN canonical.person p USING (person_id)
     WHERE r.account_id = ? AND r.role = 'customer' AND NOT coalesce(p.is_deleted, false) ORDER BY lower(p.name), p.person_id LIMIT ${mostContacts}`,
    [id],
  );
  const records = await engine.rows(
    `WITH own AS (SELECT ? AS source_id UNION SELECT source_id FROM resolved.account_link WHERE account_id = ?)
     SELECT o.source_id, split_part(o.source_id, ':', 1) AS source, a.name, o.source_id <> ? AS is_linked,
            (SELECT arg_max(e.method || ': ' || e.because, e.confidence) FROM resolved.account_evidence e
             WHERE e.one = o.source_id OR e.other = o.source_id) AS because
     FROM own o LEFT JOIN canonical.account a ON a.account_id = o.source_id ORDER BY is_linked, o.source_id`,
    [id, id, id],
  );
  const { actions, total } = await openActions(workspace, id, asOf);
  const [resolved] = await engine.rows('SELECT domain FROM resolved.account WHERE account_id = ?', [id]);
  return {
    ...row,
    domain: textOf(resolved?.['domain']),
    spans: spans.map((span) => ({
      from: String(span['from_date']),
      to: textOf(span['to_date']),
      basis: textOf(span['basis']),
      endReason: textOf(span['end_reason']),
    })),
    contacts: contacts.map((person) => ({
      id: String(person['person_id']),
      name: textOf(person['name']),
      email: textOf(person['email']),
      title: textOf(person['title']),
    })),
    actions,
    actionsTotal: total,
    asOf,
    records: records.map((record) => ({
      id: String(record['source_id']),
      source: String(record['source']),
      name: textOf(record['name']),
      because: record['is_linked'] === true ? textOf(record['because']) : null,
    })),
  };
};
