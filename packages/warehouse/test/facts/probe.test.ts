import fc from 'fast-check';
import { it } from 'vitest';
import { orderRows } from './oracle/orders.js';
import { returnsWorld } from './worlds/revenue-world.js';
it('probe', () => {
  const worlds = fc.sample(returnsWorld, { numRuns: 300, seed: 103 });
  console.log(JSON.stringify(worlds.slice(20, 23), null, 0));
  console.log(worlds.map((w) => orderRows(w, 'UTC').filter((r) => r['net'] !== r['gross']).length).reduce((a, b) => a + b, 0));
});
