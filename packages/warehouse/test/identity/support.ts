import { expect } from 'vitest';
import { importFiles } from '../../src/index.js';
import { rowsOf, type temporaryWorkspace } from '../temporary.js';

export type Home = Awaited<ReturnType<typeof temporaryWorkspace>>;

/** The accounts of one source: id, name, domain, e-mail, external id, parent. Ids get the source before them. */
const accounts = (at: Home, source: string, rows: readonly string[]): [string, string] => [
  at.file(`${source}/${source}.csv`, `key,name,domain,email,other,parent\n${rows.join('\n')}\n`),
  at.file(
    `${source}/mapping.yaml`,
    `source: ${source}
streams:
  accounts:
    recognise: { headers: [key, name, domain, email, other, parent] }
    entities:
      - entity: account
        columns: { account_id: key, name: name, domain: domain, email: email, external_id: other, parent_account_id: { from: parent, prefix: '' } }
`,
  ),
];
export const importAccounts = async (at: Home, source: string, rows: readonly string[]): Promise<string> => {
  const [file, mapping] = accounts(at, source, rows);
  return (await importFiles(at.workspace, [file], { mapping })).batchId ?? '';
};

/** Plain tables, as a person writes them; no mapping. */
export const importPlain = async (
  at: Home,
  entity: string,
  header: string,
  rows: readonly string[],
): Promise<string> => {
  const file = at.file(`${entity}.csv`, `${header}\n${rows.join('\n')}\n`);
  const report = await importFiles(at.workspace, [file]);
  expect(report.files[0]).toMatchObject({ stream: `plain.${entity}`, rowsQuarantined: 0, unmapped: [] });
  return report.batchId ?? '';
};
export const separate = (at: Home, rows: readonly string[]): Promise<string> =>
  importPlain(at, 'entity_separation', 'entity,one_id,other_id', rows);
export const merge = (at: Home, rows: readonly string[]): Promise<string> =>
  importPlain(at, 'entity_merge', 'entity,losing_id,winning_id', rows);

/** Which account each record that is not its own leads to. */
export const leads = async (at: Home): Promise<Record<string, string>> =>
  Object.fromEntries(
    (await rowsOf(at.workspace, 'SELECT source_id, account_id FROM resolved.account_link ORDER BY ALL')).map(
      (row) => [String(row['source_id']), String(row['account_id'])],
    ),
  );
export const refused = (at: Home) =>
  rowsOf(
    at.workspace,
    `SELECT least(one, other) AS one, greatest(one, other) AS other, method, apart_one, apart_other FROM resolved.refused_link ORDER BY ALL`,
  );
