import { rule } from '../rule.js';

export const f01 = rule({
  id: 'F-01',
  severity: 'block',
  title: 'A file can be decoded, and nothing in it is a replacement character',
  remedy: 'Export the file again as UTF-8, or name its encoding',
  appliedBy: 'reading',
});
