import { type DuckDBConnection, DuckDBInstance, type DuckDBValue } from '@duckdb/node-api';
import { facts } from '@bellwether/model';
import type { Execute } from '@bellwether/metrics';

/** A fact row as a test writes it: columns left out are null. Dates are ISO text, money is decimal text. */
export type FactRow = Readonly<Record<string, string | number | boolean | null>>;
export type World = Readonly<Record<string, readonly FactRow[]>>;

const quote = (name: string): string => `"${name}"`;

const literal = (value: string | number | boolean | null | undefined): string => {
  if (value === null || value === undefined) return 'NULL';
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
};

/** A real DuckDB in memory that holds the facts. */
export class Engine {
  readonly connection: DuckDBConnection;

  private constructor(connection: DuckDBConnection) {
    this.connection = connection;
  }

  static async open(threads = 1): Promise<Engine> {
    const instance = await DuckDBInstance.create(':memory:', { threads: String(threads) });
    const engine = new Engine(await instance.connect());
    await engine.connection.run('CREATE SCHEMA facts');
    for (const fact of facts) {
      const columns = Object.entries(fact.columns).map(([name, { type }]) => `${quote(name)} ${type}`);
      await engine.connection.run(`CREATE TABLE facts.${quote(fact.name)} (${columns.join(', ')})`);
    }
    return engine;
  }

  /** Replaces everything by the rows of a world. */
  async load(world: World): Promise<void> {
    const statements = facts.flatMap(({ name, columns }) => {
      const rows = world[name] ?? [];
      const clear = `DELETE FROM facts.${quote(name)};`;
      if (rows.length === 0) return [clear];
      const names = Object.keys(columns);
      const values = rows.map((row) => `(${names.map((column) => literal(row[column])).join(', ')})`);
      return [clear, `INSERT INTO facts.${quote(name)} VALUES ${values.join(', ')};`];
    });
    await this.connection.run(statements.join('\n'));
  }

  readonly execute: Execute = async (sql, params) => {
    const result = await this.connection.runAndReadAll(sql, [...params] as DuckDBValue[]);
    return result.getRowObjects();
  };
}
