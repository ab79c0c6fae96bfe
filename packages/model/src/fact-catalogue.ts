import type { Fact } from './fact.js';
import { activityFact } from './facts/activity.js';
import { cashFlowFact } from './facts/cash-flow.js';
import { crmUserMonthFact } from './facts/crm-user-month.js';
import { customerFact } from './facts/customer.js';
import { customerSpanFact } from './facts/customer-span.js';
import { dealFact } from './facts/deal.js';
import { dealSpanFact } from './facts/deal-span.js';
import { dealStageEntryFact } from './facts/deal-stage-entry.js';
import { exclusionFact } from './facts/exclusion.js';
import { fieldCellFact } from './facts/field-cell.js';
import { leadFact } from './facts/lead.js';
import { mrrItemFact } from './facts/mrr-item.js';
import { mrrMovementFact } from './facts/mrr-movement.js';
import { mrrSpanFact } from './facts/mrr-span.js';
import { orderFact } from './facts/order.js';
import { quotaDayFact } from './facts/quota-day.js';
import { renewalFact } from './facts/renewal.js';
import { responseTurnFact } from './facts/response-turn.js';
import { revenueLineFact } from './facts/revenue-line.js';
import { slaTargetFact } from './facts/sla-target.js';
import { spendDayFact } from './facts/spend-day.js';
import { surveyAccountScoreFact } from './facts/survey-account-score.js';
import { surveyInvitationFact } from './facts/survey-invitation.js';
import { surveyResponseFact } from './facts/survey-response.js';
import { ticketFact } from './facts/ticket.js';
import { ticketOpenSpanFact } from './facts/ticket-open-span.js';
import { touchpointFact } from './facts/touchpoint.js';

/** Every fact, in the order in which the warehouse can build them. */
export const facts: readonly Fact[] = Object.freeze([
  customerFact,
  customerSpanFact,
  leadFact,
  dealFact,
  dealSpanFact,
  dealStageEntryFact,
  quotaDayFact,
  activityFact,
  orderFact,
  revenueLineFact,
  mrrItemFact,
  mrrSpanFact,
  mrrMovementFact,
  renewalFact,
  ticketFact,
  ticketOpenSpanFact,
  responseTurnFact,
  slaTargetFact,
  surveyResponseFact,
  surveyAccountScoreFact,
  surveyInvitationFact,
  spendDayFact,
  touchpointFact,
  crmUserMonthFact,
  fieldCellFact,
  cashFlowFact,
  exclusionFact,
]);

const byName = new Map(facts.map((fact) => [fact.name, fact]));

/** The fact of that name; undefined where there is none. */
export const findFact = (name: string): Fact | undefined => byName.get(name);
