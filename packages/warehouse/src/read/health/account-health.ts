import type { Row } from '../../engine/engine.js';
import type { Workspace } from '../../workspace/workspace.js';
import { asOfTable } from '../account-columns.js';
import { type Health, type HealthState, type Sign, signCodes, type SignState, signStates } from './sign.js';
import { healthOfSigns, signsSql } from './sign-sql.js';

interface Written {
  readonly code: Sign['code'];
  readonly state: SignState;
  readonly found: string;
}

/** Every sign, the worst first; what nothing is recorded for is not known. */
const signsOf = (written: readonly Written[]): Sign[] =>
  signCodes
    .map((code) => {
      const found = written.find((one) => one.code === code);
      return { code, state: found?.state ?? 'unknown', found: found ? JSON.parse(found.found) : null };
    })
    .sort((one, other) => signStates.indexOf(one.state) - signStates.indexOf(other.state));

const healthOf = (row: Row): Health => ({
  state: row['health'] as HealthState,
  signs: signsOf(JSON.parse(String(row['signs'])) as Written[]),
});

/** How these accounts fare, whether they are customers or not; one of which nothing is recorded is left out. */
export const healthOfAccounts = async (
  { engine, config }: Workspace,
  ids: readonly string[],
  asOf: string,
): Promise<ReadonlyMap<string, Health>> => {
  const rows = await engine.rows(
    `WITH ${asOfTable}, asked AS (SELECT unnest(from_json(?, '["VARCHAR"]')) AS account_id)
     SELECT account_id, ${healthOfSigns} AS health, to_json(list({code: code, state: state, found: found}))::VARCHAR AS signs
     FROM (${signsSql(config)}) GROUP BY account_id`,
    [asOf, JSON.stringify(ids)],
  );
  return new Map(rows.map((row) => [String(row['account_id']), healthOf(row)]));
};

/** Of whom no sign is recorded. */
export const unknownHealth: Health = Object.freeze({ state: 'unknown', signs: signsOf([]) });

/** `account_id, health` of the accounts that are asked for; none where no sign is recorded. Needs `p` and `asked`. */
export const healthTable = ({ config }: Workspace): string => `
  SELECT account_id, ${healthOfSigns} AS health FROM (${signsSql(config)}) GROUP BY account_id`;
