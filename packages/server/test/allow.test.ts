import { describe, expect, it } from 'vitest';
import { allow, type AskedRequest, type Door } from '../src/session/allow.js';

const door: Door = {
  isLoopback: true,
  hasSession: (cookie) => cookie === 'good',
  isProgram: (token) => token === 'x'.repeat(43),
};

const get: AskedRequest = {
  method: 'GET',
  path: '/api/v1/board',
  headers: { host: '127.0.0.1:4600' },
  cookies: {},
  isLocal: true,
};
const person = { ...get, cookies: { bellwether_session: 'good' } };
const program = { ...get, headers: { ...get.headers, authorization: `Bearer ${'x'.repeat(43)}` } };
const post = (request: AskedRequest, headers: Record<string, string> = {}): AskedRequest => ({
  ...request,
  method: 'POST',
  headers: { ...request.headers, ...headers },
});

const call = '/api/v1/library/import';

/** Who may do what; null passes. */
const cases: readonly (readonly [what: string, request: AskedRequest, code: string | null])[] = [
  ['nobody reads a figure', get, 'session_required'],
  ['nobody reads the page', { ...get, path: '/' }, 'session_required'],
  ['nobody reads a script', { ...get, path: '/assets/index.js' }, 'session_required'],
  ['anybody asks for health', { ...get, path: '/api/v1/health' }, null],
  ['anybody opens the link', { ...get, path: '/open' }, null],
  ['nobody posts to health', post({ ...get, path: '/api/v1/health' }), 'session_required'],
  [
    'health of another host name',
    { ...get, path: '/api/v1/health', headers: { host: 'evil.example' } },
    'wrong_host',
  ],
  ['a person reads', person, null],
  ['a person with a spent cookie', { ...get, cookies: { bellwether_session: 'old' } }, 'session_required'],
  ['a rebound name with a cookie', { ...person, headers: { host: 'evil.example:4600' } }, 'wrong_host'],
  [
    'a name that only begins like ours',
    { ...person, headers: { host: 'localhost.evil.example' } },
    'wrong_host',
  ],
  ['no host at all', { ...person, headers: {} }, 'wrong_host'],
  ['localhost', { ...person, headers: { host: 'localhost:4600' } }, null],
  ['IPv6 loopback', { ...person, headers: { host: '[::1]:4600' } }, null],
  [
    'a person posts from our page',
    post(person, { 'sec-fetch-site': 'same-origin', origin: 'http://127.0.0.1:4600' }),
    null,
  ],
  ['an old browser posts from our page', post(person, { origin: 'http://127.0.0.1:4600' }), null],
  ['a post without a word where from', post(person), 'cross_site'],
  [
    'a post from another site',
    post(person, { 'sec-fetch-site': 'cross-site', origin: 'http://evil.example' }),
    'cross_site',
  ],
  ['a post from a sister site', post(person, { 'sec-fetch-site': 'same-site' }), 'cross_site'],
  ['a post typed into the address bar', post(person, { 'sec-fetch-site': 'none' }), 'cross_site'],
  ['a post from another port', post(person, { origin: 'http://127.0.0.1:9999' }), 'cross_site'],
  ['a post from a sandboxed frame', post(person, { origin: 'null' }), 'cross_site'],
  [
    'a lying origin',
    post(person, { 'sec-fetch-site': 'cross-site', origin: 'http://127.0.0.1:4600' }),
    'cross_site',
  ],
  [
    'a delete from another site',
    { ...post(person, { 'sec-fetch-site': 'cross-site' }), method: 'DELETE' },
    'cross_site',
  ],
  ['a program reads', program, null],
  ['a program posts', post(program), null],
  [
    'a wrong token',
    { ...get, headers: { ...get.headers, authorization: `Bearer ${'y'.repeat(43)}` } },
    'session_required',
  ],
  ['the command line calls', post({ ...program, path: call }), null],
  [
    'a page calls as the command line does',
    post({ ...person, path: call }, { 'sec-fetch-site': 'same-origin', origin: 'http://127.0.0.1:4600' }),
    'command_line_only',
  ],
  [
    'a program on another machine calls as the command line does',
    post({ ...program, path: call, isLocal: false }),
    'command_line_only',
  ],
  ['nobody calls as the command line does', post({ ...get, path: call }), 'session_required'],
  [
    'a wrong token beside a good cookie',
    { ...person, headers: { ...get.headers, authorization: `Bearer ${'y'.repeat(43)}` } },
    'session_required',
  ],
];

describe('allow', () => {
  it.each(cases)('%s', (_, request, code) => {
    expect(allow(request, door)?.problem.code ?? null).toBe(code);
  });

  it('takes any host name once the server listens beyond loopback, but still no foreign origin', () => {
    const open = { ...door, isLoopback: false };
    const asked = { ...person, headers: { host: 'crm.example' } };
    expect(allow(asked, open)).toBeNull();
    expect(allow(post(asked, { origin: 'http://crm.example' }), open)).toBeNull();
    expect(allow(post(asked, { origin: 'http://evil.example' }), open)?.problem.code).toBe('cross_site');
  });
});
