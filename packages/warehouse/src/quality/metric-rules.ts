import { entities as allEntities, findFact } from '@bellwether/model';
import { findRule } from '../rules/catalogue.js';
import type { Rule, Severity } from '../rules/rule.js';
import type { Workspace } from '../workspace/workspace.js';
import { filledEntities } from './judge-tables.js';
import type { JudgedMetric } from './metric-quality.js';
import type { OpenIssue } from './open-issues.js';

/** A rule that a metric depends on, whether or not anything breaks it. */
export interface MetricRule {
  readonly rule: string;
  /** What holds, in a sentence. */
  readonly title: string;
  readonly severity: Severity;
  readonly remedy: string;
  /** Kinds of record of the metric that it is judged on: imported ones, then those of which there is none yet. */
  readonly judged: readonly string[];
  readonly unfilled: readonly string[];
  /** Where it is applied when no record is judged by it. */
  readonly appliedBy: NonNullable<Rule['appliedBy']> | null;
  /** Records of these kinds that break it, whatever its severity. */
  readonly affected: number;
  /** Why the organisation does not have it judged; null where it does. */
  readonly waived: string | null;
}

/** Kinds of record that the rule looks at; `*` is every kind. */
const entitiesOf = ({ rows, tables }: Rule): ReadonlySet<string> => {
  const named = [...(rows ?? []), ...(tables ?? [])].map(({ entity }) => entity);
  return new Set(named.includes('*') ? allEntities.map(({ name }) => name) : named);
};

/** Every rule that the metric names, in its order, with what it is judged on and how many records break it. */
export const metricRules = async (
  { engine, config }: Workspace,
  metric: JudgedMetric,
  issues: readonly OpenIssue[],
): Promise<readonly MetricRule[]> => {
  const filled = await filledEntities(engine);
  const own = new Set(Object.values(metric.legs).flatMap(({ fact }) => findFact(fact)?.from ?? []));
  return metric.rules.map((id): MetricRule => {
    const rule = findRule(id);
    const judged = rule ? [...entitiesOf(rule)].filter((entity) => own.has(entity)) : [];
    return {
      rule: id,
      title: rule?.title ?? '',
      severity: rule?.severity ?? 'quarantine',
      remedy: rule?.remedy ?? '',
      judged: judged.filter((entity) => filled.has(entity)),
      unfilled: judged.filter((entity) => !filled.has(entity)),
      appliedBy: rule?.appliedBy ?? null,
      affected: issues
        .filter((issue) => issue.rule === id && (issue.entity === null || own.has(issue.entity)))
        .reduce((sum, { affected }) => sum + affected, 0),
      waived: config.waivers.find((waiver) => waiver.rule === id)?.reason ?? null,
    };
  });
};
