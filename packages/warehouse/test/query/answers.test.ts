import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importFiles, queryMetrics, undoBatch } from '../../src/index.js';
import { Recent } from '../../src/query/recent.js';
import { temporaryWorkspace } from '../temporary.js';

let home: Awaited<ReturnType<typeof temporaryWorkspace>>;
beforeEach(async () => {
  home = await temporaryWorkspace();
});
afterEach(() => home.close());

const orders = (name: string, rows: readonly string[]) =>
  home.file(name, `Order ID,Customer ID,Order Date,Net,Currency\n${rows.join('\n')}\n`);

/** Revenue of January, asked in the same words each time. */
const january = async () => {
  const { cells } = await queryMetrics(home.workspace, {
    metrics: ['revenue'],
    from: '2025-01',
    to: '2025-01',
  });
  return Number(cells[0]?.value);
};

describe('an answer that was given before', () => {
  it('is given again while nothing changed, and never after something did', async () => {
    await importFiles(home.workspace, [
      orders('a.csv', ['1,A,2025-01-05,10.50,EUR', '2,B,2025-02-10,1,EUR']),
    ]);
    expect(await january()).toBe(10.5);
    expect(await january()).toBe(10.5);
    const { batchId } = await importFiles(home.workspace, [orders('b.csv', ['3,C,2025-01-06,20,EUR'])]);
    expect(await january()).toBe(30.5);
    await undoBatch(home.workspace, batchId ?? '');
    expect(await january()).toBe(10.5);
  });

  it('is the stored one in another process: nothing of it is lost on the way', async () => {
    await importFiles(home.workspace, [orders('a.csv', ['1,A,2025-01-05,10.50,EUR'])]);
    const question = { metrics: ['revenue', 'nps'], from: '2025-01', to: '2025-01', compare: ['previous'] };
    const worked = await queryMetrics(home.workspace, question as never);
    const remembered = await queryMetrics(home.workspace, question as never);
    const [{ result } = { result: null }] = await home.workspace.engine.rows(
      'SELECT result FROM control.answer',
    );
    expect(remembered).toEqual(worked);
    expect(JSON.parse(String(result)).cells).toHaveLength(worked.cells.length);
  });
});

describe('recent values', () => {
  it('forget the one that nobody asked for longest', () => {
    const recent = new Recent<number>(2);
    recent.set('a', 1);
    recent.set('b', 2);
    expect(recent.get('a')).toBe(1);
    recent.set('c', 3);
    expect([recent.get('a'), recent.get('b'), recent.get('c')]).toEqual([1, undefined, 3]);
  });
});
