import { textOf } from '../engine/cell.js';
import { linesOfRows, type PreparedTable } from '@bellwether/sources';
import type { Engine, Parameter } from '../engine/engine.js';
import { identifier } from '../schema/canonical-table.js';
import type { PlannedTable } from './import-plan.js';

const payload = (table: PreparedTable): string =>
  `json_object(${table.columns.map(({ name, header }) => `'${(header || name).replaceAll("'", "''")}', w.${identifier(name)}`).join(', ')})::VARCHAR`;

/** Writes rejected rows to the quarantine, with the line of each, and warnings to the issues. */
export const keepFindings = async (
  engine: Engine,
  table: PreparedTable,
  { batchId, fileId }: { readonly batchId: string; readonly fileId: string },
  rejected: number,
): Promise<void> => {
  if (rejected > 0) {
    const rows = await engine.rows(
      `SELECT DISTINCT _row FROM finding WHERE severity = 'quarantine' ORDER BY _row`,
    );
    const numbers = rows.map((row) => Number(row['_row']));
    const lines = await linesOfRows(table, numbers);
    await engine.run('CREATE OR REPLACE TEMP TABLE line_of (_row BIGINT, line BIGINT)');
    const pairs = numbers.flatMap((row) => [row, lines.get(row) ?? row]);
    for (let start = 0; start < pairs.length; start += 4000) {
      const part: Parameter[] = pairs.slice(start, start + 4000);
      await engine.run(
        `INSERT INTO line_of VALUES ${Array.from({ length: part.length / 2 }, () => '(?, ?)').join(', ')}`,
        part,
      );
    }
    await engine.run(
      `INSERT INTO control.quarantine
       SELECT ?, ?, ?, f._row, l.line, f.entity, f."column", f.rule, f.message, f.record, ${payload(table)}
       FROM finding f JOIN line_of l ON l._row = f._row JOIN raw w ON w._row = f._row
       WHERE f.severity = 'quarantine' ORDER BY f._row`,
      [batchId, fileId, table.path],
    );
    await engine.run('DROP TABLE line_of');
  }
  for (const problem of table.problems) {
    await engine.run('INSERT INTO control.quarantine VALUES (?, ?, ?, NULL, ?, NULL, NULL, ?, ?, NULL, ?)', [
      batchId,
      fileId,
      table.path,
      problem.line,
      problem.rule,
      problem.message,
      JSON.stringify({ line: problem.text }),
    ]);
  }
  await engine.run(
    `INSERT INTO control.issue
     SELECT rule, entity, 'warn', count(*), ?, any_value(message), to_json(list(coalesce(record, 'row ' || _row) ORDER BY _row)[1:5])::VARCHAR, 'file', ?, NULL
     FROM finding WHERE severity = 'warn' GROUP BY rule, entity, "column"`,
    [table.rows, fileId],
  );
};

export const keepIgnored = async (engine: Engine, table: PreparedTable, fileId: string) => {
  const rows = await engine.rows(
    'SELECT reason, rule, count(*) AS rows FROM set_aside GROUP BY ALL ORDER BY rows DESC, reason',
  );
  const found = rows.map((row) => ({
    reason: String(row['reason']),
    rule: textOf(row['rule']),
    rows: Number(row['rows']),
  }));
  const skipped = new Map<string, number>();
  for (const { reason } of table.skipped) skipped.set(reason, (skipped.get(reason) ?? 0) + 1);
  for (const [reason, count] of skipped) found.push({ reason: `${reason} line`, rule: 'F-06', rows: count });
  for (const { reason, rule, rows: count } of found) {
    await engine.run('INSERT INTO control.ignored VALUES (?, ?, ?, ?)', [fileId, reason, count, rule]);
  }
  return found.map(({ reason, rows: count }) => ({ reason, rows: count }));
};

/** Remarks about the file as a whole become issues of the file. */
export const keepNotes = async (engine: Engine, planned: PlannedTable, fileId: string): Promise<void> => {
  // How a usual file was read stays with the file; of profiling, ids and hours are judged elsewhere.
  const notes = [
    ...[
      ...planned.table.notes.filter(({ isUsual }) => isUsual !== true),
      ...planned.profiles.flatMap((profile) => profile.notes),
    ]
      .filter(({ rule }) => rule !== 'F-09' && rule !== 'T-08')
      .map(({ rule, message, severity }) => ({
        rule,
        message: message.replaceAll(/\s+/g, ' '),
        severity: severity === 'warning' ? 'warn' : 'info',
      })),
    ...(planned.compiled?.notes ?? []).map((note) => ({ ...note, severity: 'info' })),
  ];
  for (const { rule, message, severity } of notes) {
    await engine.run(`INSERT INTO control.issue VALUES (?, NULL, ?, 1, ?, ?, '[]', 'file', ?, NULL)`, [
      rule,
      severity,
      planned.table.rows,
      message,
      fileId,
    ]);
  }
};
