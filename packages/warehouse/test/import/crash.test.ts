import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createRandom } from '@bellwether/stats';
import { describe, expect, it } from 'vitest';
import { initWorkspace, listBatches, openWorkspace } from '../../src/index.js';
import { rowsOf, temporaryFolder } from '../temporary.js';

/** The built command line: a process of its own is what can be killed. `npm test` builds before it tests. */
const cli = fileURLToPath(new URL('../../../cli/dist/main.js', import.meta.url));

/** Imports a file in a process of its own and kills it after so many milliseconds; tells whether it had acknowledged. */
const importAndKill = (workspace: string, file: string, after: number): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cli, 'import', '-w', workspace, file], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), after);
    child.on('error', reject);
    child.on('close', () => {
      clearTimeout(timer);
      resolve(/Loaded as b\d+/.test(said));
    });
  });

const file = (number: number) =>
  `Order ID,Customer ID,Order Date,Net,Currency\n${Array.from({ length: 20_000 }, (_, row) => `${number}-${row},C${row % 500},2025-01-${String((row % 28) + 1).padStart(2, '0')},${row % 90}.25,EUR`).join('\n')}\n`;

describe.skipIf(!existsSync(cli))(
  'a process killed while it imports (skipped until the command line is built)',
  () => {
    it('loses nothing that was acknowledged, keeps nothing by half, and the workspace opens again', {
      timeout: 300_000,
    }, async () => {
      const folder = temporaryFolder();
      const directory = join(folder.path, 'workspace');
      initWorkspace(directory);
      const random = createRandom('kill');
      const acknowledged: number[] = [];
      const attempts = 8;
      for (let number = 1; number <= attempts; number += 1) {
        const path = folder.file(`orders-${number}.csv`, file(number));
        // From before the engine is open to after the answer: every phase is hit over the attempts.
        if (await importAndKill(directory, path, 200 + random.uniform() * 5000)) acknowledged.push(number);
        const workspace = await openWorkspace(directory);
        const rows = await rowsOf(
          workspace,
          `SELECT split_part(split_part(order_id, ':', 2), '-', 1)::INTEGER AS number, count(*) AS n FROM canonical."order" GROUP BY 1 ORDER BY 1`,
        );
        const loaded = (await listBatches(workspace)).filter(({ status }) => status === 'loaded');
        await workspace.close();
        for (const row of rows)
          expect(row['n'], `orders of file ${String(row['number'])}: all or none`).toBe(20_000);
        expect(rows.map((row) => row['number'])).toEqual(expect.arrayContaining(acknowledged));
        expect(loaded).toHaveLength(rows.length);
      }
      folder.remove();
    });
  },
);
