/** How much a file may ask of the machine. Bytes unless said otherwise. */
export interface ReadLimits {
  /** One row of a CSV or JSON file; DuckDB's own default is 2,000,000. */
  readonly maxRecordBytes: number;
  readonly maxColumns: number;
  /** Rows that fit no table are listed one by one up to here; past it the file as a whole is refused. */
  readonly maxProblems: number;
  /** Files inside one archive. */
  readonly maxArchiveEntries: number;
  /** All that one archive may unpack to. */
  readonly maxArchiveBytes: number;
  /** Unpacked over packed size of one entry above a mebibyte; text packs 5 to 50 times, bombs about 1000. */
  readonly maxArchiveRatio: number;
  /** Archives inside archives. */
  readonly maxArchiveDepth: number;
  readonly maxWorkbookBytes: number;
  /** Unpacked XML of one workbook. */
  readonly maxWorkbookXmlBytes: number;
  /** Heap of the process that reads a workbook, in mebibytes. */
  readonly workbookHeapMebibytes: number;
  readonly workbookMilliseconds: number;
}

export const defaultLimits: ReadLimits = Object.freeze({
  maxRecordBytes: 2_000_000,
  maxColumns: 5_000,
  maxProblems: 100_000,
  maxArchiveEntries: 10_000,
  maxArchiveBytes: 20 * 2 ** 30,
  maxArchiveRatio: 250,
  maxArchiveDepth: 2,
  maxWorkbookBytes: 100 * 2 ** 20,
  maxWorkbookXmlBytes: 600 * 2 ** 20,
  workbookHeapMebibytes: 2_048,
  workbookMilliseconds: 180_000,
});
