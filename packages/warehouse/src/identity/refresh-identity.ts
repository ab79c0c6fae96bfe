import type { WorkspaceConfig } from '../config/workspace-config.js';
import type { Engine } from '../engine/engine.js';
import type { Change } from '../facts/refresh-facts.js';
import { literal } from '../facts/fragments.js';
import { accountReferences } from './account-references.js';
import { linkAccounts } from './link-accounts.js';
import { resolveAccounts } from './resolve-accounts.js';
import { resolveChannels } from './resolve-channels.js';
import { resolveRates } from './resolve-money.js';
import { resolvePersons } from './resolve-persons.js';
import { resolveUsers } from './resolve-users.js';

/** Entities that decide who is who: a change of one has identity resolved again. */
const identityEntities = [
  'account',
  'person',
  'account_person',
  'entity_merge',
  'entity_separation',
  'crm_user',
];

/** What resolving identity changed beyond the rows that an import brought. */
export interface IdentityChange {
  /** An id leads elsewhere now, or a channel is spelt another way: every fact must be built anew. */
  readonly movesIds: boolean;
  /** Entities of which rows changed their meaning without being imported. */
  readonly touched: readonly string[];
}

/** The tables of identity, with the columns that facts read, and what a row that changed makes of the facts. */
const watched = [
  { table: 'account_link', columns: 'source_id, account_id', kind: 'ids' },
  { table: 'account_exclusion', columns: 'source_id, account_id', kind: 'ids' },
  { table: 'person', columns: 'person_id, respondent_id, account_id, role, title', kind: 'person' },
  {
    table: 'crm_user',
    columns: 'user_id, name, team, office, manager, is_machine, is_licensed, started_date, left_date',
    kind: 'crm_user',
  },
] as const;

/**
 * Resolves accounts, people, users, channels and rates again as far as the change asks for it. Leaves a temporary table
 * `moved_account(account_id)`: customers whose own row is new, gone or another one now.
 */
export const refreshIdentity = async (
  engine: Engine,
  config: WorkspaceConfig,
  change: Change,
  isFirst: boolean,
): Promise<IdentityChange> => {
  await engine.run(resolveRates(config));
  await engine.run('CREATE OR REPLACE TEMP TABLE moved_account (account_id VARCHAR)');
  if (change === 'all' || isFirst) {
    await engine.run(resolveChannels);
    await resolveWhole(engine, config);
    return { movesIds: true, touched: [] };
  }
  // An account carries its channel as it is spelt: another spelling is another row of every account that has it.
  const isRespelt = await respellChannels(engine);
  const isWhole = isRespelt || identityEntities.some((name) => change.entities.has(name));
  const remembered = isWhole ? watched : watched.filter(({ table }) => table === 'crm_user');
  for (const { table, columns } of remembered) {
    await engine.run(
      `CREATE OR REPLACE TEMP TABLE ${table}_before AS SELECT ${columns} FROM resolved.${table}`,
    );
  }
  if (isWhole) {
    await engine.run('CREATE OR REPLACE TEMP TABLE account_before AS FROM resolved.account');
    await resolveWhole(engine, config);
    await engine.run(
      `INSERT INTO moved_account SELECT DISTINCT account_id FROM (
         (FROM resolved.account EXCEPT FROM account_before) UNION ALL (FROM account_before EXCEPT FROM resolved.account))`,
    );
    await engine.run('DROP TABLE account_before');
  } else {
    await engine.run(resolveUsers);
    await followNamedAccounts(engine, change.batchId);
  }
  const touched: string[] = [];
  let movesIds = isRespelt;
  for (const { table, columns, kind } of remembered) {
    const now = `SELECT ${columns} FROM resolved.${table}`;
    const before = `FROM ${table}_before`;
    // What is only new cannot have been used by a row that was there before, except an id that now leads elsewhere.
    const moved =
      kind === 'ids'
        ? `(${before} EXCEPT ${now}) UNION ALL (${now} EXCEPT ${before})`
        : `${before} EXCEPT ${now}`;
    const { n } = await engine.row(`SELECT count(*) AS n FROM (${moved})`);
    await engine.run(`DROP TABLE ${table}_before`);
    if (Number(n) === 0) continue;
    if (kind === 'ids') movesIds = true;
    else touched.push(kind);
  }
  return { movesIds, touched };
};

/** Resolves channels again; true when one that was known before is spelt another way now. */
const respellChannels = async (engine: Engine): Promise<boolean> => {
  await engine.run('CREATE OR REPLACE TEMP TABLE channel_before AS FROM resolved.channel');
  await engine.run(resolveChannels);
  const { n } = await engine.row(
    'SELECT count(*) AS n FROM (FROM channel_before EXCEPT FROM resolved.channel)',
  );
  await engine.run('DROP TABLE channel_before');
  return Number(n) > 0;
};

export const dropMoved = async (engine: Engine): Promise<void> => {
  await engine.run('DROP TABLE moved_account');
};

const resolveWhole = async (engine: Engine, config: WorkspaceConfig): Promise<void> => {
  await engine.run(resolveUsers);
  await linkAccounts(engine, config.customers.level);
  await resolveAccounts(engine);
  await resolvePersons(engine);
};

/** An id that some row names is an account, and is none any more when the last row that named it was replaced. */
const followNamedAccounts = async (engine: Engine, batchId: string): Promise<void> => {
  const resolved = (references: string): string =>
    `SELECT DISTINCT coalesce(l.account_id, n.account_id) AS account_id FROM (${references}) n
     LEFT JOIN resolved.account_link l ON l.source_id = n.account_id WHERE n.account_id IS NOT NULL`;
  const named = accountReferences.map(
    ({ table, column }) =>
      `SELECT ${column} AS account_id FROM ${table} x WHERE starts_with(x._batch_id, ${literal(`${batchId}.`)})`,
  );
  const replaced = accountReferences.map(
    ({ table, column }) =>
      `SELECT ${column} AS account_id FROM ${table.replace('canonical.', 'superseded.')} x WHERE x._superseded_by = ${literal(batchId)}`,
  );
  await engine.run(`CREATE OR REPLACE TEMP TABLE unnamed_account AS ${resolved(replaced.join(' UNION '))}`);
  const { n } = await engine.row('SELECT count(*) AS n FROM unnamed_account');
  if (Number(n) > 0) {
    // Asks every row that names an account, so only where a row was replaced.
    const all = accountReferences.map(({ table, column }) => `SELECT ${column} AS account_id FROM ${table}`);
    await engine.run(
      `DELETE FROM unnamed_account WHERE account_id IN (SELECT account_id FROM (${resolved(all.join(' UNION '))}))`,
    );
    await engine.run(
      'DELETE FROM resolved.account WHERE account_id IN (SELECT account_id FROM unnamed_account)',
    );
    await engine.run('INSERT INTO moved_account SELECT account_id FROM unnamed_account');
  }
  await engine.run('DROP TABLE unnamed_account');
  await engine.run(
    `CREATE OR REPLACE TEMP TABLE named_account AS
     SELECT account_id FROM (${resolved(named.join(' UNION '))})
     WHERE account_id NOT IN (SELECT account_id FROM resolved.account)
       AND account_id NOT IN (SELECT account_id FROM resolved.account_exclusion)`,
  );
  await engine.run(
    `INSERT INTO resolved.account BY NAME
     SELECT account_id, regexp_replace(account_id, '^[^:]*:', '') AS name FROM named_account`,
  );
  await engine.run('INSERT INTO moved_account SELECT account_id FROM named_account');
  await engine.run('DROP TABLE named_account');
};
