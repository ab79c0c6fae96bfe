import type {
  Ambiguity,
  ColumnProfile,
  CompiledStream,
  IgnoredFile,
  PreparedTable,
} from '@bellwether/sources';
import type { RecognisedTable } from './recognise-table.js';

export type TableFate =
  /** Will be (or was) loaded. */
  | 'load'
  /** The same bytes under the same mapping are in the workspace already. */
  | 'already_loaded'
  /** The vendor's table is known and holds nothing that a figure needs. */
  | 'not_needed'
  | 'unrecognised'
  /** Two kinds of file fit equally well. */
  | 'undecided'
  /** A column can be read in two ways. */
  | 'ambiguous'
  /** It has a header and no row. */
  | 'empty';

/** One table of an import, as far as it is understood before anything is loaded. */
export interface PlannedTable {
  readonly table: PreparedTable;
  readonly fate: TableFate;
  readonly recognised: RecognisedTable | null;
  readonly profiles: readonly ColumnProfile[];
  readonly compiled: CompiledStream | null;
  readonly ambiguous: readonly Ambiguity[];
  /** Hash of the mapping that reads it: other rules of reading make it another import. */
  readonly mappingHash: string;
  /** Why it is not loaded. */
  readonly reason: string | null;
}

export interface ImportPlan {
  readonly tables: readonly PlannedTable[];
  readonly passedOver: readonly IgnoredFile[];
}
