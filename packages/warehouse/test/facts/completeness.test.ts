import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refreshFacts } from '../../src/index.js';
import { temporaryWorkspace } from '../temporary.js';
import { fieldCells } from './oracle/field-cells.js';
import { cellWorld } from './worlds/cell-world.js';
import { insertWorlds, type Row } from './worlds/world.js';

const zone = 'Europe/Berlin';
const inOrder = (rows: readonly Row[]): string[] => rows.map((row) => JSON.stringify(row)).sort();

describe('completeness of records', () => {
  it('counts what fills each field of the records that count, whatever people type into it', async () => {
    const home = await temporaryWorkspace(
      `organisation: { name: Test, time_zone: ${zone}, currency: EUR, as_of: "2025-06-30" }\n`,
    );
    try {
      const worlds = fc.sample(cellWorld, { numRuns: 1500, seed: 801 });
      await insertWorlds(home.workspace, worlds, zone);
      await refreshFacts(home.workspace, 'all');
      const cells = (await home.workspace.engine.rows(
        `SELECT entity, field, date, records, filled FROM facts.field_cell`,
      )) as Row[];
      expect(inOrder(cells)).toEqual(inOrder(fieldCells(worlds, zone)));
    } finally {
      await home.close();
    }
  });
});
