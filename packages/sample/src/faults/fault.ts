/**
 * What a reader of the files must do with a fault.
 * - `quarantined`: the row is kept aside with its reason and counts nowhere.
 * - `flagged`: the row is loaded, and the rule counts it beside the figures that read it.
 * - `ignored`: the row is no record (total, footer, blank) or one that must not count (deleted, merged).
 * - `deduplicated`: the row or file repeats one that is there already; only one counts.
 * - `held`: the whole file waits for an answer, and nothing of it is loaded.
 */
export type Outcome = 'quarantined' | 'flagged' | 'ignored' | 'deduplicated' | 'held';

export interface Fault {
  /** What was done, in kebab-case; each kind occurs once. */
  readonly kind: string;
  /** Rule of sources-and-model section 4.9. */
  readonly rule: string;
  /** Path in the workspace: under `exports/`, or under `held/` for files that wait for an answer. */
  readonly file: string;
  /** Sheet of a workbook, else null. */
  readonly sheet: string | null;
  /** Line of the file or sheet, 1 = the first; null for a whole file. */
  readonly line: number | null;
  /** Row after the header, 1 = the first; null for a whole file. */
  readonly row: number | null;
  /** Header of the column at fault; null where the whole row is. */
  readonly column: string | null;
  /** Id of the record as the file writes it; null where it has none. */
  readonly id: string | null;
  /** The value at fault as the file writes it; null for a whole row or file. */
  readonly value: string | null;
  readonly must: Outcome;
  /** What is wrong, in a sentence. */
  readonly what: string;
}

export interface FaultList {
  readonly format: 'bellwether-sample-faults/1';
  readonly seed: number | string;
  readonly faults: readonly Fault[];
}
