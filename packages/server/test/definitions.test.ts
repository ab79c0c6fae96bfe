import { initWorkspace } from '@bellwether/warehouse';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { startServer } from '../src/index.js';
import { Client, type Loose } from './support/client.js';
import { temporaryFolder } from './support/sample-workspace.js';

const folder = temporaryFolder();
afterAll(folder.remove);
const directory = join(folder.path, 'workspace');
initWorkspace(directory);
const file = join(directory, 'bellwether.yaml');

/** Starts the server on the workspace as it is, asks, and stops it. */
const asked = async (path: string): Promise<Loose> => {
  const server = await startServer({ workspace: directory, port: 0 });
  try {
    return (await new Client(server).get(path)).json;
  } finally {
    await server.close();
  }
};

const custom = `
metrics:
  - id: large_deals
    name: Large deals
    sentence: Deals won above a size.
    unit: count
    legs:
      won:
        fact: deal
        aggregate: { kind: count }
        placement: { kind: flow, date: closed_date }
        where:
          - { column: amount, at_least: 1000 }
    value: { leg: won }
`;

describe('the versions of a definition', () => {
  it('begin with the first start and are not repeated by the next', async () => {
    const first = await asked('/metrics/win_rate/versions');
    expect(first.versions).toMatchObject([{ version: 1, hash: first.current.hash, changes: [] }]);
    expect((await asked('/metrics/win_rate/versions')).versions).toEqual(first.versions);
  });

  it('tell what changed in a measure of one’s own', async () => {
    appendFileSync(file, custom);
    const before = await asked('/metrics/large_deals/versions');
    expect(before.versions).toHaveLength(1);
    writeFileSync(file, readFileSync(file, 'utf8').replace('at_least: 1000', 'at_least: 5000'));
    const { versions, current } = await asked('/metrics/large_deals/versions');
    expect(versions.map(({ hash }: Loose) => hash)).toEqual([current.hash, before.current.hash]);
    expect(current.hash).not.toBe(before.current.hash);
    expect(versions[0].changes).toHaveLength(1);
    expect(versions[0].changes[0]).toMatchObject({
      part: 'won',
      before: expect.stringContaining('amount is at least 1000'),
      after: expect.stringContaining('amount is at least 5000'),
    });
  });

  it('of a measure that does not exist are refused', async () => {
    expect(await asked('/metrics/no_such/versions')).toMatchObject({ status: 404, code: 'not_found' });
  });
});
