import fastify from 'fastify';
import { initWorkspace } from '@bellwether/warehouse';
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Host } from '../src/host.js';
import { answered, timely } from '../src/http/answered.js';
import { describeError } from '../src/http/describe-error.js';
import { packingOf } from '../src/http/packed.js';
import { Remembered } from '../src/http/remembered.js';
import { SharedAnswers } from '../src/http/shared-answers.js';
import { temporaryFolder } from './support/sample-workspace.js';

/** 10^12 pairs: hours of work, so a test that ends has seen it end. */
const endless = 'SELECT sum(a.range * b.range)::VARCHAR AS n FROM range(1000000) a, range(1000000) b';
const folder = temporaryFolder();
let host: Host;

beforeAll(async () => {
  const directory = join(folder.path, 'workspace');
  initWorkspace(directory);
  host = await Host.open(directory, { answerMilliseconds: 100 });
});
afterAll(async () => {
  await host?.close();
  folder.remove();
});

const ask = () => host.workspace.engine.rows(endless);
/** Every connection answers: nothing is left running. */
const expectFree = async (): Promise<void> => {
  const { engine } = host.workspace;
  const answers = await Promise.all(
    Array.from({ length: 12 }, () => engine.snapshot(() => engine.rows('SELECT 1 AS n'))),
  );
  expect(answers).toEqual(Array.from({ length: 12 }, () => [{ n: 1 }]));
};

describe('the time limit of an answer', () => {
  it('ends its statement and says so', async () => {
    const never = new AbortController().signal;
    const asked = Array.from({ length: 12 }, () => timely(host, never, ask));
    for (const end of await Promise.allSettled(asked))
      expect(end).toMatchObject({
        status: 'rejected',
        reason: {
          problem: { code: 'too_slow', status: 503, detail: 'The answer was not there after 0.1 seconds.' },
        },
      });
    await expectFree();
  });
});

describe('a client that leaves', () => {
  it('takes its statement along', async () => {
    const directory = join(folder.path, 'patient');
    initWorkspace(directory);
    // A limit that is not reached.
    const patient = await Host.open(directory, { answerMilliseconds: 2 ** 30 });
    const { engine } = patient.workspace;
    const app = fastify();
    const ends: unknown[] = [];
    app.get('/', async (_, reply) => {
      try {
        return await answered(patient, reply, () => engine.rows(endless));
      } catch (error) {
        ends.push(error);
        app.server.emit('ended');
        throw error;
      }
    });
    await app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = app.server.address() as AddressInfo;
    const ended = once(app.server, 'ended');
    const client = httpRequest({ host: '127.0.0.1', port });
    client.on('error', () => undefined);
    client.end();
    await once(app.server, 'request');
    client.destroy();
    await ended;
    expect(ends).toMatchObject([{ problem: { code: 'client_left' } }]);
    await app.close();
    expect(await engine.rows('SELECT 1 AS n')).toEqual([{ n: 1 }]);
    await patient.close();
  });
});

describe('what a connection says that was closed by the client', () => {
  it.each(['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'EPIPE'])('%s is no defect', (code) => {
    const reported: unknown[] = [];
    const found = describeError(
      Object.assign(new Error('Premature close'), { code }),
      (text) => text,
      (_, error) => reported.push(error),
    );
    expect(found.code).toBe('client_left');
    expect(reported).toEqual([]);
  });
});

describe('an answer that several ask for', () => {
  const flights = new SharedAnswers();
  const stay = () => new AbortController();
  const pending = () => {
    const made: { stop: AbortSignal; give: (text: string) => void }[] = [];
    const make = (stop: AbortSignal) => new Promise<string>((give) => made.push({ stop, give }));
    return { made, make };
  };

  it('is made once for all', async () => {
    const { made, make } = pending();
    const answers = [1, 2, 3].map(() => flights.join('one', stay().signal, make));
    expect(made).toHaveLength(1);
    made[0]?.give('42');
    expect(await Promise.all(answers)).toEqual(['42', '42', '42']);
  });

  it('is given up only when the last has left, and made anew for who comes then', async () => {
    const { made, make } = pending();
    const [first, second] = [stay(), stay()];
    void flights.join('two', first.signal, make);
    void flights.join('two', second.signal, make);
    first.abort();
    expect(made[0]?.stop.aborted).toBe(false);
    second.abort();
    expect(made[0]?.stop.aborted).toBe(true);
    const third = flights.join('two', stay().signal, make);
    expect(made).toHaveLength(2);
    made[1]?.give('new');
    expect(await third).toBe('new');
  });

  it('fails for all who waited, and is asked again by the next', async () => {
    const fail = () => Promise.reject(new Error('no'));
    const asked = [1, 2].map(() => flights.join('three', stay().signal, fail));
    for (const end of await Promise.allSettled(asked)) expect(end.status).toBe('rejected');
    expect(await flights.join('three', stay().signal, async () => 'yes')).toBe('yes');
  });
});

describe('what is remembered between commits', () => {
  it('is asked for once, and again after a commit, a failure or a change of settings', async () => {
    let commits = 0;
    let asked = 0;
    const remembered = new Remembered(() => commits);
    const ask = () => remembered.of('version', async () => (asked += 1));
    expect(await Promise.all([ask(), ask()])).toEqual([1, 1]);
    commits += 1;
    expect(await ask()).toBe(2);
    remembered.forget();
    expect(await ask()).toBe(3);
    await expect(remembered.of('other', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await remembered.of('other', async () => 'yes')).toBe('yes');
  });
});

describe('how an answer is packed', () => {
  it.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip, deflate', 'gzip'],
    ['BR', 'br'],
    ['br;q=0', null],
    ['identity', null],
    ['', null],
  ])('for a client that takes "%s": %s', (accepted, packing) => {
    expect(packingOf(accepted)).toBe(packing);
  });
});
