import type { RowCheck, Rule, Severity } from './rule.js';
import { rules } from './rules.js';

const byId = new Map(rules.map((rule) => [rule.id, rule]));

/** The rule of that id; undefined where there is none. */
export const findRule = (id: string): Rule | undefined => byId.get(id);

/** What a finding of the rule does; a rule that nobody declared keeps the row out. */
export const severityOf = (id: string): Severity => byId.get(id)?.severity ?? 'quarantine';

/** The row checks of an entity, each with its rule. */
export const rowChecks = (entity: string): (RowCheck & { readonly rule: string })[] =>
  rules.flatMap((rule) =>
    (rule.rows ?? [])
      .filter((check) => check.entity === entity)
      .map((check) => ({ ...check, rule: rule.id })),
  );
