/** What the API answers when it cannot do what was asked (RFC 9457). */
export interface ProblemDocument {
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  /** What was kept. */
  readonly kept?: string | null;
  /** What to do. */
  readonly remedy?: string | null;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
}

/** An answer of the API that is not a success, or the absence of an answer. */
export class ApiError extends Error {
  readonly problem: ProblemDocument;
  constructor(problem: ProblemDocument) {
    super(problem.detail);
    this.name = 'ApiError';
    this.problem = problem;
  }
}

/** No answer came at all. */
export const unreachable = (): ApiError =>
  new ApiError({
    title: 'The server does not answer',
    status: 0,
    code: 'unreachable',
    detail: 'Bellwether is not running, or the connection to it broke.',
    kept: 'Everything that was saved is kept.',
    remedy: 'Start it again with npm start, then open the link that it prints.',
  });

/** The problem in an error, whatever was thrown. */
export const problemOf = (error: unknown): ProblemDocument =>
  error instanceof ApiError
    ? error.problem
    : {
        title: 'The page failed',
        status: 0,
        code: 'page_failed',
        detail: error instanceof Error ? error.message : String(error),
        kept: 'No data was changed.',
        remedy: 'Load the page again.',
      };
