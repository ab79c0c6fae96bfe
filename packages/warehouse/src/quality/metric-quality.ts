import { findFact } from '@bellwether/model';
import type { OpenIssue } from './open-issues.js';

/** How far a figure can be trusted: A nothing open, B up to 5 % of its records, C up to 20 %, D more. */
export interface MetricQuality {
  readonly grade: 'A' | 'B' | 'C' | 'D';
  readonly warnings: readonly { readonly rule: string; readonly count: number }[];
  /** Rules that withhold the figure. */
  readonly blocked: readonly string[];
}

/** What a metric says of itself, as far as quality needs it. */
export interface JudgedMetric {
  readonly rules: readonly string[];
  readonly legs: Readonly<Record<string, { readonly fact: string }>>;
}

/**
 * The quality of a metric: of the rules that it names, what is open on the entities that its facts are made from. A rule
 * about tickets does not lower a figure about deals.
 */
export const metricQuality = (metric: JudgedMetric, issues: readonly OpenIssue[]): MetricQuality => {
  const entities = new Set(Object.values(metric.legs).flatMap(({ fact }) => findFact(fact)?.from ?? []));
  const named = new Set(metric.rules);
  const mine = issues.filter(
    ({ rule, entity, severity, affected }) =>
      named.has(rule) && severity !== 'info' && affected > 0 && (entity === null || entities.has(entity)),
  );
  const counts = new Map<string, number>();
  let share = 0;
  for (const issue of mine) {
    counts.set(issue.rule, (counts.get(issue.rule) ?? 0) + issue.affected);
    share = Math.max(share, issue.population > 0 ? issue.affected / issue.population : 0);
  }
  const blocked = [...new Set(mine.filter(({ severity }) => severity === 'block').map(({ rule }) => rule))];
  const grade = mine.length === 0 ? 'A' : share <= 0.05 ? 'B' : share <= 0.2 ? 'C' : 'D';
  return { grade, warnings: [...counts].map(([rule, count]) => ({ rule, count })), blocked };
};
