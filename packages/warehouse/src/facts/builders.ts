import { customer } from './customer/customer.js';
import { customerSpan } from './customer/customer-span.js';
import { dealBase } from './derived/deal-base.js';
import { excludedRecords } from './usage/excluded-records.js';
import { mrrSpanBase } from './derived/mrr-span-base.js';
import { orderNet } from './derived/order-net.js';
import { reversal } from './derived/reversal.js';
import { mrrItemBase } from './derived/mrr-item-base.js';
import { ticketBase } from './derived/ticket-base.js';
import { ticketMessageBase } from './derived/ticket-message-base.js';
import { ticketScheduleSpan } from './derived/ticket-schedule-span.js';
import { ticketStatusSpan } from './derived/ticket-status-span.js';
import type { FactBuilder } from './fact-builder.js';
import { spendDay } from './marketing/spend-day.js';
import { touchpoint } from './marketing/touchpoint.js';
import { mrrItem } from './revenue/mrr-item.js';
import { mrrMovement } from './revenue/mrr-movement.js';
import { mrrSpan } from './revenue/mrr-span.js';
import { order } from './revenue/order.js';
import { renewal } from './revenue/renewal.js';
import { revenueLine } from './revenue/revenue-line.js';
import { activity } from './sales/activity.js';
import { deal } from './sales/deal.js';
import { dealSpan } from './sales/deal-span.js';
import { dealStageEntry } from './sales/deal-stage-entry.js';
import { lead } from './sales/lead.js';
import { quotaDay } from './sales/quota-day.js';
import { responseTurn } from './service/response-turn.js';
import { slaTarget } from './service/sla-target.js';
import { ticket } from './service/ticket.js';
import { ticketOpenSpan } from './service/ticket-open-span.js';
import { cashFlow } from './usage/cash-flow.js';
import { crmUserMonth } from './usage/crm-user-month.js';
import { exclusion } from './usage/exclusion.js';
import { fieldCell } from './usage/field-cell.js';
import {
  surveyAccountScore,
  surveyAnswer,
  surveyInvitation,
  surveyResponse,
} from './voice/survey-response.js';

/** Every derived table, each after those it reads. */
export const factBuilders: readonly FactBuilder[] = [
  reversal,
  orderNet,
  mrrItemBase,
  mrrSpanBase,
  dealBase,
  customerSpan,
  customer,
  deal,
  dealSpan,
  dealStageEntry,
  quotaDay,
  activity,
  lead,
  order,
  revenueLine,
  mrrItem,
  mrrSpan,
  mrrMovement,
  renewal,
  ticketMessageBase,
  ticketStatusSpan,
  ticketScheduleSpan,
  ticketBase,
  ticket,
  ticketOpenSpan,
  responseTurn,
  slaTarget,
  surveyAnswer,
  surveyResponse,
  surveyAccountScore,
  surveyInvitation,
  spendDay,
  touchpoint,
  crmUserMonth,
  fieldCell,
  cashFlow,
  ...excludedRecords,
  exclusion,
];
