import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { accountEvidence, type KeptApart, keptApart, openWorkspace, undoBatch } from '../../src/index.js';
import { rowsOf, temporaryWorkspace } from '../temporary.js';
import { type Home, importAccounts, importPlain, leads, separate } from './support.js';

let home: Home;
beforeEach(async () => {
  home = await temporaryWorkspace();
});
afterEach(() => home.close());

describe('what was said', () => {
  it('is listed with both records and the imports that say so', async () => {
    await importAccounts(home, 'crm', ['1,Acme,acme.example,,,', '2,Bolt,bolt.example,,,']);
    await importAccounts(home, 'billing', ['a,Acme Ltd,acme.example,,,']);
    await separate(home, ['account,crm:1,billing:a', 'account,crm:2,crm:1']);
    await importPlain(home, 'entity_separation', 'Entity,One ID,Other ID,Separated At', [
      'account,billing:a,crm:1,2025-03-14',
    ]);
    const list = async (search: string): Promise<readonly KeptApart[]> =>
      (await keptApart(home.workspace, { search, limit: 10, offset: 0 })).found;
    expect(await list('')).toMatchObject([
      {
        one: { id: 'crm:1', name: 'Acme' },
        other: { id: 'crm:2', name: 'Bolt' },
        batches: ['b3'],
        refused: [],
      },
      {
        one: { id: 'billing:a', name: 'Acme Ltd' },
        other: { id: 'crm:1', name: 'Acme' },
        batches: ['b3', 'b4'],
        refused: [{ method: 'domain', because: 'acme.example' }],
      },
    ]);
    expect((await list('bolt')).map(({ other }) => other.id)).toEqual(['crm:2']);
    const past = await keptApart(home.workspace, { search: '', limit: 1, offset: 5 });
    expect(past).toEqual({ total: 2, found: [] });
    // Undoing one of two imports that say the same leaves the other.
    await undoBatch(home.workspace, 'b3');
    expect(await leads(home)).toEqual({});
    await undoBatch(home.workspace, 'b4');
    expect(await leads(home)).toEqual({ 'crm:1': 'billing:a' });
  });

  it('of a record that nobody brought is a finding', async () => {
    await importAccounts(home, 'crm', ['1,Acme,acme.example,,,']);
    await separate(home, ['account,crm:1,crm:7', 'account,crm:1,crm:1']);
    const [issue] = await rowsOf(
      home.workspace,
      `SELECT rule, entity, affected::INTEGER AS affected, message FROM control.issue WHERE entity = 'entity_separation'`,
    );
    expect(issue).toEqual({
      rule: 'K-03',
      entity: 'entity_separation',
      affected: 1,
      message: 'account crm:1 and crm:7 are kept apart, but crm:7 is not there',
    });
  });

  it('can be said in a workspace that was made before there was a way to', async () => {
    await importAccounts(home, 'crm', ['1,Acme,acme.example,,,']);
    await importAccounts(home, 'billing', ['a,Acme Ltd,acme.example,,,']);
    const { engine } = home.workspace;
    for (const table of [
      'canonical.entity_separation',
      'superseded.entity_separation',
      'resolved.refused_link',
    ])
      await engine.run(`DROP TABLE ${table}`);
    await engine.run(`UPDATE control.setting SET value = 'as it was' WHERE name = 'tables'`);
    await home.workspace.close();
    const workspace = await openWorkspace(home.directory);
    try {
      expect((await accountEvidence(workspace, 'billing:a'))?.keptApart).toEqual([]);
      await separate({ ...home, workspace }, ['account,crm:1,billing:a']);
      expect(await leads({ ...home, workspace })).toEqual({});
    } finally {
      await workspace.close();
      home = { ...home, close: async () => home.remove() };
    }
  });
});
