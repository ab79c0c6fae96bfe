import { rules } from '../rules/rules.js';
import { entities } from '@bellwether/model';
import type { Engine, Parameter, Row } from '../engine/engine.js';
import type { Severity, TableCheck } from '../rules/rule.js';
import { canonicalTable } from '../schema/canonical-table.js';
import type { Workspace } from '../workspace/workspace.js';

/** One check of one rule; `number` is its place among the checks of that rule. */
interface Judgement {
  readonly rule: string;
  readonly severity: Severity;
  readonly number: number;
  readonly check: TableCheck;
}

/** Checks of one statement: planning one statement a check costs more than judging small tables. */
const together = 4;

const judgements: readonly Judgement[] = rules.flatMap(({ id, severity, tables }) =>
  (tables ?? []).map((check, number) => ({ rule: id, severity, number, check })),
);

const reads = ({ entity, reads: others }: TableCheck): readonly string[] => [entity, ...(others ?? [])];

/** Entities with any row: a rule about the others has nothing to judge. */
export const filledEntities = async (engine: Engine): Promise<ReadonlySet<string>> => {
  const rows = await engine.rows(
    entities
      .map(
        (entity) =>
          `SELECT * FROM (SELECT '${entity.name}' AS entity FROM ${canonicalTable(entity)} LIMIT 1)`,
      )
      .join(' UNION ALL '),
  );
  return new Set(rows.map((row) => String(row['entity'])));
};

const unionOf = (parts: readonly string[]): string => parts.join('\nUNION ALL ');

/** How many records could break each check, in one pass over all of them. */
const populationsOf = async (engine: Engine, asked: readonly Judgement[]): Promise<readonly bigint[]> => {
  if (asked.length === 0) return [];
  const rows = await engine.rows(
    unionOf(asked.map(({ check }, at) => `SELECT ${at} AS place, n FROM (${check.population}) p`)),
  );
  const found = new Map(rows.map(({ place, n }) => [Number(place), BigInt(String(n ?? 0))]));
  return asked.map((_, at) => found.get(at) ?? 0n);
};

/** The checks that some record breaks, with how many do and the first five of them. */
const brokenOf = async (engine: Engine, asked: readonly Judgement[]): Promise<readonly Row[]> => {
  const found: Row[] = [];
  for (let start = 0; start < asked.length; start += together) {
    // Of the records that break a check only five are kept: a list of all would not fit into memory where all do.
    const parts = asked.slice(start, start + together).map(
      ({ check }, at) =>
        `SELECT ${start + at} AS place, count(*) AS affected, arg_min({record: record, message: message}, coalesce(record::VARCHAR, ''), 5) AS examples
         FROM (${check.breaks}) b`,
    );
    found.push(
      ...(await engine.rows(
        `SELECT place, affected, examples[1].message AS message, to_json(examples)::VARCHAR AS examples
         FROM (${unionOf(parts)}) WHERE affected > 0`,
      )),
    );
  }
  return found;
};

/** Forgets what earlier judgements of these checks found. */
const forget = async (engine: Engine, stale: readonly Judgement[]): Promise<void> => {
  if (stale.length === 0) return;
  const pairs = stale.map(({ rule, number }) => `('${rule}', ${number})`).join(', ');
  await engine.run(
    `DELETE FROM control.issue WHERE scope = 'table' AND (rule, check_number) IN (VALUES ${pairs})`,
  );
};

/**
 * Judges the canonical tables by every rule that looks at them, and keeps what it finds in `control.issue` with scope
 * `table`. Only rules that read a changed entity are judged again; null judges all.
 */
export const judgeTables = async (
  { engine, config }: Workspace,
  changed: ReadonlySet<string> | null,
): Promise<void> => {
  const waived = new Set(config.waivers.map(({ rule }) => rule));
  const stale = judgements.filter(
    ({ check }) => !changed || check.entity === '*' || reads(check).some((entity) => changed.has(entity)),
  );
  await engine.transaction(async () => {
    await forget(engine, stale);
    const filled = await filledEntities(engine);
    const open = stale.filter(
      ({ rule, check }) => !waived.has(rule) && (check.entity === '*' || filled.has(check.entity)),
    );
    const populations = await populationsOf(engine, open);
    // Where no record could break a check, none does.
    const asked = open.flatMap((judgement, at) => {
      const population = populations[at] ?? 0n;
      return population > 0n ? [{ ...judgement, population }] : [];
    });
    const found = await brokenOf(engine, asked);
    const values = found.flatMap((row): Parameter[] => {
      const judgement = asked[Number(row['place'])];
      if (!judgement) return [];
      const { rule, severity, number, check, population } = judgement;
      const [message, examples] = [row['message'], row['examples']].map((text) => text as string | null);
      return [
        rule,
        check.entity,
        severity,
        Number(row['affected']),
        population,
        message ?? null,
        examples ?? null,
        number,
      ];
    });
    if (values.length === 0) return;
    const places = found.map(() => `(?, ?, ?, ?, ?, ?, ?, 'table', NULL, ?)`).join(', ');
    await engine.run(`INSERT INTO control.issue VALUES ${places}`, values);
  });
};
