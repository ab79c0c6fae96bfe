import type { MetricDefinition } from '@bellwether/metrics';

/** Settings that make the facts rather than a formula, with the facts that they shape. */
const facts: Readonly<Record<string, readonly string[]>> = {
  'customers.basis': ['customer_span', 'customer'],
  'customers.lapse_days': ['customer_span'],
  'customers.level': ['*'],
  'organisation.time_zone': ['*'],
  'organisation.currency': ['*'],
  'organisation.as_of': ['*'],
  'organisation.fiscal_year_starts_month': [],
  'organisation.name': [],
  'assumptions.renewal_grace_days': ['renewal'],
  'assumptions.repeat_contact_days': ['ticket'],
  'assumptions.adoption_writes': ['crm_user_month'],
};

/** By setting, the metrics that it moves: those made from facts that it shapes, or with a parameter that takes it. */
export const settingMoves = (definitions: readonly MetricDefinition[]): Record<string, string[]> => {
  const moves: Record<string, string[]> = {};
  for (const [setting, shaped] of Object.entries(facts)) {
    moves[setting] = definitions
      .filter(({ legs }) => shaped.includes('*') || Object.values(legs).some(({ fact }) => shaped.includes(fact)))
      .map(({ id }) => id);
  }
  for (const { id, parameters } of definitions) {
    for (const { assumption } of Object.values(parameters)) {
      if (assumption === undefined) continue;
      const setting = `assumptions.${assumption}`;
      const known = moves[setting] ?? [];
      if (!known.includes(id)) moves[setting] = [...known, id];
    }
  }
  return moves;
};
