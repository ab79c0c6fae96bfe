import type { CallFailure } from '@bellwether/server';

/** Every error of the command line itself, with a stable code. The message says what happened, and what to do. */
const messages = {
  SERVER_OTHER_VERSION: (url: string, found: string, own: string) =>
    `the workspace is served by another version of Bellwether: ${found} at ${url}, this is ${own}; nothing was read or changed; stop that server, or use its command line`,
  SERVER_GONE: (url: string) =>
    `the server at ${url} ended before it had answered; what it had begun is done whole or not at all; 'bellwether batches' shows what was loaded`,
  SERVER_REFUSED: (url: string, why: string) =>
    `the server at ${url} refused the command: ${why}; nothing was changed; stop the server and run the command again`,
} as const;

export type CommandErrorCode = keyof typeof messages;

export class CommandError extends Error {
  readonly code: CommandErrorCode;
  constructor(code: CommandErrorCode, message: string) {
    super(message);
    this.name = 'CommandError';
    this.code = code;
  }
}

/** Makes the error of that code; the arguments are those of its message. */
export const commandError = <Code extends CommandErrorCode>(
  code: Code,
  ...values: Parameters<(typeof messages)[Code]>
): CommandError => {
  const build: (...args: string[]) => string = messages[code];
  return new CommandError(code, build(...values));
};

/** An error that happened in the server, with its own words: the same that it has without a server. */
export class CallError extends Error {
  readonly kind: CallFailure['kind'];
  readonly code: string;
  constructor({ kind, code, message }: CallFailure) {
    super(message);
    this.name = 'CallError';
    this.kind = kind;
    this.code = code;
  }
}
