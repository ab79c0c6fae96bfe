/** The SQL of one canonical column, by layer. */
export interface CompiledColumn {
  readonly name: string;
  /** Third layer: casts, as `sql AS alias`. */
  readonly casts: readonly string[];
  /** Fourth layer: what the row holds, as `sql AS canonical name`. */
  readonly outputs: readonly string[];
  /** Conditions over the third layer that make the row a reject, with the SQL of the message. */
  readonly problems: readonly Finding[];
  /** The same for findings that let the row load. */
  readonly warnings: readonly Finding[];
  /** Alias or SQL over the third layer that is null where the column is empty. */
  readonly value: string;
}

export interface Finding {
  readonly when: string;
  /** SQL text `RULE|column|message`. */
  readonly message: string;
}
