import type { MetricDefinition } from '@bellwether/metrics';

/** Settings that shape the facts rather than a formula: all of them, whole facts, or single columns of one. */
const shaped: Readonly<Record<string, 'all' | readonly (readonly [fact: string, column?: string])[]>> = {
  'customers.basis': [['customer_span'], ['customer']],
  'customers.lapse_days': [['customer_span'], ['customer']],
  'customers.level': 'all',
  'organisation.time_zone': 'all',
  'organisation.currency': 'all',
  'organisation.as_of': 'all',
  'organisation.fiscal_year_starts_month': [],
  'organisation.name': [],
  'assumptions.renewal_grace_days': [['renewal']],
  'assumptions.repeat_contact_days': [
    ['ticket', 'has_repeat_contact'],
    ['ticket', 'is_first_contact_resolution'],
    ['ticket', 'first_contact_mature_date'],
  ],
  'assumptions.adoption_writes': [['crm_user_month', 'is_adopting']],
  'assumptions.retention_categories': [['spend_day', 'purpose']],
};

/** Whether a leg reads the column; its definition is plain data, so the name stands in it as text. */
const reads = (leg: MetricDefinition['legs'][string], column: string): boolean =>
  JSON.stringify(leg).includes(`"${column}"`);

/** By setting, the metrics that it moves: those made from what it shapes, or with a parameter that takes it. */
export const settingMoves = (definitions: readonly MetricDefinition[]): Record<string, string[]> => {
  const moves: Record<string, string[]> = {};
  for (const [setting, parts] of Object.entries(shaped)) {
    moves[setting] = definitions
      .filter(
        ({ legs }) =>
          parts === 'all' ||
          Object.values(legs).some((leg) =>
            parts.some(([fact, column]) => leg.fact === fact && (column === undefined || reads(leg, column))),
          ),
      )
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
