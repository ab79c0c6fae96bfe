import { rule } from '../rule.js';

export const m06 = rule({
  id: 'M-06',
  severity: 'warn',
  title: 'What came back is taken off what it came back from',
  remedy: 'Name the original order in the export; what finds none counts as a loss on its own day',
  tables: [
    {
      entity: 'order_line',
      reads: ['order'],
      breaks: `SELECT order_line_id AS record, 'came back, and no earlier order of the customer holds as much of it; it is a loss on its own day' AS message FROM derived.reversal WHERE order_id IS NULL`,
      population: `SELECT count(*) AS n FROM derived.reversal`,
    },
  ],
});
