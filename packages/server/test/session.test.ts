import { initWorkspace } from '@bellwether/warehouse';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from '../src/index.js';
import { temporaryFolder } from './support/sample-workspace.js';

const folder = temporaryFolder();
const directory = join(folder.path, 'workspace');
let server: RunningServer;

/** A session as a browser gets it: the cookie of the link. */
const enter = async (): Promise<{ response: Response; cookie: string }> => {
  const response = await fetch(server.newLink(), { redirect: 'manual' });
  return { response, cookie: (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '' };
};

beforeAll(async () => {
  initWorkspace(directory);
  server = await startServer({ workspace: directory, port: 0 });
});
afterAll(async () => {
  await server?.close();
  folder.remove();
});

describe('who may come in', () => {
  it('gives a strict cookie for the link, once', async () => {
    const link = server.newLink();
    const first = await fetch(link, { redirect: 'manual' });
    expect(first.status).toBe(200);
    const cookie = first.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^bellwether_session=[\w-]{43}; /);
    for (const part of ['HttpOnly', 'SameSite=Strict', 'Path=/']) expect(cookie).toContain(part);
    const second = await fetch(link, { redirect: 'manual' });
    expect(second.status).toBe(401);
    expect(second.headers.get('set-cookie')).toBeNull();
  });

  it('makes an unused link void by the next one', async () => {
    const old = server.newLink();
    const { response } = await enter();
    expect(response.status).toBe(200);
    expect((await fetch(old)).status).toBe(401);
  });

  it('refuses everything without a session, and says nothing of whose it is', async () => {
    for (const path of ['/', '/api/v1/board', '/api/v1/openapi.json', '/api/v1/nothing', '/assets/x.js']) {
      const response = await fetch(`${server.url}${path}`);
      expect(response.status, path).toBe(401);
      expect(await response.json()).toMatchObject({ code: 'session_required', status: 401 });
    }
    const health = await fetch(`${server.url}/api/v1/health`);
    expect(await health.json()).toEqual({ status: 'ok', version: '0.1.0' });
  });

  it('shows a browser a page that says what to do', async () => {
    const response = await fetch(`${server.url}/`, { headers: { accept: 'text/html' } });
    expect(response.status).toBe(401);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(await response.text()).toContain('opens with the link that was printed');
  });

  it('lets a session read, and write only from its own pages', async () => {
    const { cookie } = await enter();
    const read = await fetch(`${server.url}/api/v1/organisation`, { headers: { cookie } });
    expect(read.status).toBe(200);
    const write = (headers: Record<string, string>) =>
      fetch(`${server.url}/api/v1/annotations`, {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ date: '2025-01-01', title: 'from a test' }),
      });
    expect((await write({})).status).toBe(403);
    expect((await write({ origin: 'http://evil.example' })).status).toBe(403);
    expect((await write({ origin: server.url })).status).toBe(201);
    const kept = await fetch(`${server.url}/api/v1/annotations`, { headers: { cookie } });
    expect(((await kept.json()) as { annotations: unknown[] }).annotations).toHaveLength(1);
  });

  it('refuses another host name, as a rebound DNS name would bring it', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const asked = request(`${server.url}/api/v1/health`, { headers: { host: 'evil.example' } }, (answer) =>
        resolve(answer.statusCode),
      );
      asked.on('error', reject);
      asked.end();
    });
    expect(status).toBe(421);
  });

  it('ends a session', async () => {
    const { cookie } = await enter();
    const ask = () => fetch(`${server.url}/api/v1/organisation`, { headers: { cookie } });
    expect((await ask()).status).toBe(200);
    const ended = await fetch(`${server.url}/api/v1/session`, {
      method: 'DELETE',
      headers: { cookie, origin: server.url },
    });
    expect(ended.status).toBe(204);
    expect((await ask()).status).toBe(401);
  });

  it('puts the security headers on every answer, errors too', async () => {
    for (const path of ['/api/v1/health', '/api/v1/board', '/nothing']) {
      const { headers } = await fetch(`${server.url}${path}`);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy, path).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self'");
      expect(policy).not.toContain('unsafe');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
    }
  });

  it('tells programs of the same user where it is, and nobody else', async () => {
    const file = join(directory, 'data', 'server.json');
    const said = JSON.parse(readFileSync(file, 'utf8')) as {
      url: string;
      port: number;
      tokenFile: string;
      pid: number;
    };
    expect(said).toMatchObject({ url: server.url, port: server.port, pid: process.pid });
    const tokenFile = join(directory, 'data', said.tokenFile);
    expect(statSync(tokenFile).mode & 0o777).toBe(0o600);
    const token = readFileSync(tokenFile, 'utf8');
    const response = await fetch(`${server.url}/api/v1/organisation`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(response.status).toBe(200);
  });

  it('keeps sessions over a restart, keeps no secret in the file, and takes its files away', async () => {
    const { cookie } = await enter();
    const kept = readFileSync(join(directory, 'data', 'sessions.json'), 'utf8');
    expect(kept).not.toContain(cookie.split('=')[1]);
    expect(statSync(join(directory, 'data', 'sessions.json')).mode & 0o777).toBe(0o600);
    await server.close();
    expect(existsSync(join(directory, 'data', 'server.json'))).toBe(false);
    expect(existsSync(join(directory, 'data', 'server.token'))).toBe(false);
    server = await startServer({ workspace: directory, port: 0 });
    const response = await fetch(`${server.url}/api/v1/organisation`, { headers: { cookie } });
    expect(response.status).toBe(200);
  });
});
