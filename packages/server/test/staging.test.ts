import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { safeName, Staging } from '../src/imports/staging.js';
import { temporaryFolder } from './support/sample-workspace.js';

const names: readonly (readonly [given: string, safe: string])[] = [
  ['deals.csv', 'deals.csv'],
  ['../../etc/passwd', 'passwd'],
  ['..\\..\\windows\\system32\\x.csv', 'x.csv'],
  ['/absolute/deals.csv', 'deals.csv'],
  ['..', '_'],
  ['.', '_'],
  ['.hidden.csv', '_hidden.csv'],
  ['', 'file'],
  ['   ', 'file'],
  ['a\u0000b.csv', 'a_b.csv'],
  ['a:b|c?.csv', 'a_b_c_.csv'],
  ['archive.zip!inner.csv', 'archive.zip_inner.csv'],
  ['glob*.csv', 'glob_.csv'],
  ['abc\u202evsc.exe', 'abc_vsc.exe'],
  ['Übersicht März.csv', 'Übersicht März.csv'],
];

describe('names from outside', () => {
  it.each(names)('%j becomes %j', (given, safe) => {
    expect(safeName(given)).toBe(safe);
  });

  it('keeps the extension of a name that is too long', () => {
    const name = safeName(`${'x'.repeat(400)}.csv`);
    expect(name).toHaveLength(200);
    expect(name.endsWith('.csv')).toBe(true);
  });
});

describe('an upload on its way in', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => folder.remove());
  const content = (text: string) => Readable.from([Buffer.from(text)]);

  it('never leaves its folder, and keeps files of one name apart', async () => {
    const staging = new Staging(join(folder.path, 'in'), { uploadBytes: 100, filesPerUpload: 3 });
    await staging.add('../deals.csv', content('a'));
    await staging.add('deals.csv', content('b'));
    expect(staging.files.map(({ name }) => name)).toEqual(['deals.csv', '1/deals.csv']);
    expect(staging.files.map(({ path }) => readFileSync(path, 'utf8'))).toEqual(['a', 'b']);
    expect(readdirSync(folder.path)).toEqual(['in']);
  });

  it('stops at the limits', async () => {
    const staging = new Staging(join(folder.path, 'in'), { uploadBytes: 5, filesPerUpload: 2 });
    await staging.add('one.csv', content('123'));
    await expect(staging.add('two.csv', content('4567'))).rejects.toMatchObject({
      problem: { code: 'upload_too_large' },
    });
    staging.remove();
    expect(existsSync(join(folder.path, 'in'))).toBe(false);
  });
});
