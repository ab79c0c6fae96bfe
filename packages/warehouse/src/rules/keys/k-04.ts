import { rule } from '../rule.js';

export const k04 = rule({
  id: 'K-04',
  severity: 'quarantine',
  title: 'An id has the form that its source gives ids',
  remedy: 'Export the ids again; a search-and-replace or a spreadsheet has broken them',
  appliedBy: 'mapping',
});
