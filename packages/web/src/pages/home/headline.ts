/** The measures that speak for each group; the others are one click away. In the order in which they are read. */
export const headline: Readonly<Record<string, readonly string[]>> = {
  acquisition: ['new_customers', 'cac', 'cac_payback_months', 'ltv_to_cac', 'cost_per_lead', 'roas'],
  sales: [
    'win_rate',
    'sales_cycle_days',
    'average_deal_size',
    'pipeline_value',
    'lead_conversion_rate',
    'quota_attainment',
  ],
  value: ['revenue', 'mrr', 'nrr', 'grr', 'arpa', 'clv_margin'],
  retention: [
    'active_customers',
    'customer_retention_rate',
    'customer_churn_rate',
    'revenue_churn_rate',
    'renewal_rate',
    'retention_cost_per_customer',
  ],
  service: [
    'first_response_time',
    'resolution_time',
    'first_contact_resolution_rate',
    'reopen_rate',
    'sla_attainment',
    'ticket_backlog',
  ],
  voice: ['nps', 'csat', 'ces', 'survey_response_rate'],
  crm: ['crm_adoption_rate', 'data_completeness', 'activities_per_deal'],
};

/** Headline measures of a group first and in order; a group that has figures for none of them shows all it has. */
export const splitLines = <Line extends { readonly metric: { readonly id: string } }>(
  group: string,
  lines: readonly Line[],
): { readonly shown: readonly Line[]; readonly others: readonly Line[] } => {
  const order = headline[group];
  if (order === undefined) return { shown: lines, others: [] };
  const shown = order.flatMap((id) => lines.filter(({ metric }) => metric.id === id));
  if (shown.length === 0) return { shown: lines, others: [] };
  return { shown, others: lines.filter(({ metric }) => !order.includes(metric.id)) };
};
