import { expect, it } from 'vitest';
import { importFiles, refreshFacts } from '../../src/index.js';
import { rowsOf, temporaryWorkspace } from '../temporary.js';

it('a lapse window that an import moves is the window of every customer, and nothing else is built anew', async () => {
  const home = await temporaryWorkspace(
    'organisation: { name: Test, time_zone: UTC, currency: EUR, as_of: "2025-06-30" }\n',
  );
  try {
    /** Two orders each of some customers, the second after so many days. */
    const orders = (name: string, customers: readonly number[], second: string): string =>
      home.file(
        name,
        `Order ID,Customer ID,Order Date,Net,Currency\n${customers
          .map(
            (number) => `${number}a,C${number},2025-01-01,10,EUR\n${number}b,C${number},${second},10,EUR\n`,
          )
          .join('')}`,
      );
    const spans = () =>
      rowsOf(
        home.workspace,
        'SELECT to_date, count(*)::INTEGER AS customers FROM facts.customer_span GROUP BY ALL ORDER BY ALL',
      );
    const elevenCustomers = Array.from({ length: 11 }, (_, index) => index + 1);
    await importFiles(home.workspace, [orders('january.csv', elevenCustomers, '2025-01-31')]);
    // Eleven gaps of 30 days: the 90th percentile is 30, and 31 January + 30 days is 2 March.
    expect(await spans()).toEqual([{ to_date: '2025-03-02', customers: 11 }]);

    const { refresh } = await importFiles(home.workspace, [
      orders('march.csv', [12, 13, 14, 15, 16], '2025-03-02'),
    ]);
    // Eleven gaps of 30 days and five of 60: the rank 0.9 x 15 = 13.5 lies among the 60, so the window is 60 days.
    const expected = [
      { to_date: '2025-04-01', customers: 11 },
      { to_date: '2025-05-01', customers: 5 },
    ];
    expect(await spans()).toEqual(expected);
    expect(refresh?.kind).toBe('incremental');
    expect(refresh?.rebuilt).toContain('facts.customer_span');
    expect(refresh?.rebuilt).not.toContain('facts.order');

    await refreshFacts(home.workspace, 'all');
    expect(await spans()).toEqual(expected);
  } finally {
    await home.close();
  }
});
