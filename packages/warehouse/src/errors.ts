/** Every error of the warehouse, with a stable code. The message says what happened, where, and what to do. */
const messages = {
  WORKSPACE_NOT_FOUND: (at: string) =>
    `no workspace: ${at} has no bellwether.yaml; make one with 'bellwether init ${at}' or name one with --workspace`,
  WORKSPACE_EXISTS: (at: string) =>
    `workspace already there: ${at}/bellwether.yaml was left as it is; choose another folder`,
  WORKSPACE_BUSY: (at: string) =>
    `workspace is in use: another process holds ${at}; nothing was read or changed; stop that process (or wait for its import) and try again`,
  WORKSPACE_NEWER: (at: string, found: number, known: number) =>
    `workspace was written by a newer Bellwether: ${at} has layout ${found}, this one knows ${known}; nothing was changed; update Bellwether`,
  CONFIG_INVALID: (where: string, problem: string) =>
    `setting is not valid: ${where}: ${problem}; nothing was changed; correct the file and run the command again`,
  IMPORT_NOTHING_FOUND: (paths: string) =>
    `nothing to import: ${paths} holds no file that can be read; give a CSV, XLSX, JSON, Parquet, folder or zip`,
  IMPORT_UNRECOGNISED: (file: string, headers: string) =>
    `file not recognised: ${file} (columns: ${headers}); its rows were not loaded; say what it is with --as source.table, or write a mapping from 'bellwether import --scaffold ${file}'`,
  IMPORT_AMBIGUOUS: (questions: string) =>
    `the data cannot decide how to read a column, so nothing was loaded:\n${questions}`,
  IMPORT_UNKNOWN_STREAM: (given: string, known: string) => `unknown table: '${given}'; known ones: ${known}`,
  IMPORT_BLOCKED: (rule: string, detail: string) =>
    `import stopped by rule ${rule}: ${detail}; nothing of this import was loaded`,
  RECONCILIATION_BROKEN: (file: string, detail: string) =>
    `rows do not add up in ${file}: ${detail}; the import was taken back whole; this is a defect of Bellwether, please report it`,
  BATCH_UNKNOWN: (given: string) => `unknown batch: '${given}'; see 'bellwether batches'`,
  BATCH_UNDONE: (given: string) => `batch was already undone: '${given}'`,
  STORAGE_FULL: (detail: string) =>
    `the disk is full: ${detail}; the import in progress was taken back, everything acknowledged before is kept; free some space and run it again`,
  STORAGE_DAMAGED: (at: string, detail: string) =>
    `the data file cannot be opened: ${at}: ${detail}; nothing was changed; restore a backup, or import the files under data/landing again into a new workspace`,
  BACKUP_TARGET_FILLED: (at: string) =>
    `folder is not empty: ${at}; nothing was written; name an empty or new folder`,
  RECORD_UNKNOWN: (given: string) =>
    `unknown record: '${given}'; give the id as it is shown by 'bellwether rows'`,
  DIMENSION_UNKNOWN: (given: string, known: string) => `cannot filter by '${given}'; possible here: ${known}`,
  QUERY_STOPPED: () =>
    'the question was given up before it was answered; nothing was changed; ask for less, or ask again',
  QUERY_FAILED: (detail: string) => `the query failed: ${detail}`,
} as const;

export type WarehouseErrorCode = keyof typeof messages;

export class WarehouseError extends Error {
  readonly code: WarehouseErrorCode;
  constructor(code: WarehouseErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'WarehouseError';
    this.code = code;
  }
}

/** Makes the error of that code; the arguments are those of its message. */
export const warehouseError = <Code extends WarehouseErrorCode>(
  code: Code,
  ...values: Parameters<(typeof messages)[Code]>
): WarehouseError => {
  const build = messages[code] as (...args: readonly (string | number)[]) => string;
  return new WarehouseError(code, build(...values));
};
