/** What compiling needs of profiling: the one place where the two rooms meet. */
export { castSql } from '../../profile/cast.js';
export { isoDate, plainNumber, withDateOrder, withDecimal } from '../../profile/column-format.js';
export type { ColumnFormat } from '../../profile/column-format.js';
export type { ColumnProfile } from '../../profile/column-profile.js';
