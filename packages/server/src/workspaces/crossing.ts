import type { Problem } from '../http/problems.js';

/** The way from the workspace that is served to another, as routes see it. */
export interface Crossing {
  /** Throws `workspace_at_work` where the server cannot go over now. */
  readonly check: () => void;
  /** Goes over by itself; what goes wrong is told by `failed`. */
  readonly begin: (directory: string) => void;
  /** The workspace that could not be opened at the last try, and why; null where the last try went well. */
  readonly failed: () => FailedCrossing | null;
}

export interface FailedCrossing {
  /** Of the workspace that could not be opened. */
  readonly id: string;
  readonly problem: Problem;
}
