import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keptApart, undoBatch } from '../../src/index.js';
import { rowsOf, temporaryWorkspace } from '../temporary.js';
import { type Home, importPlain, merge, refused, separate } from './support.js';

let home: Home;
beforeEach(async () => {
  home = await temporaryWorkspace();
});
afterEach(() => home.close());

describe('people that a person keeps apart', () => {
  const person = (rows: readonly string[]) => importPlain(home, 'person', 'person_id,name,email,role', rows);
  const humans = async (): Promise<Record<string, string>> =>
    Object.fromEntries(
      (await rowsOf(home.workspace, 'SELECT person_id, respondent_id FROM resolved.person ORDER BY ALL')).map(
        (row) => [String(row['person_id']), String(row['respondent_id'])],
      ),
    );

  it('are two humans with one address, until that is undone; a third keeps to the smaller id', async () => {
    await person([
      '1,Ada,office@acme.example,customer',
      '2,Bo,office@acme.example,customer',
      '3,Cy,office@acme.example,customer',
    ]);
    const together = {
      'plain:1': 'office@acme.example',
      'plain:2': 'office@acme.example',
      'plain:3': 'office@acme.example',
    };
    expect(await humans()).toEqual(together);
    const batch = await separate(home, ['person,1,plain:2']);
    expect(await humans()).toEqual({ ...together, 'plain:2': 'plain:2' });
    const { found } = await keptApart(home.workspace, { search: 'bo', limit: 10, offset: 0 });
    expect(found).toMatchObject([
      {
        entity: 'person',
        one: { id: 'plain:1', name: 'Ada', accountId: null },
        other: { id: 'plain:2', name: 'Bo', accountId: null },
        batches: ['b2'],
        refused: [{ one: 'plain:2', method: 'exact_email', because: 'office@acme.example' }],
      },
    ]);
    await undoBatch(home.workspace, batch);
    expect(await humans()).toEqual(together);
  });

  it('do not become one by a merge with a third: the address gives way to the merge', async () => {
    // 3 was merged into 2; 1 and 3 share an address, and 1 is not 2.
    await person(['1,Ada,a@acme.example,', '2,Bo,,', '3,Bo,a@acme.example,']);
    await merge(home, ['person,3,2']);
    expect(await humans()).toEqual({ 'plain:1': 'plain:1', 'plain:2': 'plain:1', 'plain:3': 'plain:1' });
    await separate(home, ['person,1,2']);
    // The address goes to the first by id, Ada; Bo's two records are one by the merge.
    expect(await humans()).toEqual({
      'plain:1': 'a@acme.example',
      'plain:2': 'plain:2',
      'plain:3': 'plain:2',
    });
  });

  it('of the same two, merged and separated by people: they stay apart', async () => {
    await person(['1,Ada,,', '2,Bo,,']);
    await merge(home, ['person,2,1']);
    expect(await humans()).toEqual({ 'plain:1': 'plain:1', 'plain:2': 'plain:1' });
    await separate(home, ['person,2,1']);
    expect(await humans()).toEqual({ 'plain:1': 'plain:1', 'plain:2': 'plain:2' });
    expect(await refused(home)).toMatchObject([{ method: 'declared' }]);
  });

  it('answer as two: what they said is told apart by the same import, and again together after its undo', async () => {
    await person(['1,Ada,office@acme.example,', '2,Bo,office@acme.example,']);
    await importPlain(home, 'survey_response', 'response_id,kind,responded_at,score,person_id', [
      'r1,nps,2025-03-03,9,1',
      'r2,nps,2025-03-04,2,2',
    ]);
    const respondents = async () =>
      (
        await rowsOf(home.workspace, 'SELECT respondent_id FROM derived.survey_answer ORDER BY response_id')
      ).map((row) => row['respondent_id']);
    expect(await respondents()).toEqual(['office@acme.example', 'office@acme.example']);
    const batch = await separate(home, ['person,1,2']);
    expect(await respondents()).toEqual(['office@acme.example', 'plain:2']);
    await undoBatch(home.workspace, batch);
    expect(await respondents()).toEqual(['office@acme.example', 'office@acme.example']);
  });
});
