/** A problem document (RFC 9457) with what was kept and what to do. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** Stable; never changes meaning. */
  readonly code: string;
  readonly detail: string;
  readonly kept: string;
  readonly remedy: string;
  /** Where the request is wrong: path inside it and what is expected. */
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
}

interface ProblemKind {
  readonly status: number;
  readonly title: string;
  readonly kept: string;
  readonly remedy: string;
}

const unchanged = 'Nothing was changed.';

/** Every problem that the server itself raises. Those of the packages below are put into words in `describe-error.ts`. */
const kinds = {
  session_required: {
    status: 401,
    title: 'No session',
    kept: unchanged,
    remedy: 'Open the link that was printed where the server was started; start it again for a new one.',
  },
  link_spent: {
    status: 401,
    title: 'The link is used up or wrong',
    kept: unchanged,
    remedy: 'Each link opens once. Start the server again for a new one.',
  },
  command_line_only: {
    status: 403,
    title: 'For the command line only',
    kept: unchanged,
    remedy: 'Use the addresses of GET /api/v1/openapi.json.',
  },
  cross_site: {
    status: 403,
    title: 'The request comes from another site',
    kept: unchanged,
    remedy: 'Send it from a page of this server, or as a program with the token of data/server.token.',
  },
  wrong_host: {
    status: 421,
    title: 'The request names another host',
    kept: unchanged,
    remedy: 'Use the address that was printed where the server was started.',
  },
  not_found: {
    status: 404,
    title: 'Not there',
    kept: unchanged,
    remedy: 'Check the address; GET /api/v1/openapi.json lists every one.',
  },
  method_not_allowed: {
    status: 405,
    title: 'The address does not take this method',
    kept: unchanged,
    remedy: 'GET /api/v1/openapi.json lists what each address takes.',
  },
  request_invalid: {
    status: 400,
    title: 'The request is not valid',
    kept: unchanged,
    remedy: 'Correct what is listed under errors and send it again.',
  },
  body_unreadable: {
    status: 400,
    title: 'The body cannot be read',
    kept: unchanged,
    remedy: 'Send JSON in UTF-8 with content-type application/json.',
  },
  body_too_large: {
    status: 413,
    title: 'The body is too large',
    kept: unchanged,
    remedy: 'Ask for less at once; files go to POST /api/v1/imports.',
  },
  media_type: {
    status: 415,
    title: 'The content type is not taken here',
    kept: unchanged,
    remedy: 'Send application/json, or multipart/form-data where files are taken.',
  },
  upload_too_large: {
    status: 413,
    title: 'The upload is over the limits',
    kept: 'Nothing of this upload was kept.',
    remedy: 'Upload fewer or smaller files, pack them, or import them on the command line.',
  },
  upload_empty: {
    status: 400,
    title: 'The upload holds no file',
    kept: unchanged,
    remedy: 'Send at least one file in a multipart field named files.',
  },
  upload_cut: {
    status: 400,
    title: 'The upload was cut short',
    kept: 'Nothing of this upload was kept.',
    remedy: 'Upload the files again.',
  },
  storage_full: {
    status: 507,
    title: 'The disk is full',
    kept: 'What was acknowledged is kept; nothing of this request was.',
    remedy: 'Free some space and try again.',
  },
  import_busy: {
    status: 409,
    title: 'The import is at work',
    kept: 'The running step goes on.',
    remedy: 'Wait until its status is no longer planning or loading.',
  },
  workspace_at_work: {
    status: 409,
    title: 'The workspace is at work',
    kept: 'The running work goes on.',
    remedy: 'Wait until the import, undo or change of settings has ended, then open the other workspace.',
  },
  workspace_not_made: {
    status: 409,
    title: 'No workspace can be made here',
    kept: unchanged,
    remedy: 'Make one on the command line with bellwether init, and serve that.',
  },
  workspace_unopened: {
    status: 409,
    title: 'The workspace cannot be opened',
    kept: 'The workspace that was served before is served on; the other was left as it is.',
    remedy: 'Correct what is named, or stop the program that holds it, and open it again.',
  },
  import_done: {
    status: 409,
    title: 'The import is loaded already',
    kept: 'What was loaded stays.',
    remedy: 'Upload the files again, or undo its batch.',
  },
  too_many_imports: {
    status: 429,
    title: 'Too many uploads are waiting',
    kept: unchanged,
    remedy: 'Load or delete one that waits.',
  },
  answer_too_large: {
    status: 422,
    title: 'The answer would be too large',
    kept: unchanged,
    remedy: 'Ask for fewer periods, metrics or breakdowns.',
  },
  too_slow: {
    status: 503,
    title: 'The answer took too long',
    kept: unchanged,
    remedy: 'Ask for a shorter time or fewer breakdowns, or try again when the import has ended.',
  },
  data_changed: {
    status: 409,
    title: 'The data changed meanwhile',
    kept: unchanged,
    remedy: 'Ask again: the answer is then of the new data.',
  },
  client_left: {
    status: 499,
    title: 'The client left',
    kept: unchanged,
    remedy: 'Ask again and wait for the answer.',
  },
  target_exists: {
    status: 409,
    title: 'There is a target for this already',
    kept: 'The earlier target stands.',
    remedy: 'Change that one.',
  },
  records_same: {
    status: 422,
    title: 'Both are the same record',
    kept: unchanged,
    remedy: 'Name two different records.',
  },
  record_unknown: {
    status: 404,
    title: 'No such record',
    kept: unchanged,
    remedy: 'Give the id as it is shown, with its source before the colon; search for it by name.',
  },
  records_united: {
    status: 409,
    title: 'They are one account already',
    kept: 'They stay one account.',
    remedy: 'There is nothing to do; GET /api/v1/identity/accounts/:id says why they are one.',
  },
  records_apart: {
    status: 409,
    title: 'A person keeps the records apart',
    kept: 'They stay apart.',
    remedy: 'Undo the import that says so; then they can be one again.',
  },
  value_unfit: {
    status: 422,
    title: 'The value does not fit',
    kept: unchanged,
    remedy: 'Correct the value and send it again.',
  },
  internal: {
    status: 500,
    title: 'Something went wrong that should not',
    kept: 'What was acknowledged is kept.',
    remedy: 'Try again; report it with the number above if it stays.',
  },
} as const satisfies Record<string, ProblemKind>;

export type ProblemCode = keyof typeof kinds;

/** Every code of the server with its status, for documentation and tests. */
export const problemKinds: Readonly<Record<ProblemCode, ProblemKind>> = kinds;

export const problemType = (code: string): string => `urn:bellwether:problem:${code}`;

/** An error that is a problem document. */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

/** Makes (does not throw) the problem of that code. `detail` says what happened, with the value at fault. */
export const problem = (code: ProblemCode, detail: string, errors?: Problem['errors']): ProblemError => {
  const { status, title, kept, remedy } = kinds[code];
  return new ProblemError({
    type: problemType(code),
    title,
    status,
    code,
    detail,
    kept,
    remedy,
    ...(errors === undefined ? {} : { errors }),
  });
};
