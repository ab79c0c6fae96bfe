import { rule } from '../rule.js';
import { plain } from '../sql-words.js';

export const m06 = rule({
  id: 'M-06',
  severity: 'warn',
  title: 'What came back is taken off what it came back from',
  remedy:
    'Name the original order in the export, or import the older orders too; units that nobody holds count as a loss on their own day',
  tables: [
    {
      entity: 'order_line',
      reads: ['order'],
      breaks: `
        SELECT order_line_id AS record, 'came back, and the customer holds '
          || CASE WHEN lost = units THEN 'none of it' ELSE 'only ' || ${plain('units - lost')} || ' of the ' || ${plain('units')} END
          || ' from earlier orders; what nobody holds is a loss on its own day' AS message
        FROM (SELECT order_line_id, sum(units) AS units, sum(units) FILTER (order_id IS NULL) AS lost FROM derived.reversal GROUP BY ALL)
        WHERE lost > 0`,
      population: `SELECT count(DISTINCT order_line_id) AS n FROM derived.reversal`,
    },
  ],
});
