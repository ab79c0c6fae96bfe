import { accountDimensions, entities, findEntity, findFact } from '@bellwether/model';
import { createHash } from 'node:crypto';
import type { Engine } from '../engine/engine.js';
import { linkAccounts } from '../identity/link-accounts.js';
import { accountReferences } from '../identity/account-references.js';
import { resolveChannels } from '../identity/resolve-channels.js';
import { resolveAccounts } from '../identity/resolve-accounts.js';
import { resolveRates } from '../identity/resolve-money.js';
import { resolvePersons } from '../identity/resolve-persons.js';
import { resolveUsers } from '../identity/resolve-users.js';
import { buildBusinessClock } from '../schedule/business-clock.js';
import { canonicalTable, supersededTable } from '../schema/canonical-table.js';
import { readSetting, writeSetting } from '../schema/setting.js';
import type { Workspace } from '../workspace/workspace.js';
import { resolveAsOf } from './as-of.js';
import { factBuilders } from './builders.js';
import type { FactBuilder, FactContext } from './fact-builder.js';
import { quotedTable, rebuildTable, refreshTable } from './fact-table.js';
import { literal } from './fragments.js';
import { resolveLapseDays } from './lapse-window.js';

/** What an import changed; `all` when nothing is known (a new version, changed settings, an undo). */
export type Change = 'all' | { readonly batchId: string; readonly entities: ReadonlySet<string> };

/** Raised when a builder changes what it means: tables of an older one are built anew. */
const buildersVersion = 1;

/** Entities that decide who is who: a change of one has identity resolved again. */
const identityEntities = ['account', 'person', 'account_person', 'entity_merge', 'crm_user'];

export interface RefreshReport {
  readonly kind: 'nothing' | 'incremental' | 'full';
  readonly rebuilt: readonly string[];
  readonly refreshed: readonly string[];
}

/** Hash of everything besides the rows that the facts depend on. */
const factsKey = (workspace: Workspace): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        buildersVersion,
        workspace.config.organisation,
        workspace.config.customers,
        workspace.config.assumptions,
        workspace.config.schedules,
      ]),
    )
    .digest('hex');

/** Facts are those of the data and the settings as they are now. */
export const factsAreFresh = async (workspace: Workspace): Promise<boolean> => {
  const { engine } = workspace;
  return (
    (await readSetting(engine, 'facts_key')) === factsKey(workspace) &&
    (await readSetting(engine, 'facts_data_version')) === (await readSetting(engine, 'data_version'))
  );
};

/** Brings identity and facts up to date with the canonical rows, in one transaction. */
export const refreshFacts = async (workspace: Workspace, change: Change): Promise<RefreshReport> =>
  workspace.engine.transaction(async () => {
    const { engine, config } = workspace;
    await engine.run('CREATE SCHEMA IF NOT EXISTS derived');
    const key = factsKey(workspace);
    const known = await readSetting(engine, 'facts_key');
    const identityMoved = await resolveIdentity(workspace, change, known === null);
    const asOf = await resolveAsOf(engine, config);
    const { foreign } = await engine.row(
      `SELECT bool_or(currency <> ?) AS foreign FROM (
         ${entities
           .filter((entity) => 'currency' in entity.columns)
           .map((entity) => `SELECT DISTINCT currency FROM ${canonicalTable(entity)}`)
           .join(' UNION ')})`,
      [config.organisation.currency],
    );
    const { links } = await engine.row('SELECT count(*) AS links FROM resolved.account_link');
    const base: Omit<FactContext, 'lapseDays'> = {
      config,
      asOf,
      hasForeignMoney: foreign === true,
      hasAccountLinks: Number(links) > 0,
      only: () => '',
    };
    const isFull = change === 'all' || known !== key || identityMoved || foreign === true;
    const report = isFull
      ? await rebuildAll(engine, workspace, base)
      : await refreshTouched(engine, workspace, base, change);
    await engine.run('DELETE FROM control.answer');
    await writeSetting(engine, 'facts_key', key);
    await writeSetting(engine, 'as_of', asOf);
    await writeSetting(engine, 'currency', config.organisation.currency);
    await writeSetting(engine, 'facts_data_version', (await readSetting(engine, 'data_version')) ?? '0');
    return report;
  });

const rebuildAll = async (
  engine: Engine,
  workspace: Workspace,
  base: Omit<FactContext, 'lapseDays'>,
): Promise<RefreshReport> => {
  await buildBusinessClock(engine, workspace.config, base.asOf);
  let context: FactContext = { ...base, lapseDays: 0 };
  for (const builder of factBuilders) {
    if (builder.table === 'facts.customer_span') {
      context = { ...base, lapseDays: await resolveLapseDays(engine, workspace.config) };
      await writeSetting(engine, 'lapse_days', String(context.lapseDays));
    }
    await rebuildTable(engine, builder, context);
  }
  return { kind: 'full', rebuilt: factBuilders.map(({ table }) => table), refreshed: [] };
};

const refreshTouched = async (
  engine: Engine,
  workspace: Workspace,
  base: Omit<FactContext, 'lapseDays'>,
  change: Exclude<Change, 'all'>,
): Promise<RefreshReport> => {
  const rebuilt: string[] = [];
  const refreshed: string[] = [];
  const before = Number(await readSetting(engine, 'lapse_days'));
  let context: FactContext = { ...base, lapseDays: before };
  if (
    change.entities.has('ticket') ||
    change.entities.has('schedule_interval') ||
    change.entities.has('schedule_holiday')
  ) {
    await buildBusinessClock(engine, workspace.config, base.asOf);
  }
  await engine.run(
    `CREATE OR REPLACE TEMP TABLE customer_before AS SELECT account_id, ${Object.keys(accountDimensions).join(', ')} FROM facts.customer`,
  );
  await engine.run('CREATE OR REPLACE TEMP TABLE moved_customer (account_id VARCHAR)');
  for (const [index, builder] of factBuilders.entries()) {
    if (builder.table === 'facts.customer_span') {
      const after = await resolveLapseDays(engine, workspace.config);
      if (after !== before) return rebuildAll(engine, workspace, base);
      context = { ...base, lapseDays: after };
    }
    const stale = Object.keys(builder.touchedBy).filter((entity) => change.entities.has(entity));
    const isWhole =
      builder.unit === 'whole'
        ? stale.length > 0
        : stale.some((entity) => builder.touchedBy[entity] === null);
    if (isWhole) {
      await rebuildTable(engine, builder, context);
      rebuilt.push(builder.table);
    } else if (builder.unit === 'whole') {
      // A table built whole copies the dimensions of its customers: those that moved must show in it too.
      if (await holdsMovedCustomer(engine, builder)) {
        await rebuildTable(engine, builder, context);
        rebuilt.push(builder.table);
      }
    } else {
      const touched = `touched_${index}`;
      await touchedUnits(engine, builder, change, stale, touched);
      const { n } = await engine.row(`SELECT count(*) AS n FROM ${touched}`);
      if (Number(n) > 0) {
        await refreshTable(engine, builder, context, touched);
        refreshed.push(builder.table);
      }
      await engine.run(`DROP TABLE ${touched}`);
    }
    if (builder.table === 'facts.customer') {
      const names = Object.keys(accountDimensions);
      await engine.run(
        `INSERT INTO moved_customer
         SELECT account_id FROM (SELECT account_id, ${names.join(', ')} FROM facts.customer EXCEPT SELECT * FROM customer_before)`,
      );
    }
  }
  await engine.run('DROP TABLE customer_before');
  await engine.run('DROP TABLE moved_customer');
  return { kind: 'incremental', rebuilt, refreshed };
};

const hasAccount = (builder: FactBuilder): boolean =>
  builder.table.startsWith('facts.') &&
  'account_id' in (findFact(builder.table.slice('facts.'.length))?.columns ?? {});

const holdsMovedCustomer = async (engine: Engine, builder: FactBuilder): Promise<boolean> => {
  if (!hasAccount(builder)) return false;
  const { moved } = await engine.row(
    `SELECT count(*) > 0 AS moved FROM ${quotedTable(builder)} WHERE account_id IN (SELECT account_id FROM moved_customer)`,
  );
  return moved === true;
};

/** The keys of the units that an import touched: through its own rows, those they replaced, and customers that moved. */
const touchedUnits = async (
  engine: Engine,
  builder: FactBuilder,
  change: Exclude<Change, 'all'>,
  stale: readonly string[],
  touched: string,
): Promise<void> => {
  const parts = stale.flatMap((name) => {
    const entity = findEntity(name);
    const key = builder.touchedBy[name];
    if (!entity || key === null || key === undefined) return [];
    const ofBatch = `starts_with(x._batch_id, ${literal(`${change.batchId}.`)})`;
    return [
      `SELECT ${key} AS key FROM ${canonicalTable(entity)} x WHERE ${ofBatch}`,
      `SELECT ${key} AS key FROM ${supersededTable(entity)} x WHERE x._superseded_by = ${literal(change.batchId)}`,
    ];
  });
  if (hasAccount(builder) && builder.table !== 'facts.customer' && builder.table !== 'facts.customer_span') {
    parts.push(
      `SELECT ${builder.unitColumn ?? ''} AS key FROM ${quotedTable(builder)} WHERE account_id IN (SELECT account_id FROM moved_customer)`,
    );
  }
  if (parts.length === 0) {
    await engine.run(`CREATE OR REPLACE TEMP TABLE ${touched} (key VARCHAR)`);
    return;
  }
  const resolved =
    builder.unit === 'account'
      ? `SELECT DISTINCT coalesce(l.account_id, k.key) AS key FROM (${parts.join(' UNION ALL ')}) k LEFT JOIN resolved.account_link l ON l.source_id = k.key`
      : `SELECT DISTINCT key FROM (${parts.join(' UNION ALL ')}) k`;
  await engine.run(
    `CREATE OR REPLACE TEMP TABLE ${touched} AS SELECT key FROM (${resolved}) WHERE key IS NOT NULL`,
  );
};

/**
 * Resolves identity again where the change asks for it. Gives true when an id now leads elsewhere, so that facts must be
 * built anew; otherwise only accounts that are new get a row.
 */
const resolveIdentity = async (workspace: Workspace, change: Change, isFirst: boolean): Promise<boolean> => {
  const { engine, config } = workspace;
  const isWhole = change === 'all' || isFirst || identityEntities.some((name) => change.entities.has(name));
  await engine.run(resolveRates(config));
  await engine.run(resolveChannels);
  if (!isWhole) {
    await engine.run(resolveUsers);
    const named = accountReferences
      .map(
        ({ table, column }) =>
          `SELECT ${column} AS account_id FROM ${table} x WHERE starts_with(x._batch_id, ${literal(`${change.batchId}.`)})`,
      )
      .join(' UNION ');
    await engine.run(
      `INSERT INTO resolved.account BY NAME
       SELECT n.account_id, regexp_replace(n.account_id, '^[^:]*:', '') AS name FROM (${named}) n
       WHERE n.account_id IS NOT NULL AND n.account_id NOT IN (SELECT account_id FROM resolved.account)
         AND n.account_id NOT IN (SELECT source_id FROM resolved.account_link)
         AND n.account_id NOT IN (SELECT source_id FROM resolved.account_exclusion)`,
    );
    return false;
  }
  const linksHash = `SELECT coalesce(bit_xor(hash(source_id, account_id)), 0)::VARCHAR AS h, count(*) AS n FROM resolved.account_link`;
  const before = isFirst ? null : await engine.row(linksHash);
  await engine.run(resolveUsers);
  await linkAccounts(engine, config.customers.level);
  await resolveAccounts(engine);
  await resolvePersons(engine);
  const after = await engine.row(linksHash);
  return before === null || before['h'] !== after['h'] || before['n'] !== after['n'];
};
