import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importFiles, initWorkspace, openWorkspace } from '../../src/index.js';
import { rowsOf, temporaryFolder, temporaryWorkspace } from '../temporary.js';

const good = 'Order ID,Customer ID,Order Date,Net,Currency\n1,A,2025-01-05,10,EUR\n';

describe('bad input', () => {
  it('is refused with a message that helps, and what was loaded before is still there', async () => {
    const home = await temporaryWorkspace();
    await importFiles(home.workspace, [home.file('good.csv', good)]);
    const write = (name: string, bytes: Uint8Array) => {
      const path = join(home.path, name);
      writeFileSync(path, bytes);
      return path;
    };
    const zip = Buffer.from('PK\u0003\u0004 this is where the archive ends', 'latin1');
    const cases: [string, string, RegExp][] = [
      ['an empty file', write('empty.csv', Buffer.alloc(0)), /empty/],
      [
        'a picture',
        write('picture.csv', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13])),
        /./,
      ],
      ['a broken workbook', write('broken.xlsx', zip), /./],
      ['a broken archive', write('broken.zip', zip), /./],
      ['a broken Parquet file', write('broken.parquet', Buffer.from('PAR1 nothing more')), /./],
      ['no file at all', join(home.path, 'nowhere.csv'), /nowhere\.csv/],
    ];
    for (const [what, path, says] of cases) {
      const error: unknown = await importFiles(home.workspace, [path]).then(
        () => null,
        (thrown: unknown) => thrown,
      );
      expect(error, what).toBeInstanceOf(Error);
      const { message } = error as Error;
      expect(message, what).toMatch(says);
      expect(message, what).not.toMatch(/\bat .*\.(ts|js):\d+|undefined|\[object/);
    }
    expect(await rowsOf(home.workspace, 'SELECT count(*) AS n FROM canonical."order"')).toEqual([{ n: 1 }]);
    await home.close();
  });
});

const tmpfs = (folder: string) =>
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', folder]).status === 0;

describe('a disk that fills up', () => {
  it('stops the import with a message; everything acknowledged before is there and the workspace opens again', async (context) => {
    const folder = temporaryFolder();
    const disk = join(folder.path, 'disk');
    mkdirSync(disk);
    if (!tmpfs(disk)) {
      folder.remove();
      context.skip('a small disk cannot be mounted here (needs root)');
      return;
    }
    try {
      const directory = join(disk, 'workspace');
      initWorkspace(directory);
      let workspace = await openWorkspace(directory, { memoryLimit: 256 * 2 ** 20 });
      await importFiles(workspace, [folder.file('good.csv', good)]);
      const lines = Array.from(
        { length: 400_000 },
        (_, row) =>
          `big-${row},customer ${row * 7919},2025-01-${String((row % 28) + 1).padStart(2, '0')},${row}.37,EUR`,
      );
      const big = folder.file('big.csv', `${good.split('\n')[0]}\n${lines.join('\n')}\n`);
      await expect(importFiles(workspace, [big])).rejects.toThrow(/disk is full|ENOSPC|no space/i);
      await workspace.close();
      workspace = await openWorkspace(directory, { memoryLimit: 256 * 2 ** 20 });
      expect(await rowsOf(workspace, 'SELECT order_id FROM canonical."order"')).toEqual([
        { order_id: 'plain:1' },
      ]);
      await workspace.close();
    } finally {
      spawnSync('umount', [disk]);
      folder.remove();
    }
  });
});
