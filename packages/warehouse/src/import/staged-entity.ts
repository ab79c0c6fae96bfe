import type { Entity } from '@bellwether/model';

/** A staging table of one entity, out of one file. */
export interface StagedEntity {
  readonly entity: Entity;
  /** Temporary table: `_row`, the canonical columns, `_problems`. */
  readonly table: string;
  /** Several rows of the file make one row of the entity (an order out of its lines). */
  readonly distinct: boolean;
}

/** What loading a staging table did, in rows of the entity. */
export interface LoadedEntity {
  readonly entity: string;
  readonly inserted: number;
  readonly replaced: number;
  readonly unchanged: number;
}
