import { rule } from '../rule.js';

export const f06 = rule({
  id: 'F-06',
  severity: 'block',
  title: 'Rows in = loaded + quarantined + ignored, and each ignored row has a reason',
  remedy: 'None: Bellwether stops by itself when they do not add up',
  appliedBy: 'import',
});
