import type { ImportProgress } from './import-report.js';

export interface ImportOptions {
  /** `source.table` for every file given, instead of recognising it. */
  readonly as?: string;
  /** A mapping file to try before the packs. */
  readonly mapping?: string;
  readonly dateOrder?: 'YMD' | 'DMY' | 'MDY';
  readonly decimal?: '.' | ',';
  /** The folder that relative paths start from; that of the process by default. */
  readonly from?: string;
  /** WHATWG label of the encoding of text files, where finding it out went wrong. */
  readonly encoding?: string;
  readonly onProgress?: (progress: ImportProgress) => void;
}
