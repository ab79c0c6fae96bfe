import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { accountEvidence, importFiles, undoBatch } from '../../src/index.js';
import { rowsOf, temporaryWorkspace } from '../temporary.js';
import { type Home, importAccounts, leads, merge, refused, separate } from './support.js';

let home: Home;
beforeEach(async () => {
  home = await temporaryWorkspace();
});
afterEach(() => home.close());

const customers = async (): Promise<unknown[]> =>
  (await rowsOf(home.workspace, 'SELECT account_id FROM facts.customer ORDER BY 1')).map(
    (row) => row['account_id'],
  );

describe('two account records that a person keeps apart', () => {
  it('are two customers, until that import is undone', async () => {
    await importAccounts(home, 'crm', ['1,Acme,acme.example,,,', '2,Bolt,bolt.example,,,']);
    await importAccounts(home, 'billing', ['a,Acme Ltd,acme.example,,,', 'b,Bolt Inc,bolt.example,,,']);
    expect(await leads(home)).toEqual({ 'crm:1': 'billing:a', 'crm:2': 'billing:b' });
    expect(await customers()).toEqual(['billing:a', 'billing:b']);
    const batch = await separate(home, ['account,crm:1,billing:a']);
    expect(await leads(home)).toEqual({ 'crm:2': 'billing:b' });
    expect(await customers()).toEqual(['billing:a', 'billing:b', 'crm:1']);
    expect(await refused(home)).toEqual([
      { one: 'billing:a', other: 'crm:1', method: 'domain', apart_one: 'billing:a', apart_other: 'crm:1' },
    ]);
    await undoBatch(home.workspace, batch);
    expect(await leads(home)).toEqual({ 'crm:1': 'billing:a', 'crm:2': 'billing:b' });
    expect(await customers()).toEqual(['billing:a', 'billing:b']);
    expect(await refused(home)).toEqual([]);
  });

  it('stay apart whatever comes later, and whichever of the two is named first', async () => {
    await separate(home, ['account,crm:1,billing:a', 'account,billing:b,crm:2']);
    await importAccounts(home, 'crm', ['1,Acme,acme.example,,,', '2,Bolt,,bo@bolt.example,,']);
    await importAccounts(home, 'billing', ['a,Acme Ltd,acme.example,,crm:1,', 'b,Bolt,,bo@bolt.example,,']);
    expect(await leads(home)).toEqual({});
    // The e-mail address of Bolt gives its domain too: two pieces of evidence, both refused.
    expect((await refused(home)).map(({ one, method }) => [one, method])).toEqual([
      ['billing:a', 'domain'],
      ['billing:a', 'external_id'],
      ['billing:b', 'domain'],
      ['billing:b', 'exact_email'],
    ]);
  });

  it('do not meet over a third record: it stays with the one that the stronger link joins it to', async () => {
    // billing:a names crm:1 (1.0) and shares its mail address with desk:9 (0.95).
    await importAccounts(home, 'crm', ['1,Acme,,,,']);
    await importAccounts(home, 'desk', ['9,Acme North,,pay@acme.example,,']);
    await importAccounts(home, 'billing', ['a,Acme,,pay@acme.example,crm:1,']);
    expect(await leads(home)).toEqual({ 'crm:1': 'billing:a', 'desk:9': 'billing:a' });
    const batch = await separate(home, ['account,crm:1,desk:9']);
    expect(await leads(home)).toEqual({ 'crm:1': 'billing:a' });
    const pair = { one: 'billing:a', other: 'desk:9', apart_one: 'crm:1', apart_other: 'desk:9' };
    expect(await refused(home)).toEqual([
      { ...pair, method: 'domain' },
      { ...pair, method: 'exact_email' },
    ]);
    await undoBatch(home.workspace, batch);
    // Now it is the desk that billing names: the other two share the address.
    await importAccounts(home, 'crm', ['1,Acme,,pay@acme.example,,']);
    await importAccounts(home, 'desk', ['9,Acme North,,,,']);
    await importAccounts(home, 'billing', ['a,Acme,,pay@acme.example,desk:9,']);
    await separate(home, ['account,desk:9,crm:1']);
    // A value that a file leaves empty goes: the desk's old address is no evidence any more.
    expect(await leads(home)).toEqual({ 'desk:9': 'billing:a' });
  });

  it('do not meet over a chain of four, which breaks at its weakest link', async () => {
    // crm:1 - billing:a by external id, billing:a - desk:9 by mail, desk:9 - shop:s by domain only.
    await importAccounts(home, 'crm', ['1,Acme,,,,']);
    await importAccounts(home, 'billing', ['a,Acme,one.example,pay@acme.example,crm:1,']);
    await importAccounts(home, 'desk', ['9,Acme,two.example,pay@acme.example,,']);
    await importAccounts(home, 'shop', ['s,Acme,two.example,,,']);
    await separate(home, ['account,shop:s,crm:1']);
    expect(await leads(home)).toEqual({ 'crm:1': 'billing:a', 'desk:9': 'billing:a' });
    expect(await refused(home)).toEqual([
      { one: 'desk:9', other: 'shop:s', method: 'domain', apart_one: 'crm:1', apart_other: 'shop:s' },
    ]);
  });

  it('are told the same in whatever order the files came', async () => {
    // Equal strength everywhere (one domain in four sources): only ids decide. crm and desk are kept apart, so of
    // billing, crm, desk and shop the first three links by id are billing-crm, billing-desk (refused), billing-shop.
    const parts: readonly ((at: Home) => Promise<string>)[] = [
      (at) => importAccounts(at, 'crm', ['1,Acme,acme.example,,,']),
      (at) => importAccounts(at, 'desk', ['9,Acme,acme.example,,,']),
      (at) => importAccounts(at, 'shop', ['s,Acme,acme.example,,,']),
      (at) => importAccounts(at, 'billing', ['a,Acme,acme.example,,,']),
      (at) => separate(at, ['account,desk:9,crm:1']),
    ];
    for (const order of [parts, parts.toReversed(), [...parts.slice(2), ...parts.slice(0, 2)]]) {
      const at = await temporaryWorkspace();
      try {
        for (const part of order) await part(at);
        expect(await leads(at)).toEqual({ 'crm:1': 'billing:a', 'shop:s': 'billing:a' });
        expect((await refused(at)).map(({ one, other }) => `${String(one)} ${String(other)}`)).toEqual([
          'billing:a desk:9',
          'crm:1 desk:9',
          'desk:9 shop:s',
        ]);
      } finally {
        await at.close();
      }
    }
  });
});

describe('merges and separations', () => {
  it('of the same two by people: they stay apart, and the merge is told as refused', async () => {
    await importAccounts(home, 'crm', ['1,Acme,,,,', '2,Acme South,,,,']);
    await merge(home, ['account,crm:2,crm:1']);
    expect(await leads(home)).toEqual({ 'crm:2': 'crm:1' });
    const batch = await separate(home, ['account,crm:1,crm:2']);
    expect(await leads(home)).toEqual({});
    const told = await accountEvidence(home.workspace, 'crm:2');
    expect(told?.links).toEqual([]);
    expect(told?.keptApart).toMatchObject([
      {
        one: { id: 'crm:1', accountId: 'crm:1' },
        other: { id: 'crm:2', accountId: 'crm:2' },
        batches: [batch],
        refused: [{ one: 'crm:1', other: 'crm:2', method: 'declared', confidence: 1, because: 'import b2' }],
      },
    ]);
    // The merged record counts again, so nothing says that it does not.
    const merged = await rowsOf(home.workspace, `SELECT rule FROM control.issue WHERE rule = 'K-06'`);
    expect(merged).toEqual([]);
    await undoBatch(home.workspace, batch);
    expect(await leads(home)).toEqual({ 'crm:2': 'crm:1' });
    expect(await rowsOf(home.workspace, `SELECT rule FROM control.issue WHERE rule = 'K-06'`)).toEqual([
      { rule: 'K-06' },
    ]);
  });

  it('of the same two, merged by their source: what the person says holds', async () => {
    await importAccounts(home, 'crm', ['1,Acme,,,,', '2,Acme South,,,,']);
    const file = home.file('merged.csv', 'gone,kept\n2,1\n');
    const mapping = home.file(
      'merged.yaml',
      `source: crm
streams:
  merged:
    recognise: { headers: [gone, kept] }
    entities:
      - entity: entity_merge
        columns: { entity: { constant: account }, losing_id: gone, winning_id: kept }
`,
    );
    await importFiles(home.workspace, [file], { mapping });
    expect(await leads(home)).toEqual({ 'crm:2': 'crm:1' });
    await separate(home, ['account,crm:2,crm:1']);
    expect(await leads(home)).toEqual({});
    expect(await refused(home)).toMatchObject([{ method: 'source_merge' }]);
  });

  it('a merge that a person declared is stronger than any id that a record names', async () => {
    // billing:a names crm:1; a person says that billing:a is desk:9, and that desk:9 is not crm:1.
    await importAccounts(home, 'crm', ['1,Acme,,,,']);
    await importAccounts(home, 'desk', ['9,Acme North,,,,']);
    await importAccounts(home, 'billing', ['a,Acme,,,crm:1,']);
    await merge(home, ['account,billing:a,desk:9']);
    expect(await leads(home)).toEqual({ 'billing:a': 'crm:1', 'desk:9': 'crm:1' });
    await separate(home, ['account,desk:9,crm:1']);
    expect(await leads(home)).toEqual({ 'billing:a': 'desk:9' });
    expect(await refused(home)).toMatchObject([{ one: 'billing:a', other: 'crm:1', method: 'external_id' }]);
  });
});

describe('the level of parents', () => {
  it('counts two children of one parent together, also where a person says that they are not one', async () => {
    const group = await temporaryWorkspace(
      'organisation: { name: Test, time_zone: UTC, currency: EUR }\ncustomers: { level: parent }\n',
    );
    try {
      await importAccounts(group, 'crm', ['0,Acme Group,,,,', '1,Acme,acme.example,,,crm:0']);
      await importAccounts(group, 'desk', ['9,Acme North,acme.example,,,']);
      expect(await leads(group)).toEqual({ 'crm:1': 'crm:0', 'desk:9': 'crm:0' });
      await separate(group, ['account,crm:1,desk:9']);
      // The link is gone, and with it the way to the parent.
      expect(await leads(group)).toEqual({ 'crm:1': 'crm:0' });
      await importAccounts(group, 'desk', ['9,Acme North,acme.example,,,crm:0']);
      expect(await leads(group)).toEqual({ 'crm:1': 'crm:0', 'desk:9': 'crm:0' });
      expect(await refused(group)).toMatchObject([{ one: 'crm:1', other: 'desk:9', method: 'domain' }]);
    } finally {
      await group.close();
    }
  });

  it('a child that is not its parent still counts for it', async () => {
    const group = await temporaryWorkspace(
      'organisation: { name: Test, time_zone: UTC, currency: EUR }\ncustomers: { level: parent }\n',
    );
    try {
      await importAccounts(group, 'crm', ['0,Acme Group,,,,', '1,Acme,,,,crm:0']);
      await separate(group, ['account,crm:1,crm:0']);
      expect(await leads(group)).toEqual({ 'crm:1': 'crm:0' });
    } finally {
      await group.close();
    }
  });
});
