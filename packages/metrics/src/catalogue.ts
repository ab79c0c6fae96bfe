import type { MetricDefinition } from './definition/metric-definition.js';
import { activeCustomers } from './definitions/active-customers.js';
import { activitiesPerDeal } from './definitions/activities-per-deal.js';
import { arpa } from './definitions/arpa.js';
import { averageDealSize, medianDealSize } from './definitions/average-deal-size.js';
import { averagePurchaseValue } from './definitions/average-purchase-value.js';
import { averageResponseTimes } from './definitions/average-response-time.js';
import { cacPaid } from './definitions/cac-paid.js';
import { cacPaybackMonths } from './definitions/cac-payback-months.js';
import { cac } from './definitions/cac.js';
import { ces, cesMean, cesEasyRate } from './definitions/ces.js';
import { clvMargin } from './definitions/clv-margin.js';
import { clvSubscription } from './definitions/clv-subscription.js';
import { clv } from './definitions/clv.js';
import { cogs } from './definitions/cogs.js';
import { cohortRetention } from './definitions/cohort-retention.js';
import { costPerAction } from './definitions/cost-per-action.js';
import { costPerFirstOrder } from './definitions/cost-per-first-order.js';
import { costPerLead } from './definitions/cost-per-lead.js';
import { costPerSale } from './definitions/cost-per-sale.js';
import { crmAdoptionRate } from './definitions/crm-adoption-rate.js';
import { csat, csatMean } from './definitions/csat.js';
import { customerChurnPerMonth } from './definitions/customer-churn-per-month.js';
import { customerLifespan } from './definitions/customer-lifespan.js';
import { customerRetentionRate, customerChurnRate } from './definitions/customer-retention-rate.js';
import { dataCompleteness } from './definitions/data-completeness.js';
import { firstContactResolutionRate } from './definitions/first-contact-resolution-rate.js';
import { firstResponseTimes } from './definitions/first-response-time.js';
import { grossMarginRate } from './definitions/gross-margin-rate.js';
import { leadConversionRate } from './definitions/lead-conversion-rate.js';
import { ltvToCacSubscription } from './definitions/ltv-to-cac-subscription.js';
import { ltvToCac } from './definitions/ltv-to-cac.js';
import { mrrMovements } from './definitions/mrr-movements.js';
import { mrr, mrrCommitted, arr } from './definitions/mrr.js';
import { newCustomers } from './definitions/new-customers.js';
import { nps, npsAccount } from './definitions/nps.js';
import { npv } from './definitions/npv.js';
import { nrr, grr, revenueChurnRate } from './definitions/nrr.js';
import { pipelineCoverage } from './definitions/pipeline-coverage.js';
import { pipelineValue } from './definitions/pipeline-value.js';
import { pipelineVelocity } from './definitions/pipeline-velocity.js';
import { profitMarginRate } from './definitions/profit-margin-rate.js';
import { purchaseFrequency } from './definitions/purchase-frequency.js';
import { quotaAttainment } from './definitions/quota-attainment.js';
import { renewalRate, renewalRateValue, renewalRateValueNet } from './definitions/renewal-rate.js';
import { reopenRate } from './definitions/reopen-rate.js';
import { repeatPurchaseRate } from './definitions/repeat-purchase-rate.js';
import { resolutionTimes } from './definitions/resolution-time.js';
import {
  retentionCostPerCustomer,
  retentionCostPerRetained,
} from './definitions/retention-cost-per-customer.js';
import { revenue } from './definitions/revenue.js';
import { roas } from './definitions/roas.js';
import { roi } from './definitions/roi.js';
import { salesConversionRate } from './definitions/sales-conversion-rate.js';
import { salesCycleDays, salesCycleDaysMean } from './definitions/sales-cycle-days.js';
import { slaAttainment } from './definitions/sla-attainment.js';
import { stageConversionRate } from './definitions/stage-conversion-rate.js';
import { surveyResponseRate } from './definitions/survey-response-rate.js';
import { ticketBacklog } from './definitions/ticket-backlog.js';
import { ticketsCreated } from './definitions/tickets-created.js';
import { upsellRate, crossSellRate } from './definitions/upsell-rate.js';
import { winRateValue } from './definitions/win-rate-value.js';
import { winRate } from './definitions/win-rate.js';
import { metricsError } from './errors.js';
import type { Catalogue } from './plan/make-plan.js';

/** Every built-in metric, in the order in which a person reads them. */
export const definitions: readonly MetricDefinition[] = Object.freeze([
  newCustomers,
  cac,
  cacPaid,
  cacPaybackMonths,
  costPerLead,
  costPerAction,
  costPerSale,
  costPerFirstOrder,
  roas,
  roi,
  npv,
  ltvToCac,
  ltvToCacSubscription,
  leadConversionRate,
  salesConversionRate,
  winRate,
  winRateValue,
  stageConversionRate,
  salesCycleDays,
  salesCycleDaysMean,
  averageDealSize,
  medianDealSize,
  pipelineVelocity,
  pipelineValue,
  pipelineCoverage,
  quotaAttainment,
  revenue,
  averagePurchaseValue,
  purchaseFrequency,
  repeatPurchaseRate,
  customerLifespan,
  clv,
  clvMargin,
  clvSubscription,
  grossMarginRate,
  profitMarginRate,
  cogs,
  mrr,
  mrrCommitted,
  arr,
  ...mrrMovements,
  nrr,
  grr,
  revenueChurnRate,
  arpa,
  upsellRate,
  crossSellRate,
  activeCustomers,
  customerRetentionRate,
  customerChurnRate,
  customerChurnPerMonth,
  renewalRate,
  renewalRateValue,
  renewalRateValueNet,
  retentionCostPerCustomer,
  retentionCostPerRetained,
  cohortRetention,
  ...firstResponseTimes,
  ...averageResponseTimes,
  ...resolutionTimes,
  firstContactResolutionRate,
  reopenRate,
  ticketBacklog,
  ticketsCreated,
  slaAttainment,
  csat,
  csatMean,
  nps,
  npsAccount,
  ces,
  cesMean,
  cesEasyRate,
  surveyResponseRate,
  crmAdoptionRate,
  dataCompleteness,
  activitiesPerDeal,
]);

/** The built-in metrics and a workspace's own. Throws `metric_twice` where two share an id. */
export function makeCatalogue(custom: readonly MetricDefinition[] = []): Catalogue {
  const all = [...definitions, ...custom];
  const byId = new Map<string, MetricDefinition>();
  for (const definition of all) {
    if (byId.has(definition.id)) throw metricsError('metric_twice', [definition.id]);
    byId.set(definition.id, definition);
  }
  return { definitions: all, find: (id) => byId.get(id) };
}

/** The built-in metrics alone. */
export const catalogue: Catalogue = makeCatalogue();
