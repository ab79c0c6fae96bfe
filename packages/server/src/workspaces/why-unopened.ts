import { describeError } from '../http/describe-error.js';
import { type Problem, problem, ProblemError } from '../http/problems.js';
import { dirname, sep } from 'node:path';
import { idOf } from './neighbours.js';

/** The problem document of a workspace that could not be opened; no folder of this machine is named. */
export const whyUnopened = (error: unknown, directory: string, report: (line: string) => void): Problem => {
  if (error instanceof ProblemError) return error.problem;
  const hide = (text: string) => text.replaceAll(dirname(directory) + sep, '');
  const { detail } = describeError(error, hide, (number, cause) =>
    report(`error ${number}: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}`),
  );
  return problem('workspace_unopened', `${idOf(directory)}: ${detail}`).problem;
};
