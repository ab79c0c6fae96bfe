import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { importFiles } from '../../src/index.js';
import { rowsOf, temporaryWorkspace } from '../temporary.js';

let made: Awaited<ReturnType<typeof temporaryWorkspace>>;

beforeAll(async () => {
  made = await temporaryWorkspace();
});
afterAll(() => made.close());

const headers = ['order_id', 'account_id', 'ordered_at', 'net', 'currency'];
const csv = (id: string): string => `${headers.join(',')}\n${id},a1,2025-03-14,10.00,EUR\n`;
const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The original that was landed for the table of that name. */
const landed = async (file: string): Promise<{ readonly at: string; readonly bytes: Buffer }> => {
  const [row] = await rowsOf(
    made.workspace,
    `SELECT landed_as FROM control.batch_file WHERE file = '${file}'`,
  );
  const at = String(row?.['landed_as']);
  return { at, bytes: readFileSync(join(made.workspace.landing, at)) };
};

describe('the original of a file', () => {
  it.each(['plain.csv', 'packed.csv.gz', 'sheet.xlsx'])(
    'of %s is kept byte for byte under its own hash, and called as it was given from elsewhere',
    async (name) => {
      const elsewhere = join(made.path, 'elsewhere');
      mkdirSync(elsewhere, { recursive: true });
      const path = join(elsewhere, name);
      if (name.endsWith('.xlsx'))
        await writeXlsxFile([
          {
            data: [headers, ['s1', 'a1', '2025-03-14', '10.00', 'EUR']].map((row) =>
              row.map((value) => ({ value })),
            ),
          },
        ]).toFile(path);
      else writeFileSync(path, name.endsWith('.gz') ? gzipSync(csv('g1')) : csv('p1'));
      const report = await importFiles(made.workspace, [name], {
        from: elsewhere,
        as: 'plain.order',
        decimal: '.',
      });
      const shown = report.files[0]?.file ?? '';
      expect(report.rowsLoaded, JSON.stringify(report.files)).toBe(1);
      expect(shown.split('#')[0]).toBe(name);
      const original = readFileSync(path);
      const kept = await landed(shown);
      expect(kept.at).toContain(hash(original));
      expect(kept.bytes.equals(original)).toBe(true);
    },
  );
});
