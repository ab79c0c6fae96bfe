import { expect, test } from 'vitest';
import { encodeRows, fitEncoder } from '../../src/risk/index.js';

const table = {
  plan: ['gold', 'basic', 'basic', 'team', null, 'basic'],
  seats: [3, 1, null, 9, 1, 2],
  trial: [true, false, false, true, false, false],
  region: [10, 20, 10, 10, 20, 30],
};
const options = {
  seats: { missing: 'median' },
  region: { category: true, rareBelow: 2, reference: '10' },
} as const;

function shown(encoded: ReturnType<typeof encodeRows>): Record<string, number[]> {
  return Object.fromEntries(encoded.columns.map((one) => [one.name, Array.from(one.values)]));
}

test('numbers, flags, levels, missing and rare ones', () => {
  const encoded = encodeRows(fitEncoder(table, options), table);
  expect(shown(encoded)).toEqual({
    // The commonest level, basic, is the reference; missing is a level.
    'plan: gold': [1, 0, 0, 0, 0, 0],
    'plan: missing': [0, 0, 0, 0, 1, 0],
    'plan: team': [0, 0, 0, 1, 0, 0],
    // Median of 1, 1, 2, 3, 9.
    seats: [3, 1, 2, 9, 1, 2],
    'seats: missing': [0, 0, 1, 0, 0, 0],
    trial: [1, 0, 0, 1, 0, 0],
    'region: 20': [0, 1, 0, 0, 1, 0],
    'region: other': [0, 0, 0, 0, 0, 1],
  });
  expect(encoded.columns.map((one) => one.source)).toEqual([
    'plan',
    'plan',
    'plan',
    'seats',
    'seats',
    'trial',
    'region',
    'region',
  ]);
  expect(encoded.unknown).toEqual({});
});

test('new rows: unseen levels count as the reference and are counted', () => {
  const encoder = fitEncoder(table, options);
  const encoded = encodeRows(encoder, {
    plan: ['platinum', 'gold'],
    seats: [null, 4],
    trial: [true, false],
    region: [30, 99],
  });
  expect(shown(encoded)).toEqual({
    'plan: gold': [0, 1],
    'plan: missing': [0, 0],
    'plan: team': [0, 0],
    seats: [2, 4],
    'seats: missing': [1, 0],
    trial: [1, 0],
    'region: 20': [0, 0],
    'region: other': [1, 0],
  });
  expect(encoded.unknown).toEqual({ plan: 1, region: 1 });
});

test('an encoder survives JSON', () => {
  const encoder = fitEncoder(table, options);
  expect(encodeRows(JSON.parse(JSON.stringify(encoder)) as typeof encoder, table)).toEqual(
    encodeRows(encoder, table),
  );
});
