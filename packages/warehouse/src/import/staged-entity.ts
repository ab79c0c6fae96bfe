import type { Entity } from '@bellwether/model';

/** A staging table of one entity, out of one file: `_row`, the columns that the file brings, `_problems`, `_warnings`. */
export interface StagedEntity {
  readonly entity: Entity;
  readonly table: string;
  /** Model columns that the file brings; the others keep what an earlier import said of the record. */
  readonly columns: readonly string[];
  /** Several rows of the file make one row of the entity (an order out of its lines). */
  readonly distinct: boolean;
  /** The file only adds columns to rows of other files: where no row has the key, there is nothing to add to. */
  readonly isLink: boolean;
}

/** What loading a staging table did, in rows of the entity. */
export interface LoadedEntity {
  readonly entity: string;
  readonly inserted: number;
  readonly replaced: number;
  readonly unchanged: number;
}
