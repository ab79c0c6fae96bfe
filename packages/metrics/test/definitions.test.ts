import { describe, expect, test } from 'vitest';
import {
  catalogue,
  definitionHash,
  definitionProblems,
  definitions,
  explainMetric,
  findMetric,
} from '@bellwether/metrics';

/** Ids of design.md section 5. */
const designed =
  `cac cac_paid cac_payback_months cost_per_lead cost_per_action cost_per_sale roas roi npv ltv_to_cac
new_customers lead_conversion_rate sales_conversion_rate win_rate win_rate_value stage_conversion_rate sales_cycle_days
average_deal_size pipeline_velocity pipeline_value pipeline_coverage quota_attainment revenue average_purchase_value
purchase_frequency customer_lifespan clv clv_margin gross_margin_rate profit_margin_rate cogs mrr arr mrr_new
mrr_expansion mrr_contraction mrr_churned mrr_reactivated nrr grr arpa upsell_rate cross_sell_rate repeat_purchase_rate
active_customers customer_retention_rate customer_churn_rate revenue_churn_rate renewal_rate renewal_rate_value
retention_cost_per_customer cohort_retention first_response_time average_response_time resolution_time
full_resolution_time first_contact_resolution_rate reopen_rate ticket_backlog sla_attainment tickets_created csat
csat_mean nps nps_account ces survey_response_rate crm_adoption_rate data_completeness activities_per_deal`.split(
    /\s+/,
  );

test('every metric of the design is there', () => {
  expect(designed.filter((id) => catalogue.find(id) === undefined)).toEqual([]);
});

test('ids are unique', () => {
  expect(new Set(definitions.map(({ id }) => id)).size).toBe(definitions.length);
});

describe.each(definitions.map(({ id }) => [id] as const))('%s', (id) => {
  const definition = findMetric(id, catalogue);

  test('says nothing that the facts do not hold', () => {
    expect(definitionProblems(definition)).toEqual([]);
  });

  test('is explained', () => {
    const { legs, formula } = explainMetric(definition);
    expect(definition.sentence).toMatch(/^[A-Z].*\.$/);
    expect(definition.formula.words).not.toBe('');
    expect(definition.source).toMatch(/canon/);
    expect(definition.rules.length).toBeGreaterThan(0);
    expect(formula).not.toBe('');
    expect(legs.every(({ grain }) => grain !== '')).toBe(true);
  });

  test('names variants that exist', () => {
    const named = definition.variants.flatMap(({ metric }) => (metric === undefined ? [] : [metric]));
    expect(named.filter((variant) => catalogue.find(variant) === undefined)).toEqual([]);
  });
});

test('a hash changes with what decides the figure, not with its prose', () => {
  const winRate = findMetric('win_rate', catalogue);
  const hash = definitionHash(winRate, {});
  expect(definitionHash({ ...winRate, sentence: 'Another sentence.' }, {})).toBe(hash);
  expect(definitionHash({ ...winRate, version: 2 }, {})).not.toBe(hash);
  const { won, closed } = winRate.legs;
  if (won === undefined || closed === undefined) throw new Error('legs of win_rate');
  const looser = { ...winRate, legs: { won: { ...won, where: [] }, closed } };
  expect(definitionHash(looser, {})).not.toBe(hash);
  const nrr = findMetric('nrr', catalogue);
  expect(definitionHash(nrr, { look_back_months: 1 })).not.toBe(
    definitionHash(nrr, { look_back_months: 12 }),
  );
});

test('a hash does not depend on the order of keys', () => {
  const winRate = findMetric('win_rate', catalogue);
  const { won, closed } = winRate.legs;
  if (won === undefined || closed === undefined) throw new Error('legs of win_rate');
  expect(definitionHash({ ...winRate, legs: { closed, won } }, {})).toBe(definitionHash(winRate, {}));
});
