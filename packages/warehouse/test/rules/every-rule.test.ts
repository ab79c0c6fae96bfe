import { describe, expect, it } from 'vitest';
import { rules } from '../../src/rules/rules.js';
import { importCases } from './cases/import.js';
import { ruleCases } from './cases/index.js';

/** Rules with a test file of their own. */
const ownTests: Readonly<Record<string, string>> = { 'F-08': 'drift.test.ts', 'R-03': 'bridge.test.ts' };

describe('the catalogue of rules', () => {
  it('holds the 73 of the reference: F 10, K 8, I 7, T 12, M 12, S 8, R 7, V 9', () => {
    const numbered = Object.entries({ F: 10, K: 8, I: 7, T: 12, M: 12, S: 8, R: 7, V: 9 }).flatMap(
      ([letter, count]) =>
        Array.from({ length: count }, (_, index) => `${letter}-${String(index + 1).padStart(2, '0')}`),
    );
    expect(rules.map(({ id }) => id)).toEqual(numbered);
  });

  it.each(rules.map((rule) => [rule.id, rule] as const))(
    '%s is tested wherever it is applied',
    (id, rule) => {
      const own = id in ownTests;
      const overTables = ruleCases.filter((one) => one.rule === id);
      const overFiles = importCases.filter((one) => one.rule === id);
      if (rule.tables) {
        expect(own || overTables.some(({ breaks }) => breaks.length > 0)).toBe(true);
        expect(own || overTables.some(({ spares }) => spares.length > 0)).toBe(true);
      }
      if (rule.rows || rule.appliedBy) expect(overFiles.length).toBeGreaterThan(0);
      expect(Boolean(rule.tables ?? rule.rows ?? rule.appliedBy)).toBe(true);
    },
  );

  it.each(rules.map((rule) => [rule.id, rule] as const))('%s says what holds and what to do', (_, rule) => {
    expect(rule.title).toMatch(/^[A-Z].*[^.]$/);
    expect(rule.remedy).toMatch(/^[A-Z].*[^.]$/);
  });
});
