import { textOf } from '../engine/cell.js';
import { entities } from '@bellwether/model';
import { canonicalTable, identifier } from '../schema/canonical-table.js';
import type { Workspace } from '../workspace/workspace.js';

export interface ImportedStream {
  readonly source: string;
  readonly stream: string;
  readonly entities: readonly string[];
  readonly files: number;
  readonly rows: number;
  readonly rowsQuarantined: number;
  readonly lastImportedAt: string;
}

export interface FilledEntity {
  readonly entity: string;
  readonly rows: number;
  /** The last day on which one of its records is dated; null for kinds of record without a date. */
  readonly latest: string | null;
}

/** The first date of something that happened; plans (due dates, ends) do not tell how fresh records are. */
const dateOf = (columns: (typeof entities)[number]['columns']): string | null => {
  const found = Object.entries(columns).find(
    ([, column]) => (column.type === 'instant' || column.type === 'date') && !column.plan,
  );
  if (!found) return null;
  const [name, { type }] = found;
  return type === 'instant' ? `${name}_date` : name;
};

/** What the imports that count have brought, by source, and which kinds of record there are now. */
export const importedSources = async ({
  engine,
}: Workspace): Promise<{ streams: ImportedStream[]; entities: FilledEntity[] }> => {
  const streams = await engine.rows(
    `SELECT f.source, f.stream, count(*) AS files, sum(f.rows_loaded)::BIGINT AS loaded, sum(f.rows_quarantined)::BIGINT AS quarantined,
            max(b.finished_at) AS latest, to_json(list(f.entities))::VARCHAR AS entities
     FROM control.batch_file f JOIN control.batch b USING (batch_id) WHERE b.status = 'loaded'
     GROUP BY f.source, f.stream ORDER BY f.source, f.stream`,
  );
  const filled = await engine.rows(
    entities
      .map((entity) => {
        const date = dateOf(entity.columns);
        const latest = date === null ? 'NULL' : `max(${identifier(date)})::VARCHAR`;
        return `SELECT '${entity.name}' AS entity, count(*) AS n, ${latest} AS latest FROM ${canonicalTable(entity)}`;
      })
      .join(' UNION ALL '),
  );
  return {
    streams: streams.map((row) => ({
      source: String(row['source']),
      stream: String(row['stream']),
      files: Number(row['files']),
      entities: entityNames(String(row['entities'])),
      rows: Number(row['loaded']),
      rowsQuarantined: Number(row['quarantined']),
      lastImportedAt: String(row['latest']),
    })),
    entities: filled
      .filter((row) => Number(row['n']) > 0)
      .map((row) => ({
        entity: String(row['entity']),
        rows: Number(row['n']),
        latest: textOf(row['latest']),
      })),
  };
};

/** Kinds of record in the reports of several files: a list of JSON texts. */
const entityNames = (text: string): string[] => {
  const reports = JSON.parse(text) as (string | null)[];
  const names = reports.flatMap((one) =>
    one === null ? [] : (JSON.parse(one) as { readonly entity: string }[]).map(({ entity }) => entity),
  );
  return [...new Set(names)].sort();
};
