import { type RunningServer, startServer } from '@bellwether/server';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command } from './support/command.js';

const root = mkdtempSync(join(tmpdir(), 'bellwether-cli-'));
const data = join(root, 'workspace', 'data');
let other: Server;
let asked = 0;

beforeAll(async () => {
  await command(root, 'init', 'workspace');
  await command(root, 'batches', '-w', 'workspace');
  // Somebody else's server, which answers everything with nothing.
  other = createServer((_, response) => {
    asked += 1;
    response.setHeader('content-type', 'application/json').end('{"status":"ok"}');
  });
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  other.close();
  rmSync(root, { recursive: true, force: true });
});

/** The number of a process that has ended. */
const deadPid = (): number => spawnSync(process.execPath, ['--version']).pid;
const file = (change: Record<string, unknown>) => ({
  pid: process.pid,
  url: `http://127.0.0.1:${(other.address() as AddressInfo).port}`,
  port: 1,
  startedAt: '2025-01-01T00:00:00Z',
  version: '0.1.0',
  tokenFile: 'server.token',
  ...change,
});
const leave = (content: unknown) => {
  writeFileSync(join(data, 'server.token'), 'x'.repeat(43));
  writeFileSync(join(data, 'server.json'), typeof content === 'string' ? content : JSON.stringify(content));
};
const batches = () => command(root, 'batches', '-w', 'workspace', '--format', 'json');
const alone = { code: 0, stdout: '[]\n', stderr: '' };

describe('a server.json that was left behind', () => {
  it.each([
    ['of a process that is dead', () => file({ pid: deadPid() })],
    [
      'whose number another process has now, at whose port nobody listens',
      () => file({ url: 'http://127.0.0.1:9' }),
    ],
    ['whose port another server has now', () => file({})],
    ['cut short', () => '{"pid": 1'],
    ['that names a file outside for the token', () => file({ tokenFile: '../../bellwether.yaml' })],
    ['that names another machine', () => file({ url: 'http://192.0.2.1:4600' })],
  ])('%s: the workspace is opened here', async (_, content) => {
    leave(content());
    expect(await batches()).toEqual(alone);
  });

  it('asked the other server who it is, and nothing else', () => {
    expect(asked).toBe(1);
  });
});

describe('a running server', () => {
  let server: RunningServer;

  it('of another version is not spoken to', async () => {
    server = await startServer({ workspace: join(root, 'workspace'), port: 0 });
    const path = join(data, 'server.json');
    const real = readFileSync(path, 'utf8');
    writeFileSync(path, real.replace('"0.1.0"', '"9.9.9"'));
    const { code, stderr } = await batches();
    expect(code).toBe(1);
    expect(stderr).toBe(
      `bellwether: the workspace is served by another version of Bellwether: 9.9.9 at ${server.url}, this is 0.1.0; nothing was read or changed; stop that server, or use its command line\n`,
    );
    writeFileSync(path, real);
    expect(await batches()).toEqual(alone);
  });

  it('takes its file away when it ends, and the workspace is free again', async () => {
    await server.close();
    expect(await batches()).toEqual(alone);
  });

  it('that refuses to be found leaves the words of a workspace in use', async () => {
    server = await startServer({ workspace: join(root, 'workspace'), port: 0 });
    rmSync(join(data, 'server.json'));
    const { code, stderr } = await batches();
    expect(code).toBe(1);
    expect(stderr).toContain('workspace is in use');
    await server.close();
  });
});
