/**
 * A rule of data quality, as data. The numbers are those of the reference (F file, K keys, I identity, T time,
 * M money, S sales, R subscriptions, V service and surveys).
 */
export type Severity = 'block' | 'quarantine' | 'warn' | 'info';

/** Judged row by row while a file is staged; a `quarantine` check keeps the row out of the canonical table. */
export interface RowCheck {
  readonly entity: string;
  readonly column: string;
  /** Model columns that the condition and the message read: without them in the file there is nothing to judge. */
  readonly needs: readonly string[];
  /** SQL condition over the staged row, alias `r`; true = the row breaks the rule. */
  readonly when: string;
  /** SQL text expression over `r`: what is wrong with this row, for a person. */
  readonly message: string;
}

/** Judged on the canonical tables after an import, so that it is always about what is there now. */
export interface TableCheck {
  readonly entity: string;
  /** Other entities it reads: an import of one of them has it judged again. */
  readonly reads?: readonly string[];
  /** SELECT giving `record` (id as text) and `message`, one row for each record that breaks the rule. */
  readonly breaks: string;
  /** SELECT giving `n`, the records it could have broken. */
  readonly population: string;
}

export interface Rule {
  readonly id: string;
  /** What holds, in a sentence. */
  readonly title: string;
  readonly severity: Severity;
  /** What a person does about it. */
  readonly remedy: string;
  readonly rows?: readonly RowCheck[];
  readonly tables?: readonly TableCheck[];
  /** Where the rule is applied when not by the checks above: by the reader, the mapping, the import, identity, facts. */
  readonly appliedBy?: 'reading' | 'mapping' | 'import' | 'identity' | 'facts';
}

export const rule = (declaration: Rule): Rule => Object.freeze(declaration);
