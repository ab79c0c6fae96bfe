/** What the workspace and the user decide about an import. */
export interface CompileSettings {
  /** IANA zone of the organisation: local dates, and wall times without offset. */
  readonly timeZone: string;
  /** ISO 4217 code taken where a row names none. */
  readonly currency: string;
  /** Answers of the user, for the whole file. */
  readonly overrides?: {
    readonly dateOrder?: 'YMD' | 'DMY' | 'MDY';
    readonly decimal?: '.' | ',';
    readonly timeZone?: string;
  };
}

/** How one text is read: the column's own word first, then the user's, then the stream's. */
export interface Reading {
  readonly dateOrder: 'YMD' | 'DMY' | 'MDY' | null;
  readonly decimal: '.' | ',' | null;
  readonly timeZone: string;
  readonly isDay: boolean;
  readonly isIso: boolean;
}
