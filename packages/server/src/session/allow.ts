import { type ProblemError, problem } from '../http/problems.js';

/** What a decision about a request needs to know of it. */
export interface AskedRequest {
  readonly method: string;
  /** Path without the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly cookies: Readonly<Record<string, string | undefined>>;
  /** It came from this machine. */
  readonly isLocal: boolean;
}

/** What the server knows of who may come in. */
export interface Door {
  /** True where the server listens on loopback only: then no other host name is his. */
  readonly isLoopback: boolean;
  readonly hasSession: (cookie: string) => boolean;
  readonly isProgram: (token: string) => boolean;
}

export const sessionCookie = 'bellwether_session';
export const linkPath = '/open';
export const healthPath = '/api/v1/health';
/** Where the command line asks; what it asks may name files of this machine. */
const libraryPath = '/api/v1/library/';

/** Who asks; a person has come by the link, a program by the token file. */
export type Asker = 'nobody' | 'person' | 'program';

const loopbackHost = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;
const safe = new Set(['GET', 'HEAD']);

const one = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value[0] : value;

export const askerOf = ({ headers, cookies }: AskedRequest, door: Door): Asker => {
  const bearer = /^Bearer ([\w-]{20,200})$/.exec(one(headers['authorization']) ?? '')?.[1];
  if (bearer !== undefined) return door.isProgram(bearer) ? 'program' : 'nobody';
  const cookie = cookies[sessionCookie];
  return cookie !== undefined && door.hasSession(cookie) ? 'person' : 'nobody';
};

/** A browser says where a request comes from; one that says neither way is not taken for a page of ours. */
const isSameOrigin = (headers: AskedRequest['headers']): boolean => {
  const site = one(headers['sec-fetch-site']);
  const origin = one(headers['origin']);
  if (site !== undefined && site !== 'same-origin') return false;
  if (origin === undefined) return site !== undefined;
  try {
    return new URL(origin).host.toLowerCase() === (one(headers['host']) ?? '').toLowerCase();
  } catch {
    return false;
  }
};

/**
 * The one place where a request is allowed or not: null to let it pass, or why not. Roles will be decided here too.
 * 1. Only our own host name (a rebound DNS name must not reach a server on loopback).
 * 2. Health and the one-time link are open; everything else needs a session or the token of the token file.
 * 3. What may change something must come from a page of ours, or from a program.
 * 4. Calls of the command line come from a program on this machine.
 */
export const allow = (request: AskedRequest, door: Door): ProblemError | null => {
  const host = one(request.headers['host']) ?? '';
  if (door.isLoopback && !loopbackHost.test(host))
    return problem('wrong_host', 'The host named in the request is not this server.');
  if (safe.has(request.method) && (request.path === healthPath || request.path === linkPath)) return null;
  const asker = askerOf(request, door);
  if (asker === 'nobody') return problem('session_required', 'The request came without a session.');
  if (request.path.startsWith(libraryPath) && !(asker === 'program' && request.isLocal))
    return problem('command_line_only', 'The address is for the command line on the machine of the server.');
  if (asker === 'person' && !safe.has(request.method) && !isSameOrigin(request.headers))
    return problem('cross_site', 'The request was not sent by a page of this server.');
  return null;
};
