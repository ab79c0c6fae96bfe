import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importFiles, listBatches, listRejects, undoBatch } from '../../src/index.js';
import { rowsOf, temporaryWorkspace } from '../temporary.js';

let home: Awaited<ReturnType<typeof temporaryWorkspace>>;
beforeEach(async () => {
  home = await temporaryWorkspace();
});
afterEach(() => home.close());

const orders = (rows: readonly string[]) =>
  `Order ID,Customer ID,Order Date,Net,Currency\n${rows.join('\n')}\n`;

const stored = () =>
  rowsOf(home.workspace, `SELECT order_id AS id, net, account_id FROM canonical."order" ORDER BY order_id`);

describe('an import', () => {
  it('loads a plain file without a mapping and says where every row went', async () => {
    const file = home.file(
      'orders.csv',
      orders(['007,A,2025-01-05,10.50,EUR', '008,B,2025-01-06,20,EUR', '009,A,not a date,5,EUR']),
    );
    const report = await importFiles(home.workspace, [file]);
    expect(report).toMatchObject({
      batchId: 'b1',
      rowsIn: 3,
      rowsLoaded: 2,
      rowsQuarantined: 1,
      rowsIgnored: 0,
    });
    expect(await stored()).toEqual([
      { id: 'plain:007', net: '10.5000', account_id: 'plain:A' },
      { id: 'plain:008', net: '20.0000', account_id: 'plain:B' },
    ]);
  });

  it('keeps a rejected row with file, line, column, rule and reason', async () => {
    const file = home.file(
      'orders.csv',
      orders(['1,A,2025-01-05,10,EUR', '2,"B\nwith a line break",2025-01-06,20,EUR', '3,A,2025-13-45,5,EUR']),
    );
    await importFiles(home.workspace, [file]);
    const [reject] = await listRejects(home.workspace);
    // Line 1 is the header, row 2 takes lines 3 and 4: the third row stands in line 5.
    expect(reject).toMatchObject({ line: 5, column: 'ordered_at', rule: 'T-01' });
    expect(reject?.message).toContain('2025-13-45');
    expect(reject?.row['Order ID']).toBe('3');
  });

  it('does nothing with the same file a second time', async () => {
    const file = home.file('orders.csv', orders(['1,A,2025-01-05,10,EUR']));
    await importFiles(home.workspace, [file]);
    const again = await importFiles(home.workspace, [file]);
    expect(again.batchId).toBeNull();
    expect(again.files[0]).toMatchObject({ fate: 'already_loaded', rowsIgnored: 1 });
    expect(await listBatches(home.workspace)).toHaveLength(1);
  });

  it('replaces row by row where windows overlap', async () => {
    await importFiles(home.workspace, [
      home.file('january.csv', orders(['1,A,2025-01-05,10,EUR', '2,B,2025-01-31,20,EUR'])),
    ]);
    const second = await importFiles(home.workspace, [
      home.file('february.csv', orders(['2,B,2025-01-31,25,EUR', '3,C,2025-02-01,30,EUR'])),
    ]);
    expect(second.files[0]?.entities).toContainEqual({
      entity: 'order',
      inserted: 1,
      replaced: 1,
      unchanged: 0,
    });
    expect((await stored()).map(({ id, net }) => [id, net])).toEqual([
      ['plain:1', '10.0000'],
      ['plain:2', '25.0000'],
      ['plain:3', '30.0000'],
    ]);
  });

  it('never empties what a file has no column for', async () => {
    await importFiles(home.workspace, [
      home.file(
        'accounts.csv',
        'Account ID,Account Name,Industry,Country,Created At\nA,Alpha,Retail,DE,2024-01-01\n',
      ),
    ]);
    await importFiles(home.workspace, [
      home.file('accounts-2.csv', 'Account ID,Account Name,Segment,Created At\nA,Alpha Ltd,SMB,2024-01-01\n'),
    ]);
    expect(await rowsOf(home.workspace, 'SELECT name, industry, segment FROM canonical.account')).toEqual([
      { name: 'Alpha Ltd', industry: 'Retail', segment: 'SMB' },
    ]);
  });

  it('keeps the newer of two rows by the change date, whatever the order of import', async () => {
    const header = 'Deal ID,Deal Name,Stage,Amount,Create Date,Last Modified Date\n';
    await importFiles(home.workspace, [
      home.file('new.csv', `${header}1,Deal,Won,200,2025-01-01,2025-03-01 10:00:00\n`),
    ]);
    await importFiles(home.workspace, [
      home.file('old.csv', `${header}1,Deal,Open,100,2025-01-01,2025-02-01 10:00:00\n`),
    ]);
    expect(await rowsOf(home.workspace, 'SELECT amount FROM canonical.deal')).toEqual([
      { amount: '200.0000' },
    ]);
  });

  it('takes corrected rejects in, once', async () => {
    await importFiles(home.workspace, [
      home.file('orders.csv', orders(['1,A,2025-01-05,10,EUR', '2,B,2025-99-99,20,EUR'])),
    ]);
    const fixed = await importFiles(home.workspace, [
      home.file('fixed.csv', orders(['2,B,2025-01-09,20,EUR'])),
    ]);
    expect(fixed).toMatchObject({ rowsLoaded: 1, rowsQuarantined: 0 });
    expect(await stored()).toHaveLength(2);
  });

  it('asks instead of guessing when no date says which part is the day', async () => {
    const file = home.file('orders.csv', orders(['1,A,03/04/2025,10,EUR', '2,B,05/06/2025,20,EUR']));
    await expect(importFiles(home.workspace, [file])).rejects.toMatchObject({ code: 'IMPORT_AMBIGUOUS' });
    await expect(importFiles(home.workspace, [file])).rejects.toThrow(/Order Date.*--date-order/s);
    expect(await listBatches(home.workspace)).toHaveLength(0);
    await importFiles(home.workspace, [file], { dateOrder: 'DMY' });
    expect(
      await rowsOf(home.workspace, `SELECT ordered_at_date AS day FROM canonical."order" ORDER BY 1`),
    ).toEqual([{ day: '2025-04-03' }, { day: '2025-06-05' }]);
  });

  it('links a bare id in a spreadsheet to the one record of another system that has it', async () => {
    await importFiles(home.workspace, [
      home.file(
        'companies.csv',
        'Record ID,Company name,Company Domain Name,Create Date\n500,Alpha,alpha.example,2024-01-01\n',
      ),
    ]);
    await importFiles(home.workspace, [
      home.file('orders.csv', orders(['1,500,2025-01-05,10,EUR', '2,999,2025-01-05,10,EUR'])),
    ]);
    expect((await stored()).map(({ account_id }) => account_id)).toEqual(['hubspot:500', 'plain:999']);
  });
});

describe('undo', () => {
  it('brings back what the import replaced', async () => {
    await importFiles(home.workspace, [home.file('one.csv', orders(['1,A,2025-01-05,10,EUR']))]);
    await importFiles(home.workspace, [
      home.file('two.csv', orders(['1,A,2025-01-05,99,EUR', '2,B,2025-01-06,5,EUR'])),
    ]);
    await undoBatch(home.workspace, 'b2');
    expect(await stored()).toEqual([{ id: 'plain:1', net: '10.0000', account_id: 'plain:A' }]);
    expect((await listBatches(home.workspace)).map(({ status }) => status)).toEqual(['undone', 'loaded']);
  });

  it('of an import in the middle leaves the later one standing, and the first comes back under it', async () => {
    await importFiles(home.workspace, [home.file('one.csv', orders(['1,A,2025-01-05,10,EUR']))]);
    await importFiles(home.workspace, [home.file('two.csv', orders(['1,A,2025-01-05,20,EUR']))]);
    await importFiles(home.workspace, [home.file('three.csv', orders(['1,A,2025-01-05,30,EUR']))]);
    await undoBatch(home.workspace, 'b2');
    expect((await stored()).map(({ net }) => net)).toEqual(['30.0000']);
    await undoBatch(home.workspace, 'b3');
    expect((await stored()).map(({ net }) => net)).toEqual(['10.0000']);
  });

  it('lets the file be loaded again', async () => {
    const file = home.file('one.csv', orders(['1,A,2025-01-05,10,EUR']));
    await importFiles(home.workspace, [file]);
    await undoBatch(home.workspace, 'b1');
    expect(await stored()).toEqual([]);
    expect((await importFiles(home.workspace, [file])).batchId).toBe('b2');
    expect(await stored()).toHaveLength(1);
  });

  it('of a batch that is none says so', async () => {
    await expect(undoBatch(home.workspace, 'b7')).rejects.toMatchObject({ code: 'BATCH_UNKNOWN' });
  });
});
