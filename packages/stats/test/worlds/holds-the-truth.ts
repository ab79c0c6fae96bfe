import { expect, test } from 'vitest';
import { type CoverageWorld, luckyRange, measureCoverage } from './coverage-world.js';

/**
 * Tests the worlds that promise something: the count of intervals that hold the truth lies within the binomial
 * quantiles of its number of samples. The bench draws many more samples and prints the README's table.
 */
export function testCoverage(worlds: readonly CoverageWorld[]): void {
  test.each(worlds.filter((world) => world.samples.test > 0))('$name', (world) => {
    for (const { figure, promised, made, held } of measureCoverage(world, world.samples.test)) {
      const [least, most] = luckyRange(made, world.level, promised);
      expect.soft(made, `${figure}: samples with an interval`).toBeGreaterThan(0.9 * world.samples.test);
      expect.soft(held, `${figure}: of ${made}, at least ${least}`).toBeGreaterThanOrEqual(least);
      expect.soft(held, `${figure}: of ${made}, at most ${most}`).toBeLessThanOrEqual(most);
    }
  });
}
