import type { RefreshReport } from '../facts/refresh-facts.js';
import type { LoadedEntity } from './staged-entity.js';

/** The reconciliation of one file: rows in = loaded + quarantined + ignored, asserted. */
export interface FileReport {
  readonly file: string;
  readonly fileId: string | null;
  readonly stream: string | null;
  readonly confidence: number | null;
  readonly fate: string;
  readonly reason: string | null;
  readonly rowsIn: number;
  readonly rowsLoaded: number;
  readonly rowsQuarantined: number;
  readonly rowsIgnored: number;
  readonly ignored: readonly { readonly reason: string; readonly rows: number }[];
  readonly entities: readonly LoadedEntity[];
  readonly unmapped: readonly string[];
  readonly notes: readonly { readonly rule: string; readonly message: string }[];
}

export interface ImportReport {
  /** Null where nothing had to be loaded. */
  readonly batchId: string | null;
  readonly files: readonly FileReport[];
  readonly passedOver: readonly { readonly path: string; readonly reason: string }[];
  readonly rowsIn: number;
  readonly rowsLoaded: number;
  readonly rowsQuarantined: number;
  readonly rowsIgnored: number;
  readonly refresh: RefreshReport | null;
  readonly seconds: number;
}

/** How far an import is; `fraction` of the whole, 0 to 1. */
export interface ImportProgress {
  readonly phase: 'read' | 'load' | 'figures' | 'check';
  readonly file: string;
  readonly fraction: number;
}
