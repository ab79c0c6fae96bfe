export { compileStream } from './mapping/compile/compile-stream.js';
export type { CompiledStream } from './mapping/compile/compile-stream.js';
export type { CompiledEntity } from './mapping/compile/compile-entity.js';
export type { Ambiguity } from './mapping/compile/ambiguity.js';
export type { CompileSettings } from './mapping/compile/settings.js';
export type { RawColumn } from './mapping/headers.js';
export { loadPacks } from './mapping/load-packs.js';
export { findStream } from './mapping/pack.js';
export type { Locale, MappingPack, Stream } from './mapping/pack.js';
export { parseMapping } from './mapping/parse-mapping.js';
export { plainPacks } from './mapping/plain-packs.js';
export { recognise } from './mapping/recognise.js';
export type { Recognised } from './mapping/recognise.js';
export { scaffold } from './mapping/scaffold.js';
export { castSql } from './profile/cast.js';
export type { Cast, CastSettings } from './profile/cast.js';
export {
  describeFormat,
  isoDate,
  plainFlag,
  plainNumber,
  textFormat,
  withDateOrder,
  withDecimal,
} from './profile/column-format.js';
export type {
  ColumnFormat,
  DateFormat,
  DateOrder,
  DecimalMark,
  EpochFormat,
  FlagFormat,
  NumberFormat,
  TextFormat,
} from './profile/column-format.js';
export type { ColumnAmbiguity, ColumnProfile, ProfileNote } from './profile/column-profile.js';
export { defaultLimits } from './read/limits.js';
export type { ReadLimits } from './read/limits.js';
export { linesOfRows } from './read/line-index.js';
export { prepareFiles } from './read/prepare-files.js';
export type { PrepareOptions } from './read/prepare-files.js';
export type {
  IgnoredFile,
  LineSource,
  PreparedColumn,
  PreparedFiles,
  PreparedTable,
  ReadNote,
  RowProblem,
  SkippedRow,
} from './read/prepared.js';
export { profileTable } from './profile/profile-table.js';
export type { ProfiledColumn } from './profile/column-work.js';
export type { Query } from './profile/profile-table.js';
export { SourceError } from './errors.js';
export type { SourceErrorCode } from './errors.js';
