import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { sourceError } from '../errors.js';
import { identifier, literal } from '../profile/sql-text.js';
import type { PreparedCsv } from './csv.js';
import { nameColumns } from './headers.js';
import type { ReadLimits } from './limits.js';
import type { ThriftValue } from './thrift.js';
import { ThriftReader } from './thrift.js';

/** A column of the top level. Physical types 1 to 5: INT32, INT64, INT96, FLOAT, DOUBLE. */
interface ParquetColumn {
  readonly name: string;
  readonly nested: boolean;
  readonly numeric: boolean;
}

/** Converted types DECIMAL, INT_8 to UINT_64; a physical number without any is a number too. */
const NUMBER_TYPES = new Set([5, 11, 12, 13, 14, 15, 16, 17, 18]);

const readFooter = async (path: string, shown: string): Promise<Buffer> => {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    if (size < 12) throw sourceError('READ_PARQUET', shown, 'the file is cut short');
    const tail = Buffer.alloc(8);
    await file.read(tail, 0, 8, size - 8);
    if (tail.toString('latin1', 4) !== 'PAR1')
      throw sourceError('READ_PARQUET', shown, 'the end mark is missing, the file is cut short');
    const length = tail.readUInt32LE(0);
    if (length + 12 > size || length > 256 * 2 ** 20)
      throw sourceError('READ_PARQUET', shown, `a footer of ${length} bytes does not fit the file`);
    const footer = Buffer.alloc(length);
    await file.read(footer, 0, length, size - 8 - length);
    return footer;
  } finally {
    await file.close();
  }
};

/** Top-level columns and the number of rows, from the FileMetaData struct (parquet.thrift: 2 schema, 3 num_rows). */
const readSchema = (footer: Buffer): { columns: ParquetColumn[]; rows: number } => {
  const meta = new ThriftReader(footer).struct();
  const schema = (meta.get(2) ?? []) as Map<number, ThriftValue>[];
  const childrenOf = (element: Map<number, ThriftValue> | undefined): number => Number(element?.get(5) ?? 0);
  const columns: ParquetColumn[] = [];
  let at = 1;
  const skip = (): void => {
    const children = childrenOf(schema[at]);
    at += 1;
    for (let i = 0; i < children; i += 1) skip();
  };
  for (let i = 0; i < childrenOf(schema[0]); i += 1) {
    const element = schema[at];
    if (element === undefined) throw new RangeError('the schema is cut short');
    const [physical, converted] = [element.get(1), element.get(6)];
    const logical = element.get(10);
    // Logical types: 5 DECIMAL, 10 INTEGER; dates and times are numbers only physically.
    const kind = logical instanceof Map ? [...logical.keys()][0] : undefined;
    const isNumber =
      kind === undefined
        ? converted === undefined
          ? [1n, 2n, 4n, 5n].includes(physical as bigint)
          : NUMBER_TYPES.has(Number(converted))
        : kind === 5 || kind === 10;
    columns.push({
      name: (element.get(4) as Buffer).toString('utf8'),
      nested: childrenOf(element) > 0 || element.get(3) === 2n,
      numeric: isNumber,
    });
    skip();
  }
  return { columns, rows: Number(meta.get(3) ?? 0n) };
};

/** Prepares a Parquet file: DuckDB reads it in place, every column cast to text, nested ones as JSON text. */
export const prepareParquet = async (
  path: string,
  shown: string,
  limits: ReadLimits,
): Promise<PreparedCsv> => {
  const footer = await readFooter(path, shown);
  let schema: ReturnType<typeof readSchema>;
  try {
    schema = readSchema(footer);
  } catch (error) {
    throw sourceError('READ_PARQUET', shown, `the footer is damaged (${(error as Error).message})`);
  }
  if (schema.columns.length === 0) throw sourceError('READ_PARQUET', shown, 'the schema has no columns');
  if (schema.columns.length > limits.maxColumns) {
    throw sourceError('READ_TOO_WIDE', shown, schema.columns.length, limits.maxColumns);
  }
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>)
    hash.update(chunk);
  const { columns, notes } = nameColumns(
    schema.columns.map((column) => column.name),
    schema.columns.length,
  );
  const typed = columns.map((column, i) =>
    schema.columns[i]?.numeric === true ? { ...column, numeric: true } : column,
  );
  const projection = schema.columns.map((column, i) => {
    const source = identifier(column.name);
    const text = column.nested ? `to_json(${source})::VARCHAR` : `NULLIF(${source}::VARCHAR, '')`;
    return `${text} AS ${identifier(columns[i]?.name ?? '')}`;
  });
  return {
    sha256: hash.digest('hex'),
    sql: `(SELECT ${projection.join(', ')} FROM read_parquet(${literal(path)}, binary_as_string = true, hive_partitioning = false))`,
    columns: typed,
    rows: schema.rows,
    firstLine: 1,
    lines: { kind: 'rows' },
    skipped: [],
    problems: [],
    notes,
  };
};
