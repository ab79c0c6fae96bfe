import { MetricsError } from '@bellwether/metrics';
import { SourceError } from '@bellwether/sources';
import { WarehouseError } from '@bellwether/warehouse';
import { randomBytes } from 'node:crypto';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { type Problem, problem, ProblemError, problemType } from './problems.js';

const make = (
  status: number,
  code: string,
  title: string,
  detail: string,
  kept: string,
  remedy: string,
): Problem => ({ type: problemType(code), title, status, code, detail, kept, remedy });

const unchanged = 'Nothing was changed.';
const notLoaded = 'Nothing of this import was loaded.';

/** Status, title, what was kept and what to do, by the code of the warehouse. Codes that are missing are defects. */
const ofWarehouse: Readonly<
  Partial<Record<WarehouseError['code'], readonly [number, string, string, string, string?]>>
> = {
  CONFIG_INVALID: [422, 'The setting is not valid', unchanged, 'Correct the value and save again.'],
  IMPORT_NOTHING_FOUND: [
    422,
    'Nothing to import',
    notLoaded,
    'Give CSV, XLSX, JSON or Parquet files, or a zip of them.',
    'The upload holds no file that can be read as a table.',
  ],
  IMPORT_AMBIGUOUS: [
    422,
    'The data cannot decide how to read a column',
    notLoaded,
    'Answer the questions of the plan: the order of dates (dateOrder) or the decimal mark (decimal), then load again.',
    'A column can be read in two ways; the plan of the import names it, with examples.',
  ],
  IMPORT_UNKNOWN_STREAM: [
    422,
    'No such kind of file',
    notLoaded,
    'Choose one of GET /api/v1/streams.',
    'The kind of file that was named under as is not known.',
  ],
  IMPORT_UNRECOGNISED: [422, 'The file was not recognised', notLoaded, 'Say what it is, or map its columns.'],
  IMPORT_BLOCKED: [422, 'A rule stopped the import', notLoaded, 'Correct the file and load it again.'],
  RECONCILIATION_BROKEN: [500, 'Rows do not add up', 'The import was taken back whole.', 'Please report it.'],
  BATCH_UNKNOWN: [
    404,
    'No such import',
    unchanged,
    'GET /api/v1/batches lists them.',
    'There is no batch of that name.',
  ],
  BATCH_UNDONE: [
    409,
    'The import was undone before',
    unchanged,
    'Upload the files again to have it back.',
    'The batch was already undone.',
  ],
  DIMENSION_UNKNOWN: [
    422,
    'The dimension does not fit',
    unchanged,
    'Filter by one of the dimensions that are named.',
  ],
  RECORD_UNKNOWN: [
    404,
    'No such record',
    unchanged,
    'Search for it by name.',
    'There is no record of that id.',
  ],
  STORAGE_FULL: [
    507,
    'The disk is full',
    'The import in progress was taken back; everything acknowledged before is kept.',
    'Free some space and try again.',
    'The disk is full.',
  ],
  WORKSPACE_BUSY: [
    503,
    'The workspace is in use',
    unchanged,
    'Stop the other process and try again.',
    'Another process holds the workspace.',
  ],
};

/** Defects of the metrics package rather than of a request. */
const metricsDefects = new Set<MetricsError['code']>([
  'context_invalid',
  'definition_invalid',
  'step_missing',
  'number_unreadable',
]);

/** What a connection says that the other side has closed. */
const departures = new Set(['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'EPIPE']);

const fastifyCode = (error: object): string =>
  'code' in error && typeof error.code === 'string' ? error.code : '';

const statusOf = (error: object): number =>
  'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;

/** What Fastify and its plugins refuse before a route is reached. */
const refused = (error: Error): ProblemError | null => {
  const code = fastifyCode(error);
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE' || code === 'FST_INVALID_MULTIPART_CONTENT_TYPE')
    return problem('media_type', 'The content type of the request is not taken here.');
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return problem('body_too_large', 'The body is larger than this address takes.');
  if (code.startsWith('FST_REQ_FILE_TOO_LARGE') || /^FST_(FILES|PARTS|FIELDS)_LIMIT$/.test(code))
    return problem('upload_too_large', 'A file, or the number of files, is over the limit.');
  if (code.startsWith('FST_ERR_CTP_'))
    return problem('body_unreadable', 'The body is empty, not JSON, or cut short.');
  const status = statusOf(error);
  if (status >= 400 && status < 500) {
    if (status === 404) return problem('not_found', 'There is nothing at this address.');
    return problem('request_invalid', 'The request was not understood.');
  }
  return null;
};

/** The problem document of any error; `report` gets what a person must not see, with the number that they do see. */
export const describeError = (
  error: unknown,
  hide: (text: string) => string,
  report: (number: string, error: unknown) => void,
): Problem => {
  if (error instanceof ProblemError) return error.problem;
  if (error instanceof MetricsError && !metricsDefects.has(error.code)) {
    const invalid = error.code === 'request_invalid';
    return make(
      invalid ? 400 : 422,
      error.code,
      invalid ? 'The request is not valid' : 'The question cannot be answered',
      error.message,
      unchanged,
      'Correct the request and send it again.',
    );
  }
  if (error instanceof SourceError) {
    return make(
      422,
      error.code.toLowerCase(),
      'The file cannot be read',
      hide(error.message),
      notLoaded,
      'Correct the file, or export it again, and upload it.',
    );
  }
  if (error instanceof WarehouseError) {
    const known = ofWarehouse[error.code];
    if (known) {
      const [status, title, kept, remedy, detail] = known;
      return make(status, error.code.toLowerCase(), title, detail ?? hide(error.message), kept, remedy);
    }
  }
  if (error instanceof Error) {
    if (hasZodFastifySchemaValidationErrors(error)) {
      const errors = error.validation.map(({ instancePath, message }) => ({
        path: instancePath === '' ? '/' : instancePath,
        message: message ?? 'not valid',
      }));
      return problem('request_invalid', 'A part of the request is not valid.', errors).problem;
    }
    if (fastifyCode(error) === 'ENOSPC') return problem('storage_full', 'The disk is full.').problem;
    if (departures.has(fastifyCode(error)))
      return problem('client_left', 'The connection ended before the answer was sent.').problem;
    const known = refused(error);
    if (known) return known.problem;
  }
  const number = randomBytes(4).toString('hex');
  report(number, error);
  return problem('internal', `Something went wrong that should not (number ${number}).`).problem;
};
