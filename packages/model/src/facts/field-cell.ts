import { count, day, dimension, fact } from '../fact.js';

export const fieldCellFact = fact(
  'field_cell',
  'Completeness of one field of one kind of record: how many of the live records fill it.',
  ['account', 'deal', 'lead', 'person', 'ticket'],
  {
    entity: dimension('Kind of record'),
    field: dimension('Field'),
    date: day('Creation month of the records'),
    records: count('Records'),
    filled: count('Filled with something that is not a placeholder'),
  },
);
