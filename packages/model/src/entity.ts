import type { Column } from './column.js';

/** One canonical entity: what a row is, its columns, its key and where it belongs. */
export interface Entity {
  /** Singular, snake_case; also the table's name in the schema `canonical`. */
  readonly name: string;
  /** The room it is listed in. */
  readonly area: 'parties' | 'marketing' | 'sales' | 'revenue' | 'service' | 'voice' | 'usage' | 'control';
  /** What one row is, in a sentence. */
  readonly description: string;
  /** Columns that identify a row; a later row with the same key replaces an earlier one. */
  readonly key: readonly string[];
  readonly columns: Readonly<Record<string, Column>>;
  /** Column that tells the newer of two rows with one key; import order decides where it is absent. */
  readonly cursor?: string;
}

export const entity = (declaration: Entity): Entity => {
  for (const name of [...declaration.key, ...(declaration.cursor ? [declaration.cursor] : [])]) {
    if (!(name in declaration.columns)) {
      throw new Error(`unknown key or cursor column: ${declaration.name}.${name}`);
    }
  }
  return Object.freeze({ ...declaration, columns: Object.freeze({ ...declaration.columns }) });
};
