import { accountDimensions, entities, findEntity, findFact } from '@bellwether/model';
import { createHash } from 'node:crypto';
import type { Engine } from '../engine/engine.js';
import { dropMoved, refreshIdentity } from '../identity/refresh-identity.js';
import { buildBusinessClock } from '../schedule/business-clock.js';
import { canonicalTable, supersededTable } from '../schema/canonical-table.js';
import { readSetting, writeSetting } from '../schema/setting.js';
import type { Workspace } from '../workspace/workspace.js';
import { resolveAsOf } from './as-of.js';
import { factBuilders } from './builders.js';
import type { FactBuilder, FactContext } from './fact-builder.js';
import { noAccount, quotedTable, rebuildTable, refreshTable, type Touched } from './fact-table.js';
import { literal } from './fragments.js';
import { resolveLapseDays } from './lapse-window.js';

/** What an import changed; `all` when nothing is known (a new version, changed settings, an undo). */
export type Change = 'all' | { readonly batchId: string; readonly entities: ReadonlySet<string> };

/** Raised when a builder changes what it means: tables of an older one are built anew. */
const buildersVersion = 6;

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
    const asOf = await resolveAsOf(engine, config);
    const identity = await refreshIdentity(engine, config, change, known === null);
    const standIn = await standInKey(engine);
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
    const isFull =
      change === 'all' ||
      known !== key ||
      identity.movesIds ||
      foreign === true ||
      standIn !== (await readSetting(engine, 'facts_stand_in'));
    const report = isFull
      ? await rebuildAll(engine, workspace, base)
      : await refreshTouched(engine, workspace, base, {
          ...change,
          entities: new Set([...change.entities, ...identity.touched]),
        });
    await dropMoved(engine);
    await engine.run('DELETE FROM control.answer');
    await writeSetting(engine, 'facts_key', key);
    await writeSetting(engine, 'facts_stand_in', standIn);
    await writeSetting(engine, 'as_of', asOf);
    await writeSetting(engine, 'currency', config.organisation.currency);
    await writeSetting(engine, 'time_zone', config.organisation.time_zone);
    await writeSetting(engine, 'facts_data_version', (await readSetting(engine, 'data_version')) ?? '0');
    return report;
  });

/** Which records a workspace has at all: without orders and invoices, payments and won deals stand in for them. */
const standInKey = async (engine: Engine): Promise<string> => {
  const { found } = await engine.row(
    `SELECT concat(EXISTS (SELECT 1 FROM canonical."order"), ' ', EXISTS (SELECT 1 FROM canonical.invoice)) AS found`,
  );
  return String(found);
};

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
  const asOfMoved = (await readSetting(engine, 'as_of')) !== base.asOf;
  if (asOfMoved || clockEntities.some((name) => change.entities.has(name))) {
    await buildBusinessClock(engine, workspace.config, base.asOf);
  }
  await engine.run('CREATE OR REPLACE TEMP TABLE moved_customer (account_id VARCHAR)');
  let hasMoved = false;
  const renew = async (
    builder: FactBuilder,
    touched: Touched | null,
    work: () => Promise<void>,
  ): Promise<void> => {
    if (builder.table === 'facts.customer') hasMoved = await findMovedCustomers(engine, touched, work);
    else await work();
  };
  for (const [index, builder] of factBuilders.entries()) {
    if (builder.table === 'facts.customer_span') {
      context = { ...base, lapseDays: await resolveLapseDays(engine, workspace.config) };
      await writeSetting(engine, 'lapse_days', String(context.lapseDays));
    }
    const stale = Object.keys(builder.touchedBy).filter((entity) => change.entities.has(entity));
    const isWhole =
      (asOfMoved && builder.readsAsOf === true) ||
      (context.lapseDays !== before && builder.readsLapseDays === true) ||
      (builder.unit === 'whole'
        ? stale.length > 0
        : stale.some((entity) => builder.touchedBy[entity] === null));
    if (isWhole) {
      await renew(builder, null, () => rebuildTable(engine, builder, context));
      rebuilt.push(builder.table);
    } else if (builder.unit === 'whole') {
      // A table built whole copies the dimensions of its customers: those that moved must show in it too.
      if (hasMoved && (await holdsMovedCustomer(engine, builder))) {
        await rebuildTable(engine, builder, context);
        rebuilt.push(builder.table);
      }
    } else {
      const touched = await touchedUnits(engine, builder, change, stale, {
        table: `touched_${index}`,
        hasMoved,
      });
      if (touched !== null) {
        await renew(builder, touched, () => refreshTable(engine, builder, context, touched));
        refreshed.push(builder.table);
        await engine.run(`DROP TABLE ${touched.table}`);
      }
    }
  }
  await engine.run('DROP TABLE moved_customer');
  return { kind: 'incremental', rebuilt, refreshed };
};

/** What facts copy from the row of their customer. */
const copiedOfCustomer = ['account_id', 'owner', ...Object.keys(accountDimensions)];

/**
 * Does what renews `facts.customer`, all of it or the touched ones, and puts those whose copied columns are not what they
 * were into `moved_customer`. Whether there are any.
 */
const findMovedCustomers = async (
  engine: Engine,
  touched: Touched | null,
  renew: () => Promise<void>,
): Promise<boolean> => {
  const now = `SELECT ${copiedOfCustomer.join(', ')} FROM facts.customer
    ${touched === null ? '' : `WHERE account_id IN (SELECT key FROM ${touched.table})`}`;
  await engine.run(`CREATE OR REPLACE TEMP TABLE customer_before AS ${now}`);
  await renew();
  await engine.run(
    `INSERT INTO moved_customer SELECT account_id FROM (
       (${now} EXCEPT FROM customer_before) UNION ALL (FROM customer_before EXCEPT ${now}))`,
  );
  await engine.run('DROP TABLE customer_before');
  const { moved } = await engine.row('SELECT count(*) > 0 AS moved FROM moved_customer');
  return moved === true;
};

/** Entities that say when a ticket was open, or when the desk is. */
const clockEntities = ['ticket', 'ticket_event', 'ticket_message', 'schedule_interval', 'schedule_holiday'];

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

/** The units that an import touched: through its own rows, those they replaced, and customers that moved. Null: none. */
const touchedUnits = async (
  engine: Engine,
  builder: FactBuilder,
  change: Exclude<Change, 'all'>,
  stale: readonly string[],
  { table, hasMoved }: { readonly table: string; readonly hasMoved: boolean },
): Promise<Touched | null> => {
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
  if ('account' in builder.touchedBy) parts.push('SELECT account_id AS key FROM moved_account');
  if (hasMoved && hasAccount(builder)) {
    parts.push(
      `SELECT ${builder.unitColumn ?? ''} AS key FROM ${quotedTable(builder)} WHERE account_id IN (SELECT account_id FROM moved_customer)`,
    );
  }
  if (parts.length === 0) return null;
  const byAccount = builder.unit === 'account';
  // Rows without an account are a unit of their own.
  const resolved = byAccount
    ? `SELECT DISTINCT coalesce(l.account_id, k.key, ${literal(noAccount)}) AS key FROM (${parts.join(' UNION ALL ')}) k LEFT JOIN resolved.account_link l ON l.source_id = k.key`
    : `SELECT DISTINCT key FROM (${parts.join(' UNION ALL ')}) k`;
  await engine.run(
    `CREATE OR REPLACE TEMP TABLE ${table} AS SELECT key FROM (${resolved}) WHERE key IS NOT NULL`,
  );
  const { n, nobody } = await engine.row(
    `SELECT count(*) AS n, count(*) FILTER (key = ${literal(noAccount)}) AS nobody FROM ${table}`,
  );
  if (Number(n) > 0) return { table, holdsNoAccount: byAccount && Number(nobody) > 0 };
  await engine.run(`DROP TABLE ${table}`);
  return null;
};
