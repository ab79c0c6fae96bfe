import type { Column, ColumnType, Entity } from '@bellwether/model';

/** A physical column of a canonical table. */
export interface PhysicalColumn {
  readonly name: string;
  readonly type: string;
}

const types: Record<Exclude<ColumnType, 'instant'>, string> = {
  id: 'VARCHAR',
  reference: 'VARCHAR',
  text: 'VARCHAR',
  choice: 'VARCHAR',
  integer: 'BIGINT',
  decimal: 'DECIMAL(18,6)',
  money: 'DECIMAL(18,4)',
  date: 'DATE',
  flag: 'BOOLEAN',
};

const physical = (name: string, column: Column): PhysicalColumn[] =>
  column.type === 'instant'
    ? [
        { name, type: 'TIMESTAMP' },
        { name: `${name}_date`, type: 'DATE' },
        { name: `${name}_precision`, type: 'VARCHAR' },
      ]
    : [{ name, type: types[column.type] }];

/** The columns of the table of an entity, without those of provenance; only those of the named model columns if given. */
export const physicalColumns = (entity: Entity, only?: readonly string[]): PhysicalColumn[] =>
  Object.entries(entity.columns)
    .filter(([name]) => only === undefined || only.includes(name))
    .flatMap(([name, column]) => physical(name, column));

/**
 * Where a row came from, on every canonical row: `_source` the namespace of its ids, `_batch_id` the file within the
 * import (`b12.3`: import 12, file 3), `_row` the row of that file.
 */
export const provenanceColumns: readonly PhysicalColumn[] = [
  { name: '_source', type: 'VARCHAR' },
  { name: '_batch_id', type: 'VARCHAR' },
  { name: '_row', type: 'BIGINT' },
];

/** SQL identifier, quoted: `order` is a keyword. */
export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

export const canonicalTable = (entity: Entity): string => `canonical.${identifier(entity.name)}`;
export const supersededTable = (entity: Entity): string => `superseded.${identifier(entity.name)}`;

/** SQL text of the key of a row: the column itself, or its parts joined, so that null parts compare equal. */
export const keySql = (entity: Entity, alias: string, present: readonly string[] = entity.key): string => {
  // A part of the key that the file has no column for is null, like an empty cell.
  const parts = entity.key.map((name) => (present.includes(name) ? `${alias}.${identifier(name)}` : 'NULL'));
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  return `concat_ws(chr(31), ${parts.map((part) => `coalesce(${part}::VARCHAR, '')`).join(', ')})`;
};

const columnList = (columns: readonly PhysicalColumn[]): string =>
  columns.map(({ name, type }) => `${identifier(name)} ${type}`).join(', ');

/** The statements that make the tables of an entity: live rows, and rows that a later import replaced. */
export const createCanonicalTable = (entity: Entity): string[] => {
  const columns = [...physicalColumns(entity), ...provenanceColumns];
  return [
    `CREATE TABLE IF NOT EXISTS ${canonicalTable(entity)} (${columnList(columns)})`,
    `CREATE TABLE IF NOT EXISTS ${supersededTable(entity)} (${columnList(columns)}, _superseded_by VARCHAR)`,
  ];
};
