/**
 * The bookkeeping of a workspace, in the schema `control`.
 * Statuses: a batch is `loaded` or `undone`. What was acknowledged is what a committed batch row says.
 */
export const controlTables: readonly string[] = [
  'CREATE SCHEMA IF NOT EXISTS control',
  'CREATE SCHEMA IF NOT EXISTS canonical',
  'CREATE SCHEMA IF NOT EXISTS superseded',
  'CREATE SCHEMA IF NOT EXISTS resolved',
  'CREATE SCHEMA IF NOT EXISTS facts',
  `CREATE TABLE IF NOT EXISTS control.setting (name VARCHAR, value VARCHAR)`,
  `CREATE TABLE IF NOT EXISTS control.batch (
     batch_id VARCHAR, number INTEGER, started_at TIMESTAMP, finished_at TIMESTAMP, status VARCHAR, undone_at TIMESTAMP,
     files INTEGER, rows_in BIGINT, rows_loaded BIGINT, rows_quarantined BIGINT, rows_ignored BIGINT)`,
  `CREATE TABLE IF NOT EXISTS control.batch_file (
     batch_id VARCHAR, file_id VARCHAR, file VARCHAR, sha256 VARCHAR, landed_as VARCHAR, landed_table VARCHAR, source VARCHAR, stream VARCHAR,
     mapping_hash VARCHAR, confidence DOUBLE, entities VARCHAR, notes VARCHAR,
     rows_in BIGINT, rows_loaded BIGINT, rows_quarantined BIGINT, rows_ignored BIGINT)`,
  `CREATE TABLE IF NOT EXISTS control.ignored (file_id VARCHAR, reason VARCHAR, rows BIGINT, rule VARCHAR)`,
  `CREATE TABLE IF NOT EXISTS control.quarantine (
     batch_id VARCHAR, file_id VARCHAR, file VARCHAR, "row" BIGINT, line BIGINT, entity VARCHAR, "column" VARCHAR,
     rule VARCHAR, message VARCHAR, record VARCHAR, payload VARCHAR)`,
  `CREATE TABLE IF NOT EXISTS control.issue (
     rule VARCHAR, entity VARCHAR, severity VARCHAR, affected BIGINT, population BIGINT, message VARCHAR, examples VARCHAR,
     scope VARCHAR, file_id VARCHAR, check_number INTEGER)`,
  `CREATE TABLE IF NOT EXISTS control.answer (key VARCHAR, result VARCHAR)`,
  // Resolving identity fills it. Made here, since it is read also where identity was resolved before there was one.
  `CREATE TABLE IF NOT EXISTS resolved.refused_link (
     entity VARCHAR, one VARCHAR, other VARCHAR, method VARCHAR, confidence DOUBLE, because VARCHAR, apart_one VARCHAR, apart_other VARCHAR)`,
];

/** Layout of the data file; a newer one is refused rather than misread. */
export const layoutVersion = 1;
