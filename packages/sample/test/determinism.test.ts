import { expect, test } from 'vitest';
import { generateSample } from '../src/index.js';
import { filesUnder, inFolder } from './support/files.js';

const filesOf = (seed: number, faults: boolean): Promise<Map<string, Buffer>> =>
  inFolder(async (directory) => {
    await generateSample({ directory, customers: 40, seed, faults });
    return filesUnder(directory);
  });

test('the same seed gives the same bytes in every file, the workbook included', async () => {
  const first = await filesOf(11, true);
  const second = await filesOf(11, true);
  expect([...second.keys()]).toEqual([...first.keys()]);
  for (const [path, bytes] of first) expect(second.get(path)?.equals(bytes), path).toBe(true);
});

test('another seed gives another company', async () => {
  const first = await filesOf(11, false);
  const second = await filesOf(12, false);
  for (const path of [
    'truth.json',
    'exports/hubspot/deals.csv',
    'exports/zendesk/ticket.csv',
    'exports/stripe/invoice.csv',
  ]) {
    expect(second.get(path)?.equals(first.get(path) as Buffer), path).toBe(false);
  }
});

test('faults leave every clean line where it is', async () => {
  const clean = await filesOf(11, false);
  const dirty = await filesOf(11, true);
  for (const [path, bytes] of clean) {
    if (!path.endsWith('.csv')) continue;
    expect(dirty.get(path)?.subarray(0, bytes.length).equals(bytes), path).toBe(true);
  }
});

test('files of an earlier sample do not linger', async () => {
  await inFolder(async (directory) => {
    await generateSample({ directory, customers: 40, seed: 3, faults: true });
    await generateSample({ directory, customers: 40, seed: 3 });
    expect([...filesUnder(directory).keys()].filter((path) => path.startsWith('held'))).toEqual([]);
  });
});

test.each([
  [0, 'number of customers out of range: 0; pass a whole number from 20 to 2000000'],
  [10.5, 'number of customers out of range: 10.5; pass a whole number from 20 to 2000000'],
])('%d customers are refused', async (customers, message) => {
  await expect(generateSample({ directory: '/nowhere', customers, seed: 1 })).rejects.toThrow(message);
});
