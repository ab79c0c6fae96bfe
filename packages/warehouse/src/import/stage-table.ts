import { findEntity } from '@bellwether/model';
import type { CompiledStream } from '@bellwether/sources';
import type { Engine } from '../engine/engine.js';
import type { RowCheck, Severity } from '../rules/rule.js';
import { rowChecks } from '../rules/catalogue.js';
import { identifier, keySql } from '../schema/canonical-table.js';
import type { StagedEntity } from './staged-entity.js';

/** A judgement on a row of a file: `RULE|column|message`, as the mapping and the row checks write it. */
const judgement = (check: RowCheck & { readonly rule: string }): string =>
  `CASE WHEN ${check.when} THEN '${check.rule}|${check.column}|' || (${check.message}) END`;

/**
 * Puts each entity of a stream into a staging table, judges its rows, and takes out what may not be loaded: rows with a
 * problem (of any entity: a row is loaded whole or not at all) and rows whose key stands in the file more than once.
 * The findings are left in `finding(entity, _row, record, rule, column, message, severity)`.
 */
export const stageTable = async (
  engine: Engine,
  compiled: CompiledStream,
  prefix: string,
  severityOf: (rule: string) => Severity,
): Promise<StagedEntity[]> => {
  await engine.run(
    'CREATE OR REPLACE TEMP TABLE finding (entity VARCHAR, _row BIGINT, record VARCHAR, rule VARCHAR, "column" VARCHAR, message VARCHAR, severity VARCHAR)',
  );
  const staged: StagedEntity[] = [];
  for (const [index, part] of compiled.entities.entries()) {
    const entity = findEntity(part.entity);
    // A file without any column of the entity says nothing about it.
    if (!entity || part.columns.length === 0) continue;
    const table = `${prefix}_${index}`;
    await engine.run(`CREATE OR REPLACE TEMP TABLE ${table} AS ${part.sql}`);
    staged.push({ entity, table, columns: part.columns, distinct: part.distinct, isLink: part.link });
  }
  for (const one of staged) await judge(engine, one, severityOf);
  for (const one of staged) await dropRepeatedKeys(engine, one);
  await dropRejected(engine, staged);
  return staged;
};

const judge = async (
  engine: Engine,
  { entity, table, columns }: StagedEntity,
  severityOf: (rule: string) => Severity,
): Promise<void> => {
  const checks = rowChecks(entity.name).filter((check) =>
    check.needs.every((name) => columns.includes(name)),
  );
  // The parts of a key are kept apart by a mark that nobody should have to read.
  const record = `replace(${keySql(entity, 'r', columns)}, chr(31), ' ')`;
  const hasFindings = `len(r._problems) > 0 OR len(r._warnings) > 0`;
  const { found } = await engine.row(
    `SELECT count(*) FILTER (${[hasFindings, ...checks.map((check) => `coalesce(${check.when}, false)`)].join(' OR ')}) AS found FROM ${table} r`,
  );
  if (Number(found) === 0) return;
  await engine.run(
    `INSERT INTO finding
     SELECT '${entity.name}', _row, record, text[1], text[2], text[3], severity FROM (
       SELECT _row, record, string_split(said, '|')[1:2] || [substr(said, length(string_split(said, '|')[1]) + length(string_split(said, '|')[2]) + 3)] AS text, severity
       FROM (
         SELECT r._row, ${record} AS record, unnest(r._problems) AS said, 'quarantine' AS severity FROM ${table} r WHERE len(r._problems) > 0
         UNION ALL
         SELECT r._row, ${record}, unnest(r._warnings), 'warn' FROM ${table} r WHERE len(r._warnings) > 0
         ${checks.map((check) => `UNION ALL SELECT r._row, ${record}, ${judgement(check)}, '${severityOf(check.rule) === 'quarantine' ? 'quarantine' : 'warn'}' FROM ${table} r WHERE ${check.when}`).join('\n')}
       ))`,
  );
};

/** A key that stands in one file twice: the newest row by the cursor is kept, the last one where nothing tells. */
const dropRepeatedKeys = async (
  engine: Engine,
  { entity, table, columns, distinct }: StagedEntity,
): Promise<void> => {
  if (distinct) return;
  const key = keySql(entity, 'r', columns);
  const { is_repeated: isRepeated } = await engine.row(
    `SELECT count(*) <> count(DISTINCT hash(${key})) AS is_repeated FROM ${table} r WHERE ${key} IS NOT NULL`,
  );
  if (isRepeated !== true) return;
  const cursor =
    entity.cursor !== undefined && columns.includes(entity.cursor)
      ? `r.${identifier(entity.cursor)} DESC NULLS LAST, `
      : '';
  const content = `hash(${columns
    .filter((name) => entity.columns[name])
    .map((name) => `r.${identifier(name)}`)
    .join(', ')})`;
  await engine.run(
    `INSERT INTO finding
     SELECT '${entity.name}', _row, key, CASE WHEN is_copy THEN 'K-02' ELSE 'K-01' END, '${entity.key.join(', ')}',
            CASE WHEN is_copy THEN 'the row stands in the file more than once; one is kept' ELSE 'the key ' || key || ' stands in row ' || kept || ' too; that row is kept' END,
            CASE WHEN is_copy THEN 'ignore' ELSE 'quarantine' END
     FROM (
       SELECT r._row, ${key} AS key, ${content} = first_value(${content}) OVER w AS is_copy, row_number() OVER w AS nth, first_value(r._row) OVER w AS kept
       FROM ${table} r WHERE ${key} IS NOT NULL AND len(r._problems) = 0
       WINDOW w AS (PARTITION BY ${key} ORDER BY ${cursor}r._row DESC)
     ) WHERE nth > 1`,
  );
};

/** Takes the rejected rows out of every staging table of the file. */
const dropRejected = async (engine: Engine, staged: readonly StagedEntity[]): Promise<void> => {
  const { rejected, repeated } = await engine.row(
    `SELECT count(*) FILTER (severity = 'quarantine') AS rejected, count(*) FILTER (severity = 'ignore') AS repeated FROM finding`,
  );
  for (const { table, entity } of staged) {
    if (Number(rejected) > 0)
      await engine.run(
        `DELETE FROM ${table} WHERE _row IN (SELECT _row FROM finding WHERE severity = 'quarantine')`,
      );
    if (Number(repeated) > 0) {
      await engine.run(
        `DELETE FROM ${table} WHERE _row IN (SELECT _row FROM finding WHERE severity = 'ignore' AND entity = '${entity.name}')`,
      );
    }
  }
};
