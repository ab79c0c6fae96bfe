import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { dropRecord, keepUpload, keptUploads } from '../src/imports/kept-uploads.js';
import { Staging } from '../src/imports/staging.js';
import { temporaryFolder } from './support/sample-workspace.js';

const limits = { uploadBytes: 1000, filesPerUpload: 10 };
const now = new Date('2026-03-31T12:00:00Z');
let home: ReturnType<typeof temporaryFolder>;
let folder: string;
beforeEach(() => {
  home = temporaryFolder();
  folder = join(home.path, 'staging');
});
afterEach(() => home.remove());

const upload = async (id: string, createdAt = '2026-03-30T12:00:00.000Z'): Promise<Staging> => {
  const staging = new Staging(join(folder, id), limits);
  // Two of one name: the second lies in a folder of its own.
  await staging.add('a.csv', Readable.from(['x,y\n']));
  await staging.add('a.csv', Readable.from(['1,2\n3,4\n']));
  keepUpload({ createdAt, options: { decimal: ',' }, staging });
  return staging;
};
const kept = () => keptUploads(folder, limits, now);

it('an upload that waits is found again with its files and options, the oldest first', async () => {
  const { files } = await upload('00000000000000aa');
  await upload('00000000000000bb', '2026-03-29T12:00:00.000Z');
  const found = kept();
  expect(found.map(({ id }) => id)).toEqual(['00000000000000bb', '00000000000000aa']);
  expect(found[1]).toMatchObject({ createdAt: '2026-03-30T12:00:00.000Z', options: { decimal: ',' } });
  expect(found[1]?.staging.files).toEqual(files);
  expect(kept()).toHaveLength(2);
});

it('one that waited for more than 30 days is removed, one of 30 days is kept', async () => {
  // 31 March minus 30 days is 1 March.
  await upload('00000000000000aa', '2026-03-01T12:00:00.000Z');
  await upload('00000000000000bb', '2026-03-01T11:59:59.999Z');
  expect(kept().map(({ id }) => id)).toEqual(['00000000000000aa']);
  expect(readdirSync(folder).sort()).toEqual(['00000000000000aa', '00000000000000aa.json']);
});

it.each<readonly [string, (staging: Staging) => void]>([
  ['was loaded', dropRecord],
  ['lacks a file', ({ files }) => rmSync(files[1]?.path ?? '')],
  ['has a file that was cut short', ({ files }) => writeFileSync(files[1]?.path ?? '', '1')],
  ['has a record that was cut short', ({ folder: own }) => writeFileSync(`${own}.json`, '{"createdAt":"20')],
  [
    'names a file outside its folder',
    ({ folder: own }) => {
      writeFileSync(join(home.path, 'outside.csv'), 'x');
      const files = [{ name: 'outside.csv', bytes: 1, path: '../../outside.csv' }];
      writeFileSync(`${own}.json`, JSON.stringify({ createdAt: now.toISOString(), options: {}, files }));
    },
  ],
])('one that %s is removed, and nothing else with it', async (_, spoil) => {
  const spoiled = await upload('00000000000000aa');
  await upload('00000000000000bb');
  spoil(spoiled);
  mkdirSync(join(folder, '00000000000000cc'));
  writeFileSync(join(folder, '00000000000000aa.yaml'), 'a mapping');
  expect(kept().map(({ id }) => id)).toEqual(['00000000000000bb']);
  expect(readdirSync(folder).sort()).toEqual(['00000000000000bb', '00000000000000bb.json']);
});

it('where none waits the folder goes', async () => {
  const staging = await upload('00000000000000aa');
  staging.remove();
  expect(kept()).toEqual([]);
  expect(existsSync(folder)).toBe(false);
});
